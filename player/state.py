"""Where the player keeps what it needs: one folder, each file in it named once, here."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class State:
    """The state folder of one player; `show`, `sync` and `pair` meet nowhere else."""

    root: Path

    @property
    def pairing(self) -> Path:
        """The secret and the publisher that it was made for; readable by the player alone."""
        return self.root / "pairing.json"

    @property
    def pairing_picture(self) -> Path:
        """The picture with the pairing code, while the player waits for it to be typed in."""
        return self.root / "pairing.jpg"

    @property
    def identity(self) -> Path:
        """Who this screen is, since it was paired; readable by the player alone."""
        return self.root / "identity.json"

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
    def clock(self) -> Path:
        """Whether the wall clock agreed with the publisher's; not synced, worth one boot."""
        return self.root / "clock.json"

    @property
    def power(self) -> Path:
        """Whether the power was too weak; not synced, worth one boot."""
        return self.root / "power.json"

    @property
    def contact(self) -> Path:
        """How the last exchange with the publisher went; not synced."""
        return self.root / "contact.json"

    @property
    def showing(self) -> Path:
        """What is up now; not synced."""
        return self.root / "showing.json"

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
