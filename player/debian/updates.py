"""Updates of the player itself: a new version is on trial until the screen has done well with it for three minutes.

If it does not, the version before is put back, and the bad one is never taken again. Run as root, by
a timer, and at the next start after a power cut in the middle of a trial.
"""

import json
import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Protocol

WELL_SECONDS = 180
"""A new version has to do well for this long without a break."""
PATIENCE_SECONDS = 420
"""And has this long for it, its start included."""
PAUSE_SECONDS = 5


class UpdateError(Exception):
    """What kept an update from happening; the screen goes on with what it has."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the player is at one moment: its two processes, and which picture was put up when; 0 for none."""

    show: int = 0
    sync: int = 0
    picture: int = 0
    lively: bool = False
    """Whether a picture was put up within the last minutes. Outside opening hours there is none."""

    def is_well(self, trial: "Trial") -> bool:
        """Whether both processes run, and a picture has come since the trial began if one is to be expected."""
        return bool(self.show and self.sync) and (not trial.lively or self.picture != trial.picture)


@dataclass(frozen=True, slots=True)
class Trial:
    """A version that is tried: what was installed before, and how the player was with that."""

    before: str
    trying: str
    was_well: bool
    lively: bool = False
    picture: int = 0
    failed: bool = False
    """It did not do well, and what was there before is on its way back."""


class Machine(Protocol):
    """What an update needs of the machine; `player.debian.machine` is a real one."""

    def finish_interrupted(self) -> None:
        """Let the package manager end what a power cut interrupted."""

    def installed(self) -> str:
        """The version that is installed; empty if it is not whole."""

    def candidate(self) -> str:
        """A newer version that the repository offers; empty if there is none. Raises UpdateError."""

    def keep_installed(self, version: str) -> None:
        """Make sure that the package of the installed version is at hand; raises UpdateError."""

    def fetch(self, version: str) -> None:
        """Get the package of another version; raises UpdateError."""

    def install(self, version: str) -> bool:
        """Install a version whose package is at hand; whether that went well."""

    def refuse(self, version: str) -> None:
        """Never take this version again, whoever asks for upgrades."""

    def forget_all_but(self, version: str) -> None:
        """Remove the packages of other versions."""

    def look(self) -> Look:
        """How the player is now."""

    def can_update(self) -> bool:
        """Whether what is installed could replace itself again."""


@dataclass(frozen=True, slots=True)
class Clock:
    """How time passes; a test has a quicker one."""

    seconds: Callable[[], float] = time.monotonic
    wait: Callable[[float], None] = time.sleep


def update(machine: Machine, note: Path, clock: Clock, say: Callable[[str], None]) -> int:
    """Finish a trial that a power cut interrupted, or look for a new version and try it; returns the exit code."""
    machine.finish_interrupted()
    trial = _read(note) or _begin(machine, note)
    if trial is None:
        return 0
    if trial.failed:
        return _fall_back(machine, note, trial, say)
    say(f"Trying {trial.trying} in place of {trial.before}.")
    if (
        machine.installed() != trial.trying
        and not machine.install(trial.trying)
        and machine.installed() == trial.before
    ):
        note.unlink()
        say(f"{trial.trying} could not be installed. The player goes on with {trial.before}.")
        return 1
    if not does_well(machine, trial, clock):
        return _fall_back(machine, note, trial, say)
    machine.forget_all_but(trial.trying)
    note.unlink()
    say(f"{trial.trying} does well.")
    return 0


def does_well(machine: Machine, trial: Trial, clock: Clock) -> bool:
    """Whether the version on trial is whole and does well; one that came to a sick player is not judged by that."""
    if machine.installed() != trial.trying or not machine.can_update():
        return False
    return not trial.was_well or settles(machine.look, trial, clock)


def settles(look: Callable[[], Look], trial: Trial, clock: Clock) -> bool:
    """Whether both processes stay the same ones, and well, for WELL_SECONDS within PATIENCE_SECONDS."""
    began = since = clock.seconds()
    last = Look()
    while (now := clock.seconds()) - began <= PATIENCE_SECONDS:
        found = look()
        if not found.is_well(trial) or (found.show, found.sync) != (last.show, last.sync):
            since = now
        elif now - since >= WELL_SECONDS:
            return True
        last = found
        clock.wait(PAUSE_SECONDS)
    return False


def _begin(machine: Machine, note: Path) -> Trial | None:
    before = machine.installed()
    trying = machine.candidate()
    if not trying:
        return None
    machine.keep_installed(before)
    machine.fetch(trying)
    look = machine.look()
    trial = Trial(before, trying, bool(look.show and look.sync), look.lively, look.picture)
    _write(note, trial)
    return trial


def _fall_back(machine: Machine, note: Path, trial: Trial, say: Callable[[str], None]) -> int:
    _write(note, replace(trial, failed=True))
    machine.refuse(trial.trying)
    if not machine.install(trial.before):
        say(f"{trial.trying} does not do well, and {trial.before} could not be put back. That is tried again later.")
        return 1
    machine.forget_all_but(trial.before)
    note.unlink()
    say(f"{trial.trying} did not do well. {trial.before} is back, and {trial.trying} is not taken again.")
    return 1


def _read(note: Path) -> Trial | None:
    try:
        return Trial(**json.loads(note.read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def _write(note: Path, trial: Trial) -> None:
    draft = note.with_name(f"{note.name}.new")
    draft.write_text(json.dumps(asdict(trial)) + "\n")
    draft.replace(note)
    os.sync()  # the note and the packages have to be on the card before anything is taken apart
