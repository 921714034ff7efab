"""Where the player keeps what it needs: one folder, each file in it named once, here.

What is worth no more than one boot lies in memory if the system gives us a place there, so that the
card rests. A link in the folder says where, so that whoever knows the folder finds it.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from player.contract.errors import StorageError
from player.keeping.files import is_folder, read_file, remove, set_aside

RUNTIME = "RUNTIME_DIRECTORY"
"""Set by systemd for a unit that asks for a place in memory."""


JOBS = ("show", "sync", "pair", "journal")
"""What has a lock, so that it never runs twice."""


@dataclass(frozen=True, slots=True)
class State:
    """The state folder of one player; `show`, `sync` and `pair` meet nowhere else."""

    root: Path

    @property
    def pairing(self) -> Path:
        """The secret and the publisher that it was made for; readable by the player alone."""
        return self.root / "pairing.json"

    @property
    def identity(self) -> Path:
        """Who this screen is, since it was paired; readable by the player alone."""
        return self.root / "identity.json"

    @property
    def unpairing(self) -> Path:
        """There while somebody waits for the screen to be forgotten."""
        return self.root / "unpairing"

    @property
    def floor(self) -> Path:
        """The highest numbers and the latest signed time seen."""
        return self.root / "floor.json"

    @property
    def frames(self) -> Path:
        """Pictures by their digest."""
        return self.root / "frames"

    @property
    def programmes(self) -> Path:
        """A folder for each programme that is kept, by serial."""
        return self.root / "programmes"

    @property
    def proofs(self) -> Path:
        """Under which signatures each edition was taken whose views may still wait."""
        return self.root / "proofs"

    @property
    def current(self) -> Path:
        """The one pointer that says which programme is shown."""
        return self.root / "current"

    @property
    def journal(self) -> Path:
        """The views that wait for their receipt."""
        return self.root / "journal.db"

    @property
    def refused(self) -> Path:
        """Reports that the publisher called invalid, kept for somebody to look at."""
        return self.root / "refused"

    @property
    def kept(self) -> Path:
        """A decoded copy of a picture that was up, for the first moment after power-on."""
        return self.root / "kept"

    def trust(self, repository: str) -> Path:
        """The signed metadata of one repository."""
        return self.root / "trust" / repository

    def lock(self, job: str) -> Path:
        """Held while a job runs, so that it never runs twice."""
        return self.root / f"{job}.lock"

    @property
    def link(self) -> Path:
        """Leads to the place in memory, if there is one."""
        return self.root / "run"

    @property
    def runtime(self) -> Path:
        """For what is worth one boot."""
        return self.link if os.path.isdir(self.link) else self.root  # noqa: PTH112 - pathlib's raises on a bad disk

    @property
    def clock(self) -> Path:
        """Whether the wall clock agreed with the publisher's."""
        return self.runtime / "clock.json"

    @property
    def power(self) -> Path:
        """Whether the power was too weak."""
        return self.runtime / "power.json"

    @property
    def contact(self) -> Path:
        """How the last exchange with the publisher went."""
        return self.runtime / "contact.json"

    @property
    def showing(self) -> Path:
        """What is up now."""
        return self.runtime / "showing.json"

    @property
    def pairing_picture(self) -> Path:
        """The picture with the pairing code, while the player waits for it to be typed in."""
        return self.runtime / "pairing.jpg"

    @property
    def pairing_code(self) -> Path:
        """The pairing code in letters, while it holds."""
        return self.runtime / "code.json"


def read_pairing_picture(state: State) -> bytes | None:
    """The picture with the pairing code; None if there is none, or `sync` has just removed it."""
    try:
        return read_file(state.pairing_picture)
    except OSError:
        return None


def use_memory(state: State) -> None:
    """Keep what is worth one boot where systemd says, if it says so and the disk takes the link."""
    place = os.environ.get(RUNTIME, "").partition(":")[0]
    try:
        if not place or (state.link.is_symlink() and state.link.readlink() == Path(place)):
            return
        draft = state.link.with_name(".run.part")
        remove(draft)
        draft.symlink_to(place)
        if is_folder(state.link):
            set_aside(state.link)
        draft.replace(state.link)
    except (OSError, StorageError):
        return  # then it lies on the card, like everything else
