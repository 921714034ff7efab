"""Connections that send nothing, against a real gunicorn; and those that take an answer slowly, or not at all."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from publisher.preparation import prepare
from publisher.settings import read_settings
from publisher.web.door import patience
from tests.journey.stage import free_port, wait_until

SERVE = """
import sys
from publisher.cli import publisher
from publisher.web.door import patience
patience.PATIENCE_SECONDS = 1
import os
from gunicorn.app.wsgiapp import run
def here(program, command):
    sys.argv = command[2:]
    run()
os.execv = here
publisher(sys.argv[1:])
"""
HALF = b"POST /api/v1/enrolments HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """A web process with two threads, and a second's patience instead of twenty."""
    port = free_port()
    environment = {**os.environ, "PUBLISHER_HOME": str(tmp_path), "PUBLISHER_ADDRESS": f"http://127.0.0.1:{port}"}
    prepare(read_settings(environment))
    command = [sys.executable, "-c", SERVE, "serve", "--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "2"]
    with subprocess.Popen(command, env=environment) as web:
        wait_until(lambda: answers(port), "the web server answers")
        yield port
        web.terminate()


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def test_sockets_that_send_half_a_request_and_fall_silent_keep_nobody_waiting_for_long(port: int) -> None:
    silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(6)]
    for one in silent:
        one.sendall(HALF)
    wait_until(lambda: answers(port), "others are answered while the silent ones are there")
    for one in silent:
        one.settimeout(20)
        one.recv(10_000)  # it was closed, or told off; without patience this waits for ever
        one.close()


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[patience.PatientSocket, socket.socket]]:
    """A connection with a second's patience that holds little at a time, and its other end."""
    monkeypatch.setattr(patience, "PATIENCE_SECONDS", 1)
    plain, other = socket.socketpair()
    plain.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 5_000)
    with patience._patient(plain) as ours, other:
        yield ours, other


def test_a_slow_but_steady_reader_gets_the_whole_answer(ends: tuple[patience.PatientSocket, socket.socket]) -> None:
    ours, other = ends
    answer = os.urandom(300_000)
    begun = time.monotonic()
    with ThreadPoolExecutor(1) as reader, ours:
        taken = reader.submit(_read_slowly, other)
        ours.sendall(answer)
    assert time.monotonic() - begun > 2 * patience.PATIENCE_SECONDS
    assert taken.result() == answer


def test_a_reader_that_takes_nothing_counts_as_broken(ends: tuple[patience.PatientSocket, socket.socket]) -> None:
    with pytest.raises(ConnectionResetError, match="Nothing came for 1 seconds"):
        ends[0].sendall(bytes(300_000))


def _read_slowly(other: socket.socket) -> bytes:
    """All that comes, ten pieces in a second."""
    pieces = []
    while piece := other.recv(10_000):
        pieces.append(piece)
        time.sleep(0.1)
    return b"".join(pieces)
