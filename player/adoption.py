"""From two signed repositories to a programme that can be shown: verified, fetched, and switched to.

A picture is shown only if the group's signature says that it may be, and this screen's programme
says that it is.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from player.cache import adopt, fetch_missing, known_manifest, missing_frames, prune, read_current
from player.client import Client
from player.contract import Assigned, Entry, Manifest, Now, Programme, read_manifest, read_programme
from player.errors import TrustError
from player.files import make_folder
from player.floor import Floor, demand_not_lower, raise_floor, read_floor
from player.identity import Identity
from player.state import State
from player.trust import Repository, Verified

log = logging.getLogger(__name__)


def numbers_of(programme: Programme) -> dict[str, int]:
    """What can only rise once this programme is adopted."""
    editions = {f"edition/{assigned.playlist}": assigned.edition for assigned in programme.assigned}
    return {"serial": programme.serial, **editions}


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the publisher wants shown: verified bytes, and what they say."""

    data: bytes
    programme: Programme
    manifests: dict[str, bytes]
    """By digest."""

    def frames(self) -> dict[str, Entry]:
        entries = (entry for data in self.manifests.values() for entry in read_manifest(data).entries)
        return {entry.frame: entry for entry in entries}


def refresh(state: State, identity: Identity, client: Client, now: Now) -> datetime:
    """Bring the screen's programme up to date; returns until when what is signed holds.

    `now` is what to reckon with (`Clock.reckon`). Raises TrustError, OfflineError, ContractError or
    StorageError, and then the programme that was adopted before stays.
    """
    programmes = _repository("programme", f"/screens/{identity.screen}", identity.programme_root, state, client)
    contents = _repository("content", "/content", identity.content_root, state, client)
    floor = _find_floor(state)
    programme_trust, floor = _verify(programmes, state, floor, now)
    content_trust, floor = _verify(contents, state, floor, now)
    wanted = _read_wanted(programmes, contents, state, identity)
    demand_not_lower(floor, numbers_of(wanted.programme))
    _fetch_frames(state, client, wanted)
    raise_floor(state, floor, numbers_of(wanted.programme), _has_come(wanted.programme.issued_at, now))
    _switch(state, wanted)
    return min(programme_trust.expires_at, content_trust.expires_at)


def _find_floor(state: State) -> Floor:
    """The floor as it is kept; a lost one starts from the programme that was adopted."""
    floor = read_floor(state)
    adopted = read_current(state)
    if floor.marks or adopted is None:
        return floor
    return raise_floor(state, floor, numbers_of(adopted.programme), adopted.programme.issued_at)


def _repository(name: str, address: str, root: str, state: State, client: Client) -> Repository:
    make_folder(state.trust(name))
    return Repository(name, address, state.trust(name), root, client, private=name == "programme")


def _verify(repository: Repository, state: State, floor: Floor, now: Now) -> tuple[Verified, Floor]:
    verified = repository.refresh(now.at)
    demand_not_lower(floor, verified.versions)
    return verified, raise_floor(state, floor, verified.versions, _has_come(verified.signed_at, now))


def _has_come(signed_at: datetime, now: Now) -> datetime:
    # A publisher whose clock once ran ahead must not put all its screens out of time for good.
    return min(signed_at, now.at) if now.clock_trusted else signed_at


def _read_wanted(programmes: Repository, contents: Repository, state: State, identity: Identity) -> _Wanted:
    data = programmes.fetch(f"screens/{identity.screen}.json")
    programme = read_programme(data)
    if programme.screen != identity.screen:
        raise TrustError(f"The programme is for the screen {programme.screen}, and this is {identity.screen}.")
    manifests = {
        assigned.manifest: _read_signed(contents, state, programme, assigned) for assigned in programme.assigned
    }
    return _Wanted(data, programme, manifests)


def _read_signed(contents: Repository, state: State, programme: Programme, assigned: Assigned) -> bytes:
    """The manifest that both signatures agree on; raises TrustError."""
    target = f"playlists/{assigned.playlist}/{programme.width}x{programme.height}.json"
    if contents.digest(target) != assigned.manifest:
        raise TrustError(
            f"The programme asks for edition {assigned.edition} of {assigned.playlist},"
            " which is not what the group's signature allows now."
        )
    data = known_manifest(state, assigned.manifest) or contents.fetch(target)
    if len(data) != assigned.manifest_bytes:
        raise TrustError(f"The manifest of {assigned.playlist} is not as long as the programme says.")
    _demand_agreement(read_manifest(data), programme, assigned)
    return data


def _demand_agreement(manifest: Manifest, programme: Programme, assigned: Assigned) -> None:
    says = (manifest.playlist, manifest.edition, manifest.width, manifest.height)
    if says != (assigned.playlist, assigned.edition, programme.width, programme.height):
        raise TrustError(
            f"The manifest of {assigned.playlist} is not for the edition and size that the programme says."
        )


def _fetch_frames(state: State, client: Client, wanted: _Wanted) -> None:
    frames = wanted.frames()
    if missing_frames(state, frames):
        prune(state, frames)  # room first: what an earlier, interrupted try fetched in vain
    fetch_missing(state, client.fetch, frames)


def _switch(state: State, wanted: _Wanted) -> None:
    known = read_current(state)
    if known is not None and known.pointed and known.programme == wanted.programme:
        return
    adopt(state, wanted.data, wanted.manifests)
    prune(state, {})
    log.info("programme %d adopted: %s", wanted.programme.serial, _describe(wanted.programme.assigned))


def _describe(assigned: Iterable[Assigned]) -> str:
    return ", ".join(f"{one.playlist} (edition {one.edition})" for one in assigned) or "no playlist"
