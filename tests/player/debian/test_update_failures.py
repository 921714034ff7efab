"""What goes wrong with a machine's own commands and its card is said, and ends a trial as a failure."""

import json
import sys
from pathlib import Path

import pytest

from player.debian import machine as debian
from player.debian.machine import PACKAGE, Debian

TRIAL = {"before": "1", "trying": "2", "was_well": True}


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which commands are found."""
    folder = tmp_path / "commands"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.fixture
def keep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    keep = tmp_path / "keep"
    keep.mkdir()
    monkeypatch.setattr(debian, "KEEP", keep)
    monkeypatch.setattr(debian, "REFUSED", tmp_path / "refused")
    monkeypatch.setattr(sys, "argv", ["player", "update"])
    return keep


def write_command(folder: Path, name: str, line: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{line}\n")
    (folder / name).chmod(0o755)


def test_an_installation_without_end_is_one_that_failed(
    commands: Path, keep: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(debian, "SLOW_SECONDS", 0.2)
    write_command(commands, "apt-get", "exec /bin/sleep 60")
    (keep / f"{PACKAGE}_2.deb").touch()
    assert not Debian(keep).install("2")
    assert capfd.readouterr().err == "`apt-get install` was ended, for it took longer than 0.2 seconds.\n"


def test_a_version_whose_installation_has_no_end_gives_way_to_the_one_before(
    commands: Path, keep: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(debian, "SLOW_SECONDS", 2)  # the quick ones may come late on a busy machine
    for version in ("1", "2"):
        (keep / f"{PACKAGE}_{version}.deb").touch()
    (keep / "trial.json").write_text(json.dumps(TRIAL))
    write_command(commands, "dpkg", "exit 0")
    write_command(commands, "dpkg-query", "exit 1")  # whatever was installed, it is not whole now
    write_command(commands, "apt-get", 'case "$*" in *_2.deb) exec /bin/sleep 60 ;; esac')
    with pytest.raises(SystemExit) as end:
        debian.main()
    assert end.value.code == 1
    assert capsys.readouterr().out.splitlines() == [
        "Trying 2 in place of 1.",
        "2 did not do well. 1 is back, and 2 is not taken again.",
    ]
    assert not (keep / "trial.json").exists()


def test_a_card_that_does_not_take_the_note_is_said_in_one_line(
    commands: Path, keep: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (keep / "trial.json").write_text(json.dumps(TRIAL))
    (keep / "trial.json.new").mkdir()  # in the way of the note
    for command, line in (("dpkg", "exit 0"), ("dpkg-query", "printf 'ii 2'"), ("python3", "exit 1")):
        write_command(commands, command, line)
    with pytest.raises(SystemExit) as end:
        debian.main()
    assert end.value.code == 1
    trying, said = capsys.readouterr().out.splitlines()
    assert trying == "Trying 2 in place of 1."
    assert str(keep / "trial.json.new") in said
    assert said.endswith("Look at the disk: is it full or worn? The update is tried again later.")


def test_a_folder_that_cannot_be_made_is_said_in_one_line(
    keep: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (keep / "file").touch()
    monkeypatch.setattr(debian, "KEEP", keep / "file" / "keep")
    with pytest.raises(SystemExit) as end:
        debian.main()
    assert end.value.code == 1
    assert "Not a directory" in capsys.readouterr().out
