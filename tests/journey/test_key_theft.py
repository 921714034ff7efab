"""Every online key is stolen and used with numbers out of reach; new keys end it, on real screens."""

import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tuf.api.metadata import Metadata, Snapshot, TargetFile, Targets, Timestamp

from player.contract.reading import read_programme, write
from publisher.signing.keys import Keys
from publisher.signing.metadata import RoleKeys, publish_snapshot, publish_targets, to_bytes
from tests.journey.conftest import slide
from tests.journey.stage import ContentRepo, Player, Publisher, wait_until

FAR = 2**40
ALL_KEYS = ("online", "programme", "targets")
THEFTS = (("online",), ("programme",), ALL_KEYS) if os.environ.get("SOAK") else (ALL_KEYS,)


@pytest.mark.parametrize("stolen", THEFTS, ids=" and ".join)
def test_screens_come_through_a_theft_of_keys(
    stolen: tuple[str, ...], publisher: Publisher, player: Player, content: ContentRepo, tmp_path: Path
) -> None:
    player.publisher_address = publisher.address
    player.pair(publisher, "front-desk")
    publisher.call("assign", "waiting", "front-desk")
    player.start("sync", "show")
    wait_until(lambda: "waiting (edition 1)" in player.log, "the first edition is adopted")

    honest = shutil.copytree(publisher.settings.shelf, tmp_path / "honest")
    fast_forward(publisher, stolen)
    wait_until(lambda: highest_seen(player) >= FAR, "what the thief signed has reached the screen")
    shutil.copytree(publisher.settings.shelf, tmp_path / "thief")

    worker = publisher.processes.pop("worker")
    worker.terminate()
    worker.wait(20)
    shutil.rmtree(publisher.settings.shelf)
    shutil.copytree(honest, publisher.settings.shelf)
    said = publisher.call("keys", "replace", *stolen)
    assert "start the worker" in said
    publisher.start_worker()
    content.save(**{"slides/tea.md": slide("Tea after the theft")})
    publisher.call("publish", "waiting")
    wait_until(lambda: "waiting (edition 2)" in player.log, f"honest news is adopted; it says {player.log}")
    views = player.recorded_views()
    wait_until(lambda: player.recorded_views() >= views + 3, "slides go on")

    for folder in ("content", "screens"):
        for path in (tmp_path / "thief" / folder).rglob("*.json"):
            if "root" not in path.name:
                shutil.copy(path, publisher.settings.shelf / path.relative_to(tmp_path / "thief"))
    wait_until(lambda: "not signed with a key that this screen knows" in player.log, "the thief is refused")


def highest_seen(player: Player) -> int:
    floor = (player.folder / "floor.json").read_text()
    return FAR if str(FAR) in floor else 0


def fast_forward(publisher: Publisher, stolen: tuple[str, ...]) -> None:
    """Sign what is there again with the stolen keys, under versions and a serial that nothing honest comes after."""
    keys, now, shelf = Keys.load(publisher.settings.keys), datetime.now(UTC), publisher.settings.shelf
    if "online" in stolen:
        sign(shelf / "content", RoleKeys(keys.targets, keys.online, keys.online), now, anew="targets" in stolen)
    if "programme" in stolen:
        folder = shelf / "screens/front-desk"
        path = next((folder / "targets").rglob("*.json"))
        data = write(replace(read_programme(newest(folder)), serial=FAR))
        file = TargetFile.from_data("screens/front-desk.json", data, ["sha256"])
        (path.parent / f"{file.hashes['sha256']}.front-desk.json").write_bytes(data)
        roles = RoleKeys(keys.programme, keys.programme, keys.programme)
        sign(folder, roles, now, {"screens/front-desk.json": file})


def newest(folder: Path) -> bytes:
    return max((folder / "targets").rglob("*.json"), key=lambda path: path.stat().st_mtime_ns).read_bytes()


def sign(
    folder: Path, roles: RoleKeys, now: datetime, targets: dict[str, TargetFile] | None = None, *, anew: bool = True
) -> None:
    metadata = folder / "metadata"
    last = max(metadata.glob("*.targets.json"), key=lambda path: int(path.name.partition(".")[0]))
    kept = Metadata[Targets].from_bytes(last.read_bytes())
    signed = publish_targets(targets or kept.signed.targets, FAR, roles, now)
    if not anew:  # the thief has no key for what may be shown, and names the list that is there
        signed = publish_snapshot(kept, FAR, roles, now)
    for kind, record in ((Targets, signed.targets), (Snapshot, signed.snapshot)):
        (metadata / f"{record.signed.version}.{kind.type}.json").write_bytes(to_bytes(record))
    (metadata / f"{Timestamp.type}.json").write_bytes(to_bytes(signed.timestamp))
