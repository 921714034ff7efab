"""Roots of trust: which keys count for a repository, signed by two of three people."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from securesystemslib.signer import Key
from tuf.api.metadata import Metadata, Root

from publisher.errors import SigningError
from publisher.shelf.files import Files
from publisher.signing.keys import ROOTS, ROOTS_NEEDED, Keys
from publisher.signing.metadata import RoleKeys, is_signed_for, read_signed, root_of, signed, to_bytes

SUFFIX = ".root.json"


class Roots:
    """The chain of roots of one repository, `1.root.json` and those that followed, in one folder.

    Every root stays for ever: a player that was off for years walks from the one it knows to
    the newest, each signed by the keys of the one before.
    """

    def __init__(self, files: Files, folder: str, keys: Keys, roles: RoleKeys) -> None:
        self._files = files
        self._folder = folder
        self._keys = keys
        self._roles = roles

    def names(self) -> list[str]:
        """The file names of all roots, oldest first."""
        return _names(self._files, self._folder)

    def read(self, name: str) -> bytes:
        """One root as it is served."""
        return self._files.read(f"{self._folder}/{name}") or b""

    def create(self, now: datetime) -> None:
        """Sign the first root, unless there is one already."""
        if self.names():
            self.current()
            return
        if len(self._keys.roots) < len(ROOTS):
            raise SigningError(
                f"{self._keys.folder}: the first root names all of {', '.join(ROOTS)}. Put them there, then try again."
            )
        self._write(signed(root_of(1, self._root_keys(), self._roles, now), *self._keys.roots))

    def current(self) -> Root:
        """The newest root; SigningError if it names other keys than those at hand."""
        root = self._newest().signed
        for role, key in self._roles.public().items():
            if root.roles[role].keyids != [key.keyid] or root.keys.get(key.keyid) != key:
                raise SigningError(
                    f"{self._keys.folder}: the {role} key is not the one that players know. "
                    "Put the right key back, or run `publisher keys renew-root` if you have replaced it."
                )
        return root

    def renew(self, now: datetime) -> int:
        """Sign the next root, which names the keys at hand; its version.

        If all three root keys are at hand, they are the ones that the new root names, so a
        lost one can be replaced. SigningError if fewer than two of those that players know are.
        """
        old = self._newest()
        self.demand_signers()
        names_all = len(self._keys.roots) == len(ROOTS)
        root_keys = self._root_keys() if names_all else _root_keys_of(old.signed)
        new = signed(root_of(old.signed.version + 1, root_keys, self._roles, now), *self._keys.roots)
        if not (is_signed_for(new, old.signed) and is_signed_for(new, new.signed)):
            raise self._too_few(old.signed)
        self._write(new)
        return new.signed.version

    def demand_signers(self) -> None:
        """SigningError if fewer root keys are at hand than a new root needs."""
        root = self._newest().signed
        if len(self._known_to(root)) < ROOTS_NEEDED:
            raise self._too_few(root)

    def lineage(self) -> tuple[Root, ...]:
        """The newest root and all earlier ones that its root keys have signed too."""
        newest = self._newest().signed
        all_roots = (read_signed(Root, self.read(name), f"{self._folder}/{name}") for name in self.names())
        return tuple(root.signed for root in all_roots if is_signed_for(root, newest))

    def _newest(self) -> Metadata[Root]:
        names = self.names()
        if not names:
            raise SigningError(
                f"{self._files.root / self._folder}: there is no root of trust yet. Run `publisher init`."
            )
        where = str(self._files.root / self._folder / names[-1])
        newest = read_signed(Root, self.read(names[-1]), where)
        if not is_signed_for(newest, newest.signed):
            raise SigningError(
                f"{where}: its own root keys have not signed this. Put it back from a copy of the shelf."
            )
        return newest

    def _write(self, root: Metadata[Root]) -> None:
        self._files.write(f"{self._folder}/{root.signed.version}{SUFFIX}", to_bytes(root))

    def _root_keys(self) -> dict[str, Key]:
        return {signer.public_key.keyid: signer.public_key for signer in self._keys.roots}

    def _too_few(self, root: Root) -> SigningError:
        return SigningError(
            f"{self._keys.folder}: {ROOTS_NEEDED} of the 3 root keys that players know are needed to sign a root, "
            f"and {len(self._known_to(root))} of them are here. Bring {' or '.join(ROOTS)} from their safe places."
        )

    def _known_to(self, root: Root) -> set[str]:
        return self._root_keys().keys() & set(root.roles["root"].keyids)


def roots_in(files: Files, folder: str) -> Iterator[Root]:
    """Every root of a repository, newest first, for whoever has no keys; a damaged one is passed over."""
    for name in reversed(_names(files, folder)):
        with suppress(SigningError):
            yield read_signed(Root, files.read(f"{folder}/{name}") or b"", name).signed


def _names(files: Files, folder: str) -> list[str]:
    return sorted((name for name in files.listing(folder) if name.endswith(SUFFIX)), key=_version_of)


def _root_keys_of(root: Root) -> dict[str, Key]:
    return {keyid: root.keys[keyid] for keyid in root.roles["root"].keyids}


def _version_of(name: str) -> int:
    number = name.removesuffix(SUFFIX)
    return int(number) if number.isdecimal() else 0
