"""A real TUF client over real HTTP, as a player is one, and ways to stand in between."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from tuf.api.metadata import Metadata, Root
from tuf.ngclient import Updater


class Quiet(SimpleHTTPRequestHandler):
    """A plain web server that says nothing."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which a folder is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Reader:
    """Somebody who trusts one root and reads one repository, with a memory between visits."""

    def __init__(self, home: Path, address: str, root: bytes) -> None:
        self.home, self.address, self.root = home, address, root
        (home / "targets").mkdir(parents=True)

    def fetch(self, target: str, now: datetime) -> bytes | None:
        """Refresh and fetch, as of `now`; whatever TUF refuses is raised, None if there is no such target."""
        updater = Updater(
            metadata_dir=str(self.home),
            metadata_base_url=f"{self.address}/metadata/",
            target_dir=str(self.home / "targets"),
            target_base_url=f"{self.address}/targets/",
            bootstrap=self.root,
        )
        updater._trusted_set.reference_time = now  # the only stand-in: the clock
        updater.refresh()
        found = updater.get_targetinfo(target)
        return Path(updater.download_target(found)).read_bytes() if found else None


def swap(path: Path, data: bytes) -> bytes:
    """What somebody in the middle does: other bytes under the same name. The answer is what was there."""
    before = path.read_bytes()
    path.write_bytes(data)
    return before


def stored(folder: Path, directory: str, name: str, data: bytes) -> Path:
    """Where a target of these bytes lies."""
    return folder / "targets" / directory / f"{hashlib.sha256(data).hexdigest()}.{name}"


def root_version(data: bytes) -> int:
    """The version of a root."""
    return Metadata[Root].from_bytes(data).signed.version
