"""What of a picture's file is needed for its pixels and colours; the rest is never given to a decoder.

A file may carry comments by the hundred thousand, other pictures, maps and programs of a camera. Each is a door
that nobody needs. So the file is walked once, part by part, and what is left holds one picture and nothing else.
"""

from publisher.drawing.pictures.essence import jpeg, png, webp
from publisher.drawing.pictures.essence.distilled import Essence, PictureError, damaged

__all__ = ["Essence", "PictureError", "damaged", "distil"]


def distil(data: bytes) -> Essence:
    """The essence of a picture; raises PictureError if its file is cut, damaged, or of none of the three kinds."""
    if jpeg.starts(data):
        return jpeg.distil(data)
    if png.starts(data):
        return png.distil(data)
    if webp.starts(data):
        return webp.distil(data)
    raise PictureError(_not_a_picture(data))


def _not_a_picture(data: bytes) -> str:
    start = data[:400].lstrip().lower()
    if start.startswith((b"<svg", b"<?xml", b"<!doctype svg")):
        return "is an SVG drawing, which may carry a program. Export it as PNG"
    return "is not a PNG, JPEG or WebP picture. Save it as one of these"
