"""A slide's picture within its page, so that one file is all that somebody has to pass on."""

import base64
from io import BytesIO

from PIL import ImageOps

from publisher.drawing.header import PictureError, open_picture
from publisher.model import Picture

LONGEST_PX = 1200
"""A phone shows no more."""
_QUALITY = 82


def within_page(picture: Picture) -> str:
    """The picture as the address of its own bytes, or nothing if it cannot be read, which checks have said."""
    target = BytesIO()
    try:
        with open_picture(picture.data) as opened:
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((LONGEST_PX, LONGEST_PX))
            clear = upright.has_transparency_data
            kind, plain = ("png", upright.convert("RGBA")) if clear else ("jpeg", upright.convert("RGB"))
            plain.save(target, kind, quality=_QUALITY, optimize=True)
    except PictureError:
        return ""
    return f"data:image/{kind};base64,{base64.b64encode(target.getvalue()).decode()}"
