"""What is signed and fresh: python-tuf's client, with the three gaps closed that it leaves.

It writes without syncing, so we write its files ourselves. It would go back to an old version
if its files were lost, so a floor in a file of its own is held against what it accepts. It believes
the clock, so it is told the time that we reckon with. Targets are fetched to memory and checked there.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from player.contract.errors import OfflineError, TrustError
from player.trust.signatures import find_shortcoming

if (shortcoming := find_shortcoming()) is not None:
    raise TrustError(shortcoming)

from collections.abc import Iterator, Mapping
from contextlib import suppress

from tuf.api._payload import Root, Snapshot, Targets, Timestamp
from tuf.api.exceptions import (
    BadVersionNumberError,
    DownloadError,
    DownloadHTTPError,
    ExpiredMetadataError,
    LengthOrHashMismatchError,
    RepositoryError,
    UnsignedMetadataError,
)
from tuf.api.metadata import Metadata
from tuf.ngclient.fetcher import FetcherInterface
from tuf.ngclient.updater import Updater

from player.contract.limits import LONGEST_TIMESTAMP_DAYS
from player.keeping.digests import sha256_hex
from player.keeping.files import make_folder, read_file, write_whole
from player.line.client import Client

for chatty in ("tuf", "securesystemslib"):
    logging.getLogger(chatty).setLevel(logging.ERROR)  # what they say at every try, Problems says once


@dataclass(frozen=True, slots=True)
class Verified:
    """What a refresh established: versions by role, how long they hold, and a time that has come."""

    versions: dict[str, int]
    expires_at: datetime
    signed_at: datetime


class Repository:
    """One signed repository of the publisher, as this player knows it."""

    def __init__(self, name: str, address: str, folder: Path, root: str, client: Client, *, private: bool) -> None:  # noqa: PLR0913
        self.name = name
        self._address = address
        self._folder = folder
        self._root = root.encode()
        self._fetcher = _Fetcher(client, private=private)
        self._updater: _Updater | None = None

    def follow_kept_roots(self) -> Mapping[str, str]:
        """Walk from the first root to the newest that is kept here; which keys count for each role by that one.

        Raises TrustError.
        """
        try:
            self._updater = _Updater(self._folder, f"{self._address}/metadata/", self._fetcher, self._root)
        except RepositoryError as error:
            raise _explained(self.name, error) from error
        self._updater.follow_kept_roots()
        return self._updater.keys(self.name)

    def follow_new_roots(self) -> Mapping[str, str]:
        """Walk on to the publisher's newest root, each signed by the keys of the one before; which keys count now.

        Nothing but roots is read, so how late it is does not matter yet. Raises TrustError or OfflineError.
        """
        updater = self._demand_followed()
        try:
            updater.follow_new_roots()
        except (RepositoryError, DownloadError) as error:
            raise _explained(self.name, error) from error
        return updater.keys(self.name)

    def refresh(self, at: datetime) -> Verified:
        """Verify what is new below the newest root, `at` being the time for expiry; raises TrustError or OfflineError.

        After `follow_new_roots`.
        """
        updater = self._demand_followed()
        try:
            updater.refresh_at(at)
        except (RepositoryError, DownloadError) as error:
            raise _explained(self.name, error) from error
        return updater.verified(self.name)

    def targets(self) -> bytes:
        """The signed list of all targets, as it was verified; empty if the disk does not give it. After `refresh`."""
        try:
            return read_file(self._folder / "targets.json")
        except OSError:
            return b""

    def digest(self, target: str) -> str | None:
        """The signed SHA-256 of a target; None if nobody signed such a target. After `refresh`."""
        info = self._demand_followed().get_targetinfo(target)
        return None if info is None else info.hashes.get("sha256")

    def fetch(self, target: str) -> bytes:
        """A target's bytes, checked against what was signed; raises TrustError or OfflineError."""
        info = self._demand_followed().get_targetinfo(target)
        if info is None or "sha256" not in info.hashes:
            raise TrustError(f"The {self.name} repository has not signed {target}.")
        folder, slash, name = target.rpartition("/")
        try:
            data = self._fetcher.download_bytes(
                f"{self._address}/targets/{folder}{slash}{info.hashes['sha256']}.{name}", info.length
            )
            info.verify_length_and_hashes(data)
        except (RepositoryError, DownloadError) as error:
            raise _explained(f"{self.name} repository's {target}", error) from error
        return data

    def _demand_followed(self) -> "_Updater":
        if self._updater is None:
            raise TrustError(f"The roots of the {self.name} repository were not followed.")
        return self._updater


