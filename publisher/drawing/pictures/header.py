"""Pictures opened safely: the header's size is read and held against limits before a pixel is decoded."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

from publisher.digests import sha256_of
from publisher.drawing.pictures.essence import Essence, PictureError, distil
from publisher.drawing.pictures.essence.jpeg import START as JPEG
from publisher.limits import MAX_PIXELS, MAX_SIDE, MAX_WEBP_PIXELS

__all__ = ["JPEG", "PictureError", "open_picture", "orientation_of", "upright_size"]

FORMATS = ("PNG", "WEBP")
_TURNED = {5, 6, 7, 8}
_MOST_REMEMBERED = 512
_SIZES: dict[bytes, tuple[int, int] | PictureError] = {}
"""How large pictures of these digests are, or why they are refused: a layout asks for it again and again."""


@contextmanager
def open_picture(data: bytes, heard: list[str] | None = None) -> Iterator[Image.Image]:
    """The picture, its header checked and its pixels not yet decoded; raises PictureError.

    Whatever goes wrong while the caller decodes it is a PictureError too. What the decoder
    warns of goes into `heard`, never to the console.
    """
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            with _opened(distil(data)) as picture:
                _check_size(picture)
                yield picture
        if heard is not None:
            heard += dict.fromkeys(str(warning.message)[:160] for warning in caught)
    except PictureError:
        raise
    except Image.DecompressionBombError as error:
        raise _too_large("has far more pixels than a screen can show") from error
    except Exception as error:  # decoders raise many kinds of error on broken bytes
        raise PictureError(
            f"cannot be read: {str(error)[:120] or type(error).__name__}. "
            "Open it in a picture program and save it again as PNG or JPEG"
        ) from error


def _opened(essence: Essence) -> Image.Image:
    """The picture; a JPEG, as most are, without loading what reads the other kinds."""
    is_jpeg = essence.data.startswith(JPEG)
    source = BytesIO(essence.data)
    picture: Image.Image = JpegImageFile(source) if is_jpeg else Image.open(source, formats=FORMATS)
    if picture.width * picture.height > 2 * (Image.MAX_IMAGE_PIXELS or MAX_PIXELS):
        raise Image.DecompressionBombError
    picture.info["held"] = essence.orientation
    if essence.profile is not None:
        picture.info["icc_profile"] = essence.profile
    return picture


def orientation_of(picture: Image.Image) -> int:
    """How the camera was held, 1 to 8, of a picture that was opened here."""
    return int(picture.info["held"])


def upright_size(data: bytes) -> tuple[int, int]:
    """Width and height as the picture will be seen; raises PictureError."""
    digest = sha256_of(data)
    if digest not in _SIZES:
        if len(_SIZES) >= _MOST_REMEMBERED:
            _SIZES.clear()
        _SIZES[digest] = _measured(data)
    size = _SIZES[digest]
    if isinstance(size, PictureError):
        raise size
    return size


def _measured(data: bytes) -> tuple[int, int] | PictureError:
    try:
        with open_picture(data) as picture:
            width, height = picture.size
            return (height, width) if orientation_of(picture) in _TURNED else (width, height)
    except PictureError as error:
        return error


def _check_size(picture: Image.Image) -> None:
    width, height = picture.size
    limit = MAX_WEBP_PIXELS if picture.format == "WEBP" else MAX_PIXELS
    if width * height > limit or max(width, height) > MAX_SIDE:
        raise _too_large(f"is {width} by {height} pixels, over {limit // 1_000_000} megapixels or {MAX_SIDE} on a side")


def _too_large(what: str) -> PictureError:
    return PictureError(f"{what}. Save it smaller: 3840 pixels on the longer side is plenty")
