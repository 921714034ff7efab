"""Talking to systemd over a real socket, and what one process leaves to the next."""

import array
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from player.display.drm import Card
from player.display.held import Heritage
from player.display.scanout import Buffer
from player.running.notify import Supervisor, stored

BUFFERS = (Buffer(1, 42, 7680, 8_294_400, 1920, 1080), Buffer(2, 44, 7680, 8_294_400, 1920, 1080))


class Manager:
    """The service manager's end."""

    def __init__(self, path: Path) -> None:
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(path))
        self.socket.setblocking(False)
        self.kept: dict[str, int] = {}

    def hear(self) -> list[str]:
        """Everything that was said since, with descriptors stored as systemd does."""
        said = []
        while True:
            try:
                message, rights, _, _ = self.socket.recvmsg(4096, socket.CMSG_SPACE(4))
            except BlockingIOError:
                return said
            text = message.decode()
            said.append(text)
            name = text.partition("FDNAME=")[2].partition("\n")[0]
            if text.startswith("FDSTORE=1"):
                self.kept[name] = array.array("i", rights[0][2][:4])[0]
            elif text.startswith("FDSTOREREMOVE=1") and name in self.kept:
                os.close(self.kept.pop(name))


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[Manager]:
    manager = Manager(tmp_path / "notify")
    yield manager
    for descriptor in manager.kept.values():
        os.close(descriptor)
    manager.socket.close()


@pytest.fixture
def supervisor(manager: Manager, tmp_path: Path) -> Iterator[Supervisor]:
    supervisor = Supervisor({"NOTIFY_SOCKET": str(tmp_path / "notify")})
    yield supervisor
    supervisor.close()


def test_it_is_ready_once_and_beats_at_most_every_second(
    manager: Manager, supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 50.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    for _ in range(3):
        supervisor.ready()
        supervisor.beat()
        supervisor.say("flu is up")
    assert manager.hear() == ["READY=1", "WATCHDOG=1", "STATUS=flu is up"]
    now += 1
    supervisor.beat()
    supervisor.say("cold is up")
    assert manager.hear() == ["WATCHDOG=1", "STATUS=cold is up"]


@pytest.mark.parametrize("address", ["", "/nowhere/notify"])
def test_without_a_manager_nothing_happens(address: str) -> None:
    supervisor = Supervisor({"NOTIFY_SOCKET": address})
    assert not supervisor.is_there
    supervisor.ready()
    supervisor.keep("drm", 0)
    supervisor.close()


def test_a_manager_that_went_away_is_no_reason_to_stop(manager: Manager, supervisor: Supervisor) -> None:
    manager.socket.close()
    supervisor.ready()
    supervisor.beat()


def handed(tmp_path: Path, descriptor: int) -> dict[str, str]:
    """The environment of a process that was handed one descriptor; systemd gives it the number 3."""
    del descriptor
    names = {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": "1", "LISTEN_FDNAMES": "drm"}
    return {**names, "RUNTIME_DIRECTORY": str(tmp_path / "run"), "NOTIFY_SOCKET": str(tmp_path / "notify")}


@pytest.fixture
def third(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> int:
    """A descriptor as systemd would hand it over; numbers below 3 are never free, so ours stands for 3."""
    descriptor = os.open(tmp_path / "card", os.O_RDWR | os.O_CREAT)
    monkeypatch.setattr("player.running.notify.FIRST_STORED", descriptor)
    return descriptor


def test_what_one_process_leaves_the_next_one_finds(
    manager: Manager, supervisor: Supervisor, third: int, tmp_path: Path
) -> None:
    runtime = {"RUNTIME_DIRECTORY": str(tmp_path / "run")}
    first = Heritage(supervisor, runtime)
    assert first.take() is None
    first.leave(Card(third))
    first.note(BUFFERS)
    assert manager.hear() == ["FDSTOREREMOVE=1\nFDNAME=drm", "FDSTORE=1\nFDNAME=drm\nFDPOLL=0"]
    assert os.path.sameopenfile(manager.kept["drm"], third)
    taken = Heritage(supervisor, handed(tmp_path, third)).take()
    assert taken is not None
    assert (taken[0].descriptor, taken[1]) == (third, BUFFERS)
    assert not os.get_inheritable(third)
    os.close(third)


@pytest.mark.parametrize("state", [None, b"", b"{}", b'{"buffers":[{"handle":1}]}'], ids=str)
def test_a_stored_card_whose_buffers_nobody_knows_is_let_go_for_good(
    state: bytes | None, manager: Manager, supervisor: Supervisor, third: int, tmp_path: Path
) -> None:
    if state is not None:
        (tmp_path / "run").mkdir()
        (tmp_path / "run" / "buffers.json").write_bytes(state)
    assert Heritage(supervisor, handed(tmp_path, third)).take() is None
    assert manager.hear() == ["FDSTOREREMOVE=1\nFDNAME=drm"]
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(third)


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"LISTEN_PID": "1", "LISTEN_FDS": "1", "LISTEN_FDNAMES": "drm"},
        {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": "0", "LISTEN_FDNAMES": ""},
    ],
    ids=["nothing handed", "for another process", "none"],
)
def test_nothing_is_taken_that_was_not_handed_to_this_process(environment: dict[str, str]) -> None:
    assert stored("drm", environment) is None
