"""The web process's own secret, which signs sessions and sign-in links and nothing else."""

import fcntl
import logging
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from publisher.errors import SettingsError
from publisher.shelf.disk import write_whole

FILE = "web-secret"
BYTES = 32
"""As many as the digest has that signs with them, SHA-256 (RFC 2104, 3)."""

log = logging.getLogger(__name__)


def web_secret(home: Path) -> bytes:
    """The secret kept in the home folder, made at first use; only its owner may read it.

    Several web processes may start at once: whoever is first makes it. One that a power cut left empty is made
    anew. Raises SettingsError when it cannot be made, read or trusted.
    """
    path = home / FILE
    try:
        home.mkdir(parents=True, exist_ok=True)
        if _is_missing(path):
            _make(path)
        return _read(path)
    except OSError as error:
        raise _unusable(path, _reason(error), "Let the web process's account read and write it") from error


def kept_secret(home: Path) -> bytes:
    """The secret that a web process has made; raises SettingsError if none has, or if it is not for us to read."""
    path = home / FILE
    try:
        return _read(path)
    except FileNotFoundError as error:
        raise SettingsError(
            f"{path} is not there, so no web process has {home} as its PUBLISHER_HOME, and a link made here would "
            "open nothing. Set PUBLISHER_HOME as `publisher serve` has it, and start that first."
        ) from error
    except OSError as error:
        cure = f"Run this as the account of `publisher serve`, which is {_owner(home)}"
        raise _unusable(path, _reason(error), cure) from error


def _read(path: Path) -> bytes:
    written = path.read_text("ascii", errors="replace").strip()
    if re.fullmatch(f"(?:[0-9a-f]{{2}}){{{BYTES},}}", written) is None:
        why = f"it is not {2 * BYTES} letters from 0 to 9 and a to f"
        raise _unusable(path, why, "Delete the file and start `publisher serve` again; everybody signs in again")
    if path.stat().st_mode & 0o077:
        raise _unusable(path, "other accounts may read or write it", f"Take that from them: chmod go= {path}")
    return bytes.fromhex(written)


def _is_missing(path: Path) -> bool:
    """Whether there is no secret, or only what some file systems leave where the power went: nothing, or zeros."""
    return not path.exists() or not (path.is_dir() or path.read_bytes().strip(b"\0 \r\n\t"))


def _make(path: Path) -> None:
    """Make the secret, unless another process was faster."""
    with _alone(path.parent):
        if not _is_missing(path):
            return
        if path.exists():
            log.warning("%s was empty, as after a power cut. There is a new one, and everybody signs in again.", path)
        write_whole(path, secrets.token_hex(BYTES).encode(), mode=0o600)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Only one process at a time; the lock goes with the process, so none is left behind."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _owner(folder: Path) -> str:
    with suppress(OSError, KeyError):
        return folder.owner()
    return "another one"


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _unusable(path: Path, why: str, cure: str) -> SettingsError:
    return SettingsError(f"{path}: the web secret cannot be used, because of this: {why}. {cure}.")
