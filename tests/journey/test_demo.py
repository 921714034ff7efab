"""The demo as a visitor meets it: two screens live, counts going up, Ctrl-C, and on again."""

import json
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.journey.conftest import slide, square
from tests.journey.stage import GROUP, free_port, wait_until

SCREENS = ("oakfield-front-desk", "oakfield-corridor")


def write_content(folder: Path) -> None:
    for name in ("slides", "playlists", "groups", "images"):
        (folder / name).mkdir(parents=True)
    (folder / "groups/sample.yaml").write_text(GROUP)
    (folder / "images/square.png").write_bytes(square())
    (folder / "slides/tea.md").write_text(slide("Tea is ready"))
    (folder / "slides/books.md").write_text(slide("Books for everyone"))
    for playlist in ("heart-failure", "dementia"):
        text = f"title: {playlist.capitalize()}\ngroup: sample\nslides: [tea, books]\n"
        (folder / f"playlists/{playlist}.yaml").write_text(text)


@contextmanager
def demo(port: int, folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """A running demo; ended by Ctrl-C, and everything it started with it."""
    words = [sys.executable, "-m", "publisher", "demo", "--port", str(port)]
    words += ["--state", str(folder / "demo"), "--content", str(folder / "content")]
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    running = subprocess.Popen(words, **pipes, text=True)
    try:
        yield running
    finally:
        running.send_signal(signal.SIGINT)
        rest = running.communicate(timeout=60)[0]
        assert "Everything has ended." in rest
        assert running.returncode == 0
        assert not left_over(folder)


def left_over(folder: Path) -> str:
    return subprocess.run(["pgrep", "-f", str(folder)], capture_output=True, text=True, check=False).stdout


def read_welcome(running: "subprocess.Popen[str]") -> str:
    said = ""
    assert running.stdout is not None
    for line in running.stdout:
        said += line
        if line.startswith("Stop "):
            return said
    raise AssertionError(f"The demo ended by itself:\n{said}")


def live(port: int) -> dict[str, dict[str, str]]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/live.json", timeout=10) as answer:
        record: dict[str, dict[str, str]] = json.loads(answer.read())
    return record


def counted(port: int, screen: str) -> int:
    return int(live(port)["texts"][f"{screen}/total"])


def test_both_screens_are_live_and_carry_on_after_ctrl_c(tmp_path: Path) -> None:
    write_content(tmp_path / "content")
    port = free_port()
    with demo(port, tmp_path) as running:
        said = read_welcome(running)
        assert f"http://127.0.0.1:{port}" in said
        assert len(re.findall(r"showed the code [A-Z0-9]{3}-[A-Z0-9]{3} and is paired", said)) == 2
        for screen in SCREENS:
            wait_until(lambda name=screen: counted(port, name) >= 1, f"a view of {screen} is counted")
            assert live(port)["states"][screen] == "showing"
        before = {screen: counted(port, screen) for screen in SCREENS}
    with demo(port, tmp_path) as running:
        said = read_welcome(running)
        assert "code" not in said
        for screen in SCREENS:
            wait_until(lambda name=screen: counted(port, name) > before[name], f"{screen} counts on")
