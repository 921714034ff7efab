"""One repository of signed files: whoever reads it at any moment sees a whole publication.

Targets are written first, under the digest of their bytes; then `N.targets.json`, then
`N.snapshot.json`, and `timestamp.json` last, which alone is ever replaced. What a crash leaves
behind is never named by a timestamp, and the next publication goes on with a higher number.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from tuf.api.exceptions import LengthOrHashMismatchError
from tuf.api.metadata import Metadata, Root, Snapshot, TargetFile, Targets, Timestamp

from publisher.errors import ShelfError, SigningError
from publisher.shelf.files import Files
from publisher.signing.metadata import (
    Kind,
    Publication,
    RoleKeys,
    is_signed_for,
    publish_snapshot,
    publish_targets,
    publish_timestamp,
    read_signed,
    to_bytes,
)

TIMESTAMP = "timestamp.json"

KEPT_VERSIONS = 10
"""A player that reads slowly still finds what it began to fetch."""


class Repository:
    """Signed metadata and targets in one folder of the shelf."""

    def __init__(self, files: Files, folder: str, roles: RoleKeys) -> None:
        self._files = files
        self.folder = folder
        self._roles = roles

    def is_begun(self) -> bool:
        """Whether anything was published here, be it nothing at all."""
        return self._files.read(f"{self.folder}/metadata/{TIMESTAMP}") is not None

    def version(self) -> int:
        """The version of the timestamp that players see now; 0 before the first."""
        data = self._files.read(f"{self.folder}/metadata/{TIMESTAMP}")
        return read_signed(Timestamp, data, f"{self.folder}/{TIMESTAMP}").signed.version if data else 0

    def replace(self, prefix: str, data: Mapping[str, bytes], root: Root, now: datetime) -> bool:
        """Publish `data` in place of every target whose path begins with `prefix`.

        Whether anything had to be signed: the same targets again change nothing, unless a
        signature runs out soon.
        """
        before = self._current((root,)) if self.is_begun() else None
        old = before.targets.signed.targets if before else {}
        new = {path: file for path, file in old.items() if not path.startswith(prefix)}
        new |= {path: TargetFile.from_data(path, content, ["sha256"]) for path, content in data.items()}
        for path, content in data.items():
            self._put_target(new[path], content)
        if before is not None and new == old:
            return self.refresh((root,), now)
        self._write(publish_targets(new, self._next_version(now), self._roles, now))
        return True

    def refresh(self, roots: Iterable[Root], now: datetime) -> bool:
        """Sign again what runs out soon; whether there was anything to sign.

        What is on the disk is believed only if one of `roots` names the keys that signed it.
        """
        was = self._current(roots)
        if was.targets_due(now):
            return self._write(publish_targets(was.targets.signed.targets, self._next_version(now), self._roles, now))
        if was.snapshot_due(now):
            return self._write(publish_snapshot(was.targets, self._next_version(now), self._roles, now))
        if was.timestamp_due(now):
            return self._write(publish_timestamp(was.targets, was.snapshot, self._next_version(now), self._roles, now))
        return False

    def targets(self, root: Root) -> dict[str, TargetFile]:
        """What is signed here now, by path; SigningError if anything of it is damaged or another's."""
        return self._current((root,)).targets.signed.targets

    def read_target(self, file: TargetFile) -> bytes:
        """A target's bytes, held against what was signed; ShelfError if they are missing or damaged."""
        data = self._files.read(f"{self.folder}/targets/{_stored_as(file)}") or b""
        try:
            file.verify_length_and_hashes(data)
        except LengthOrHashMismatchError as error:
            raise ShelfError(f"{self._files.root / self.folder}: {file.path} is damaged. Publish it again.") from error
        return data

    def sign_anew(self, roots: Iterable[Root], now: datetime) -> None:
        """Sign everything again with the keys at hand: after they were replaced, or an old copy was put back."""
        targets = self._current(roots).targets.signed.targets
        self._write(publish_targets(targets, self._next_version(now), self._roles, now))

    def _current(self, roots: Iterable[Root]) -> Publication:
        roots = tuple(roots)
        timestamp = self._read(Timestamp, TIMESTAMP, roots)
        snapshot = self._read(Snapshot, f"{timestamp.signed.snapshot_meta.version}.snapshot.json", roots)
        targets = self._read(Targets, f"{snapshot.signed.meta['targets.json'].version}.targets.json", roots)
        return Publication(targets, snapshot, timestamp)

    def _read(self, kind: type[Kind], name: str, roots: tuple[Root, ...]) -> Metadata[Kind]:
        where = str(self._files.root / self.folder / "metadata" / name)
        metadata = read_signed(kind, self._files.read(f"{self.folder}/metadata/{name}") or b"", where)
        if not any(is_signed_for(metadata, root) for root in roots):
            raise SigningError(
                f"{where}: another key has signed this. Put it back from a copy of the shelf; "
                "if keys were replaced, run `publisher keys renew-root`."
            )
        return metadata

    def _write(self, publication: Publication) -> bool:
        targets, snapshot, timestamp = publication.targets, publication.snapshot, publication.timestamp
        self._put_numbered(f"{targets.signed.version}.targets.json", to_bytes(targets))
        self._put_numbered(f"{snapshot.signed.version}.snapshot.json", to_bytes(snapshot))
        self._files.write(f"{self.folder}/metadata/{TIMESTAMP}", to_bytes(timestamp))
        self._sweep()
        return True

    def _put_numbered(self, name: str, data: bytes) -> None:
        if self._files.read(f"{self.folder}/metadata/{name}") != data:
            self._files.write(f"{self.folder}/metadata/{name}", data)

    def _put_target(self, file: TargetFile, data: bytes) -> None:
        name = f"{self.folder}/targets/{_stored_as(file)}"
        if self._files.read(name) != data:
            self._files.write(name, data)

    def _next_version(self, now: datetime) -> int:
        """A number above every number in use, and as high as the time, in seconds since 1970.

        So numbers grow even when a shelf was put back from an older copy, and a screen that was
        fed another screen's files in between finds its own the newer ones again.
        """
        numbered = self._numbers("targets") + self._numbers("snapshot")
        return max(int(now.astimezone(UTC).timestamp()), *(number + 1 for number in [0, self.version(), *numbered]))

    def _numbers(self, kind: str) -> list[int]:
        names = [name.removesuffix(f".{kind}.json") for name in self._files.listing(f"{self.folder}/metadata")]
        return sorted(int(name) for name in names if name.isdecimal())

    def _sweep(self) -> None:
        """Remove versions that no player is still reading, and the targets that only they named."""
        try:
            for kind in ("snapshot", "targets"):
                for number in self._numbers(kind)[:-KEPT_VERSIONS]:
                    self._files.remove(f"{self.folder}/metadata/{number}.{kind}.json")
            self._sweep_targets()
        except (ShelfError, SigningError):
            return  # what stays a little longer harms nobody; the next publication sweeps again

    def _sweep_targets(self) -> None:
        named = set()
        for number in self._numbers("targets"):
            name = f"{self.folder}/metadata/{number}.targets.json"
            kept = read_signed(Targets, self._files.read(name) or b"", name)
            named |= {_stored_as(file) for file in kept.signed.targets.values()}
        for stored in self._files.tree(f"{self.folder}/targets"):
            if stored not in named:
                self._files.remove(f"{self.folder}/targets/{stored}")


def _stored_as(file: TargetFile) -> str:
    folder, _, name = file.path.rpartition("/")
    return f"{folder}/{file.hashes['sha256']}.{name}"
