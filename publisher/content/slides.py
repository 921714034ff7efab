"""One slide file to one slide: its front matter, its blocks, its pictures and its revision."""

from dataclasses import dataclass, replace
from functools import lru_cache

from publisher.checks.phones import phone
from publisher.content.album import Album, Wanted
from publisher.content.facts import read_event, read_sources, read_translation
from publisher.content.meaning import earlier_revisions, revision_of
from publisher.content.text import values
from publisher.content.text.bodies import Body
from publisher.content.text.documents import compose
from publisher.content.text.fields import Fields
from publisher.content.text.front import split_front
from publisher.content.text.markdown import read_markdown
from publisher.content.text.notes import Notebook
from publisher.content.text.texts import decode_text
from publisher.model.findings import Finding, has_errors
from publisher.model.slides import Kind, Picture, Slide
from publisher.rules import rules

KEYS = (
    *("title", "language", "group", "kind", "layout", "picture", "sources", "owners", "credit"),
    *("agreed", "review_by", "event", "link", "phone", "dwell", "translates", "consent"),
)
REMEMBERED = 8_192
"""Slides whose parts are kept between two readings, by their bytes; most do not change."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a slide's text alone says: a slide still without its pictures' bytes, and what was noticed."""

    slide: Slide | None
    picture: Wanted | None = None
    icons: tuple[Wanted, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadSlide:
    """A slide as far as it could be read, and everything that was noticed."""

    slide: Slide | None
    findings: tuple[Finding, ...]
    sound: bool
    """Whether it was read without an error."""


def read_slide(id: str, file: str, data: bytes, album: Album) -> ReadSlide:
    """One slide from its file's bytes, with its pictures."""
    written = parse_slide(id, file, data)
    notes = Notebook(file)
    slide = None if written.slide is None else _with_pictures(written.slide, written, data, album, notes)
    findings = (*written.findings, *notes.findings)
    return ReadSlide(slide, findings, sound=slide is not None and not has_errors(findings))


@lru_cache(maxsize=REMEMBERED)
def parse_slide(id: str, file: str, data: bytes) -> Written:
    """What a slide's text says; the same bytes are parsed once."""
    notes = Notebook(file)
    text = decode_text(data, notes)
    parts = None if text is None else split_front(text, notes)
    node = None if parts is None else compose(parts.front, notes)
    if parts is None or node is None:
        return Written(None, findings=notes.findings)
    body = read_markdown(parts.body, notes)
    says_nothing = not body.blocks and not notes.findings
    fields = Fields(node, notes)
    fields.refuse_unknown(KEYS)
    picture, person, picture_lines = _read_picture(fields, notes)
    lines = {**fields.lines, **picture_lines}
    slide = replace(_read_front(id, file, fields, body), shows_person=person, lines=lines)
    if says_nothing and not fields.written("picture") and not fields.written("event"):
        notes.note(rules.NOTHING_SAID, 1, 1, "Nothing stands below the title. Write one idea below the top part.")
    icons = tuple(Wanted(icon.path, icon.alt, icon.line, icon.column) for icon in body.icons)
    return Written(slide, picture, icons, notes.findings)


def _read_front(id: str, file: str, fields: Fields, body: Body) -> Slide:
    return Slide(
        id=id,
        file=file,
        title=fields.need("title", values.prose, "", "title: What helps"),
        language=fields.take("language", values.language, "en"),
        kind=fields.need("kind", values.one_of(Kind), Kind.QUESTION, "kind: condition"),
        group=fields.take("group", values.words, ""),
        blocks=body.blocks,
        revision="",
        layout=fields.take("layout", values.words, None),
        sources=read_sources(fields),
        owners=fields.each("owners", values.prose),
        credit=fields.take("credit", values.prose, ""),
        agreed_day=fields.take("agreed", values.day, None),
        review_by_day=fields.take("review_by", values.day, None),
        event=read_event(fields),
        link=fields.take("link", values.words, ""),
        phone=fields.take("phone", phone, ""),
        dwell_seconds=fields.take("dwell", _seconds, None),
        translates=read_translation(fields),
        consents=fields.each("consent", values.words),
    )


def _seconds(text: str) -> int:
    from player.contract.limits import MAX_DWELL_SECONDS  # noqa: PLC0415 - few slides say how long they stay

    return values.whole(1, MAX_DWELL_SECONDS, "dwell: 20")(text)


def _read_picture(fields: Fields, notes: Notebook) -> tuple[Wanted | None, bool, dict[str, int]]:
    """The picture, whether a person can be recognised in it, and the lines of its parts."""
    picture = fields.table("picture")
    if picture is None:
        return None, False, {}
    picture.refuse_unknown(("file", "alt", "caption", "decorative", "person"))
    picture.demand("file", "file: images/stairs.png")
    file = picture.spot("file")
    alt = picture.take("alt", values.prose, "")
    decorative = picture.spot("decorative")
    if decorative is not None and picture.take("decorative", values.yes_or_no, False) and alt:
        message = "A picture with `alt` tells something, so it is not decorative. Keep one of the two."
        notes.note(rules.BAD_VALUE, decorative.line, decorative.column, message)
    caption = picture.take("caption", values.prose, "")
    wanted = None if file is None else Wanted(file.text, alt, file.line, file.column, caption)
    return wanted, picture.take("person", values.yes_or_no, False), picture.lines


def _with_pictures(slide: Slide, written: Written, data: bytes, album: Album, notes: Notebook) -> Slide:
    picture = None if written.picture is None else _fetch(written.picture, album, notes)
    icons = tuple(icon for wanted in written.icons if (icon := _fetch(wanted, album, notes)))
    pictures = (*((picture,) if picture else ()), *icons)
    shown = replace(slide, picture=picture, icons=icons)
    return replace(shown, revision=revision_of(shown), earlier=earlier_revisions(data, pictures))


def _fetch(wanted: Wanted, album: Album, notes: Notebook) -> Picture | None:
    data = album.fetch(wanted, notes)
    return None if data is None else Picture(wanted.path, wanted.alt, wanted.line, data, wanted.caption)
