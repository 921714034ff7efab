"""What strangers can write, each with the part of the program that reads it first, and what may come of it.

A target takes any bytes. What is wrong with them is a finding, or the one error of the room that reads them; anything
else that is raised is a fault. What was read can be checked, written and read again.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import cache, partial
from typing import Any
from zoneinfo import ZoneInfo

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Root

from player.contract import reading as contract
from player.contract.errors import ContractError
from publisher.checks.checking import check_slide
from publisher.content.groups import read_group
from publisher.content.meaning import revision_of
from publisher.content.playlists import read_playlist
from publisher.content.registers import read_consents, read_facts
from publisher.content.slides import parse_slide
from publisher.content.text.documents import compose
from publisher.content.text.fields import Fields
from publisher.content.text.markdown import read_markdown
from publisher.content.text.notes import Notebook
from publisher.content.text.texts import decode_text
from publisher.content.themes import LIGHT, read_theme
from publisher.drawing.compose import lay_out
from publisher.drawing.pictures import pictures
from publisher.drawing.pictures.header import PictureError
from publisher.drawing.pictures.pictures import fitted, look_at
from publisher.evidence.times import time_of
from publisher.model.findings import Finding
from publisher.model.screens import Size
from publisher.rules.findings import FORMATS
from publisher.signing.proofs import proven

DAY = date(2026, 12, 1)
NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
MOST_BYTES = 4_096
_FRONT = b"---\ntitle: Tea\nkind: local\ngroup: friends\n---\n"


def read_a_slide(data: bytes) -> None:
    """A whole file."""
    written = parse_slide.__wrapped__("a", "slides/a.md", data)
    _tell(written.findings)
    if written.slide is not None:
        revision_of(written.slide)
        _tell(check_slide(written.slide, None, DAY).findings)


def read_front_matter(data: bytes) -> None:
    """What stands between the two lines."""
    read_a_slide(b"---\n" + data + b"\n---\nTea helps.\n")


def read_words(data: bytes) -> None:
    """Markdown alone, which is as long as a file may be."""
    notes = Notebook("slides/a.md")
    text = decode_text(data, notes)
    if text is not None:
        read_markdown(text, notes)
    _tell(notes.findings)


def lay_words_out(data: bytes) -> None:
    """Markdown as it is set on a screen."""
    slide = parse_slide.__wrapped__("a", "slides/a.md", _FRONT + data).slide
    if slide is not None:
        _tell(lay_out(slide, LIGHT, Size(960, 540), None).findings)


def read_fields(read: Callable[[Fields], object], data: bytes) -> None:
    """A YAML file of the content."""
    notes = Notebook("a.yaml")
    text = decode_text(data, notes)
    node = None if text is None else compose(text, notes)
    if node is not None:
        read(Fields(node, notes))
    _tell(notes.findings)


def open_a_picture(data: bytes) -> None:
    """Any file that a slide may name."""
    for kept in (pictures._LOOKED_AT, pictures._FITTED, pictures._UNPACKED):
        kept.clear()
    if not look_at(data).problem:
        with suppress(PictureError):
            fitted(data, 48, 48)


def read_a_record(read: Callable[[bytes], Any], data: bytes) -> None:
    """A record of the wire; one that is read is written and read as the same."""
    try:
        record = read(data)
    except ContractError:
        return
    assert read(contract.write(record)) == record


def take_a_report(data: bytes) -> None:
    """A report, and when its views were."""
    read_a_record(contract.read_report, data)
    with suppress(ContractError):
        report = contract.read_report(data)
        for view in report.views:
            time_of(view, report.now, NOW).at.astimezone(ZoneInfo("Europe/London"))
        if report.health is not None:
            contract.is_plausible(report.health)
        if report.showing is not None:
            contract.is_sound(report.showing)


def take_a_proof(data: bytes) -> None:
    """What proves an edition, held against a root whose keys have signed nothing."""
    read_a_record(contract.read_proof, data)
    with suppress(ContractError):
        proven(contract.read_proof(data), [_root()])


@cache
def _root() -> Root:
    root = Root(consistent_snapshot=True)
    root.add_key(CryptoSigner.generate_ed25519().public_key, "targets")
    return root


def answer_a_request(data: bytes) -> None:
    """A form or a report that comes over HTTP."""
    _pages()(data)


def _tell(findings: tuple[Finding, ...]) -> None:
    for write in FORMATS.values():
        write(findings).encode()


@cache
def _pages() -> Callable[[bytes], None]:
    from tests.fuzzing.pages import open_pages

    return open_pages()


TARGETS: dict[str, Callable[[bytes], None]] = {
    "slide": read_a_slide,
    "front": read_front_matter,
    "markdown": read_words,
    "layout": lay_words_out,
    "group": partial(read_fields, partial(read_group, "a", "groups/a.yaml")),
    "theme": partial(read_fields, partial(read_theme, "a", "themes/a.yaml")),
    "playlist": partial(read_fields, partial(read_playlist, "a", "playlists/a.yaml")),
    "facts": partial(read_fields, read_facts),
    "consents": partial(read_fields, read_consents),
    "picture": open_a_picture,
    "report": take_a_report,
    "programme": partial(read_a_record, contract.read_programme),
    "manifest": partial(read_a_record, contract.read_manifest),
    "proof": take_a_proof,
    "pairing": partial(read_a_record, contract.read_enrolment_request),
    "pages": answer_a_request,
}
"""Every target by its name."""
