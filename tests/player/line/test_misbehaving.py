"""Whatever somebody at a publisher's address does to a real `player sync`: a line in the log, and all goes on."""

import json
import shutil
import socket
import ssl
import sys
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from certificates import make_certificate
from publisher_stand import PublisherStand
from raw_server import Manner, drips, says, serving
from screen import Screen

from player.contract.strict import encode
from player.keeping.identity import read_identity
from player.syncing.sync import sync

JSON = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
HURRIED = """
import sys
import player.line.client
player.line.client.PATIENCE = 2
from player.cli import main
sys.exit(main(sys.argv[1:]))
"""
"""A player that gives an answer twice the time of a silence, instead of ten times as long."""
DEEP = b"[" * 100_000


def answer(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def hangs(line: socket.socket) -> None:
    line.recv(1)  # until the player has enough


def resets(line: socket.socket) -> None:
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")


WAYS: dict[str, Manner] = {
    "hangs": hangs,
    "hangs up": says(b""),
    "resets the line": resets,
    "half a status line": says(b"HTTP/1."),
    "half a header": says(b"HTTP/1.1 200 OK\r\nContent-Le"),
    "half a body": says(JSON + b"Content-Length: 1000\r\n\r\n{"),
    "a body that is too long": says(JSON + b"Content-Length: 2\r\n\r\n{}" + b"x" * 100_000),
    "more than was said": says(JSON + b"Content-Length: 9000000\r\n\r\n" + b"x" * 9_000_000),
    "an endless body without a length": says(JSON + b"\r\n" + b"x" * 9_000_000),
    "a negative length": says(JSON + b"Content-Length: -5\r\n\r\n{}"),
    "two lengths": says(JSON + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x"),
    "a length in words": says(JSON + b"Content-Length: two\r\n\r\n{}"),
    "a broken chunk": says(JSON + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"),
    "a chunk cut short": says(JSON + b"Transfer-Encoding: chunked\r\n\r\nff\r\n{}"),
    "an unknown encoding": says(JSON + b"Content-Encoding: br\r\nContent-Length: 2\r\n\r\n\x00\x01"),
    "a huge header": says(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000 + b"\r\n\r\n"),
    "thousands of headers": says(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5000 + b"\r\n"),
    "a header with orders in it": says(answer(b"{}", "200 OK", "ETag: \x1b]0;x\x07", "Date: \x9b2J")),
    "dates from beyond": says(
        answer(b"{}", "503 No", "Date: Mon, 99 Foo 99999999999 99:99:99 +9999999", "Retry-After: x")
    ),
    "garbage": says(bytes(range(256)) * 50),
    "no HTTP at all": says(b"SSH-2.0-OpenSSH_9.2\r\n"),
    "TLS where none was asked for": says(b"\x15\x03\x01\x00\x02\x02\x46"),
    "an old HTTP": says(b"<html>welcome"),
    "a status that is none": says(b"HTTP/1.1 999 What\r\nContent-Length: 0\r\n\r\n"),
    "an error": says(answer(b"<h1>sorry", "500 Internal Server Error")),
    "an error, and to come back in a year": says(answer(b"", "503 Busy", "Retry-After: 31536000")),
    "too many questions": says(answer(b"", "429 Too Many Requests", "Retry-After: 5")),
    "a redirect to a portal": says(answer(b"", "302 Found", "Location: http://127.0.0.1:9/portal")),
    "a portal's page": says(answer(b"<html>Log in to the wireless network", "200 OK", "Content-Type: text/html")),
    "a portal that wants a login": says(answer(b"", "511 Network Authentication Required")),
    "nothing, successfully": says(answer(b"", "204 No Content")),
    "unchanged, though nobody asked": says(answer(b"", "304 Not Modified")),
    "a part, though nobody asked": says(answer(b"{}", "206 Partial Content", "Content-Range: bytes 5-6/7")),
    "JSON of another kind": says(answer(b'{"signed": [], "signatures": 7}')),
    "JSON without end": says(answer(DEEP)),
    "a number too large": says(answer(b'{"signed": ' + b"9" * 100_000 + b"}")),
    "no text": says(answer(b"\xff\xfe{\x00}\x00")),
}
SLOW_WAYS: dict[str, Manner] = {
    "always about to answer": drips(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "an endless header": drips(b"HTTP/1.1 200 OK\r\nX: ", b"a"),
    "a slow body": drips(JSON + b"Content-Length: 100000\r\n\r\n", b" "),
    "a slow body of any length": drips(JSON + b"\r\n", b" "),
    "a chunk that never begins": drips(JSON + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
}


@pytest.fixture
def settled(screen: Screen) -> Screen:
    assert sync(screen.settings(), once=True) == 0
    return screen


class HurriedScreen(Screen):
    """A screen whose patience with a slow publisher ends sooner."""

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-c", HURRIED, *words, "--state", str(self.state.root)]


def go_to(screen: Screen, address: str) -> None:
    """Let the player find somebody else at its publisher's address."""
    identity = read_identity(screen.state)
    assert identity is not None
    screen.state.identity.write_bytes(encode(replace(identity, publisher=address, digest="")))


def demand_no_harm(screen: Screen, stand: PublisherStand, code: int, said: str) -> None:
    assert code == 1
    lines = said.splitlines()
    assert 1 <= len(lines) <= 2, said
    assert all(line.startswith("player sync: ") and len(line) < 600 and line.isprintable() for line in lines), said
    assert "Traceback" not in said
    assert screen.serial() == 1
    assert stand.slide_of(screen.glance())


@pytest.mark.parametrize("way", WAYS)
def test_the_screen_goes_on(way: str, settled: Screen, stand: PublisherStand) -> None:
    with serving(WAYS[way]) as (address, asked):
        go_to(settled, address)
        done = settled.run("sync", "--once")
    assert asked
    demand_no_harm(settled, stand, done.returncode, done.stderr)


def test_the_screen_goes_on_however_slow_they_are(settled: Screen, stand: PublisherStand, tmp_path: Path) -> None:
    """All at once, each with a state folder of its own, for each takes as long as patience lasts."""
    screens = {}
    with ExitStack() as stack:
        for way, manner in SLOW_WAYS.items():
            address, _ = stack.enter_context(serving(manner))
            shutil.copytree(settled.state.root, tmp_path / way / "state")
            screens[way] = HurriedScreen(tmp_path / way, stand)
            go_to(screens[way], address)
            screens[way].start("sync", "--once")
        codes = {way: screen.processes["sync"].wait(timeout=60) for way, screen in screens.items()}
    for way, screen in screens.items():
        demand_no_harm(screen, stand, codes[way], screen.said())
        assert "takes more than 2 s" in screen.said(), way
        screen.close()


def test_a_portal_with_a_certificate_of_its_own_is_offline_and_hears_no_secret(
    settled: Screen, stand: PublisherStand, tmp_path: Path
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*make_certificate(tmp_path))
    heard = []

    def manner(line: socket.socket) -> None:
        heard.append(context.wrap_socket(line, server_side=True).recv(1000))

    with serving(manner) as (address, _):
        go_to(settled, address.replace("http://127.0.0.1", "https://localhost"))
        done = settled.run("sync", "--once")
    demand_no_harm(settled, stand, done.returncode, done.stderr)
    assert "its certificate is not trusted" in done.stderr
    assert not heard
    assert json.loads(settled.state.pairing.read_text())["secret"]
