"""Programmes and their pictures on the disk: whole, checked, and switched by one small file."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from player.contract import Entry, Manifest, Programme, read_manifest, read_programme
from player.digests import sha256, sha256_hex
from player.errors import ContractError, StorageError, TrustError
from player.files import make_folder, read_hint, remove, remove_folder, sync_folder, write_whole
from player.log import Log
from player.state import State
from player.strict import encode

PROGRAMME = "programme.json"

Fetch = Callable[[str, Callable[[bytes], object], int], None]
"""Something such as `Client.fetch`: hands what is at a path to a writer, and at most so many bytes."""

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


def digest_of(data: bytes) -> str:
    """SHA-256 in lower-case hexadecimal."""
    return sha256_hex(data)


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


def load_frame(state: State, digest: str) -> bytes | None:
    """A frame's bytes, hashed again; a damaged one is deleted so that it is fetched again, and None returned."""
    path = state.frames / digest
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        log.warning("%s cannot be read: %s", path, error.strerror)
        data = b""
    if digest_of(data) == digest:
        return data
    log.warning("%s is damaged. It is removed and fetched again.", path)
    remove(path)
    return None


def missing_frames(state: State, frames: Mapping[str, Entry]) -> list[Entry]:
    """Those frames that are not here yet, or not in their full length."""
    return [entry for digest, entry in frames.items() if not _is_here(state.frames / digest, entry.frame_bytes)]


def is_complete(state: State, adopted: Adopted | None) -> bool:
    """Whether the programme that is pointed at is here with all of its frames."""
    return adopted is not None and adopted.pointed and not missing_frames(state, adopted.frames())


def fetch_missing(state: State, fetch: Fetch, frames: Mapping[str, Entry]) -> None:
    """Fetch every frame that is not here; raises OfflineError, TrustError or StorageError."""
    for entry in missing_frames(state, frames):
        _fetch_frame(state, fetch, entry)


def _fetch_frame(state: State, fetch: Fetch, entry: Entry) -> None:
    make_folder(state.frames)
    path = state.frames / entry.frame
    draft = path.with_suffix(".part")
    digest = sha256()
    try:
        with draft.open("wb") as file:
            fetch(f"/frames/{entry.frame}", _both(digest.update, file.write), entry.frame_bytes)
            file.flush()
            os.fsync(file.fileno())
        if digest.hexdigest() != entry.frame:
            raise TrustError(f"The frame of {entry.slide} that came is not the one that was signed. It is not shown.")
        draft.replace(path)
        sync_folder(state.frames)
    except OSError as error:
        raise StorageError(f"{path}: {error.strerror}. Make room on the disk; what is here stays.") from error
    finally:
        remove(draft)


def known_manifest(state: State, digest: str) -> bytes | None:
    """A manifest's bytes if a programme that is kept here has it."""
    for serial in _serials(state):
        path = _folder(state, serial) / f"{digest}.json"
        if path.is_file() and digest_of(path.read_bytes()) == digest:
            return path.read_bytes()
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
    before = known.programme.serial if known is not None else None
    if before == serial:
        pointer = read_hint(Pointer, state.current)
        before = pointer.previous if pointer is not None else None
    write_whole(state.current, encode(Pointer(serial, digest_of(programme), before)))


def prune(state: State, wanted: Mapping[str, Entry]) -> None:
    """Remove what neither the current programme, nor the one before, nor the wanted one needs."""
    pointer = read_hint(Pointer, state.current)
    if pointer is None:
        return
    keep = {pointer.serial, pointer.previous}
    needed = set(wanted)
    for serial in list(_serials(state)):
        adopted = _read_adopted(state, serial, None) if serial in keep else None
        if adopted is not None:
            needed |= set(adopted.frames())
        elif serial not in keep:
            remove_folder(_folder(state, serial))
    if state.frames.is_dir():
        for path in state.frames.iterdir():
            if path.name not in needed:
                remove(path)


def _read_adopted(state: State, serial: int, digest: str | None) -> Adopted | None:
    folder = _folder(state, serial)
    try:
        data = (folder / PROGRAMME).read_bytes()
        if digest is not None and digest_of(data) != digest:
            return None
        programme = read_programme(data)
        manifests = {assigned.playlist: _read_manifest(folder, assigned.manifest) for assigned in programme.assigned}
    except (OSError, ContractError):
        return None
    return Adopted(programme, manifests, digest_of(data), pointed=digest is not None)


def _read_manifest(folder: Path, digest: str) -> Manifest:
    data = (folder / f"{digest}.json").read_bytes()
    if digest_of(data) != digest:
        raise ContractError(f"{folder / digest}.json is damaged.")
    return read_manifest(data)


def _folder(state: State, serial: int) -> Path:
    return state.programmes / str(serial)


def _serials(state: State) -> Iterator[int]:
    if state.programmes.is_dir():
        yield from (int(path.name) for path in state.programmes.iterdir() if path.name.isdecimal())


def _is_here(path: Path, length: int) -> bool:
    try:
        return path.stat().st_size == length
    except OSError:
        return False


def _both(*writers: Callable[[bytes], object]) -> Callable[[bytes], object]:
    def write(data: bytes) -> None:
        for writer in writers:
            writer(data)

    return write
