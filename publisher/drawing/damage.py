"""Photos of which a part is missing or scrambled: the usual decoder draws them half grey and says nothing.

A second, stricter one (libjpeg-turbo through simplejpeg) stops at the first thing that does not fit. It unpacks
an eighth of the pixels each way, in grey, which takes a few milliseconds, once for each photo.
"""

import re

from PIL import Image

from publisher.drawing.essence import damaged
from publisher.drawing.header import JPEG

_LOST = ("premature end", "bad huffman code", "bad arithmetic code", "found marker", "inconsistent progression")
"""How libjpeg calls pixels that are missing or cannot be what was saved (jerror.h)."""
_LEFT_OVER = re.compile(r"(\d+) extraneous bytes")
_HARMLESS_BYTES = 256
"""Cameras fill their files up with some bytes that belong to nothing; pixels that were lost are more."""
_CHANNELS = {"L": "GRAY", "RGB": "GRAY", "CMYK": "CMYK"}


def demand_whole(data: bytes, picture: Image.Image) -> None:
    """Refuse a photo that was damaged on its way; raises PictureError. Other kinds of picture have checksums."""
    if not data.startswith(JPEG) or picture.mode not in _CHANNELS:
        return
    from simplejpeg import decode_jpeg  # noqa: PLC0415 - only who looks at a new photo needs it

    try:
        decode_jpeg(data, _CHANNELS[picture.mode], min_height=1, min_width=1, strict=True)
    except ValueError as error:
        if _tells_of_loss(str(error)):
            raise damaged("a part of it cannot be read") from error


def _tells_of_loss(words: str) -> bool:
    left_over = _LEFT_OVER.search(words)
    if left_over is not None:
        return int(left_over[1]) > _HARMLESS_BYTES
    return any(sign in words.lower() for sign in _LOST)
