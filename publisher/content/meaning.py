"""What a slide means, written in one way, and the revision that is made of it.

The rule, as it would be told: **a revision changes when something changes for the people who wait**: what
they see, hear or can follow. It stays when only the way of writing it down changes, or how the slide is
looked after.

    Meaning      the title, the words with their bold ones and their own line ends, lists, headings and
                 quotations; each picture and icon by its bytes, with what it shows in words and its caption;
                 language, kind, layout and group; credit; publisher, title and address of each source; the
                 event's days, hours, place and way there; link and phone.
    Bookkeeping  owners; `agreed` and `review_by`; the day on which a source was last looked at; how long the
                 slide stays; what it translates, at which revision, and who translated it; consents.
    Not meaning  where a paragraph is wrapped, spaces, line ends, a byte order mark, the order of names, quotes,
                 comments, ways of YAML and Markdown to write the same, the names of picture files, and whether
                 é is one sign or two (Unicode's NFC is taken).

A worked example. This slide, and every other way to write it,

    ---
    title:  "Your pills"
    owners: [a patient, a nurse]
    kind: local     # not about a condition
    group: friends
    ---

    Take **1 pill**
    a day.

means these lines, each a name, a tab and what it says:

    slide       1
    title       Your pills
    language    en
    kind        local
    group       friends
    layout
    credit
    link
    phone
    paragraph
    words       Take␣
    bold        1 pill
    words       ␣a day.

The revision is the SHA-256 of these lines in UTF-8. No value has a tab or a line end in it, so no two
meanings are written alike. The first line is the version of this way of writing: it is raised when another
rule is made, and then every revision is another one. What a slide can say from a later day on is written
only where it says it, so that the revisions of all other slides stay.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator

from publisher.digests import sha256_of
from publisher.model.slides import Block, Bullets, Event, Inline, Picture, Slide

VERSION = "1"
_SPACES = re.compile(r"\s+")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Signs that say only where a line may end."""

_Line = tuple[str, str]
"""A name, and what it says."""


def revision_of(slide: Slide) -> str:
    """The revision of a slide whose pictures are there: 64 letters and digits."""
    return hashlib.sha256(meaning_of(slide).encode()).hexdigest()


def meaning_of(slide: Slide) -> str:
    """What a slide means, a line for each thing that it says."""
    return "".join(f"{name}\t{_flat(value)}\n" for name, value in _lines_of(slide))


def earlier_revisions(data: bytes, pictures: tuple[Picture, ...]) -> tuple[str, ...]:
    """What this slide's revision was when it was a digest of its file's bytes; a translation may still name it.

    Line ends, a byte order mark and the last line's end may have changed since.
    """
    text = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").rstrip(b"\n")
    ways = dict.fromkeys((data, text + b"\n", text, (text + b"\n").replace(b"\n", b"\r\n")))
    shown = b"".join(sha256_of(picture.data) for picture in pictures)
    return tuple(hashlib.sha256(sha256_of(way) + shown).hexdigest() for way in ways)


def _flat(value: str) -> str:
    return _SPACES.sub(" ", unicodedata.normalize("NFC", value.translate(_UNSEEN) if not value.isascii() else value))


def _lines_of(slide: Slide) -> Iterator[_Line]:
    yield "slide", VERSION
    yield "title", slide.title
    yield "language", slide.language
    yield "kind", slide.kind
    yield "group", slide.group
    yield "layout", slide.layout or ""
    yield "credit", slide.credit
    yield "link", slide.link
    yield "phone", slide.phone
    if slide.picture is not None:
        yield from _picture_lines("picture", slide.picture)
    icons = list(slide.icons)
    for block in slide.blocks:
        yield from _block_lines(block, icons)
    if slide.event is not None:
        yield from _event_lines(slide.event)
    for source in slide.sources:
        yield "source", source.publisher
        yield "source title", source.title
        yield "source address", source.address


def _picture_lines(name: str, picture: Picture) -> Iterator[_Line]:
    yield name, sha256_of(picture.data).hex()
    yield f"{name} alt", picture.alt
    yield f"{name} caption", picture.caption


def _block_lines(block: Block, icons: list[Picture]) -> Iterator[_Line]:
    """A block's kind and words; its icons are taken off the front of `icons`, in which they stand in order."""
    yield type(block).__name__.lower(), ""
    if not isinstance(block, Bullets):
        yield from _word_lines(block.words)
        return
    for item in block.items:
        yield "item", ""
        if item.icon is not None and icons and icons[0].path == item.icon:
            yield from _picture_lines("icon", icons.pop(0))
        elif item.icon is not None:  # a draft, whose icon could not be read
            yield "icon missing", item.icon
        yield from _word_lines(item.words)


def _word_lines(words: Inline) -> Iterator[_Line]:
    """Runs of words in one weight, and the line ends that the author made; a wrapped paragraph has none."""
    for run in words:
        for number, row in enumerate(run.text.split("\n")):
            if number:
                yield "line end", ""
            yield "bold" if run.bold else "words", row


def _event_lines(event: Event) -> Iterator[_Line]:
    yield "event", " ".join(sorted({day.isoformat() for day in event.days}))
    yield "event hours", f"{event.starts:%H:%M} {event.ends:%H:%M}"
    yield "event place", event.place
    yield "event way", event.getting_there
