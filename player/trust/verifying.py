"""From two signed repositories to what is wanted: for a child process alone, since python-tuf outweighs the player.

A picture is shown only if the group's signature says that it may be, and this screen's programme
says that it is.
"""

from collections import ChainMap
from dataclasses import replace

from player.contract.errors import ContractError, TrustError
from player.contract.reading import read_manifest, read_programme
from player.contract.records import Assigned, Manifest, Now, Programme
from player.counting.proofs import keep_proofs
from player.keeping.cache import known_manifest, read_current
from player.keeping.files import make_folder
from player.keeping.floor import (
    EPOCH,
    Floor,
    begin_floor,
    demand_not_lower,
    follow_keys,
    has_come,
    raise_floor,
    read_floor,
    time_mark,
)
from player.keeping.identity import Identity
from player.keeping.state import State
from player.line.client import Client
from player.trust.trust import Repository, Verified
from player.trust.wanted import Wanted, numbers_of


def find_wanted(state: State, identity: Identity, client: Client, now: Now) -> Wanted:
    """What the publisher wants this screen to show, `now` being the time to reckon with.

    Raises TrustError, OfflineError, ContractError or StorageError.
    """
    programmes = _repository("programme", f"/screens/{identity.screen}", identity.programme_root, state, client)
    contents = _repository("content", "/content", identity.content_root, state, client)
    floor, now = _follow_roots(state, (programmes, contents), now)
    programme_trust, floor = _verify(programmes, state, floor, now)
    content_trust, floor = _verify(contents, state, floor, now)
    raise_floor(state, floor, {}, has_come(min(programme_trust.signed_at, content_trust.signed_at), now))
    text = _text_of(programmes.fetch(f"screens/{identity.screen}.json"))
    programme = read_programme(text.encode())
    if programme.screen != identity.screen:
        raise TrustError(f"The programme is for the screen {programme.screen}, and this is {identity.screen}.")
    manifests = tuple(_read_signed(contents, state, programme, assigned) for assigned in programme.assigned)
    demand_not_lower(floor, numbers_of(programme))
    keep_proofs(state, identity, contents.targets(), manifests)
    return Wanted(text, manifests, min(programme_trust.expires_at, content_trust.expires_at))


def _follow_roots(state: State, repositories: tuple[Repository, ...], now: Now) -> tuple[Floor, Now]:
    """The floor below which nothing is taken, and the time to reckon with, as they stand under the newest roots.

    The floor is the one that is kept; a lost one starts from the programme that was adopted. Keys that were
    replaced hold up neither floor nor time.
    """
    adopted = read_current(state)
    numbers = {} if adopted is None else numbers_of(adopted.programme)
    time = EPOCH if adopted is None else has_come(adopted.programme.issued_at, now)
    kept = [repository.follow_kept_roots() for repository in repositories]
    floor = begin_floor(state, read_floor(state), numbers, time, ChainMap(*map(dict, kept)))
    for repository in repositories:
        floor = follow_keys(state, floor, repository.follow_new_roots())
    return floor, now if now.clock_trusted else replace(now, at=min(now.at, floor.time))


def _repository(name: str, address: str, root: str, state: State, client: Client) -> Repository:
    make_folder(state.trust(name))
    return Repository(name, address, state.trust(name), root, client, private=name == "programme")


def _verify(repository: Repository, state: State, floor: Floor, now: Now) -> tuple[Verified, Floor]:
    verified = repository.refresh(now.at)
    demand_not_lower(floor, verified.versions)
    signed = {time_mark(repository.name): int(has_come(verified.signed_at, now).timestamp())}
    return verified, raise_floor(state, floor, verified.versions | signed)


def _read_signed(contents: Repository, state: State, programme: Programme, assigned: Assigned) -> str:
    """The text of the manifest that both signatures agree on; raises TrustError."""
    target = f"playlists/{assigned.playlist}/{programme.width}x{programme.height}.json"
    if contents.digest(target) != assigned.manifest:
        raise TrustError(
            f"The programme asks for edition {assigned.edition} of {assigned.playlist},"
            " which is not what the group's signature allows now."
        )
    text = _text_of(known_manifest(state, assigned.manifest) or contents.fetch(target))
    if len(text.encode()) != assigned.manifest_bytes:
        raise TrustError(f"The manifest of {assigned.playlist} is not as long as the programme says.")
    _demand_agreement(read_manifest(text.encode()), programme, assigned)
    return text


def _text_of(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise ContractError(f"What the publisher signed is no text: {error}") from error


def _demand_agreement(manifest: Manifest, programme: Programme, assigned: Assigned) -> None:
    says = (manifest.playlist, manifest.edition, manifest.width, manifest.height)
    if says != (assigned.playlist, assigned.edition, programme.width, programme.height):
        raise TrustError(
            f"The manifest of {assigned.playlist} is not for the edition and size that the programme says."
        )
