"""Copies of a publisher's database and shelf, taken and put back as a person without our commands would."""

import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tuf.api.metadata import Metadata, Snapshot, Targets, Timestamp

from publisher.signing.keys import Keys
from publisher.signing.metadata import RoleKeys, publish_targets, to_bytes
from tests.cluster import Cluster
from tests.journey.stage import Publisher


@dataclass(slots=True)
class Copies:
    """One copy of each part; the publisher stands still while they are taken or put back."""

    publisher: Publisher
    cluster: Cluster
    folder: Path

    def take(self) -> None:
        self.publisher.call("backup", str(self.folder / "backup"), "--with-keys")
        shutil.copytree(self.publisher.settings.shelf, self.folder / "shelf")
        if self._is_sqlite():
            # Not by copying the file: to close it here would give up the locks of this process's own connections.
            with closing(sqlite3.connect(self._database())) as one, closing(sqlite3.connect(self._copy())) as other:
                one.backup(other)
        else:
            self._hang_up()
            self.cluster.run(f"CREATE DATABASE copy_{self._database()} TEMPLATE {self._database()}")

    def put_back(self, part: str) -> None:
        if part == "command":
            self._restore()
        if part in {"shelf", "both"}:
            shutil.rmtree(self.publisher.settings.shelf)
            shutil.copytree(self.folder / "shelf", self.publisher.settings.shelf)
        if part in {"database", "both"}:
            self._put_back_database()

    def age(self, then: datetime) -> None:
        """Make the copy of the shelf as old as if everything had last been signed then."""
        keys = Keys.load(self.publisher.settings.keys)
        online = RoleKeys(keys.targets, keys.online, keys.online)
        _sign_as_of(self.folder / "shelf/content/metadata", online, then)
        for screen in (self.folder / "shelf/screens").iterdir():
            _sign_as_of(screen / "metadata", RoleKeys(keys.programme, keys.programme, keys.programme), then)

    def _restore(self) -> None:
        """Lose everything but the content, and bring it back by our own command."""
        for folder in (self.publisher.settings.shelf, self.publisher.settings.keys):
            shutil.rmtree(folder)
        self._lose_database()
        if not self._is_sqlite():
            self.cluster.run(f"CREATE DATABASE {self._database()} TEMPLATE template0")
        said = self.publisher.call("restore", str(self.folder / "backup"))
        assert "What to do next" in said

    def _lose_database(self) -> None:
        if self._is_sqlite():
            path = Path(self._database())
            for end in ("", "-wal", "-shm"):
                path.with_name(path.name + end).unlink(missing_ok=True)
        else:
            self.cluster.drop(self._database())

    def _put_back_database(self) -> None:
        self._lose_database()
        if self._is_sqlite():
            shutil.copy(self._copy(), self._database())
        else:
            self.cluster.run(f"CREATE DATABASE {self._database()} TEMPLATE copy_{self._database()}")

    def _hang_up(self) -> None:
        """End the sessions that commands of this very process have left open; nothing is copied beside them."""
        name = self._database()
        self.cluster.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")

    def _is_sqlite(self) -> bool:
        return self.publisher.database_url.startswith("sqlite")

    def _database(self) -> str:
        if self._is_sqlite():
            return self.publisher.database_url.removeprefix("sqlite:///")
        found = re.search(r"/(test_\d+)\?", self.publisher.database_url)
        assert found
        return found[1]

    def _copy(self) -> Path:
        return self.folder / "publisher.db"


def _sign_as_of(folder: Path, roles: RoleKeys, then: datetime) -> None:
    newest = max(folder.glob("*.targets.json"), key=lambda path: int(path.name.partition(".")[0]))
    targets = Metadata[Targets].from_bytes(newest.read_bytes()).signed.targets
    for path in folder.iterdir():
        if "root" not in path.name:
            path.unlink()
    signed = publish_targets(targets, int(then.timestamp()), roles, then)
    for kind, record in ((Targets, signed.targets), (Snapshot, signed.snapshot)):
        (folder / f"{record.signed.version}.{kind.type}.json").write_bytes(to_bytes(record))
    (folder / f"{Timestamp.type}.json").write_bytes(to_bytes(signed.timestamp))
