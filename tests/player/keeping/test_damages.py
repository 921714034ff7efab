"""Every name in the state folder, damaged in every way: something is shown at once, and `sync` makes it whole."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest
from damage import TO_FILES, TO_FOLDERS, as_owner_only, read_only, wear_out
from disk import Disk, can_mount
from publisher_stand import PublisherStand, SlideOnStand
from screen import Screen, wait_until
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from player.contract.strict import encode
from player.device.clock import read_boot
from player.device.health import Power
from player.display.decoding import Form
from player.display.kept import Kept
from player.keeping.cache import is_complete, read_current
from player.keeping.files import DAMAGED
from player.keeping.floor import read_floor
from player.keeping.identity import read_identity, read_pairing
from player.keeping.shape import ANY, SHAPE, Shape
from player.pairing.unpairing import ask_to_unpair
from player.showing.builtin import Builtin, builtin_picture

SLIDES = (SlideOnStand("flu"), SlideOnStand("cold"), SlideOnStand("cough"))
BOUND_SECONDS = 15.0
"""Until something is on the screen; a start takes a second, and the tests beside it the rest."""
OURS = {builtin_picture(name, 1920, 1080) for name in Builtin}
OTHER_KINDS = {"a link", "a dangling link", "a pipe", "a folder"}
MISTAKABLE = {"unpairing"}
"""A file of this name is a wish, whatever is in it; only a thing of another kind is damage."""
SOAK = "SOAK" in os.environ
pytestmark = pytest.mark.filterwarnings("ignore:Callback with id:RuntimeWarning")
"""Watchdog says so of a new folder that it notices twice. It is watched."""


class Life(NamedTuple):
    """A player with a long life behind it, and the publisher that it belongs to."""

    stand: PublisherStand
    folder: Path
    seen: set[str]
    """Every name that ever stood in its state folder."""

    def copy(self, folder: Path) -> Screen:
        screen = Screen(folder, self.stand)
        shutil.copytree(self.folder, screen.state.root, symlinks=True)
        return screen


class Watcher(FileSystemEventHandler):
    """Notes every name that comes up in a folder, also those that are there for a moment only."""

    def __init__(self, folder: Path) -> None:
        self.seen: set[str] = set()
        self._folder = folder
        self._observer = Observer()
        self._observer.schedule(self, str(folder), recursive=True)
        self._observer.start()

    def on_any_event(self, event: FileSystemEvent) -> None:
        for path in {event.src_path, event.dest_path} - {"", str(self._folder)}:
            self.seen.add(f"{Path(os.fsdecode(path)).relative_to(self._folder)}")

    def stop(self) -> set[str]:
        self._observer.stop()
        self._observer.join()
        return self.seen


def live(screen: Screen, stand: PublisherStand) -> None:
    """Paired with a code, given a programme and a notice, shown, reported, refused once, and asked to pair anew."""
    screen.more_environment["PLAYER_PUBLISHER"] = stand.address
    screen.start("show")
    screen.start("sync")
    wait_until(screen.state.pairing_code.exists, "a code")
    stand.show("winter", *SLIDES)
    stand.type_code()
    wait_until(lambda: stand.views, "views")
    stand.publish("notice", SlideOnStand("closed"))
    stand.assign("winter", "notice")
    wait_until(lambda: "closed" in screen.slides_counted(), "the notice")
    stand.wrongs["/reports"] = "400"
    wait_until(lambda: list(screen.state.root.glob("refused/*")), "a report that is refused")
    stand.wrongs.clear()
    for job in ("show", "sync"):
        screen.kill(job)
    assert screen.run("pair").returncode == 0
    keep_what_only_some_have(screen)


def keep_what_only_some_have(screen: Screen) -> None:
    """What a television, a weak power supply, a code that waits and a cut line leave behind."""
    with open(os.memfd_create("pixels"), "w+b") as pixels:  # noqa: PTH123
        pixels.write(b"pixels")
        pixels.flush()
        Kept(screen.state.kept).write("a" * 64, Form(2, 2, 8, 0), pixels.fileno())
    (screen.state.power).write_bytes(encode(Power(read_boot(), weak=False)))
    (screen.state.pairing_code).write_bytes(b'{"code":"K7MPQ2XW","publisher":"http://127.0.0.1"}')
    (screen.state.pairing_picture).write_bytes(b"\xff\xd8\xff old code")
    (screen.state.frames / f"{SLIDES[0].entry().frame}.part").write_bytes(b"frame of")
    ask_to_unpair(screen.state, "")
    for name in ("journal.db-wal", "journal.db-shm", "clock.json"):
        (screen.state.root / name).touch()


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    stand = PublisherStand()
    screen = Screen(tmp_path_factory.mktemp("life"), stand)
    screen.state.root.mkdir()
    watcher = Watcher(screen.state.root)
    try:
        live(screen, stand)
    finally:
        seen = watcher.stop()
        screen.close()
    seen |= {f"{path.relative_to(screen.state.root)}" for path in screen.state.root.rglob("*")}
    screen.state.unpairing.unlink()
    yield Life(stand, screen.state.root, seen)
    stand.close()


@pytest.fixture
def aged(life: Life, tmp_path: Path) -> Iterator[Screen]:
    screen = life.copy(tmp_path)
    yield screen
    screen.close()


def spots(shape: Shape, place: str = "") -> Iterator[tuple[str, bool]]:
    """Each name of a state folder as a pattern, and whether it is a folder's."""
    for name, inner in shape.items():
        yield place + name, inner is not None
        if inner is not None:
            yield from spots(inner, f"{place}{name}/")


