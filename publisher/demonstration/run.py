"""The demo from its first line to its last."""

import fcntl
import os
import re
import select
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from publisher.content.source.sources import open_folder
from publisher.demonstration.processes import Processes
from publisher.demonstration.relay import Relay
from publisher.errors import PublisherError
from publisher.preparation import prepare
from publisher.settings import read_settings
from publisher.store import practices
from publisher.store.database import Store

PRACTICE = ("oakfield", "Oakfield Medical Practice (a sample)")
START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class DemoScreen:
    """One of the two screens of the demo."""

    id: str
    name: str
    size: str
    playlist: str


SCREENS = (
    DemoScreen("oakfield-front-desk", "Front desk", "1920x1080", "heart-failure"),
    DemoScreen("oakfield-corridor", "Corridor, upright", "1080x1920", "dementia"),
)


NOTICE = "closed-this-afternoon"
"""A playlist to show as a notice, if the content has it."""


def run(port: int, state: Path, content: Path) -> None:
    """Run the demo until Ctrl-C or SIGTERM; then end everything, the last started first."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # both ask for the same
    with ExitStack() as open_things:
        open_things.enter_context(_alone(state))
        _demand_free(port)
        _demand_free(port + 1)
        processes = Processes(_environment(port, state, content), state / "logs")
        open_things.callback(processes.stop)
        relay = Relay(port + 1, port)
        open_things.callback(relay.close)
        with suppress(KeyboardInterrupt):
            _start(processes, relay, port, state, content)
            click.echo(_welcome(port, state, content))
            _watch(processes, relay)
        _ignore_signals()
        click.echo("Stopping …")
    click.echo("Everything has ended. `make demo` carries on from here.")


def _notices(content: Path) -> set[str]:
    return {NOTICE} & {file.stem for file in (content / "playlists").glob("*.yaml")}


def _start(processes: Processes, relay: Relay, port: int, state: Path, content: Path) -> None:
    prepare(read_settings(processes.environment))
    _add_practice(processes)
    processes.start("serve", "publisher", "serve", "--bind", f"127.0.0.1:{port}")
    processes.start("worker", "publisher", "worker")
    relay.start()
    _wait_for(f"http://127.0.0.1:{port}/api/v1/health")
    for playlist in sorted({screen.playlist for screen in SCREENS} | _notices(content)):
        processes.call("publisher", "publish", playlist, quiet=False)
    for screen in SCREENS:
        _start_screen(processes, screen, port, state)


def _add_practice(processes: Processes) -> None:
    store = Store.open(read_settings(processes.environment).database_url)
    with store.begin() as db:
        if PRACTICE[0] not in {practice.id for practice in practices.everyone(db)}:
            practices.add(db, *PRACTICE, "Europe/London", datetime.now(UTC))


def _start_screen(processes: Processes, screen: DemoScreen, port: int, state: Path) -> None:
    folder = str(state / "players" / screen.id)
    display = f"file:{state / 'panels' / screen.id}.jpg"
    if not (Path(folder) / "identity.json").exists():
        _pair(processes, screen, f"http://127.0.0.1:{port + 1}", folder, display)
        processes.call("publisher", "assign", screen.playlist, screen.id)
    processes.start(f"{screen.id}-sync", "player", "sync", "--state", folder)
    processes.start(f"{screen.id}-show", "player", "show", "--state", folder, "--display", display)


def _pair(processes: Processes, screen: DemoScreen, address: str, folder: str, display: str) -> None:
    """Pair as at a practice: the player shows a code, and somebody types it in."""
    words = ["player", "pair", "--state", folder, "--publisher", address, "--size", screen.size, "--display", display]
    pairing = subprocess.Popen(
        [sys.executable, "-m", *words], env=processes.environment, stdout=subprocess.PIPE, text=True
    )
    try:
        code = _read_code(pairing)
        claim = ["claim", code, "--practice", PRACTICE[0], "--name", screen.name, "--screen", screen.id]
        processes.call("publisher", *claim)
        pairing.wait(START_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise PublisherError(f"{screen.name} did not pair within {START_SECONDS} s. See the logs.") from error
    finally:
        pairing.kill()
        pairing.wait()
    click.echo(f"{screen.name} showed the code {code} and is paired.")


def _read_code(pairing: "subprocess.Popen[str]") -> str:
    for line in pairing.stdout or ():
        found = re.search(r"\b[A-Z0-9]{3}-[A-Z0-9]{3}\b", line)
        if found:
            return found.group()
    raise PublisherError("The player ended without showing a code. See the logs.")


def _watch(processes: Processes, relay: Relay) -> None:
    """Keep everything running, and pull the network's plug when somebody types n."""
    typed = [sys.stdin] if sys.stdin.isatty() else []
    while True:
        ready, _, _ = select.select(typed, [], [], 1.0)
        if ready and sys.stdin.readline().strip().lower() == "n":
            click.echo(_network_line(relay.toggle()))
        for name in processes.restart_ended():
            click.echo(f"{name} ended by itself and was started again. Its log says why.")


def _network_line(connected: bool) -> str:
    if connected:
        return "The network is back. What was shown meanwhile is counted now."
    return "The players' network is cut. The screens go on; the counts wait. Type n again to bring it back."


def _welcome(port: int, state: Path, content: Path) -> str:
    first = SCREENS[0]
    playlist = open_folder(content).read().playlists[first.playlist]
    slide = content / "slides" / f"{playlist.entries[0].slide}.md"
    return f"""
Running  web server, worker, and two screens: one lies flat, one stands upright
Open     http://127.0.0.1:{port}

Try      Edit {_short(slide)}, then in another terminal: make publish PLAYLIST={first.playlist}
         Give a screen another playlist: press "Change" beside it on the page.
         Cut the players' network: type n and Enter here. The same again brings it back.
Logs     {_short(state / "logs")}
Stop     Ctrl-C
"""


def _short(path: Path) -> str:
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _environment(port: int, state: Path, content: Path) -> dict[str, str]:
    return {
        **os.environ,
        "PUBLISHER_HOME": str(state / "publisher"),
        "PUBLISHER_CONTENT": str(content),
        "PUBLISHER_ADDRESS": f"http://127.0.0.1:{port}",
        "PUBLISHER_OPEN": "yes",
        "PUBLISHER_PANELS": str(state / "panels"),
        "PUBLISHER_POLL_SECONDS": "1",
        "PUBLISHER_REPORT_SECONDS": "2",
    }


@contextmanager
def _alone(state: Path) -> Iterator[None]:
    for folder in (state, state / "logs", state / "panels", state / "players"):
        folder.mkdir(parents=True, exist_ok=True)
    with (state / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PublisherError(f"A demo is running already in {state}. Stop it with Ctrl-C first.") from error
        yield


def _demand_free(port: int) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError as error:
            raise PublisherError(f"Port {port} is in use. Choose another: PORT=9000 make demo") from error


def _wait_for(address: str) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own address, made above
                return
        except OSError:
            time.sleep(0.1)
    raise PublisherError(f"The web server did not answer at {address}. See the logs.")


def _ignore_signals() -> None:
    """A second Ctrl-C does not cut the ending short; that would leave processes behind."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
