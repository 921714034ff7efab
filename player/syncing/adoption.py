"""From the publisher's news to a programme that can be shown: verified apart, fetched, and switched to."""

import logging
from collections.abc import Iterable
from datetime import datetime

from player.contract.errors import ContractError
from player.contract.records import Assigned, Now
from player.contract.strict import decode, encode
from player.keeping.cache import adopt, prune, read_current
from player.keeping.digests import sha256_hex
from player.keeping.floor import raise_floor, read_floor
from player.keeping.frames import fetch_missing
from player.keeping.identity import Identity
from player.keeping.quota import make_room
from player.keeping.state import State
from player.line.client import Client
from player.running.apart import apart
from player.trust.wanted import Wanted, numbers_of

VERIFYING_SECONDS = 1800
"""Verifying takes a dozen small answers: on the slowest line it is over by then, or never will be."""

log = logging.getLogger(__name__)


def refresh(state: State, identity: Identity, client: Client, now: Now, quota_mb: int = 0) -> datetime:
    """Bring the screen's programme up to date; returns until when what is signed holds.

    `now` is what to reckon with (`Clock.reckon`). Raises TrustError, OfflineError, ContractError or
    StorageError, and then the programme that was adopted before stays.
    """
    wanted = _verify(state, identity, client, now)
    frames, programme = wanted.frames(), wanted.programme()
    make_room(state, frames, quota_mb)
    fetch_missing(state, client.fetch, frames)
    raise_floor(state, read_floor(state), numbers_of(programme))
    _switch(state, wanted)
    return wanted.expires_at


def _verify(state: State, identity: Identity, client: Client, now: Now) -> Wanted:
    def work() -> bytes:
        """What the child does: verify, and say what is wanted."""
        from player.trust.verifying import find_wanted  # noqa: PLC0415 - python-tuf is loaded by the child, and gone with it

        client.close()  # the line that is open is our parent's
        return encode(find_wanted(state, identity, client, now))

    return decode(Wanted, apart(work, VERIFYING_SECONDS, "checking the publisher's news"))


def _switch(state: State, wanted: Wanted) -> None:
    known, programme = read_current(state), wanted.programme()
    if known is not None and known.pointed and known.programme == programme:
        return
    manifests = {sha256_hex(text.encode()): text.encode() for text in wanted.manifest_texts}
    if not {assigned.manifest for assigned in programme.assigned} <= manifests.keys():
        raise ContractError("A manifest that the programme names did not come with it.")
    adopt(state, wanted.programme_text.encode(), manifests)
    prune(state, {})
    log.info("programme %d adopted: %s", programme.serial, _describe(programme.assigned))


def _describe(assigned: Iterable[Assigned]) -> str:
    return ", ".join(f"{one.playlist} (edition {one.edition})" for one in assigned) or "no playlist"
