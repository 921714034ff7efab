"""What may lie in the state folder, and of which kind each of it is.

Every name that a player ever writes stands here once. Whatever bears one of these names and is of another kind, a
folder named as a lock or a link in place of the journal, is set aside, and its owner makes it anew.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from player.contract.errors import StorageError
from player.keeping.files import DAMAGED, is_file, is_folder, paths_in, set_aside
from player.keeping.log import Log
from player.keeping.state import JOBS, State

FILE = None
ANY = "*"
"""Stands for every other name in a folder."""

Shape = Mapping[str, "Shape | None"]
"""A folder: what each name in it is, a file or a folder of this shape."""

_FILES: Shape = {ANY: FILE}
_RUNTIME: Shape = dict.fromkeys(
    ("clock.json", "power.json", "contact.json", "showing.json", "pairing.jpg", "code.json"), FILE
)
_JOURNAL = ("journal.db", "journal.db-wal", "journal.db-shm", "journal.db-journal")
_KEPT = ("pairing.json", "identity.json", "unpairing", "floor.json", "current", "kept")

SHAPE: Shape = {
    **dict.fromkeys((*_KEPT, *_JOURNAL, *(f"{job}.lock" for job in JOBS)), FILE),
    **_RUNTIME,
    "frames": _FILES,
    "programmes": {ANY: _FILES},
    "trust": {ANY: {"root_history": _FILES, ANY: FILE}},
    "refused": _FILES,
    "proofs": _FILES,
}
"""The state folder. `run` is a link, see `use_memory`; where it leads there are the files that are worth one boot."""

log = Log(__name__)


def mend(state: State) -> None:
    """Set aside whatever is of the wrong kind, so that it is made anew; what cannot be moved is left to its reader.

    A folder in which no player was ever paired may be anybody's, named by mistake. Nothing in it is moved.
    """
    if not any(os.path.lexists(path) for path in (state.identity, state.pairing)):
        return
    wrong = list(_wrong(state.root, SHAPE))
    if state.runtime != state.root:
        wrong += _wrong(state.runtime, _RUNTIME)
    for path in wrong:
        try:
            log.warning("%s is not what it should be. It is set aside as %s, and made anew.", path, set_aside(path))
        except StorageError as error:
            log.warning("%s is not what it should be, and cannot be set aside: %s", path, error)


def _wrong(folder: Path, shape: Shape) -> Iterator[Path]:
    for path in paths_in(folder):
        if path.name.endswith(DAMAGED) or (path.name not in shape and ANY not in shape):
            continue  # set aside before, or somebody else's, such as what a file system keeps at its top
        inner = shape[path.name] if path.name in shape else shape[ANY]
        if inner is not FILE and _is_open_to_us(path):
            yield from _wrong(path, inner)
        elif inner is not FILE or not is_file(path):
            yield path


def _is_open_to_us(folder: Path) -> bool:
    """Whether it is a folder that we can list, and write in if we can write beside it."""
    wanted = os.R_OK | os.X_OK | (os.W_OK if os.access(folder.parent, os.W_OK) else 0)
    try:
        return is_folder(folder) and os.access(folder, wanted) and os.listdir(folder) is not None  # noqa: PTH208
    except OSError:
        return False
