"""Pictures opened safely: the header's size is read and held against limits before a pixel is decoded."""

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, UnidentifiedImageError
from PIL.JpegImagePlugin import jpeg_factory

JPEG = b"\xff\xd8\xff"
FORMATS = ("PNG", "JPEG", "WEBP")
MAX_PIXELS = 25_000_000
MAX_SIDE = 12_000
MAX_WEBP_PIXELS = 12_000_000
"""A WebP picture needs several whole copies of itself while it is unpacked."""

_ORIENTATION = 0x0112
_TURNED = {5, 6, 7, 8}


class PictureError(Exception):
    """A picture that is not drawn; its text says why and what to do, after the file's name."""


@contextmanager
def open_picture(data: bytes, heard: list[str] | None = None) -> Iterator[Image.Image]:
    """The picture, its header checked and its pixels not yet decoded; raises PictureError.

    Whatever goes wrong while the caller decodes it is a PictureError too. What the decoder
    warns of goes into `heard`, never to the console.
    """
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            with _opened(data) as picture:
                _check_size(picture)
                yield picture
        if heard is not None:
            heard += dict.fromkeys(str(warning.message)[:160] for warning in caught)
    except PictureError:
        raise
    except Image.DecompressionBombError as error:
        raise _too_large("has far more pixels than a screen can show") from error
    except UnidentifiedImageError as error:
        raise PictureError(_not_a_picture(data)) from error
    except Exception as error:  # decoders raise many kinds of error on broken bytes
        raise PictureError(
            f"cannot be read: {str(error)[:120] or type(error).__name__}. "
            "Open it in a picture program and save it again as PNG or JPEG"
        ) from error


def _opened(data: bytes) -> Image.Image:
    """The picture by its first bytes; a JPEG, as most are, without loading what reads the other kinds."""
    if not data.startswith(JPEG):
        return Image.open(BytesIO(data), formats=FORMATS)
    try:
        picture = jpeg_factory(BytesIO(data))
    except (SyntaxError, IndexError, TypeError, struct.error) as error:
        raise UnidentifiedImageError from error
    if picture.width * picture.height > 2 * (Image.MAX_IMAGE_PIXELS or MAX_PIXELS):
        raise Image.DecompressionBombError
    return picture


def orientation_of(picture: Image.Image) -> int:
    """How the camera was held, 1 to 8, read from the header alone."""
    if picture.format == "PNG" and "exif" not in picture.info:
        return 1  # Pillow would decode the whole picture to look for it
    try:
        value = picture.getexif().get(_ORIENTATION, 1)
    except Exception:  # broken EXIF is common and harmless: the picture is taken as it lies
        return 1
    return value if value in range(1, 9) else 1


def upright_size(data: bytes) -> tuple[int, int]:
    """Width and height as the picture will be seen; raises PictureError."""
    with open_picture(data) as picture:
        width, height = picture.size
        return (height, width) if orientation_of(picture) in _TURNED else (width, height)


def _check_size(picture: Image.Image) -> None:
    width, height = picture.size
    limit = MAX_WEBP_PIXELS if picture.format == "WEBP" else MAX_PIXELS
    if width * height > limit or max(width, height) > MAX_SIDE:
        raise _too_large(f"is {width} by {height} pixels, over {limit // 1_000_000} megapixels or {MAX_SIDE} on a side")


def _too_large(what: str) -> PictureError:
    return PictureError(f"{what}. Save it smaller: 3840 pixels on the longer side is plenty")


def _not_a_picture(data: bytes) -> str:
    start = data[:400].lstrip().lower()
    if start.startswith((b"<svg", b"<?xml", b"<!doctype svg")):
        return "is an SVG drawing, which may carry a program. Export it as PNG"
    return "is not a PNG, JPEG or WebP picture. Save it as one of these"
