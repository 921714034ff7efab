"""The pictures that every player has with it, for when there is nothing else to show."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

FOLDER = Path(__file__).with_name("pictures")
ENGLISH = "en"
SCRIPTS = {"zh": "zh-Hans"}
"""Languages whose pictures are named with their script."""


class Builtin(StrEnum):
    """A built-in picture, neutral enough for any waiting room."""

    WELCOME = "welcome"
    """Nothing may be shown now."""
    STARTING = "starting"
    """Paired, and the first programme is on its way."""
    ELSEWHERE = "elsewhere"
    """Nothing was ever shown, and something else answers in the publisher's place, such as a sign-in page."""
    NOT_CONNECTED = "not-connected"
    """Not paired, and the publisher has not answered yet."""


def builtin_picture(name: Builtin, width: int, height: int, language: str = ENGLISH) -> bytes:
    """The built-in picture for a screen of this shape, as JPEG; in English if there is none in the language."""
    shape = "portrait" if height > width else "landscape"
    code = language.split("-", maxsplit=1)[0].lower()
    path = FOLDER / f"{name}-{SCRIPTS.get(code, code)}-{shape}.jpg"
    return (path if path.is_file() else FOLDER / f"{name}-{ENGLISH}-{shape}.jpg").read_bytes()


def usual_language(languages: Iterable[str]) -> str:
    """The language that comes most often among a programme's slides, or English; of equals the first."""
    return max(Counter(languages).items(), key=lambda one: one[1], default=(ENGLISH, 0))[0]
