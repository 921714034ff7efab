"""How the machine starts: without text, cursor or login prompt on the screen.

Run as root when the package comes or goes. What is changed is written down first, and only that is
undone. On a machine without a Raspberry Pi's files there is nothing to change in them.
"""

import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

WORDS = ("quiet", "loglevel=3", "vt.global_cursor_default=0", "logo.nologo", "consoleblank=0")
"""For the kernel: no text but what is grave, no cursor, no raspberries, and a screen that never goes blank."""
NO_RAINBOW = "\n# By waiting-room-player: no rainbow at start.\n[all]\ndisable_splash=1\n"
EXAMPLE = Path(__file__).parents[1] / "player.toml"


@dataclass(frozen=True, slots=True)
class Changes:
    """What was changed on this machine, and has to be undone."""

    words: tuple[str, ...] = ()
    prompt: bool = False


class Machine:
    """The files below `root` that decide how a machine starts."""

    def __init__(self, root: Path = Path("/")) -> None:
        self._words = root / "boot/firmware/cmdline.txt"
        self._firmware = root / "boot/firmware/config.txt"
        self._settings = root / "boot/firmware/player.toml"
        self._prompt = root / "etc/systemd/system/getty@tty1.service"
        self._changes = root / "var/lib/waiting-room-player-keep/boot.json"

    def quieten(self) -> None:
        """Start without text from now on; doing it again changes nothing."""
        before = self._read_changes()
        missing = tuple(word for word in WORDS if self._words.is_file() and word not in self._words_now())
        prompt = not self._prompt.is_symlink() and not self._prompt.exists()
        changes = Changes((*before.words, *missing), before.prompt or prompt)
        self._changes.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        _replace(self._changes, json.dumps(asdict(changes)) + "\n")
        if missing:
            self._write_words([*self._words_now(), *missing])
        if prompt:
            self._prompt.parent.mkdir(parents=True, exist_ok=True)
            self._prompt.symlink_to("/dev/null")
        if self._firmware.is_file() and "disable_splash=1" not in _read(self._firmware).split():
            _overwrite(self._firmware, _read(self._firmware) + NO_RAINBOW)
        if self._settings.parent.is_dir() and not self._settings.exists():
            _replace(self._settings, EXAMPLE.read_text())

    def undo(self) -> None:
        """Start as before the player came; settings that somebody wrote stay."""
        changes = self._read_changes()
        if changes.words and self._words.is_file():
            self._write_words([word for word in self._words_now() if word not in changes.words])
        if changes.prompt and self._prompt.is_symlink() and str(self._prompt.readlink()) == "/dev/null":
            self._prompt.unlink()
        if self._firmware.is_file() and NO_RAINBOW in _read(self._firmware):
            _overwrite(self._firmware, _read(self._firmware).replace(NO_RAINBOW, ""))
        if self._settings.is_file() and self._settings.read_bytes() == EXAMPLE.read_bytes():
            self._settings.unlink()
        self._changes.unlink(missing_ok=True)

    def _read_changes(self) -> Changes:
        try:
            found = json.loads(self._changes.read_bytes())
            return Changes(tuple(found["words"]), found["prompt"])
        except (OSError, ValueError, KeyError, TypeError):
            return Changes()

    def _words_now(self) -> list[str]:
        return _read(self._words).partition("\n")[0].split()

    def _write_words(self, words: list[str]) -> None:
        """The kernel's words are the first line; a second one would be ignored, so it is kept as it is."""
        _overwrite(self._words, " ".join(words) + "\n" + _read(self._words).partition("\n")[2])


def main() -> None:
    """`boot quiet` or `boot undo`."""
    deeds = {"quiet": Machine.quieten, "undo": Machine.undo}
    try:
        deeds[sys.argv[2]](Machine())
    except OSError as error:
        sys.stderr.write(f"waiting-room-player: {error}\n")
        sys.exit(1)


def _read(path: Path) -> str:
    """A text with whatever ends of lines and foreign letters somebody's laptop put into it."""
    return path.read_bytes().decode(errors="surrogateescape")


def _overwrite(path: Path, text: str) -> None:
    """Write over a file where it lies, for the Pi does not start without it.

    FAT puts one file in the place of another in several steps, and a power cut between two of them
    leaves neither. Here only the end grows or shrinks: what stands before it is whole at any moment.
    """
    with path.open("r+b") as file:
        file.write(text.encode(errors="surrogateescape"))
        file.flush()
        os.fsync(file.fileno())
        file.truncate()
        os.fsync(file.fileno())


def _replace(path: Path, text: str) -> None:
    """Replace a file whole. A card's boot partition is FAT, which knows no modes, so none is set."""
    draft = path.with_name(f"{path.name}.new")
    with draft.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
        draft.replace(path)
        os.fsync(file.fileno())  # FAT says only with the file where under its new name it lies
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
