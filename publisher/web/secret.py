"""The web process's own secret, which signs sessions and sign-in links and nothing else."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from publisher.errors import SettingsError

FILE = "web-secret"


def web_secret(home: Path) -> bytes:
    """The secret kept in the home folder, made at first use; only its owner may read it.

    Several web processes may start at once: whoever is first makes the file, whole, and the
    others read it. Raises SettingsError when the folder cannot be written.
    """
    path = home / FILE
    try:
        if not path.exists():
            _make(path)
        return bytes.fromhex(path.read_text("ascii").strip())
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"{path}: the web secret cannot be used ({error}). Delete the file; everybody signs in again."
        ) from error


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=path.parent, prefix=f".{FILE}-") as draft:  # made with mode 0600
        draft.write(secrets.token_hex(32))
        draft.flush()
        os.fsync(draft.fileno())
        with suppress(FileExistsError):  # another process was first
            os.link(draft.name, path)
