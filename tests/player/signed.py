"""Real TUF repositories, small and in memory, with every key at hand to do wrong with."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, Root, Snapshot, TargetFile, Targets, Timestamp


def soon(days: float = 7) -> datetime:
    return datetime.now(UTC).replace(microsecond=0) + timedelta(days=days)


def new_key() -> CryptoSigner:
    return CryptoSigner.generate_ed25519()


@dataclass
class SignedRepository:
    """Root (2 of 3), targets, snapshot and timestamp; `files` is what a server would serve, by path."""

    root_keys: list[CryptoSigner] = field(default_factory=lambda: [new_key() for _ in range(3)])
    targets_key: CryptoSigner = field(default_factory=new_key)
    online_key: CryptoSigner = field(default_factory=new_key)
    version: int = 0
    root_version: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    targets: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sign_root(self.root_keys[:2])
        self.first_root = self.files["metadata/1.root.json"].decode()

    def sign_root(self, signers: list[CryptoSigner], days: float = 365) -> None:
        self.root_version += 1
        root = Root(version=self.root_version, expires=soon(days), consistent_snapshot=True)
        for key in self.root_keys:
            root.add_key(key.public_key, "root")
        root.roles["root"].threshold = 2
        root.add_key(self.targets_key.public_key, "targets")
        for role in ("snapshot", "timestamp"):
            root.add_key(self.online_key.public_key, role)
        self.files[f"metadata/{self.root_version}.root.json"] = _signed(root, *signers)

    def publish(self, targets: dict[str, bytes] | None = None, days: float = 7) -> None:
        """Sign these targets, or the same ones again; targets first, timestamp last."""
        self.version += 1
        self.targets = dict(self.targets if targets is None else targets)
        signed = Targets(version=self.version, expires=soon(max(days, 30)))
        for path, data in self.targets.items():
            digest = hashlib.sha256(data).hexdigest()
            signed.targets[path] = TargetFile(len(data), {"sha256": digest}, path)
            folder, _, name = path.rpartition("/")
            self.files[f"targets/{folder}/{digest}.{name}"] = data
        self.files[f"metadata/{self.version}.targets.json"] = _signed(signed, self.targets_key)
        snapshot = Snapshot(version=self.version, expires=soon(max(days, 30)))
        snapshot.meta["targets.json"].version = self.version
        self.files[f"metadata/{self.version}.snapshot.json"] = _signed(snapshot, self.online_key)
        self.sign_timestamp(days)

    def sign_timestamp(self, days: float = 7) -> None:
        timestamp = Timestamp(version=self.version, expires=soon(days))
        timestamp.snapshot_meta.version = self.version
        self.files["metadata/timestamp.json"] = _signed(timestamp, self.online_key)


def _signed(part: Root | Targets | Snapshot | Timestamp, *signers: CryptoSigner) -> bytes:
    metadata = Metadata(part)
    for signer in signers:
        metadata.sign(signer, append=True)
    return metadata.to_bytes()
