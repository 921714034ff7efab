"""Screen sizes as people write them."""

import re

from publisher.errors import SettingsError
from publisher.model.screens import Size

_SIZE = re.compile(r"([0-9]{1,9})[xX\N{MULTIPLICATION SIGN}]([0-9]{1,9})")


def parse_size(word: str, where: str = "size") -> Size:
    """`1920x1080` as a Size; raises SettingsError."""
    found = _SIZE.fullmatch(word)
    if found is None:
        raise SettingsError(f"{where}: '{word:.60}' is not a size. Write width and height, such as 1920x1080.")
    size = Size(int(found[1]), int(found[2]))
    if not (320 <= size.width <= 7680 and 320 <= size.height <= 7680):
        raise SettingsError(f"{where}: {size} is out of range. Each side is 320 to 7680 pixels.")
    return size
