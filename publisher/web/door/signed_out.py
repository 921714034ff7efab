"""Sessions that were signed out: a cookie can be copied, so that ours going away is not enough.

One empty file for each, named after a digest of the session, for as long as its cookie would hold.
Every web process on this machine sees them at once.
"""

import hashlib
from contextlib import suppress
from datetime import datetime, timedelta
from os import utime
from pathlib import Path

from publisher.errors import SettingsError

FOLDER = "signed-out"
SIGNED_IN_FOR = timedelta(days=30)


def end(home: Path, session: str, now: datetime) -> None:
    """Let a session's cookie be worth nothing from now on; raises SettingsError if that cannot be kept."""
    if not session:
        return
    mark = _mark(home, session)
    try:
        mark.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        mark.touch(mode=0o600)
        utime(mark, (now.timestamp(), now.timestamp()))
        _forget_old(mark.parent, now)
    except OSError as error:
        raise SettingsError(
            f"{mark.parent}: nobody can be signed out ({error}). Let the web process write it."
        ) from error


def has_ended(home: Path, session: str) -> bool:
    """Whether somebody signed this session out."""
    return _mark(home, session).exists()


def _mark(home: Path, session: str) -> Path:
    return home / FOLDER / hashlib.sha256(session.encode()).hexdigest()


def _forget_old(folder: Path, now: datetime) -> None:
    for mark in folder.iterdir():
        with suppress(FileNotFoundError):  # another process was first
            if now.timestamp() - mark.stat().st_mtime > SIGNED_IN_FOR.total_seconds():
                mark.unlink()
