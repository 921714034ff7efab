"""What the publisher wants shown, once it is verified."""

from dataclasses import dataclass
from datetime import datetime

from player.contract.reading import read_manifest, read_programme
from player.contract.records import Entry, Programme


@dataclass(frozen=True, slots=True)
class Wanted:
    """A programme that is signed and no older than any before it, and the manifests that it names."""

    programme_text: str
    manifest_texts: tuple[str, ...]
    expires_at: datetime
    """Until when the signatures hold."""

    def programme(self) -> Programme:
        """What its text says."""
        return read_programme(self.programme_text.encode())

    def frames(self) -> dict[str, Entry]:
        """Every frame that it may show, by digest."""
        manifests = (read_manifest(text.encode()) for text in self.manifest_texts)
        return {entry.frame: entry for manifest in manifests for entry in manifest.entries}


def numbers_of(programme: Programme) -> dict[str, int]:
    """What can only rise once this programme is adopted."""
    editions = {f"edition/{assigned.playlist}": assigned.edition for assigned in programme.assigned}
    return {"serial": programme.serial, **editions}
