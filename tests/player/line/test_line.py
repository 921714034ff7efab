"""How a line is opened: through a proxy, within its share of the bandwidth, and by a clock that may be years out."""

import base64
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from certificates import make_certificate
from publisher_stand import PublisherStand, SlideOnStand
from screen import Screen

from player.contract.errors import OfflineError, PlayerError
from player.device.clock import Clock, read_wall_clock
from player.keeping.floor import raise_floor, read_floor
from player.keeping.state import State
from player.line.client import Client
from player.line.line import read_proxy

HEALTH = "/content/metadata/timestamp.json"


@contextmanager
def proxy(answer: bytes = b"HTTP/1.1 200 Connection established\r\n\r\n") -> Iterator[tuple[str, list[bytes]]]:
    """A proxy that lets everybody through, or says `answer`; and what it was asked."""
    asked: list[bytes] = []

    def attend(line: socket.socket) -> None:
        with line, suppress(OSError):
            question = line.recv(65_536)
            asked.append(question)
            target = question.split()[1].decode().removeprefix("http://").partition("/")[0]
            with socket.create_connection(("127.0.0.1", int(target.rpartition(":")[2]))) as beyond:
                if question.startswith(b"CONNECT"):
                    line.sendall(answer)
                else:
                    beyond.sendall(question.replace(f"http://{target}".encode(), b"", 1))
                threading.Thread(target=pump, args=(beyond, line), daemon=True).start()
                pump(line, beyond)

    with socket.create_server(("127.0.0.1", 0)) as door:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    threading.Thread(target=attend, args=(door.accept()[0],), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        yield f"127.0.0.1:{door.getsockname()[1]}", asked


def pump(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65_536):
            sink.sendall(data)


def with_tls(stand: PublisherStand, folder: Path, first_day: timedelta = timedelta(-1), days: int = 2) -> Path:
    """Let the publisher speak TLS; returns the certificate to trust."""
    certificate, key = make_certificate(folder, first_day, days)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    stand.server.socket = context.wrap_socket(stand.server.socket, server_side=True, do_handshake_on_connect=False)
    stand.address = stand.address.replace("http://127.0.0.1", "https://localhost")
    return certificate


def test_everything_goes_through_the_proxy_that_was_set(stand: PublisherStand) -> None:
    with proxy() as (address, asked):
        client = Client(stand.address, proxy=f"http://desk:s%40cret@{address}")
        assert client.get(HEALTH).status == 200
        client.close()
    assert asked[0].startswith(f"GET {stand.address}/api/v1{HEALTH} HTTP/1.1".encode())
    assert b"Proxy-Authorization: Basic " + base64.b64encode(b"desk:s@cret") in asked[0]


def test_a_private_line_stays_private_through_a_proxy(stand: PublisherStand, tmp_path: Path) -> None:
    certificate = with_tls(stand, tmp_path)
    with proxy() as (address, asked):
        client = Client(stand.address, "the secret", ca=certificate, proxy=f"http://{address}")
        assert client.get(HEALTH).status == 200
        client.close()
        with pytest.raises(OfflineError, match="certificate is not trusted"):
            Client(stand.address, proxy=f"http://{address}").get(HEALTH)
    assert asked[0].startswith(f"CONNECT {stand.address.removeprefix('https://')} HTTP/1.".encode())
    assert b"secret" not in b"".join(asked)


def test_a_proxy_that_refuses_is_named_and_its_password_is_not(stand: PublisherStand, tmp_path: Path) -> None:
    certificate = with_tls(stand, tmp_path)
    with proxy(b"HTTP/1.1 407 Who are you\r\n\r\n") as (address, _), pytest.raises(OfflineError, match="407") as found:
        Client(stand.address, ca=certificate, proxy=f"http://desk:hunter2@{address}").get(HEALTH)
    assert "hunter2" not in str(found.value)


@pytest.mark.parametrize("word", ["proxy", "proxy:3128", "https://proxy:3128", "http://proxy", "http://u:hunter2@:x"])
def test_a_proxy_that_is_none_is_refused_without_its_password(word: str) -> None:
    with pytest.raises(PlayerError, match="PLAYER_PROXY") as found:
        read_proxy(word)
    assert "hunter2" not in str(found.value)


def test_proxies_of_the_environment_are_nobodys_setting(
    stand: PublisherStand, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("http_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert Client(stand.address).get(HEALTH).status == 200


def test_pictures_come_no_faster_than_was_set(screen: Screen, stand: PublisherStand) -> None:
    stand.show("winter", SlideOnStand("flu", picture=bytes(60_000)))
    screen.more_environment["PLAYER_BANDWIDTH_KBIT"] = "160"  # 20 kB a second, and one second's worth at once
    started = time.monotonic()
    assert screen.run("sync", "--once").returncode == 0
    assert time.monotonic() - started > 2
    assert screen.serial() == stand.serial


def client_at(address: str, certificate: Path, state: State, wrong: timedelta, *, trusted: bool = False) -> Client:
    client = Client(address, ca=certificate)
    client.believe(Clock(state, lambda: read_wall_clock() + wrong, lambda: trusted).reckon)
    return client


@pytest.mark.parametrize("first_day", [timedelta(3650), timedelta(-3650)], ids=["ten years back", "ten years ahead"])
def test_a_clock_that_is_years_out_does_not_keep_the_screen_offline(
    first_day: timedelta, stand: PublisherStand, tmp_path: Path
) -> None:
    """The certificate stands in for the wall clock: it is the days between the two that are wrong."""
    certificate = with_tls(stand, tmp_path, first_day)
    client = client_at(stand.address, certificate, State(tmp_path / "state"), timedelta(0))
    assert client.get(HEALTH).status == 200
    client.close()
    with pytest.raises(OfflineError, match="not trusted"):
        client_at(stand.address, certificate, State(tmp_path / "state"), timedelta(0), trusted=True).get(HEALTH)


def test_a_certificate_that_is_over_by_a_signed_time_is_refused_by_any_clock(
    stand: PublisherStand, tmp_path: Path
) -> None:
    certificate = with_tls(stand, tmp_path, timedelta(-30), days=10)
    state = State(tmp_path / "state")
    raise_floor(state, read_floor(state), {}, read_wall_clock())
    with pytest.raises(OfflineError, match="certificate has expired"):
        client_at(stand.address, certificate, state, timedelta(days=-3650)).get(HEALTH)


def test_all_arrives_over_a_private_line_whatever_the_clock_says(screen: Screen, stand: PublisherStand) -> None:
    stand.clock_error = timedelta(3651)
    certificate = with_tls(stand, screen.state.root, timedelta(3650))
    screen.pair()
    screen.ca = certificate
    job = screen.job()
    assert (job.poll(), job.report(), screen.serial()) == (True, True, 1)
    assert stand.slide_of(screen.glance())
