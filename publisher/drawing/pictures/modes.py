"""Every way to keep pixels in a file becomes one in which they can be resized: greys, colours or inks of 8 bits."""

from PIL import Image

_GREYS_16 = 65_536
_TO_8_BITS = [(value * 255 + 32_767) // 65_535 for value in range(_GREYS_16)]


def plain(picture: Image.Image) -> Image.Image:
    """The first picture of a file in L, LA, RGB, RGBA or CMYK; what is clear in it stays so."""
    if picture.mode.startswith("I") or picture.mode == "F":
        return _of_16_bits(picture)
    if picture.mode in ("P", "PA", "La", "RGBa") or "transparency" in picture.info:
        return picture.convert("RGBA")
    if picture.mode == "1":
        return picture.convert("L")
    return picture if picture.mode in ("L", "LA", "RGB", "RGBA", "CMYK") else picture.convert("RGB")


def _of_16_bits(picture: Image.Image) -> Image.Image:
    """Grey of 16 bits as grey of 8, rounded; the one value that is clear is compared at its full depth."""
    whole = picture.convert("I")
    grey = whole.point(_TO_8_BITS, "L")
    clear = picture.info.get("transparency")
    if not isinstance(clear, int):
        return grey
    return Image.merge("LA", (grey, whole.point([0 if value == clear else 255 for value in range(_GREYS_16)], "L")))
