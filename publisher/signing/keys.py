"""The signing keys: one PEM file each, in a folder that only the worker reads."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from securesystemslib.signer import CryptoSigner

from publisher.errors import ShelfError, SigningError
from publisher.shelf.disk import sync_folder, write_whole

ROOTS = ("root-1.pem", "root-2.pem", "root-3.pem")
ROOTS_NEEDED = 2
"""How many of the three root keys must sign: one can be lost, and one alone can do no harm."""

TARGETS, ONLINE, PROGRAMME = "targets.pem", "online.pem", "programme.pem"


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys that are at hand: those for every day, and any root keys that were not moved away."""

    folder: Path
    targets: CryptoSigner
    """Says which editions may be shown."""
    online: CryptoSigner
    """Says which publication of editions is the newest (snapshot and timestamp)."""
    programme: CryptoSigner
    """Says what each screen shows."""
    roots: tuple[CryptoSigner, ...]
    """Say which of the other keys count; 0 to 3 of them."""

    @classmethod
    def create(cls, folder: Path) -> "Keys":
        """Make new keys in a folder that does not exist yet or is empty.

        The folder appears whole or not at all. SigningError if there is anything in it: keys
        are never replaced, since players believe only those they know.
        """
        if folder.is_dir() and any(folder.iterdir()):
            raise SigningError(
                f"{folder}: there is something in this folder. Keys are never written over; name another."
            )
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            _make_whole(folder)
        except (OSError, ShelfError) as error:
            raise SigningError(f"{folder}: the keys could not be made. {error}") from error
        return cls.load(folder)

    @classmethod
    def load(cls, folder: Path) -> "Keys":
        """Read the keys; SigningError names what is missing. Root keys may be elsewhere."""
        present = [folder / name for name in ROOTS if (folder / name).exists()]
        return cls(
            folder,
            _load(folder / TARGETS),
            _load(folder / ONLINE),
            _load(folder / PROGRAMME),
            tuple(_load(path) for path in present),
        )


def replace_key(keys: Keys, name: str) -> Keys:
    """The keys with a new one in this file; the old one is gone, since nobody is to sign with it again."""
    try:
        write_whole(keys.folder / name, CryptoSigner.generate_ed25519().private_bytes, mode=0o600)
    except ShelfError as error:
        raise SigningError(f"{keys.folder / name}: the new key could not be written. {error}") from error
    return Keys.load(keys.folder)


def _make_whole(folder: Path) -> None:
    draft = Path(tempfile.mkdtemp(prefix=".keys-", dir=folder.parent))  # 0700 from the start
    try:
        for name in (*ROOTS, TARGETS, ONLINE, PROGRAMME):
            write_whole(draft / name, CryptoSigner.generate_ed25519().private_bytes, mode=0o600)
        draft.replace(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    sync_folder(folder.parent)


def _load(path: Path) -> CryptoSigner:
    try:
        private = load_pem_private_key(path.read_bytes(), password=None)
    except FileNotFoundError as error:
        raise SigningError(
            f"{path}: this key is missing. Put it back from your copy. `publisher init` makes keys for a new start."
        ) from error
    except OSError as error:
        raise SigningError(f"{path}: this key cannot be read: {os.strerror(error.errno or 0)}.") from error
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise SigningError(f"{path}: this is not a private key in PEM form. Put it back from your copy.") from error
    if not isinstance(private, Ed25519PrivateKey):
        raise SigningError(f"{path}: this is not an Ed25519 key. Put it back from your copy.")
    return CryptoSigner(private)
