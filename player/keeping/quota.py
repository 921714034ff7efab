"""How much of the disk pictures may take, and making room for those of a new programme."""

import os
from collections.abc import Mapping

from player.contract.errors import StorageError
from player.contract.records import Entry
from player.keeping.cache import Adopted, prune, read_current, read_previous
from player.keeping.files import make_folder
from player.keeping.frames import missing_frames
from player.keeping.state import State

MOST_BYTES = 1_000_000_000
SHARE_OF_DISK = 0.2
MB = 1_000_000


def quota_bytes(state: State, quota_mb: int) -> int:
    """What was set, or 1 GB or a fifth of the disk, whichever is less."""
    if quota_mb:
        return quota_mb * MB
    disk = os.statvfs(state.root)
    return min(MOST_BYTES, int(disk.f_blocks * disk.f_frsize * SHARE_OF_DISK))


def make_room(state: State, wanted: Mapping[str, Entry], quota_mb: int) -> None:
    """Remove what neither the programme that is shown nor the wanted one needs, if anything is to come.

    The programme before stays as well if there is room. Raises StorageError when not even the two fit.
    """
    if not missing_frames(state, wanted):
        return
    make_folder(state.root)
    allowed = quota_bytes(state, quota_mb)
    both = {**_frames(read_current(state)), **wanted}
    if _size(both) > allowed:
        raise StorageError(
            f"The new programme's pictures and those that are shown need {_in_mb(_size(both))} MB, and this player"
            f" may keep {_in_mb(allowed)} MB. Take slides out of its playlists, or set PLAYER_QUOTA_MB."
        )
    all_three = {**_frames(read_previous(state)), **both}
    prune(state, wanted, keep_previous=_size(all_three) <= allowed)


def _frames(adopted: Adopted | None) -> Mapping[str, Entry]:
    return adopted.frames() if adopted is not None else {}


def _size(frames: Mapping[str, Entry]) -> int:
    return sum(entry.frame_bytes for entry in frames.values())


def _in_mb(size: int) -> str:
    return f"{size / MB:.1f}"
