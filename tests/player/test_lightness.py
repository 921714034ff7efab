"""`player show` stays small: what it does not need is not in its memory."""

import json
import os
import subprocess
import sys
from pathlib import Path

HEAVY = {"argparse", "ast", "ctypes", "hashlib", "logging", "random", "shutil", "ssl", "subprocess", "tempfile"}

SHOW = """
import json, runpy, sys
from player.stopping import StoppedError
from player.show import Show
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

LATE = """
import sys
from player.late import travel_light
travel_light()
from dataclasses import dataclass, fields
@dataclass(frozen=True, slots=True)
class One:
    \"\"\"One.\"\"\"
    number: int
    word: str = "a"
before = "ast" in sys.modules
assert [field.name for field in fields(One)] == ["number", "word"]
import inspect
assert str(inspect.signature(One)) == "(number: int, word: str = 'a') -> None"
assert not before and "ast" in sys.modules
"""


def run(code: str, tmp_path: Path) -> str:
    environment = {**os.environ, "PLAYER_STATE": str(tmp_path), "PLAYER_DISPLAY": f"file:{tmp_path}/panel.jpg"}
    command = [sys.executable, "-S", "-c", f"import sys; sys.path.insert(0, {str(Path.cwd())!r})\n{code}"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_show_loads_nothing_heavy(tmp_path: Path) -> None:
    late = "from player.late import travel_light; travel_light()\n"
    loaded = set(json.loads(run(late + SHOW, tmp_path)))
    assert "player.show" in loaded
    assert not loaded & HEAVY


def test_inspect_comes_when_somebody_asks(tmp_path: Path) -> None:
    run(LATE, tmp_path)


def test_a_job_without_pythons_logging_still_speaks(tmp_path: Path) -> None:
    code = (
        "import sys\nsys.stderr = sys.stdout\nfrom player.log import Log\n"
        "assert 'logging' not in sys.modules\n"
        "Log('x').warning('%s is \\x1b[31mred', 'flu')"
    )
    assert run(code, tmp_path) == "player show: flu is \\u001b[31mred\n"
