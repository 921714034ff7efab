"""Signed records of The Update Framework, made and judged; no disk and no clock in here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from securesystemslib.signer import CryptoSigner, Key, Signer
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp
from tuf.api.serialization import DeserializationError
from tuf.api.serialization.json import JSONSerializer

from player.contract.limits import LONGEST_TIMESTAMP_DAYS
from publisher.errors import SigningError
from publisher.signing.keys import ROOTS_NEEDED

Kind = TypeVar("Kind", Root, Targets, Snapshot, Timestamp)

ROOT_DAYS = 400
"""People renew the root by hand once a year; this leaves them five weeks to be late."""
TARGETS_DAYS = 365
"""A group may publish nothing for most of a year, and its key need not sign meanwhile."""
SNAPSHOT_DAYS = 90
"""Signed at every publication anyway; a quarter keeps a lost copy from being of use for long."""
TIMESTAMP_DAYS = LONGEST_TIMESTAMP_DAYS
"""How long somebody in the middle can keep news from a screen before it knows."""

RENEW_BEFORE = timedelta(days=30)
"""Targets and snapshot are signed again this long before they run out."""
RENEW_TIMESTAMP_BEFORE = timedelta(days=5)
"""So that a worker that stands still over a long weekend lets nothing run out."""


@dataclass(frozen=True, slots=True)
class RoleKeys:
    """Which key signs for which role of one repository."""

    targets: CryptoSigner
    snapshot: CryptoSigner
    timestamp: CryptoSigner

    def public(self) -> dict[str, Key]:
        """The public half of each role's key."""
        return {
            "targets": self.targets.public_key,
            "snapshot": self.snapshot.public_key,
            "timestamp": self.timestamp.public_key,
        }


@dataclass(frozen=True, slots=True)
class Publication:
    """The three records that say what a repository holds, in the order in which they are written."""

    targets: Metadata[Targets]
    snapshot: Metadata[Snapshot]
    timestamp: Metadata[Timestamp]

    def targets_due(self, now: datetime) -> bool:
        """Whether the list of targets runs out soon."""
        return self.targets.signed.expires - now < RENEW_BEFORE

    def snapshot_due(self, now: datetime) -> bool:
        """Whether the snapshot runs out soon."""
        return self.snapshot.signed.expires - now < RENEW_BEFORE

    def timestamp_due(self, now: datetime) -> bool:
        """Whether the timestamp runs out soon."""
        return self.timestamp.signed.expires - now < RENEW_TIMESTAMP_BEFORE


def root_of(version: int, roots: Mapping[str, Key], roles: RoleKeys, now: datetime) -> Root:
    """A root that names these root keys, any two of which count, and these keys for the roles."""
    root = Root(version=version, expires=_after(now, ROOT_DAYS), consistent_snapshot=True)
    for key in roots.values():
        root.add_key(key, "root")
    root.roles["root"].threshold = ROOTS_NEEDED
    for role, key in roles.public().items():
        root.add_key(key, role)
    return root


def publish_targets(files: dict[str, TargetFile], version: int, roles: RoleKeys, now: datetime) -> Publication:
    """All three records anew, for these targets."""
    targets = Targets(version=version, expires=_after(now, TARGETS_DAYS), targets=files)
    return publish_snapshot(signed(targets, roles.targets), version, roles, now)


def publish_snapshot(targets: Metadata[Targets], version: int, roles: RoleKeys, now: datetime) -> Publication:
    """Snapshot and timestamp anew, for a list of targets that stays as it is."""
    meta = {"targets.json": MetaFile(targets.signed.version)}
    snapshot = Snapshot(version=version, expires=_after(now, SNAPSHOT_DAYS), meta=meta)
    return publish_timestamp(targets, signed(snapshot, roles.snapshot), version, roles, now)


def publish_timestamp(
    targets: Metadata[Targets], snapshot: Metadata[Snapshot], version: int, roles: RoleKeys, now: datetime
) -> Publication:
    """The timestamp anew; everything else stays as it is."""
    meta = MetaFile(snapshot.signed.version)
    timestamp = Timestamp(version=version, expires=_after(now, TIMESTAMP_DAYS), snapshot_meta=meta)
    return Publication(targets, snapshot, signed(timestamp, roles.timestamp))


def signed(record: Kind, *signers: Signer) -> Metadata[Kind]:
    """The record with a signature of each of these keys."""
    metadata = Metadata(record)
    for signer in signers:
        metadata.sign(signer, append=True)
    return metadata


def to_bytes(metadata: Metadata[Kind]) -> bytes:
    """The record as it is written and served."""
    return metadata.to_bytes(JSONSerializer(compact=True))


def read_signed(kind: type[Kind], data: bytes, where: str) -> Metadata[Kind]:
    """A signed record of this kind from its bytes; SigningError if they are none."""
    try:
        metadata = Metadata[Kind].from_bytes(data)
    except (DeserializationError, RepositoryError, ValueError) as error:
        raise SigningError(f"{where}: this signed file is damaged. Put it back from a copy of the shelf.") from error
    if not isinstance(metadata.signed, kind):
        raise SigningError(f"{where}: this is not a {kind.type} file. Put it back from a copy of the shelf.")
    return metadata


def is_signed_for(metadata: Metadata[Kind], root: Root) -> bool:
    """Whether the keys that `root` names for this kind of record have signed it."""
    return bool(root.get_verification_result(metadata.signed.type, metadata.signed_bytes, metadata.signatures))


def _after(now: datetime, days: int) -> datetime:
    return now.astimezone(UTC).replace(microsecond=0) + timedelta(days=days)
