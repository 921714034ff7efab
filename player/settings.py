"""What can be set, read once from the environment; a command's options go before it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from player.errors import PlayerError


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set: its variable, its default, and what it does."""

    variable: str
    default: str
    meaning: str


STATE = Setting("PLAYER_STATE", "~/.local/state/waiting-room-player", "Folder in which the player keeps everything.")
PUBLISHER = Setting("PLAYER_PUBLISHER", "", "Address of the publisher, such as https://screens.example.org.")
CA = Setting("PLAYER_CA", "", "File with the certificates to trust instead of the system's.")
PLAIN_HTTP = Setting("PLAYER_PLAIN_HTTP", "no", "`yes` allows http:// to other machines; for a closed test network.")
SIZE = Setting("PLAYER_SIZE", "1920x1080", "The screen's size in pixels, as it hangs.")
DISPLAY = Setting("PLAYER_DISPLAY", "window", "Where pictures go: `kms` (the television), `window`, or `file:PATH`.")
ROTATION = Setting("PLAYER_ROTATION", "0", "How far the screen is turned clockwise: 0, 90, 180 or 270.")
MODE = Setting("PLAYER_MODE", "", "The television's mode, such as 1920x1080@50; empty for the one it prefers.")
FADE = Setting("PLAYER_FADE_MS", "0", "Milliseconds in which one picture fades into the next.")
SHIFT = Setting("PLAYER_SHIFT_PX", "1", "Pixels by which pictures wander slowly against burn-in: 0, 1 or 2.")
TIMEOUT = Setting("PLAYER_TIMEOUT_SECONDS", "20", "How long a silent publisher is waited for.")

ALL = (STATE, PUBLISHER, CA, PLAIN_HTTP, SIZE, DISPLAY, ROTATION, MODE, FADE, SHIFT, TIMEOUT)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that was set, checked."""

    state: Path
    publisher: str
    ca: Path | None
    plain_http: bool
    width: int
    height: int
    display: str
    timeout_seconds: int
    rotation: int = 0
    mode: str = ""
    fade_ms: int = 0
    shift_px: int = 0


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings from environment variables; raises PlayerError that names the variable."""
    values = os.environ if environment is None else environment
    width, height = parse_size(_value(values, SIZE), SIZE.variable)
    return Settings(
        state=Path(_value(values, STATE)).expanduser().absolute(),
        publisher=_value(values, PUBLISHER).rstrip("/"),
        ca=Path(_value(values, CA)).absolute() if _value(values, CA) else None,
        plain_http=_yes(values, PLAIN_HTTP),
        width=width,
        height=height,
        display=_value(values, DISPLAY),
        timeout_seconds=_whole(values, TIMEOUT, 1, 600),
        rotation=_rotation(values),
        mode=_value(values, MODE),
        fade_ms=_whole(values, FADE, 0, 2000),
        shift_px=_whole(values, SHIFT, 0, 2),
    )


def parse_size(word: str, where: str) -> tuple[int, int]:
    """`1920x1080` as width and height; raises PlayerError."""
    width, cross, height = word.partition("x")
    if not (cross and width.isdecimal() and height.isdecimal()):
        raise PlayerError(f"{where}: '{word}' is not a size. Write width and height, such as 1920x1080.")
    if not (320 <= int(width) <= 7680 and 320 <= int(height) <= 7680):
        raise PlayerError(f"{where}: {word} is out of range. Each side is 320 to 7680 pixels.")
    return int(width), int(height)


def _value(values: Mapping[str, str], setting: Setting) -> str:
    return values.get(setting.variable, "").strip() or setting.default


def _whole(values: Mapping[str, str], setting: Setting, lowest: int, highest: int) -> int:
    word = _value(values, setting)
    if not word.isdecimal() or not lowest <= int(word) <= highest:
        raise PlayerError(f"{setting.variable} is '{word}'. Write a whole number from {lowest} to {highest}.")
    return int(word)


def _rotation(values: Mapping[str, str]) -> int:
    word = _value(values, ROTATION)
    if word not in {"0", "90", "180", "270"}:
        raise PlayerError(f"{ROTATION.variable} is '{word}'. Write 0, 90, 180 or 270.")
    return int(word)


def _yes(values: Mapping[str, str], setting: Setting) -> bool:
    word = _value(values, setting).lower()
    if word not in {"yes", "no"}:
        raise PlayerError(f"{setting.variable} is '{word}'. Write yes or no.")
    return word == "yes"
