"""Colour profiles: a camera's, a scanner's or a printer's numbers become those of a screen (sRGB)."""

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

from publisher.drawing.pictures.primaries import profile_for
from publisher.limits import MAX_PROFILE_BYTES

if TYPE_CHECKING:
    from PIL import ImageCms

_SPACES = {"RGB": b"RGB ", "CMYK": b"CMYK", "L": b"GRAY"}
"""How a profile calls the colours that a mode holds (ICC.1:2022, table 19)."""
_SPACE_AT = slice(16, 20)


def profile_of(picture: Image.Image) -> bytes | None:
    """The profile that a picture was saved with, or that says the same as its notes on colour; None for a screen's own.

    A PNG that says sRGB means it, whatever its older notes are.
    """
    profile = picture.info.get("icc_profile")
    if isinstance(profile, bytes):
        return profile if len(profile) <= MAX_PROFILE_BYTES else None
    if picture.format != "PNG" or "srgb" in picture.info:
        return None
    return profile_for(picture.info.get("gamma"), picture.info.get("chromaticity"))


def is_broken(picture: Image.Image) -> bool:
    """Whether a picture was saved with a profile that nobody can read."""
    profile = picture.info.get("icc_profile")
    return isinstance(profile, bytes) and _read(profile) is None


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in a screen's colours; unchanged if its profile is a screen's own, broken, or not for it."""
    if not profile or len(profile) > MAX_PROFILE_BYTES:
        return picture
    clear = picture.getchannel("A") if picture.mode in ("LA", "RGBA") else None
    seen = picture if clear is None else picture.convert(picture.mode.removesuffix("A"))
    if seen.mode == "L" and profile[_SPACE_AT] == _SPACES["RGB"]:
        seen = seen.convert("RGB")
    if seen.mode not in _SPACES or profile[_SPACE_AT] != _SPACES[seen.mode]:
        return picture
    transform = _transform(profile, seen.mode)
    if transform is None:
        return picture
    turned = transform.apply(seen)
    if clear is not None:
        turned.putalpha(clear)
    return turned


@lru_cache(16)
def _transform(profile: bytes, colours: str) -> "ImageCms.ImageCmsTransform | None":
    from PIL import ImageCms  # noqa: PLC0415 - few pictures need it, and it takes time to load

    source = _read(profile)
    try:
        if source is None or "sRGB" in ImageCms.getProfileDescription(source):
            return None
        return ImageCms.buildTransform(
            source, ImageCms.createProfile("sRGB"), colours, "RGB", ImageCms.Intent.RELATIVE_COLORIMETRIC
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


@lru_cache(16)
def _read(profile: bytes) -> "ImageCms.ImageCmsProfile | None":
    """The profile, or None for a broken one, which is common and mostly harmless."""
    from PIL import ImageCms  # noqa: PLC0415 - few pictures need it, and it takes time to load

    if len(profile) > MAX_PROFILE_BYTES:
        return None
    try:
        return ImageCms.ImageCmsProfile(BytesIO(profile))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
