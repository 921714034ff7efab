"""A copy of everything that cannot be made again, and putting it back into an empty home.

A backup is a folder:

    publisher.db or database.dump     the database, consistent, while everything runs on
    shelf/                            frames, editions and everything that is signed
    keys/                             the signing keys, only if they were asked for
    settings.env                      the settings that were made, without a database's password
    backup.json                       when it was made, and the SHA-256 of every file

The content is a git repo of its own, with copies wherever it was cloned, and is not in here.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from player.contract.errors import ContractError
from player.contract.strict import decode, encode
from publisher.errors import BackupError
from publisher.recovery.numbering import FORGOTTEN_AT_MOST
from publisher.settings import ALL, DATABASE, Settings
from publisher.shelf.disk import explained, sync_folder, write_whole
from publisher.shelf.shelf import Shelf
from publisher.store import dumps
from publisher.store.database import Store

SIGNED = ("content", "screens", "programmes")
LIST = "backup.json"
SETTINGS = "settings.env"
FORMAT = 1
_PIECE_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class BackedUp:
    """One file of a backup: its name in the folder, and the SHA-256 of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds."""

    format: int
    made_at: datetime
    database: str
    """The kind of database that it is from: `sqlite` or `postgresql`."""
    with_keys: bool
    files: tuple[BackedUp, ...]


def make(settings: Settings, folder: Path, environment: Mapping[str, str], now: datetime, *, with_keys: bool) -> Backup:
    """Copy everything into a new folder, which appears whole or not at all; raises BackupError."""
    _demand_empty(folder, "a backup")
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".backup-", dir=folder.parent))  # 0700 from the start: counts are in it
    try:
        with explained(folder):
            made = _fill(settings, draft, environment, now, with_keys)
            _clear(folder)
            draft.replace(folder)
            sync_folder(folder.parent)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return made


def put_back(settings: Settings, folder: Path) -> Backup:
    """Put a backup into a home where there is nothing yet, after every byte of it was checked; raises BackupError."""
    backup = verify(folder)
    if backup.database != dumps.kind_of(settings.database_url):
        raise BackupError(
            f"{folder}: this backup is of {backup.database}, and {DATABASE.variable} names another kind of database."
        )
    places = {"shelf": settings.shelf} | ({"keys": settings.keys} if backup.with_keys else {})
    for name, place in places.items():
        _demand_empty(place, f"the {name}")
    dumps.demand_nothing_there(settings.database_url)
    for name, place in places.items():
        with explained(place):
            place.parent.mkdir(parents=True, exist_ok=True)
            _clear(place)
            _copy_tree(folder / name, place)
    _lock_away(settings.keys if backup.with_keys else None)
    dumps.put_back(settings.database_url, folder)
    store = Store.open(settings.database_url)
    store.upgrade()
    store.close()
    _skip_numbers(Shelf(settings.shelf))
    return backup


def verify(folder: Path) -> Backup:
    """The list of a backup whose files are all there, undamaged; raises BackupError that names one which is not."""
    try:
        backup = decode(Backup, (folder / LIST).read_bytes())
    except (OSError, ContractError) as error:
        raise BackupError(f"{folder}: this is no backup, or its {LIST} is damaged. Name another copy.") from error
    if backup.format != FORMAT:
        raise BackupError(f"{folder}: this backup is of format {backup.format}. Install the version that made it.")
    found = {one.name: one for one in _list(folder)}
    for listed in backup.files:
        if found.pop(listed.name, None) != listed:
            raise BackupError(f"{folder / listed.name}: this file is missing or damaged. Name another copy.")
    if found:
        raise BackupError(
            f"{folder / min(found)}: this file is not one of the backup's. Take it away, or name another."
        )
    return backup


def forgotten_screens(settings: Settings) -> list[str]:
    """Screens for which something is signed, and which the database does not know, being the older copy."""
    store = Store.open(settings.database_url)
    known = dumps.known_screens(store)
    store.close()
    return [name for name in Shelf(settings.shelf).listing("screens") if name not in known]


def _fill(settings: Settings, draft: Path, environment: Mapping[str, str], now: datetime, with_keys: bool) -> Backup:
    # The database first: whatever it names by then is on the shelf, where frames and editions come before their rows.
    dumps.take(settings.database_url, draft)
    if with_keys:
        _copy_tree(settings.keys, draft / "keys")
    _copy_shelf(Shelf(settings.shelf), draft / "shelf")
    write_whole(draft / SETTINGS, _settings_text(environment), mode=0o600)
    backup = Backup(FORMAT, now, dumps.kind_of(settings.database_url), with_keys, tuple(_list(draft)))
    write_whole(draft / LIST, encode(backup), mode=0o600)
    return backup


def _settings_text(environment: Mapping[str, str]) -> bytes:
    made = {one.variable: environment.get(one.variable, "").strip() for one in ALL}
    lines = [f"{name}={dumps.without_password(value)}\n" for name, value in made.items() if value]
    return "".join(lines).encode()


def _copy_shelf(shelf: Shelf, target: Path) -> None:
    """Copy what is signed while nobody signs, and then the rest: files that never change, and may be swept away."""
    with shelf.alone():
        for name in SIGNED:
            _copy_tree(shelf.root / name, target / name)
    for name in shelf.listing("."):
        if name not in {*SIGNED, "drafts"} and (shelf.root / name).is_dir():
            _copy_tree(shelf.root / name, target / name)


def _copy_tree(source: Path, target: Path) -> None:
    """Copy a folder, if it is there; drafts and locks stay behind, and so does what goes away meanwhile."""
    if source.is_dir():
        ignored = shutil.ignore_patterns("drafts", ".draft-*", "*.lock")
        shutil.copytree(source, target, ignore=ignored, symlinks=True, copy_function=_copy_if_there)


def _copy_if_there(source: str, target: str) -> None:
    with suppress(FileNotFoundError):
        shutil.copy2(source, target, follow_symlinks=False)


def _lock_away(keys: Path | None) -> None:
    """Let nobody else read the keys, whatever a disk or an archive has made of their modes on the way."""
    if keys is not None:
        with explained(keys):
            keys.chmod(0o700)
            for path in keys.iterdir():
                path.chmod(0o600)


def _skip_numbers(shelf: Shelf) -> None:
    """Leave room for editions that were made after the backup, so that none of their numbers is given again."""
    for playlist in shelf.listing("editions"):
        numbers = shelf.numbers(playlist)
        if numbers:
            (shelf.root / "editions" / playlist / str(numbers[-1] + FORGOTTEN_AT_MOST)).mkdir()


def _list(folder: Path) -> Iterator[BackedUp]:
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if name != LIST and (path.is_file() or path.is_symlink()):
            yield BackedUp(name, _digest(path))


def _digest(path: Path) -> str:
    if path.is_symlink():
        raise BackupError(f"{path}: there is a link here, which no backup has. Put the file itself there.")
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE_BYTES):
            digest.update(piece)
    return digest.hexdigest()


def _demand_empty(folder: Path, what: str) -> None:
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise BackupError(f"{folder}: there is something here. Nothing is written over: name a new place for {what}.")


def _clear(folder: Path) -> None:
    """Make way for a folder of this name; only an empty one can be in the way."""
    if folder.is_dir():
        os.rmdir(folder)  # noqa: PTH106 - it refuses whatever is not empty, as it should
