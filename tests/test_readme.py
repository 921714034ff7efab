"""The README says what the commands say of themselves."""

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from player.settings import ALL

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PAGES = [README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


@cache
def help_of(program: str) -> str:
    words = [sys.executable, "-m", program, "--help"]
    environment = {**os.environ, "COLUMNS": "96"}
    return subprocess.run(words, env=environment, capture_output=True, text=True, check=True).stdout.rstrip()


def in_readme(program: str) -> str:
    found = re.search(rf"<!-- {program} --help -->\n```\n(.*?)\n```\n<!-- end -->", README.read_text(), re.DOTALL)
    assert found, f"README.md has no block for `{program} --help`"
    return found.group(1)


@pytest.mark.parametrize("program", ["publisher", "player"])
def test_the_readme_shows_the_help_of_each_program(program: str) -> None:
    assert in_readme(program) == help_of(program), f"Copy the output of `COLUMNS=96 {program} --help` into README.md."


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_names_is_there(page: Path) -> None:
    for program, command in re.findall(r"\b(publisher|player) ([a-z]+)\b(?=[ `\n])", commands_in(page)):
        assert re.search(rf"^ +{command} ", help_of(program), re.MULTILINE), f"{page.name}: {program} {command}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\[[^\]]+\]\((?!https?:)([^)#]+)\)", re.sub(r"`[^`]*`", "", page.read_text())):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("program", ["publisher", "player"])
def test_the_help_of_every_command_stands_alone(program: str) -> None:
    after = re.split(r"^(?:Commands:|  COMMAND)$", help_of(program), flags=re.MULTILINE)[1]
    listed = re.findall(r"^ {2,4}([a-z]+)  +\S", after.partition("\n\n")[0], re.MULTILINE)
    assert len(listed) >= 4
    for command in listed:
        words = [sys.executable, "-m", program, command, "--help"]
        said = subprocess.run(words, capture_output=True, text=True, check=True).stdout
        assert len(said.splitlines()) >= 5, f"{program} {command} --help says too little"


def commands_in(page: Path) -> str:
    """Only what stands in code: between backticks, or indented by four."""
    text = page.read_text()
    indented = "\n".join(line for line in text.splitlines() if line.startswith("    "))
    return indented + "\n" + "\n".join(re.findall(r"`([^`\n]+)`", text)) + "\n"


def test_the_guide_for_screens_lists_every_setting() -> None:
    lines = [
        f"| `{one.key}` | `{one.variable}` | {one.meaning.replace('|', '/')} |"
        if one.on_card
        else f"| | `{one.variable}` | {one.meaning} |"
        for one in ALL
    ]
    found = re.search(r"<!-- settings -->\n(.*?)<!-- end -->", (ROOT / "docs/player.md").read_text(), re.DOTALL)
    assert found
    assert found.group(1).splitlines()[2:] == lines, "Copy these into docs/player.md:\n" + "\n".join(lines)