def demand_root(text: str) -> None:
    """Refuse a first root that is not one, or not signed by its own keys; raises TrustError."""
    try:
        root = Metadata[Root].from_bytes(text.encode())
        if not isinstance(root.signed, Root):
            raise RepositoryError("it is no root")
        root.signed.verify_delegate(Root.type, root.signed_bytes, root.signatures)
    except (RepositoryError, ValueError) as error:
        raise _explained("first root", error) from error


class _Fetcher(FetcherInterface):
    """How python-tuf reaches the publisher: through our client, to memory."""

    def __init__(self, client: Client, *, private: bool) -> None:
        self._client = client
        self._private = private

    def _fetch(self, url: str) -> Iterator[bytes]:
        yield self.download_bytes(url, 5_000_000)

    def download_bytes(self, url: str, max_length: int) -> bytes:
        """One file, whole; OfflineError goes through python-tuf as it is."""
        answer = self._client.get(url, limit=max_length, private=self._private)
        if answer.status != 200:
            raise DownloadHTTPError(f"the publisher answered {answer.status}", answer.status)
        return answer.body


class _Updater(Updater):
    """python-tuf's client with synced files, a time of our own, and a stop between roots and everything else."""

    def __init__(self, folder: Path, address: str, fetcher: _Fetcher, root: bytes) -> None:
        make_folder(folder / "root_history")
        super().__init__(str(folder), address, fetcher=fetcher, bootstrap=root)
        self._history = folder / "root_history"

    def follow_kept_roots(self) -> None:
        """Walk through the roots that were accepted before; a damaged one is fetched again later."""
        with suppress(OSError, RepositoryError):
            while True:
                kept = self._history / f"{self._trusted_set.root.version + 1}.root.json"
                self._trusted_set.update_root(kept.read_bytes())

    def follow_new_roots(self) -> None:
        """Walk on through the roots that the publisher has."""
        self._load_root()

    def refresh_at(self, at: datetime) -> None:
        """Everything below the root, as python-tuf's own `refresh` does it."""
        self._trusted_set.reference_time = at
        self._load_timestamp()
        self._load_snapshot()
        self._load_targets(Targets.type, Root.type)

    def keys(self, name: str) -> dict[str, str]:
        """For each role, one word for the keys that can raise its version: its own, and those of whoever names it."""
        root, together, words = self._trusted_set.root, list[str](), {}
        for role in (Timestamp.type, Snapshot.type, Targets.type):
            together += sorted(root.roles[role].keyids)
            words[f"{name}/{role}"] = sha256_hex(" ".join(together).encode())[:16]
        return words

    def verified(self, name: str) -> Verified:
        """The versions accepted, until when they hold, and a time that is past for certain."""
        known = self._trusted_set
        roles = {"root": known.root, "timestamp": known.timestamp, "snapshot": known.snapshot, "targets": known.targets}
        signed_at = known.timestamp.expires - timedelta(days=LONGEST_TIMESTAMP_DAYS)
        if signed_at > known.root.expires:
            dated = f"it is dated {signed_at:%-d %B %Y}, and its root of trust ends before"
            raise TrustError(f"The publisher's {name} is refused: {dated}.")
        return Verified(
            {f"{name}/{role}": signed.version for role, signed in roles.items()},
            min(signed.expires for signed in roles.values()),
            signed_at,
        )

    def _persist_file(self, filename: str, data: bytes) -> None:
        path = Path(filename)
        try:
            known = read_file(path)
        except OSError:
            known = b""  # it is not here, or the card does not give it back
        if known != data:
            write_whole(path, data)

    def _update_root_symlink(self) -> None:
        pass  # only a client that trusts its disk for the first root needs the link


def _explained(what: str, error: Exception) -> TrustError | OfflineError:
    if isinstance(error, DownloadError):
        return OfflineError(f"The publisher's {what} cannot be had: {error}.")
    if isinstance(error, ExpiredMetadataError):
        return TrustError(f"The publisher's {what} is out of date: {error}. Is `publisher worker` running there?")
    return TrustError(f"The publisher's {what} is refused: {_reason(error)} ({error}).")


def _reason(error: Exception) -> str:
    """Why, for somebody who does not know The Update Framework."""
    if isinstance(error, UnsignedMetadataError):
        return "it is not signed with a key that this screen knows"
    if isinstance(error, BadVersionNumberError):
        return "it is older than what this screen has seen"
    if isinstance(error, LengthOrHashMismatchError):
        return "it is not what was signed"
    return "it cannot be read"
