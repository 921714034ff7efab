"""A small content folder in which each mistake that authors and attackers make has one place."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

from PIL import Image

GOOD = """---
title: Ask us anything
kind: local
group: friends
---
There is always time for a question.
"""

GROUP = """name: Friends of the practice
agreement:
  - We listen before we speak.
agreeing:
  rule: Everybody says yes.
  lived_experience: 2
  practice: 1
"""


def slide(*, front: str = "", body: str = "There is always time for a question.", title: str = "Ask us") -> str:
    """A sound slide's text; `front` is added to its front matter, from line 5 on."""
    return f"---\ntitle: {title}\nkind: local\ngroup: friends\n{front}---\n{body}\n"


SLIDES = {
    "good.md": GOOD,
    "broken-yaml.md": slide(front="credit: A carer: Motherwell\n"),
    "unknown-key.md": slide(front="laguage: en\n"),
    "duplicate-key.md": slide(front="title: Ask us again\n"),
    "missing-picture.md": slide(front="picture:\n  file: images/stars.png\n  alt: Stairs\n"),
    "huge-photo.md": slide(front="picture:\n  file: images/huge-photo.jpg\n  alt: A grey wall\n"),
    "bomb.md": slide(front="picture:\n  file: images/bomb.png\n  alt: Nothing\n"),
    "climbs-out.md": slide(front="picture:\n  file: ../../secret.png\n  alt: A secret\n"),
}
PLAYLISTS = {
    "names-no-slide.yaml": "title: Winter\ngroup: friends\nslides:\n  - good\n  - goods/god\n",
    "empty.yaml": "title: Empty\ngroup: friends\nslides: []\n",
}

EXPECTED = {
    ("slides/broken-yaml.md", 5, 16, "FM103"),
    ("slides/unknown-key.md", 5, 1, "FM105"),
    ("slides/duplicate-key.md", 5, 1, "FM106"),
    ("slides/missing-picture.md", 6, 9, "PI103"),
    ("slides/climbs-out.md", 6, 9, "RE106"),
    ("slides/symlink.md", 1, 1, "RE103"),
    ("slides/wrong-encoding.md", 6, 4, "RE101"),
    ("playlists/names-no-slide.yaml", 5, 5, "PL101"),
    ("playlists/empty.yaml", 3, 1, "PL102"),
}
"""File, line, column and code of every mistake that reading alone can see; the two pictures are seen by drawing."""


def make_broken(folder: Path) -> None:
    """Write the whole folder; it holds what git and editors would rather not touch."""
    for name in ("slides", "playlists", "groups", "images"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, text in SLIDES.items():
        (folder / "slides" / name).write_text(text, encoding="utf-8")
    for name, text in PLAYLISTS.items():
        (folder / "playlists" / name).write_text(text, encoding="utf-8")
    (folder / "groups" / "friends.yaml").write_text(GROUP, encoding="utf-8")
    (folder / "images" / "stairs.png").write_bytes(small_picture())
    (folder / "images" / "huge-photo.jpg").write_bytes(huge_photo())
    (folder / "images" / "bomb.png").write_bytes(png_bomb())
    (folder / "slides" / "symlink.md").symlink_to("/etc/hostname")
    wrong = slide(body="Café and cake on every Thursday.")
    (folder / "slides" / "wrong-encoding.md").write_bytes(wrong.encode("windows-1252"))


def small_picture() -> bytes:
    """A picture of 40 by 30 pixels."""
    target = BytesIO()
    Image.new("RGB", (40, 30), "#d9c7a3").save(target, "PNG")
    return target.getvalue()


def huge_photo() -> bytes:
    """A photo of 30 megapixels."""
    target = BytesIO()
    Image.new("L", (6000, 5000), 128).save(target, "JPEG")
    return target.getvalue()


def png_bomb() -> bytes:
    """A PNG of 20 kB whose header promises 32768 by 32768 pixels, a gigabyte once unpacked."""
    header = struct.pack(">IIBBBBB", 32_768, 32_768, 8, 0, 0, 0, 0)
    pixels = zlib.compress(bytes(20_000_000), 9)
    chunks = (_chunk(b"IHDR", header), _chunk(b"IDAT", pixels), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
