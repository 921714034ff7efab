"""What can be set, read once.

A command's option goes first, then the environment, then `player.toml`, then the default.
"""

import os
import re
from binascii import a2b_base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from player.contract.addresses import read_address
from player.contract.errors import PlayerError
from player.contract.variables import misspelt
from player.debian.card import read_card

Value = TypeVar("Value")

PACKAGED = __file__.startswith("/usr/lib/waiting-room-player/")
"""Whether this is the Debian package, on a machine that does nothing else."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set: its variable, its default, and what it does."""

    variable: str
    default: str
    meaning: str
    on_card: bool = True
    """Whether it can stand in `player.toml` too."""

    @property
    def key(self) -> str:
        """Its name in `player.toml`."""
        return self.variable.removeprefix("PLAYER_").lower()


STATE = Setting(
    "PLAYER_STATE",
    "/var/lib/waiting-room-player" if PACKAGED else "~/.local/state/waiting-room-player",
    "Folder in which the player keeps everything.",
    on_card=False,
)
TOML = Setting("PLAYER_TOML", "/boot/firmware/player.toml", "File with settings, for a laptop to write.", on_card=False)
PUBLISHER = Setting("PLAYER_PUBLISHER", "", "Address of the publisher, such as https://screens.example.org.")
CA = Setting("PLAYER_CA", "", "File with the certificates to trust instead of the system's.")
PROXY = Setting("PLAYER_PROXY", "", "Proxy to go through, such as http://proxy.example.org:3128.")
PLAIN_HTTP = Setting("PLAYER_PLAIN_HTTP", "no", "`yes` allows http:// to other machines; for a closed test network.")
SIZE = Setting("PLAYER_SIZE", "1920x1080", "The screen's size in pixels, as it hangs.")
DISPLAY = Setting(
    "PLAYER_DISPLAY", "kms" if PACKAGED else "window", "Where pictures go: `kms`, `window` or `file:PATH`."
)
ROTATION = Setting("PLAYER_ROTATION", "0", "How far the screen is turned clockwise: 0, 90, 180 or 270.")
MODE = Setting("PLAYER_MODE", "", "What to send to the screen, such as 1920x1080@50; else what it prefers.")
FADE = Setting("PLAYER_FADE_MS", "0", "Fade from one slide to the next, in thousandths of a second, up to 2000.")
SHIFT = Setting("PLAYER_SHIFT_PX", "1", "Pixels by which pictures wander slowly, against burn-in: 0, 1 or 2.")
BANDWIDTH = Setting("PLAYER_BANDWIDTH_KBIT", "0", "Fetch at most so many kilobits a second; 0 for no limit.")
QUOTA = Setting(
    "PLAYER_QUOTA_MB", "0", "Room for pictures in megabytes; 0 for 1000 or a fifth of the disk, whichever is less."
)
TIMEOUT = Setting("PLAYER_TIMEOUT_SECONDS", "20", "How long a silent publisher is waited for.")

ALL = (
    STATE, TOML, PUBLISHER, CA, PROXY, PLAIN_HTTP, SIZE, DISPLAY, ROTATION, MODE, FADE, SHIFT, BANDWIDTH, QUOTA,
    TIMEOUT,
)  # fmt: skip
ON_CARD = tuple(setting for setting in ALL if setting.on_card)

_MODE = re.compile(r"[1-9]\d{2,3}x[1-9]\d{2,3}(@[1-9]\d{1,2})?")
_DISPLAY = re.compile(r"window|kms(:[A-Za-z0-9*?-]+)?|file:.+")
_HOST = r"(?:\[[0-9A-Fa-f:.]+\]|[\w.-]+)"
_PROXY = re.compile(rf"http://(?:(?:(?![/?#@\[\]\\])[!-~\w])*@)?{_HOST}:([0-9]{{1,5}})/?")
_BEGIN, _END = b"-----BEGIN CERTIFICATE-----", b"-----END CERTIFICATE-----"
_DIGITS = 9
"""More than any number here has; Python refuses to read one with thousands."""


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
    proxy: str = ""
    rotation: int = 0
    mode: str = ""
    fade_ms: int = 0
    shift_px: int = 0
    bandwidth_kbit: int = 0
    """At most this many kilobits a second are fetched; 0 for no limit."""
    quota_mb: int = 0
    """Room for pictures; 0 for 1000, or a fifth of the disk if that is less."""
    problems: tuple[str, ...] = ()
    """One sentence for each line of `player.toml` that cannot be used; the other lines hold."""


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings from environment and card; raises PlayerError that names every wrong variable."""
    chosen = _Chosen(os.environ if environment is None else environment)
    settings = _read_all(chosen)
    if chosen.wrong:
        raise PlayerError(" ".join(chosen.wrong))
    return settings


def _read_all(chosen: "_Chosen") -> Settings:
    width, height = chosen.read(SIZE, parse_size)
    return Settings(
        state=chosen.read(STATE, _folder),
        publisher=chosen.read(PUBLISHER, _address),
        ca=chosen.read(CA, chosen.certificates),
        proxy=chosen.read(PROXY, _proxy),
        plain_http=chosen.read(PLAIN_HTTP, _yes),
        width=width,
        height=height,
        display=chosen.read(DISPLAY, _display),
        rotation=int(chosen.read(ROTATION, _one_of("0", "90", "180", "270"))),
        mode=chosen.read(MODE, _mode),
        fade_ms=chosen.read(FADE, _whole(0, 2000)),
        shift_px=chosen.read(SHIFT, _whole(0, 2)),
        bandwidth_kbit=chosen.read(BANDWIDTH, _whole(0, 1_000_000)),
        quota_mb=chosen.read(QUOTA, _whole(0, 1_000_000)),
        timeout_seconds=chosen.read(TIMEOUT, _whole(1, 600)),
        problems=tuple(chosen.problems),
    )


class _Chosen:
    """The word for each setting, from the first place where it was set."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._path = Path(environment.get(TOML.variable, "").strip() or TOML.default)
        self._card = read_card(self._path, [setting.key for setting in ON_CARD])
        # A name that nobody reads has done no harm until now, and an update must not turn a screen dark for it.
        self.problems = misspelt(environment, [setting.variable for setting in ALL]) + list(self._card.problems)
        self.wrong: list[str] = []

    def read(self, setting: Setting, parse: Callable[[str, str], Value]) -> Value:
        """What was set; a wrong value on the card is a problem and is passed over, and a wrong variable ends it."""
        word = self._environment.get(setting.variable, "").strip()
        if word:
            try:
                return parse(word, setting.variable)
            except PlayerError as error:
                self.wrong.append(str(error))
                return parse(setting.default, setting.variable)
        written = self._card.written.get(setting.key)
        if written is not None and written.word:
            try:
                return parse(written.word, written.where)
            except PlayerError as error:
                self.problems.append(str(error))
        return parse(setting.default, setting.variable)

    def certificates(self, word: str, where: str) -> Path | None:
        """A file of certificates; one that is named on the card lies beside `player.toml`."""
        if not word or where == CA.variable:
            return Path(word).absolute() if word else None
        path = self._path.absolute().parent / word
        try:
            sound = has_certificates(path.read_bytes())
        except (OSError, ValueError):  # a name that no file can have is a ValueError
            raise PlayerError(
                f"{where}: {word:.60} is not there. Put the file of certificates beside {self._path.name}."
            ) from None
        if not sound:
            raise PlayerError(
                f"{where}: {word:.60} has no certificate in it that can be read. It begins with {_BEGIN.decode()}."
            )
        return path


