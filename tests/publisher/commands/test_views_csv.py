"""`publisher views --csv`: the same kind of file as the page's, and no orders for a terminal."""

import csv
import io
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from publisher.evidence.intake import accept
from tests.publisher.web.house import House, open_house

WORDS = [sys.executable, "-m", "publisher", "views", "--csv"]


@pytest.fixture
def house(tmp_path: Path, prepared_file: Path) -> House:
    opened = open_house(tmp_path, f"sqlite:///{shutil.copy(prepared_file, tmp_path / 'publisher.db')}")
    player, screen = opened.pair()
    edition = opened.publish("hearts", "Know your heart", ["Swollen ankles", "Early signs"])
    accept(player.report(screen, edition, [0, 1, 1], opened.clock()), screen, opened.clock(), opened.store)
    return opened


def environment(house: House, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "PUBLISHER_HOME": str(house.settings.home),
        "PUBLISHER_DATABASE": house.settings.database_url,
        **more,
    }


def test_a_file_or_a_pipe_gets_what_spreadsheets_know(house: House) -> None:
    done = subprocess.run(WORDS, env=environment(house, LC_ALL="C", PYTHONUTF8="0"), capture_output=True, check=True)
    assert done.stdout.startswith(b"\xef\xbb\xbfday,screen,playlist,edition,slide,views,seconds,certain\r\n")
    lines = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8-sig"))))
    assert {(line["slide"], line["views"], line["certain"]) for line in lines} == {
        ("hearts/swollen-ankles", "1", "yes"),
        ("hearts/early-signs", "2", "yes"),
    }


def test_a_terminal_gets_lines_without_a_mark(house: House) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(WORDS, env=environment(house), stdout=theirs) as command:
        os.close(theirs)
        said = b""
        while True:
            try:
                said += os.read(ours, 10_000)
            except OSError:  # Linux says so when the other end is closed
                break
    os.close(ours)
    assert command.returncode == 0
    assert said.startswith(b"day,screen,")
    assert b"\xef\xbb\xbf" not in said
    assert len(said.splitlines()) == 3
