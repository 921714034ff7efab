"""Imports run one way through the rooms, and a player carries only what a Pi needs."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def imports_of(package: str) -> set[str]:
    """The top-level names that a package's modules import."""
    found: set[str] = set()
    for path in sorted((ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                found |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found


def extra(name: str) -> set[str]:
    """The packages that an extra brings, as they are imported."""
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"][name]
    return {re.split(r"[\[>=<]", word)[0].lower().replace("-", "_") for word in wanted}


def test_the_player_imports_only_itself_and_what_a_pi_carries() -> None:
    allowed = sys.stdlib_module_names | {"player", "pygame", "PIL"} | extra("player")
    assert imports_of("player") <= allowed


def test_imports_run_one_way_through_the_rooms() -> None:
    words = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout
