"""Photos of which a part is missing or scrambled: the usual decoder draws them half grey and says nothing.

A second, stricter one (libjpeg-turbo through simplejpeg) stops at the first thing that does not fit. It unpacks
an eighth of the pixels each way, in grey, which takes a few milliseconds, once for each photo.
"""

import re

from PIL import Image

from publisher.drawing.pictures.essence import damaged, distil
from publisher.drawing.pictures.header import JPEG

_LOST = (
    *("corrupt jpeg data", "premature end", "inconsistent progression", "unsupported marker", "bogus"),
    *("invalid", "not defined"),
)
"""How libjpeg calls pixels that are missing or cannot be what was saved (jerror.h)."""
_LEFT_OVER = re.compile(r"(\d+) extraneous bytes before marker 0xd9")
_MOST_FILLING = 256
_MOST_ODD_BYTES = 2
"""Cameras fill their files up before the end, with some bytes of one kind or one or two of any; pixels that found no
place any more, since bytes before them were lost, are more and of every kind."""
_CHANNELS = {"L": "GRAY", "RGB": "GRAY", "CMYK": "CMYK"}


def demand_whole(data: bytes, picture: Image.Image) -> None:
    """Refuse a photo that was damaged on its way; raises PictureError. Other kinds of picture have checksums."""
    if not data.startswith(JPEG) or picture.mode not in _CHANNELS:
        return
    from simplejpeg import decode_jpeg  # noqa: PLC0415 - only who looks at a new photo needs it

    try:
        decode_jpeg(data, _CHANNELS[picture.mode], min_height=1, min_width=1, strict=True)
    except ValueError as error:
        if _tells_of_loss(str(error), data):
            raise damaged("a part of it cannot be read") from error


def _tells_of_loss(words: str, data: bytes) -> bool:
    left_over = _LEFT_OVER.search(words)
    if left_over is not None:
        count = int(left_over[1])
        filling = set(distil(data).data[-2 - count : -2])
        return count > (_MOST_FILLING if len(filling) == 1 else _MOST_ODD_BYTES)
    return any(sign in words.lower() for sign in _LOST)
