"""Writes the example of a rule down as content that the publisher reads: a sound slide, with one thing changed."""

import re
from io import BytesIO
from pathlib import Path

from PIL import Image

from publisher.content.source.sources import open_folder
from publisher.rules.pages.example import SLIDE, Example, Part
from tests.publisher.broken import GROUP

FRONT = {
    "title": "title: Out of breath on the stairs",
    "language": "language: en",
    "group": "group: friends",
    "kind": "kind: condition",
    "picture": "picture:\n  file: images/stairs.png\n  alt: Somebody rests on the stairs",
    "sources": (
        "sources:\n  - publisher: NHS\n    title: Heart failure\n"
        "    address: https://www.nhs.uk/heart\n    checked: 2026-11-01"
    ),
    "owners": "owners: [a carer, a nurse]",
    "agreed": "agreed: 2026-11-02",
    "review_by": "review_by: 2028-11-02",
}
BODY = "Tell your nurse about it."
WORDS = "words:\n  - avoid: mild\n    instead: early\n"
REVISION = "1f0c5e2ab9d4"
"""What stands in examples for the revision of the slide that they translate."""
EARLIER = "5d8e11c07f36"
"""What stands for the same revision as it was when it was a digest of the file's bytes."""


def slide_text(front: str = "", body: str = BODY) -> str:
    """A whole slide; what `front` writes or leaves out (`# no owners`) goes before what is usual."""
    names = re.findall(r"^(?:# no )?(\w+)", front, re.MULTILINE)
    usual = [lines for name, lines in FRONT.items() if name not in names]
    written = [line for line in front.split("\n") if line and not line.startswith("# no ")]
    return "\n".join(["---", *usual, *written, "---", body, ""])


def make_sound(folder: Path) -> None:
    """A content folder with nothing wrong in it."""
    write(folder, SLIDE, slide_text())
    write(folder, "groups/friends.yaml", GROUP + WORDS)
    for name in ("stairs", "nhs-logo"):
        (folder / "images").mkdir(exist_ok=True)
        (folder / f"images/{name}.png").write_bytes(picture(1600, 1200))


def write_example(folder: Path, example: Example, text: str) -> None:
    """The example, and whatever it needs beside it."""
    make_sound(folder)
    for path, other in example.beside.items():
        write(folder, path, slide_text(body=other) if path.startswith("slides/") else other)
    if example.part is Part.FILE:
        write(folder, example.file, text)
    else:
        front, _, body = text.partition("\n---\n") if example.part is Part.FRONT else ("", "", text)
        write(folder, SLIDE, slide_text(front, body or BODY))
    _name_revision(folder)


def picture(width: int, height: int) -> bytes:
    """A plain picture of a size."""
    target = BytesIO()
    Image.new("RGB", (width, height), "#d9c7a3").save(target, "PNG")
    return target.getvalue()


def write(folder: Path, path: str, text: str) -> None:
    """One file, with the folders above it."""
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, encoding="utf-8")


def _name_revision(folder: Path) -> None:
    slide = folder / SLIDE
    if REVISION in slide.read_text() or EARLIER in slide.read_text():
        original = open_folder(folder).read().slides["original"]
        named = slide.read_text().replace(REVISION, original.revision[:12]).replace(EARLIER, original.earlier[0][:12])
        slide.write_text(named)
