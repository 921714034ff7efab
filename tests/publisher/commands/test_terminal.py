"""What stands on the terminal, whoever wrote the words."""

import json
import logging
from pathlib import Path

import pytest
from click.testing import CliRunner

from player.contract.plain import plain
from player.contract.terminal import PlainLines
from publisher.cli import publisher

SLIDE = """---
title: "\\e[31mTea \\u202e"
kind: condition
group: nobody
layout: "\\e[2J"
link: "\\e]0;owned\\a"
---

Tea helps.
"""


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A folder with one slide that would colour, clear and rename the terminal."""
    (tmp_path / "slides").mkdir()
    (tmp_path / "slides" / "tea.md").write_text(SLIDE)
    (tmp_path / "slides" / "red\x1b[31m.md").write_text(SLIDE)
    return tmp_path


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_a_slide_gives_the_terminal_no_orders(hostile: Path, form: str) -> None:
    done = CliRunner().invoke(publisher, ["check", str(hostile), "--format", form, "--size", "640x360"], color=True)
    assert done.exit_code == 1
    assert "e has a meaning of its own" in done.stdout
    assert all(sign.isprintable() or sign == "\n" for sign in done.output)
    if form in {"json", "sarif"}:
        assert json.loads(done.stdout)


def test_letters_of_every_script_stay_as_they_are() -> None:
    words = "héé می‌خواهم ক্‌ষ 👩‍⚕️ “quoted”\nnext line"
    assert plain(words) == words


def test_a_log_line_cannot_be_coloured_by_a_name() -> None:
    record = logging.LogRecord("publisher", logging.INFO, "", 0, "%s is paired", ("\x1b[31mFront\x9b2J",), None)
    assert PlainLines("worker: %(message)s").format(record) == "worker: \\u001b[31mFront\\u009b2J is paired"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://pat:top@secret@host/name", "postgresql://pat:***@host/name"),
        ("postgresql://host/name?user=pat&password=top", "postgresql://host/name?user=pat&password=***"),
        ("sqlite:////srv/a@b:c.db", "sqlite:////srv/a@b:c.db"),
    ],
)
def test_settings_are_shown_without_the_databases_password(address: str, shown: str) -> None:
    done = CliRunner().invoke(publisher, ["settings"], env={"PUBLISHER_DATABASE": address})
    assert f"PUBLISHER_DATABASE={shown}\n" in done.output


def test_nobody_is_let_in_without_signing_in_behind_a_web_server(tmp_path: Path) -> None:
    opened = {
        "PUBLISHER_HOME": str(tmp_path),
        "PUBLISHER_OPEN": "yes",
        "PUBLISHER_ADDRESS": "https://screens.example.org",
    }
    done = CliRunner().invoke(publisher, ["serve"], env=opened)
    assert "PUBLISHER_OPEN" in str(done.exception)
    assert not any(tmp_path.iterdir())
