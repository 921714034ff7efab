"""Programmes and their pictures on the disk: whole, checked, and switched by one small file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from player.contract.errors import ContractError
from player.contract.reading import read_manifest, read_programme
from player.contract.records import Entry, Manifest, Programme
from player.contract.strict import encode
from player.keeping.digests import sha256_hex
from player.keeping.files import paths_in, read_file, read_hint, remove, write_whole
from player.keeping.frames import PART, missing_frames
from player.keeping.log import Log
from player.keeping.state import State

PROGRAMME = "programme.json"

log = Log(__name__)


@dataclass(frozen=True, slots=True)
class Pointer:
    """What the file `current` says: the programme that is shown, and the one before it."""

    serial: int
    digest: str
    previous: int | None = None


@dataclass(frozen=True, slots=True)
class Adopted:
    """A programme with all of its manifests, read back from the disk and checked again."""

    programme: Programme
    manifests: Mapping[str, Manifest]
    """By playlist."""
    digest: str
    """Of the programme's bytes."""
    pointed: bool
    """Whether the pointer named it; otherwise the pointer or what it named is damaged."""

    def frames(self) -> dict[str, Entry]:
        """Every frame that it may show, by digest."""
        return {entry.frame: entry for manifest in self.manifests.values() for entry in manifest.entries}


def read_current(state: State) -> Adopted | None:
    """The programme to show: the one pointed at, or else the latest one that is whole; None if there is none."""
    pointer = read_hint(Pointer, state.current)
    if pointer is not None:
        adopted = _read_adopted(state, pointer.serial, pointer.digest)
        if adopted is not None:
            return adopted
    for serial in sorted(_serials(state), reverse=True):
        adopted = _read_adopted(state, serial, None)
        if adopted is not None:
            return adopted
    return None


def read_previous(state: State) -> Adopted | None:
    """The programme that was shown before this one; None if it is not kept."""
    pointer = read_hint(Pointer, state.current)
    if pointer is None or pointer.previous is None:
        return None
    return _read_adopted(state, pointer.previous, None)


def load_frame(state: State, digest: str) -> bytes | None:
    """A frame's bytes, hashed again; a damaged one is deleted so that it is fetched again, and None returned."""
    path = state.frames / digest
    try:
        data = read_file(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        log.warning("%s cannot be read: %s", path, error.strerror)
        data = b""
    if sha256_hex(data) == digest:
        return data
    log.warning("%s is damaged. It is removed and fetched again.", path)
    remove(path)
    return None


def is_complete(state: State, adopted: Adopted | None) -> bool:
    """Whether the programme that is pointed at is here with all of its frames."""
    return adopted is not None and adopted.pointed and not missing_frames(state, adopted.frames())


def known_manifest(state: State, digest: str) -> bytes | None:
    """A manifest's bytes if a programme that is kept here has it."""
    for serial in _serials(state):
        try:
            data = read_file(_folder(state, serial) / f"{digest}.json")
        except OSError:
            continue  # it is not in this one, or the disk does not give it: it can be fetched
        if sha256_hex(data) == digest:
            return data
    return None


def adopt(state: State, programme: bytes, manifests: Mapping[str, bytes]) -> None:
    """Switch to a programme whose frames are all here; `manifests` by digest. Raises StorageError.

    Everything is written and synced first, then one small file is replaced.
    """
    serial = read_programme(programme).serial
    known = read_current(state)
    for digest, data in manifests.items():
        write_whole(_folder(state, serial) / f"{digest}.json", data)
    write_whole(_folder(state, serial) / PROGRAMME, programme)
    # One with a higher serial was signed by a key that counts no more: nobody is to come back to it.
    before = known.programme.serial if known is not None and known.programme.serial <= serial else None
    if before == serial:
        pointer = read_hint(Pointer, state.current)
        before = pointer.previous if pointer is not None else None
    write_whole(state.current, encode(Pointer(serial, sha256_hex(programme), before)))


def prune(state: State, wanted: Mapping[str, Entry], *, keep_previous: bool = True) -> None:
    """Remove what neither the current programme, nor the wanted one, nor the one before needs, if that is kept."""
    pointer = read_hint(Pointer, state.current)
    if pointer is None:
        return
    keep = {pointer.serial, pointer.previous} if keep_previous else {pointer.serial}
    needed = set(wanted)
    for serial in list(_serials(state)):
        adopted = _read_adopted(state, serial, None) if serial in keep else None
        if adopted is not None:
            needed |= set(adopted.frames())
        elif serial not in keep:
            remove(_folder(state, serial))
    for path in paths_in(state.frames):
        if path.name.removesuffix(PART) not in needed:
            remove(path)


def _read_adopted(state: State, serial: int, digest: str | None) -> Adopted | None:
    folder = _folder(state, serial)
    try:
        data = read_file(folder / PROGRAMME)
        if digest is not None and sha256_hex(data) != digest:
            return None
        programme = read_programme(data)
        manifests = {assigned.playlist: _read_manifest(folder, assigned.manifest) for assigned in programme.assigned}
    except (OSError, ContractError):
        return None
    return Adopted(programme, manifests, sha256_hex(data), pointed=digest is not None)


def _read_manifest(folder: Path, digest: str) -> Manifest:
    data = read_file(folder / f"{digest}.json")
    if sha256_hex(data) != digest:
        raise ContractError(f"{folder / digest}.json is damaged.")
    return read_manifest(data)


def _folder(state: State, serial: int) -> Path:
    return state.programmes / str(serial)


def _serials(state: State) -> Iterator[int]:
    yield from (int(path.name) for path in paths_in(state.programmes) if path.name.isdecimal())
