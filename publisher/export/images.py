"""A slide's picture within its page, so that one file is all that somebody has to pass on."""

import base64
from io import BytesIO

from publisher.drawing.pictures.header import PictureError, upright_size
from publisher.drawing.pictures.pictures import fitted
from publisher.model.slides import Picture

LONGEST_PX = 1200
"""A phone shows no more."""
_QUALITY = 82


def within_page(picture: Picture) -> str:
    """The picture as the address of its own bytes, or nothing if it cannot be read, which checks have said."""
    target = BytesIO()
    try:
        width, height = upright_size(picture.data)
        shown = fitted(picture.data, min(LONGEST_PX, width), min(LONGEST_PX, height))
    except PictureError:
        return ""
    kind = "png" if shown.mode == "RGBA" else "jpeg"
    shown.save(target, kind, quality=_QUALITY, optimize=True)
    return f"data:image/{kind};base64,{base64.b64encode(target.getvalue()).decode()}"