CELLS = [
    (spot, damage)
    for spot, is_folder in spots(SHAPE)
    for damage in (TO_FOLDERS if is_folder else TO_FILES)
    if spot not in MISTAKABLE or damage in OTHER_KINDS
]
FEW = {
    ("floor.json", "closed"),
    ("floor.json", "a folder"),
    ("show.lock", "a folder"),
    ("sync.lock", "a pipe"),
    ("journal.lock", "a link"),
    ("journal.db", "a link"),
    ("journal.db", "closed"),
    ("journal.db-wal", "a folder"),
    ("current", "a folder"),
    ("identity.json", "a pipe"),
    ("programmes/*/*", "a folder"),
    ("frames/*", "a pipe"),
    ("unpairing", "a folder"),
    ("trust/*/root_history", "a file"),
}


def paths_of(screen: Screen, spot: str) -> list[Path]:
    found = [path for path in screen.state.root.glob(spot) if not path.name.endswith(DAMAGED)]
    return found or [screen.state.root / spot]


def apply(screen: Screen, spot: str, damage: str, outside: Path) -> None:
    for at, path in enumerate(paths_of(screen, spot)):
        if not path.exists():
            path.touch()
        ways = TO_FOLDERS if path.is_dir() else TO_FILES
        beside = outside / f"{spot.replace('/', '+')}-{at}"
        beside.mkdir(parents=True)
        if damage in ways:
            ways[damage](path, beside)


def known(spot: str, shape: Shape = SHAPE) -> bool:
    """Whether a path is one that the shape tells of, or a draft of one, or one that was set aside."""
    first, _, rest = spot.partition("/")
    name = first.removesuffix(DAMAGED).removesuffix(f"{DAMAGED}-wal")
    if name.startswith(".") and name.endswith(".part"):
        name = name.removeprefix(".").removesuffix(".part")
    if name not in shape and ANY not in shape:
        return False
    inner = shape.get(name, shape.get(ANY))
    return not rest or (inner is not None and known(rest, inner))


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def demand_something_is_shown(screen: Screen) -> None:
    """The process that shows has a picture up within the bound, and goes on."""
    screen.panel.unlink(missing_ok=True)
    with screen.log.open("ab") as log:
        command = [*as_owner_only(), *screen.command("show", "--display", f"file:{screen.panel}")]
        screen.processes["show"] = subprocess.Popen(command, env=screen.environment(), stdout=log, stderr=log)
    wait_until(screen.panel.exists, f"a picture; {screen.said()[-2000:]}", BOUND_SECONDS)
    assert screen.slide_up() or screen.panel.read_bytes() in OURS or screen.panel.read_bytes().startswith(b"\xff\xd8")


