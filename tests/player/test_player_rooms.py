"""What the player is made of: it stands alone, and `show` on the standard library only."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import player
from player.cli import build_parser
from player.settings import ALL, read_settings

PLAYER = Path(player.__file__).parent
REPO = PLAYER.parent
CHILD = PLAYER / "display" / "decode.py"
"""It decodes pictures in a process of its own, with Debian's Pillow, and imports nothing of the player."""
CARRIED = {"tuf", "securesystemslib", "cryptography", "pygame"}

SHOW = """
import json, sys
from pathlib import Path
before = set(sys.modules)
from player.cli import main
code = main(["show", "--once", "--state", sys.argv[1], "--display", "file:" + sys.argv[1] + "/panel.jpg"])
new = {name.partition(".")[0] for name in set(sys.modules) - before} - set(sys.stdlib_module_names)
print(json.dumps([code, sorted(name for name in new if not name.startswith("_sysconfigdata"))]))
"""


def test_show_needs_nothing_but_the_standard_library(tmp_path: Path) -> None:
    found = subprocess.run([sys.executable, "-c", SHOW, str(tmp_path)], capture_output=True, text=True, check=True)
    assert json.loads(found.stdout) == [1, ["player"]]
    assert (tmp_path / "panel.jpg").exists()


def imports_of(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    return names


def test_the_player_imports_only_itself_and_what_a_pi_carries() -> None:
    files = [path for path in PLAYER.rglob("*.py") if path.parent.name != "pictures"]
    assert len(files) > 20
    for path in files:
        allowed = {"PIL"} if path == CHILD else sys.stdlib_module_names | {"player"} | CARRIED
        assert imports_of(path) - sys.stdlib_module_names <= allowed, path


def test_the_version_is_the_projects() -> None:
    assert tomllib.loads((REPO / "pyproject.toml").read_text())["project"]["version"] == player.VERSION


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "player", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def test_every_command_explains_itself_with_an_example() -> None:
    commands = build_parser()._subparsers._group_actions[0].choices  # type: ignore[union-attr]
    assert set(commands) == {"pair", "sync", "show", "status"}  # type: ignore[arg-type]
    for name, command in commands.items():  # type: ignore[union-attr, attr-defined]
        text = command.format_help()
        assert f"  player {name} " in text
        assert "exit codes:" in text
        assert all(action.help for action in command._actions)


def test_the_help_names_every_setting() -> None:
    text = run("--help").stdout
    assert {setting.variable for setting in ALL} == set(re.findall(r"PLAYER_[A-Z_]+", text))
    assert run("--version").stdout == f"player {player.VERSION}\n"
    assert run().stdout == text


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PLAYER_SIZE", "huge"),
        ("PLAYER_SIZE", "10x10"),
        ("PLAYER_TIMEOUT_SECONDS", "0"),
        ("PLAYER_PLAIN_HTTP", "maybe"),
    ],
)
def test_a_wrong_setting_is_one_line_that_names_it(variable: str, value: str) -> None:
    found = run("status", **{variable: value})
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr.startswith(f"player status: {variable}")
    assert len(found.stderr.splitlines()) == 1


def test_an_empty_setting_is_as_good_as_none() -> None:
    assert read_settings({"PLAYER_SIZE": " "}).width == 1920


def test_sync_refuses_to_start_without_cryptography(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['cryptography'] = None\n"
        "import importlib.util as u; find = u.find_spec\n"
        "u.find_spec = lambda name, *more: None if name == 'cryptography' else find(name, *more)\n"
        f"from player.cli import main; sys.exit(main(['sync', '--once', '--state', {str(tmp_path)!r}]))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert found.returncode == 2
    assert "`cryptography` is missing" in found.stderr


def test_an_unknown_display_is_one_clear_line(tmp_path: Path) -> None:
    found = run("show", "--display", "hologram", "--state", str(tmp_path))
    assert found.returncode == 2
    assert "--display kms, --display window, or --display file:PATH" in found.stderr
