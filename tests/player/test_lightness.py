"""`player show` stays small: what it does not need is not in its memory."""

import json
import os
import subprocess
import sys
from pathlib import Path

from publisher_stand import SlideOnStand
from screen import Screen, as_the_unit_says

HEAVY = {
    "argparse", "ctypes", "hashlib", "logging", "random", "shutil", "ssl",
    "subprocess", "tempfile",
}  # fmt: skip
GROWTH_KIB = 512
"""Over any number of turns. Python 3.13 makes its table of names anew after some 300 turns, since `pathlib` puts the
parts of each path into it and takes them out again: that is 200 KiB, once, and from there on it stays as it is."""
TURNS, DRAINED = 1000, 90

SHOW = """
import json, runpy, sys
from player.keeping.stopping import StoppedError
from player.showing.show import Show
sys.argv[1:] = ["show"]
def once(self, *, patient=False):
    raise StoppedError
Show.show_next = once
from player.__main__ import main
try:
    main()
except (SystemExit, StoppedError):
    pass
print(json.dumps(sorted(sys.modules)))
"""


def run(code: str, tmp_path: Path) -> str:
    environment = {**os.environ, "PLAYER_STATE": str(tmp_path), "PLAYER_DISPLAY": f"file:{tmp_path}/panel.jpg"}
    command = [sys.executable, "-S", "-c", f"import sys; sys.path.insert(0, {str(Path.cwd())!r})\n{code}"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_show_loads_nothing_heavy(tmp_path: Path) -> None:
    loaded = set(json.loads(run(SHOW, tmp_path)))
    assert "player.showing.show" in loaded
    assert not loaded & HEAVY


def test_a_job_without_pythons_logging_still_speaks(tmp_path: Path) -> None:
    code = (
        "import sys\nsys.stderr = sys.stdout\nfrom player.keeping.log import Log\n"
        "assert 'logging' not in sys.modules\n"
        "Log('x').warning('%s is \\x1b[31mred', 'flu')"
    )
    assert run(code, tmp_path) == "player show: flu is \\u001b[31mred\n"


def test_show_does_not_grow(screen: Screen) -> None:
    slides = [SlideOnStand(f"s{n}", picture=bytes([n]) * (1000 + 300 * n)) for n in range(12)]
    screen.stand.show("winter", *slides)
    screen.pair()
    screen.run("sync", "--once")
    environment = {**as_the_unit_says(), "PLAYER_STATE": str(screen.state.root)}
    command = [sys.executable, "-I", "-S", "tests/player/hurried_show.py", str(TURNS), str(DRAINED)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    grown = json.loads(done.stdout)
    assert grown["kib"] <= GROWTH_KIB
    assert grown["descriptors"] == 0


GARBAGE = """
import gc, sys
from pathlib import Path
from player.device.clock import Clock, is_synchronised
from player.keeping.state import State
clock, nowhere = Clock(State(Path(sys.argv[1]))), Path("/nowhere")
is_synchronised(nowhere)
gc.collect()
for _ in range(10):
    is_synchronised(nowhere)
    clock.now()
print(gc.collect())
"""


def test_asking_what_time_it_is_leaves_no_garbage(tmp_path: Path) -> None:
    command = [sys.executable, "-c", GARBAGE, str(tmp_path)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "0\n"