def demand_whole(screen: Screen, shape: Shape = SHAPE) -> None:
    """After `sync` everything is there that has to be, of the right kind, and can be read."""
    assert is_complete(screen.state, read_current(screen.state))
    assert {mark.name for mark in read_floor(screen.state).marks} >= {"serial", "content/timestamp"}
    identity, pairing = read_identity(screen.state), read_pairing(screen.state)
    assert identity is not None and pairing is not None
    assert identity.secret == pairing.secret
    for spot, is_folder in spots(SHAPE):
        for path in screen.state.root.glob(spot):
            if not path.name.endswith(DAMAGED):
                assert not path.is_symlink(), path
                assert path.is_dir() if is_folder else path.is_file() or (path.is_dir() and "/" in spot), path


def sync_once(screen: Screen) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*as_owner_only(), *screen.command("sync", "--once")],
        env=screen.environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def demand_it_goes_on(screen: Screen, outside: Path) -> None:
    untouched = snapshot(outside)
    demand_something_is_shown(screen)
    done = sync_once(screen)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr
    demand_whole(screen)
    wait_until(screen.slide_up, f"a slide; {screen.said()[-2000:]}", BOUND_SECONDS)
    assert screen.processes["show"].poll() is None, screen.said()
    assert "Traceback" not in screen.said()
    assert snapshot(outside) == untouched, "what a link led to is not ours to touch"
    told = subprocess.run(
        [*as_owner_only(), *screen.command("status")], capture_output=True, text=True, timeout=30, check=False
    )
    assert told.returncode in {0, 1} and "Shows now" in told.stdout, told.stderr


def test_every_name_that_a_player_ever_writes_is_known(life: Life) -> None:
    """Whoever lets a player write another file says so in `player.keeping.shape`, and it is damaged here as well."""
    assert {name for name in life.seen if not known(name)} == set()
    never = {spot for spot, _ in spots(SHAPE) if not any(Path(name).match(spot) for name in life.seen)}
    assert never == set(), "these names stand in the shape, and no player ever wrote them"


