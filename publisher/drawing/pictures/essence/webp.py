"""WebP files: RIFF chunks, each with a name and a length (RFC 9649)."""

import struct
from collections.abc import Iterator

from publisher.drawing.pictures.essence import exif
from publisher.drawing.pictures.essence.distilled import Essence, damaged, demand_few

_NEEDED = frozenset({b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ICCP", b"ANIM"})
_PIXELS = frozenset({b"VP8 ", b"VP8L", b"ANMF"})
_MOST_ZEROS = {b"VP8 ": 2_048, b"VP8L": 64, b"ALPH": 64}
"""Bytes of zero in a row that packed pixels may have, for there are no checksums. The largest picture of one colour
has 1,160, and other ways to pack have none; what was never written to a disk is 4,096 or more."""
_NOTED = 0x08 | 0x04
"""Flags of the header: notes of a camera, and of a program."""

Chunk = tuple[bytes, bytes]
"""Its name and what it holds."""


def starts(data: bytes) -> bool:
    """Whether a file begins as a WebP does."""
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def distil(data: bytes) -> Essence:
    """One picture, of an animation the first; no notes of cameras and programs."""
    kept, orientation, pictures = [], 1, 0
    for name, inside in _chunks(data):
        if name == b"EXIF":
            orientation = exif.orientation_in(inside.removeprefix(exif.PREFIX))
        pictures += name in _PIXELS
        if name in _MOST_ZEROS and bytes(_MOST_ZEROS[name] + 1) in inside:
            raise damaged("a part of it was never written")
        if name in _NEEDED or (name == b"ANMF" and pictures == 1):
            kept.append(_written(name, _without_notes(inside) if name == b"VP8X" else inside))
    if not pictures:
        raise damaged("no pixels are in it")
    body = b"".join(kept)
    return Essence(b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body, orientation)


def _chunks(data: bytes) -> Iterator[Chunk]:
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data) + 1:  # some programs forget the byte that makes the length even
        raise damaged("it ends too early")
    at, seen = 12, 0
    while at + 8 <= end:
        seen += 1
        demand_few(seen)
        name, length = struct.unpack_from("<4sI", data, at)
        if at + 8 + length > len(data):
            raise damaged("it ends too early")
        yield name, data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _written(name: bytes, inside: bytes) -> bytes:
    return name + struct.pack("<I", len(inside)) + inside + bytes(len(inside) % 2)


def _without_notes(header: bytes) -> bytes:
    return bytes([header[0] & ~_NOTED]) + header[1:] if header else header
