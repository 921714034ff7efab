"""Pictures on their way to the disk: gone on with where they were left, and hashed while they arrive."""

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from player.contract.errors import StorageError, TrustError
from player.contract.records import Entry
from player.keeping.digests import sha256
from player.keeping.files import is_file, make_folder, open_file, remove, sync_folder
from player.keeping.state import State

PART = ".part"
PIECE_BYTES = 65_536
_TAG = "user.etag"
"""Kept with the file as an attribute, so that both come and go together."""


class FrameDraft:
    """A frame of which a part is here, as `<digest>.part`, until the rest has come."""

    def __init__(self, frame: Path) -> None:
        self._path = frame.with_name(frame.name + PART)
        self._frame = frame
        # Neither buffered nor truncated: what came before a kill or a cut line is here, and counts.
        descriptor = _open_part(self._path)
        self._file = open(descriptor, "r+b", buffering=0)  # noqa: PTH123, SIM115 - a descriptor has no path
        self._hash = sha256()
        self.have = 0
        self.tag = _read_tag(self._path)
        self._take_up()

    def begin(self, tag: str | None) -> None:
        """Forget what is here: what comes now comes from its start, under this tag."""
        self._file.seek(0)
        self._file.truncate()
        self._hash = sha256()
        self.have, self.tag = 0, tag
        _write_tag(self._path, tag)

    def write(self, data: bytes) -> None:
        """Take in what comes next."""
        left = memoryview(data)
        while left:
            left = left[self._file.write(left) :]
        self._count(data)

    def keep(self) -> bool:
        """Give it the frame's name, for good, if it is the frame; whether it is."""
        if self._hash.hexdigest() != self._frame.name:
            return False
        os.fsync(self._file.fileno())
        if not is_file(self._frame):
            remove(self._frame)
        self._path.replace(self._frame)
        sync_folder(self._frame.parent)
        return True

    def discard(self) -> None:
        """Remove what is here."""
        remove(self._path)

    def close(self) -> None:
        """Let go of the file; an empty one is not worth keeping."""
        self._file.close()
        if self.have == 0:
            self.discard()

    def _take_up(self) -> None:
        """Count what is here towards the whole; a part that a worn card does not give back is none."""
        try:
            while piece := self._file.read(PIECE_BYTES):
                self._count(piece)
        except OSError:
            self.close()
            self.discard()
            raise

    def _count(self, data: bytes) -> None:
        self._hash.update(data)
        self.have += len(data)


Fetch = Callable[[str, FrameDraft, int], None]
"""Such as `Client.fetch`: brings a draft to its full length."""


def missing_frames(state: State, frames: Mapping[str, Entry]) -> list[Entry]:
    """Those frames that are not here yet, or not in their full length."""
    return [entry for digest, entry in frames.items() if not _is_here(state.frames / digest, entry.frame_bytes)]


def fetch_missing(state: State, fetch: Fetch, frames: Mapping[str, Entry]) -> None:
    """Fetch every frame that is not here; raises OfflineError, TrustError or StorageError."""
    for entry in missing_frames(state, frames):
        make_folder(state.frames)
        with _storage(state.frames / entry.frame), contextlib.closing(FrameDraft(state.frames / entry.frame)) as draft:
            _bring_home(draft, fetch, entry)


def _bring_home(draft: FrameDraft, fetch: Fetch, entry: Entry) -> None:
    if draft.have > entry.frame_bytes:
        draft.begin(None)
    try:
        if draft.have < entry.frame_bytes:
            fetch(f"/frames/{entry.frame}", draft, entry.frame_bytes)
        whole = draft.keep()
    except (StorageError, OSError):
        draft.discard()  # a full disk has better use for the room
        raise
    if not whole:
        draft.discard()
        raise TrustError(f"The frame of {entry.slide} that came is not the one that was signed. It is not shown.")


@contextmanager
def _storage(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(f"{path}: {error.strerror}. Make room on the disk; what is here stays.") from error


def _open_part(path: Path) -> int:
    try:
        return open_file(path, os.O_RDWR | os.O_CREAT)
    except OSError:
        remove(path)  # of another account, say; it can be fetched again
        return open_file(path, os.O_RDWR | os.O_CREAT)


def _is_here(path: Path, length: int) -> bool:
    try:
        return is_file(path) and path.lstat().st_size == length
    except OSError:
        return False


def _read_tag(path: Path) -> str | None:
    try:
        return os.getxattr(path, _TAG).decode("ascii")
    except (OSError, ValueError):
        return None


def _write_tag(path: Path, tag: str | None) -> None:
    # A disk that keeps no attributes costs a frame begun anew, and nothing else.
    with contextlib.suppress(OSError):
        if tag is None:
            os.removexattr(path, _TAG)
        else:
            os.setxattr(path, _TAG, tag.encode("ascii"))