def has_certificates(data: bytes) -> bool:
    """Whether every certificate in a file (PEM) is whole, and there is one."""
    found = [rest.partition(_END) for rest in data.split(_BEGIN)[1:]]
    return bool(found) and all(end and _is_whole(base64) for base64, end, _ in found)


def _is_whole(base64: bytes) -> bool:
    """Whether this is base64 of an ASN.1 sequence as long as it says."""
    try:
        data = a2b_base64(base64)
    except ValueError:
        return False
    wide = {b"\x30\x81": 1, b"\x30\x82": 2}.get(data[:2], 0)
    return bool(wide) and int.from_bytes(data[2 : 2 + wide], "big") + 2 + wide == len(data)


def parse_size(word: str, where: str) -> tuple[int, int]:
    """`1920x1080` as width and height; raises PlayerError."""
    width, cross, height = word.partition("x")
    if not (cross and width.isdecimal() and height.isdecimal()):
        raise PlayerError(f"{where}: '{word:.60}' is not a size. Write width and height, such as 1920x1080.")
    if not all(len(side) <= _DIGITS and 320 <= int(side) <= 7680 for side in (width, height)):
        raise PlayerError(f"{where}: {word:.60} is out of range. Each side is 320 to 7680 pixels.")
    return int(width), int(height)


def _folder(word: str, where: str) -> Path:
    try:
        return Path(word).expanduser().absolute()
    except RuntimeError as error:  # ~nobody
        raise PlayerError(f"{where}: nobody knows whose folder '{word:.60}' is. Write it from / on.") from error


def _address(word: str, where: str) -> str:
    return read_address(word, where) if word else ""


def _proxy(word: str, where: str) -> str:
    """It may hold a password, so it is never repeated."""
    found = _PROXY.fullmatch(word)
    if word and (found is None or not 0 < int(found[1]) < 65_536):
        raise PlayerError(
            f"{where} is not a proxy's address. Write http://host:port, or http://user:password@host:port."
        )
    return word.rstrip("/")


def _display(word: str, where: str) -> str:
    """On a machine without a desktop there is no window, whatever the card says."""
    if _DISPLAY.fullmatch(word) is None or not word.isprintable():
        raise PlayerError(f"{where}: '{word:.60}' is not a display. Write kms, kms:HDMI-A-1, window or file:PATH.")
    if PACKAGED and word == "window" and where != DISPLAY.variable:
        raise PlayerError(f"{where}: there is no desktop here for a window. Remove this line.")
    return word


def _mode(word: str, where: str) -> str:
    if word and _MODE.fullmatch(word) is None:
        raise PlayerError(f"{where}: '{word:.60}' is not a mode. Write one such as 1920x1080 or 1920x1080@50.")
    return word


def _whole(lowest: int, highest: int) -> Callable[[str, str], int]:
    def parse(word: str, where: str) -> int:
        if not (word.isdecimal() and len(word) <= _DIGITS and lowest <= int(word) <= highest):
            raise PlayerError(f"{where} is '{word:.60}'. Write a whole number from {lowest} to {highest}.")
        return int(word)

    return parse


def _one_of(*words: str) -> Callable[[str, str], str]:
    def parse(word: str, where: str) -> str:
        if word not in words:
            raise PlayerError(f"{where} is '{word:.60}'. Write {', '.join(words[:-1])} or {words[-1]}.")
        return word

    return parse


def _yes(word: str, where: str) -> bool:
    return _one_of("yes", "no")(word.lower(), where) == "yes"
