"""The pictures that every player has with it, for when there is nothing else to show."""

from enum import StrEnum
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "pictures"


class Builtin(StrEnum):
    """A built-in picture, neutral enough for any waiting room."""

    WELCOME = "welcome"
    """Nothing may be shown now."""
    STARTING = "starting"
    """Paired, and the first programme is on its way."""
    NOT_CONNECTED = "not-connected"
    """Not paired, and the publisher has not answered yet."""


def builtin_picture(name: Builtin, width: int, height: int) -> bytes:
    """The built-in picture for a screen of this shape, as JPEG."""
    shape = "portrait" if height > width else "landscape"
    return (FOLDER / f"{name}-{shape}.jpg").read_bytes()
