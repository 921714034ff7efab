"""Screen sizes as people write them."""

from publisher.errors import SettingsError
from publisher.model import Size


def parse_size(word: str, where: str = "size") -> Size:
    """`1920x1080` as a Size; raises SettingsError."""
    width, cross, height = word.partition("x")
    if not (cross and width.isdecimal() and height.isdecimal()):
        raise SettingsError(f"{where}: '{word}' is not a size. Write width and height, such as 1920x1080.")
    size = Size(int(width), int(height))
    if not (320 <= size.width <= 7680 and 320 <= size.height <= 7680):
        raise SettingsError(f"{where}: {size} is out of range. Each side is 320 to 7680 pixels.")
    return size
