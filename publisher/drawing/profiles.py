"""Colour profiles: a camera's or a printer's numbers become those of a screen (sRGB)."""

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from PIL import ImageCms

LARGEST_PROFILE = 4_000_000
"""A printer's profile has about a megabyte; more than this is not a profile that anybody needs."""
_SPACES = {"RGB": "RGB ", "CMYK": "CMYK", "L": "GRAY"}
"""How a profile calls the colours that a mode holds."""


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in a screen's colours; unchanged if its profile is a screen's own, broken, or not for it."""
    colours = "RGB" if picture.mode == "RGBA" else picture.mode
    if not profile or len(profile) > LARGEST_PROFILE or colours not in _SPACES:
        return picture
    transform = _transform(profile, colours)
    if transform is None:
        return picture
    plain = picture if picture.mode == colours else picture.convert(colours)
    turned = transform.apply(plain)
    if picture.mode == "RGBA":
        turned.putalpha(picture.getchannel("A"))
    return turned


@lru_cache(16)
def _transform(profile: bytes, colours: str) -> "ImageCms.ImageCmsTransform | None":
    from PIL import ImageCms  # noqa: PLC0415 - few pictures need it, and it takes time to load

    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if source.profile.xcolor_space != _SPACES[colours] or "sRGB" in ImageCms.getProfileDescription(source):
            return None
        return ImageCms.buildTransform(
            source, ImageCms.createProfile("sRGB"), colours, "RGB", ImageCms.Intent.RELATIVE_COLORIMETRIC
        )
    except (ImageCms.PyCMSError, OSError, ValueError):  # a broken profile is common and harmless
        return None
