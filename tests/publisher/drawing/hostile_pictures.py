"""Picture files that nobody should be able to hurt us with, written byte by byte."""

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageCms

GREY, RGB, PALETTE, RGBA = 0, 2, 3, 6
_CHANNELS = {GREY: 1, RGB: 3, PALETTE: 1, RGBA: 4}


def chunk(name: bytes, data: bytes) -> bytes:
    """One chunk of a PNG file."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def flat_png(width: int, height: int, kind: int = RGBA, depth: int = 8, extra: bytes = b"") -> bytes:
    """A whole PNG of zeros, packed row by row so that making it takes little memory."""
    row = bytes(1 + (width * _CHANNELS[kind] * depth + 7) // 8)
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    return _png((width, height, depth, kind), packed, extra)


def lying_png(width: int, height: int) -> bytes:
    """A PNG of 20 kB whose header promises far more pixels."""
    return _png((width, height, 8, GREY), zlib.compress(bytes(20_000_000), 9))


def text_bomb() -> bytes:
    """A small PNG with a comment that unpacks to 200 MB."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1_000_000)) for _ in range(200)) + packer.flush()
    return flat_png(8, 8, extra=chunk(b"zTXt", b"Comment\0\0" + packed))


def photo(width: int, height: int, mode: str = "RGB", kind: str = "JPEG", **more: object) -> bytes:
    """A picture of one colour as Pillow writes it."""
    target = BytesIO()
    Image.new(mode, (width, height)).save(target, kind, **more)
    return target.getvalue()


def _png(header: tuple[int, int, int, int], packed: bytes, extra: bytes = b"") -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", *header, 0, 0, 0))
    palette = chunk(b"PLTE", bytes(768)) + chunk(b"tRNS", bytes(256)) if header[3] == PALETTE else b""
    return b"\x89PNG\r\n\x1a\n" + b"".join((head, extra, palette, chunk(b"IDAT", packed), chunk(b"IEND", b"")))


def swapped_profile() -> bytes:
    """A good colour profile in which red and blue have changed places, and which does not call itself sRGB."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile = profile.replace(b"s\0R\0G\0B", b"t\0e\0s\0t").replace(b"sRGB", b"test")
    (count,) = struct.unpack_from(">I", profile, 128)
    tags = {bytes(profile[at : at + 4]): at for at in range(132, 132 + 12 * count, 12)}
    red, blue = tags[b"rXYZ"] + 4, tags[b"bXYZ"] + 4
    profile[red : red + 8], profile[blue : blue + 8] = profile[blue : blue + 8], profile[red : red + 8]
    return bytes(profile)