@pytest.mark.parametrize(("spot", "damage"), CELLS if SOAK else sorted(FEW & set(CELLS)))
def test_whatever_is_damaged_the_screen_goes_on(spot: str, damage: str, aged: Screen, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    apply(aged, spot, damage, outside)
    demand_it_goes_on(aged, outside)


@pytest.mark.parametrize("damage", TO_FILES)
def test_everything_damaged_at_once_but_the_secret_is_mended_by_one_sync(
    damage: str, aged: Screen, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    for spot in SHAPE:
        if spot not in {"pairing.json", *MISTAKABLE}:
            apply(aged, spot, damage, outside)
    demand_it_goes_on(aged, outside)


@pytest.mark.parametrize("spot", ["*", "frames/*", "programmes/*/*", "trust/*/*"])
def test_what_is_damaged_under_running_jobs_is_mended_by_them(spot: str, aged: Screen, tmp_path: Path) -> None:
    for job in ("show", "sync"):
        aged.start(job)
    wait_until(aged.slide_up, "a slide")
    for path in paths_of(aged, spot):
        if path.name != "pairing.json" and not path.name.endswith(".lock"):
            apply(aged, str(path.relative_to(aged.state.root)), "a folder", tmp_path / "outside")
    wait_until(lambda: is_whole(aged), f"a whole state; {aged.said()[-2000:]}")
    aged.panel.unlink(missing_ok=True)
    wait_until(aged.slide_up, "a slide again")
    assert [job for job, process in aged.processes.items() if process.poll() is not None] == [], aged.said()
    assert "Traceback" not in aged.said()


@pytest.mark.parametrize("word", ["secret", "screen", "publisher", "content_root", "programme_root"])
def test_one_bit_of_who_the_screen_is_locks_it_out_for_no_longer_than_a_question(word: str, aged: Screen) -> None:
    kept = json.loads(aged.state.identity.read_text())
    kept[word] = kept[word][:20] + chr(ord(kept[word][20:21] or "a") ^ 1) + kept[word][21:]
    aged.state.identity.write_text(json.dumps(kept))
    aged.stand.assign("winter", serial=aged.stand.serial + 1)
    done = sync_once(aged)
    assert done.returncode == 0, done.stderr
    demand_whole(aged)


@pytest.mark.parametrize("damage", ["a folder", "closed", "empty", "missing"])
def test_a_floor_that_cannot_be_read_is_no_way_back(damage: str, aged: Screen, tmp_path: Path) -> None:
    serial = aged.serial()
    assert serial is not None and serial > 1
    apply(aged, "floor.json", damage, tmp_path / "outside")
    before, aged.stand.serial = aged.stand.serial, 0
    aged.stand.assign("winter", serial=1)
    try:
        done = sync_once(aged)
    finally:
        aged.stand.assign("winter", "notice", serial=before + 1)
    assert done.returncode == 1
    assert f"serial 1, but {serial} was seen before" in done.stderr
    assert aged.serial() == serial
    assert {mark.name: mark.highest for mark in read_floor(aged.state).marks}["serial"] == serial


def test_a_folder_that_is_somebody_elses_keeps_what_is_in_it(tmp_path: Path, life: Life) -> None:
    screen = Screen(tmp_path, life.stand)
    (screen.state.root / "releases").mkdir(parents=True)
    (screen.state.root / "current").symlink_to("releases")
    (screen.state.root / "kept").mkdir()
    for _ in range(2):
        assert screen.run("show", "--once", "--display", f"file:{screen.panel}").returncode == 1
        assert screen.run("sync", "--once").returncode == 2
    assert (screen.state.root / "current").is_symlink()
    assert (screen.state.root / "kept").is_dir()
    assert screen.panel.read_bytes() in OURS


def is_whole(screen: Screen) -> bool:
    with suppress(AssertionError):
        demand_whole(screen)
        return True
    return False


def test_views_of_a_journal_that_another_account_made_are_not_lost(aged: Screen) -> None:
    aged.start("show")
    wait_until(lambda: aged.journal().waiting() >= 2, "views that wait")
    aged.kill("show")
    for path in aged.state.root.glob("journal.db*"):
        path.chmod(0o444)
    waiting = aged.journal().waiting()
    assert sync_once(aged).returncode == 0
    assert (waiting >= 2, aged.journal().waiting()) == (True, 0)
    assert not list(aged.state.root.glob("journal.db*.damaged"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can turn a disk read-only")
@pytest.mark.parametrize("lost", ["", "show.lock", "floor.json", "current", "frames"])
def test_a_disk_that_has_turned_read_only_still_shows_and_says_why(lost: str, aged: Screen) -> None:
    if lost:
        path = aged.state.root / lost
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    with read_only(aged.state.root):
        demand_something_is_shown(aged)
        done = sync_once(aged)
        assert "Traceback" not in done.stderr
        assert "read-only" in done.stderr.lower(), done.stderr
        said = aged.run("status").stdout
        assert f"{aged.state.root} cannot be written" in said
        assert aged.processes["show"].poll() is None, aged.said()
        assert "Traceback" not in aged.said()
        aged.kill("show")


WORN = [spot for spot in sorted({name for name, inner in SHAPE.items() if inner is None}) if spot not in MISTAKABLE]


@pytest.mark.skipif(not SOAK and not can_mount(), reason="needs a disk of its own")
@pytest.mark.parametrize("spot", WORN if SOAK else ["floor.json", "journal.db"])
def test_a_card_that_does_not_give_a_file_back_costs_that_file_alone(spot: str, life: Life, tmp_path: Path) -> None:
    disk = Disk(tmp_path, 12)
    disk.mount()
    screen = Screen(disk.root, life.stand)
    screen.panel = tmp_path / "panel.jpg"
    screen.log = tmp_path / "log.txt"
    shutil.copytree(life.folder, screen.state.root)
    there = screen.state.root / spot
    there.write_bytes((there.read_bytes() if there.exists() else b"") or b"x" * 5000)
    disk.unmount()
    wear_out(disk, f"state/{spot}")
    disk.mount()
    disk.shrink()
    try:
        with pytest.raises(OSError, match="Input/output"):
            there.read_bytes()
        demand_it_goes_on(screen, tmp_path / "nowhere")
    finally:
        screen.close()
        disk.close()
