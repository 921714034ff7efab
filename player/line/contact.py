"""How the last exchange with the publisher went, and what need not be asked again after a restart.

Written without syncing: it saves work, and losing it costs one verification.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from player.contract.errors import StorageError
from player.contract.records import Now
from player.contract.strict import encode
from player.keeping.cache import Adopted
from player.keeping.files import read_hint, write_lightly
from player.keeping.floor import EPOCH
from player.keeping.state import State

QUIET_MS = 300_000
"""While nothing changes, the time of the last contact is written down this often, to spare the card."""


@dataclass(frozen=True, slots=True)
class Tags:
    """The publisher's names (ETags) for what it had when it was last asked."""

    programme: str | None = None
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """How the last exchange went."""

    publisher: str
    heard: Now | None = None
    """When the publisher last answered."""
    problems: tuple[str, ...] = ()
    elsewhere: bool = False
    """Whether something else answers in the publisher's place."""
    programme: str = ""
    """The digest of the programme that was adopted when the tags were given."""
    tags: Tags = Tags()
    expires_at: datetime = EPOCH


def read_contact(state: State) -> Contact | None:
    """How the last exchange went; None if nothing is known of it."""
    return read_hint(Contact, state.contact)


class ContactKeeper:
    """Keeps the contact up to date for one publisher."""

    def __init__(self, state: State, publisher: str) -> None:
        self._state = state
        self._written = read_contact(state)
        same = self._written is not None and self._written.publisher == publisher
        self._contact = self._written if self._written is not None and same else Contact(publisher)

    @property
    def expires_at(self) -> datetime:
        """Until when what was verified holds."""
        return self._contact.expires_at

    def tags_for(self, adopted: Adopted | None) -> Tags:
        """The tags that were given with this programme; none for another one, or for none."""
        if adopted is None or adopted.digest != self._contact.programme:
            return Tags()
        return self._contact.tags

    def heard(self, now: Now) -> None:
        """The publisher answered."""
        self._contact = replace(self._contact, heard=now)

    def adopted(self, adopted: Adopted | None, tags: Tags, expires_at: datetime) -> None:
        """A programme was verified and adopted, as of these tags."""
        digest = adopted.digest if adopted is not None else ""
        self._contact = replace(self._contact, programme=digest, tags=tags, expires_at=expires_at)

    def write(self, problems: tuple[str, ...], *, elsewhere: bool = False) -> None:
        """Write it down if it says something new."""
        self._contact = replace(self._contact, problems=problems, elsewhere=elsewhere)
        if self._written is not None and not self._is_news(self._written):
            return
        try:
            write_lightly(self._state.contact, encode(self._contact))
        except StorageError:
            return  # a full disk is told about where it matters
        self._written = self._contact

    def _is_news(self, written: Contact) -> bool:
        now, before = self._contact.heard, written.heard
        if replace(self._contact, heard=None) != replace(written, heard=None):
            return True
        if now is None or before is None or now.boot != before.boot:
            return now != before
        return now.uptime_ms - before.uptime_ms > QUIET_MS
