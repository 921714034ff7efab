"""How long it takes from saving a slide to its picture on a screen, at the settings of the demo.

A real git repo, gunicorn, a worker, and a player that is in sync; the slide is the second of a
playlist, so that it is not the one that happens to be up. Prints the median of several edits.
"""

import hashlib
import statistics
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from player.contract.reading import read_manifest
from publisher.model.screens import Size
from publisher.shelf.shelf import Shelf
from publisher.store import jobs
from tests.journey.conftest import PLAYLIST, slide, square
from tests.journey.stage import GROUP, ContentRepo, Player, Publisher, wait_until

EDITS = 7
MOST_SECONDS = 5.0


class RealTimePlayer(Player):
    """A player whose clock is not hurried."""

    def _job(self, job: str) -> list[str]:
        return self._words(job, *(["--display", f"file:{self.panel}"] if job == "show" else []))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        publisher, player = start(Path(folder))
        try:
            rows = [edit(publisher, player, number) for number in range(EDITS)]
        finally:
            player.stop()
            publisher.stop()
    print_table(rows)


def start(folder: Path) -> tuple[Publisher, RealTimePlayer]:
    content = ContentRepo(folder / "content.git")
    content.save(
        **{
            "groups/sample.yaml": GROUP,
            "playlists/waiting.yaml": PLAYLIST,
            "images/square.png": square(),
            "slides/tea.md": slide("Tea is ready"),
            "slides/chairs.md": slide("There are more chairs"),
            "slides/books.md": slide("Books for everyone"),
        }
    )
    home = folder / "publisher"
    home.mkdir()
    publisher = Publisher(home, f"sqlite:///{home / 'publisher.db'}", content, sizes="1920x1080 1080x1920")
    publisher.start()
    publisher.call("publish", "waiting")
    player = RealTimePlayer(folder / "player", publisher.address)
    player.pair(publisher, "front-desk", size="1920x1080")
    publisher.call("assign", "waiting", "front-desk")
    player.start("sync", "show")
    wait_until(lambda: "waiting (edition 1)" in player.log, "the playlist is on the player")
    return publisher, player


def edit(publisher: Publisher, player: RealTimePlayer, number: int) -> dict[str, float]:
    """Save one slide, publish it, wait for its picture; seconds of each part."""
    saved_at = datetime.now(UTC)
    publisher.content.save(**{"slides/chairs.md": slide(f"There are {number + 10} more chairs")})
    publisher.call_alone("publish", "waiting")
    told_at = datetime.now(UTC)
    frame = frame_of(publisher, "chairs")
    wait_until(lambda: hashlib.sha256(player.panel.read_bytes()).hexdigest() == frame, "the new picture shows")
    shown_at = datetime.fromtimestamp(player.panel.stat().st_mtime, UTC)
    with publisher.store.begin() as db:
        job = jobs.recent(db, 1)[0]
    assert job.started_at is not None
    assert job.finished_at is not None
    parts = {
        "save, and start the command": job.created_at - saved_at,
        "wait for the worker to look": job.started_at - job.created_at,
        "worker: read, check, draw at 2 sizes, sign": job.finished_at - job.started_at,
        "player: wait for its poll, fetch, verify, show": shown_at - job.finished_at,
        "the command says that it is out": told_at - saved_at,
        "from saving to the screen": shown_at - saved_at,
    }
    return {name: part.total_seconds() for name, part in parts.items()}


def frame_of(publisher: Publisher, slide_id: str) -> str:
    shelf = Shelf(publisher.settings.shelf)
    latest = shelf.latest("waiting")
    assert latest is not None
    manifest = shelf.manifest("waiting", latest.number, Size(1920, 1080))
    assert manifest is not None
    return next(entry.frame for entry in read_manifest(manifest).entries if entry.slide == slide_id)


def print_table(rows: list[dict[str, float]]) -> None:
    print(f"From saving a slide to its picture on the screen: median of {len(rows)} edits, seconds")
    for name in rows[0]:
        median = statistics.median(row[name] for row in rows)
        print(f"  {name:<50} {median:6.2f}")
    total = statistics.median(row["from saving to the screen"] for row in rows)
    polling = 0.5 + 0.125  # half a poll of the player, half a look of `show`
    print(f"  {'of that, waiting by design (half a poll, half a look)':<50} {polling:6.2f}   {polling / total:4.0%}")
    print(f"  {'at most':<50} {MOST_SECONDS:6.2f}   reached {MOST_SECONDS / total:.1f} times over")


if __name__ == "__main__":
    main()
