"""PNG files: chunks, each with a length, a name and a checksum (W3C PNG, third edition)."""

import struct
import zlib
from collections.abc import Iterator

from publisher.drawing.pictures.essence import exif
from publisher.drawing.pictures.essence.distilled import Essence, damaged, demand_few
from publisher.limits import MAX_PROFILE_BYTES

START = b"\x89PNG\r\n\x1a\n"
_NEEDED = frozenset({b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"IDAT", b"IEND"})
_GREY, _COLOUR = 0, 2

Chunk = tuple[bytes, bytes]
"""Its name and what it holds."""


def starts(data: bytes) -> bool:
    """Whether a file begins as a PNG does."""
    return data.startswith(START)


def distil(data: bytes) -> Essence:
    """One picture, of an animation the first; no texts, notes or times."""
    kept, orientation, profile = [START], 1, None
    shape = (8, _COLOUR)
    for name, inside in _chunks(data):
        if name == b"IHDR" and len(inside) == 13:
            shape = inside[8], inside[9]
        elif name == b"eXIf":
            orientation = exif.orientation_in(inside)
        elif name == b"iCCP":
            profile = _unpacked(inside)
        if name in _NEEDED:
            kept.append(_written(name, _fitting(inside, *shape) if name == b"tRNS" else inside))
    return Essence(b"".join(kept), orientation, profile)


def _chunks(data: bytes) -> Iterator[Chunk]:
    at, seen, name = len(START), 0, b""
    while name != b"IEND":
        seen += 1
        demand_few(seen)
        length, name = struct.unpack_from(">I4s", data, at) if at + 8 <= len(data) else (len(data), b"")
        end = at + 8 + length
        if end + 4 > len(data):
            raise damaged("it ends too early")
        if name in _NEEDED or name in {b"eXIf", b"iCCP"}:
            inside = data[at + 8 : end]
            if zlib.crc32(inside, zlib.crc32(name)) != int.from_bytes(data[end : end + 4]):
                raise damaged("its checksum does not fit to its pixels" if name == b"IDAT" else "a checksum is wrong")
            yield name, inside
        at = end + 4


def _written(name: bytes, inside: bytes) -> bytes:
    return struct.pack(">I4s", len(inside), name) + inside + zlib.crc32(inside, zlib.crc32(name)).to_bytes(4)


def _fitting(clear: bytes, depth: int, kind: int) -> bytes:
    """The colour that is clear, as it is once unpacked to 8 bits a channel, which is how pictures are compared to it.

    Grey of 16 bits is unpacked whole, and grey of one bit has two values only.
    """
    if kind == _GREY and depth in (2, 4):
        return (int.from_bytes(clear[:2]) * 255 // (2**depth - 1)).to_bytes(2) if clear[:1] == b"\0" else clear
    if kind == _COLOUR and depth == 16:
        return bytes(byte for high in clear[:6:2] for byte in (0, high))
    return clear


def _unpacked(inside: bytes) -> bytes:
    """A colour profile; nothing if it is broken or far too long, and then the picture's numbers count as they are."""
    packed = inside.partition(b"\0")[2][1:]
    unpacking = zlib.decompressobj()
    try:
        profile = unpacking.decompress(packed, MAX_PROFILE_BYTES)
    except zlib.error:
        return b""
    return profile if unpacking.eof else b""
