"""Commands that run the publisher: init, serve, worker, keys, settings, demo."""

import logging
import os
import signal
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit

import click

from player.contract.terminal import PlainLines
from publisher.commands.terminal import tell
from publisher.demonstration.run import run as run_demonstration
from publisher.errors import SettingsError
from publisher.preparation import prepare
from publisher.settings import ALL, read_settings
from publisher.shelf.shelf import Shelf
from publisher.signing.keys import ONLINE, PROGRAMME, TARGETS, replace_key
from publisher.signing.signing import ContentRepository, Keys, ProgrammeRepository
from publisher.store.database import Store
from publisher.store.database import read_address as read_database_address
from publisher.store.dumps import without_password
from publisher.web.door.secret import web_secret
from publisher.worker.round import CutShort, alone, run

EVERYDAY = {"online": ONLINE, "programme": PROGRAMME, "targets": TARGETS}
"""The keys that sign every day, and their files."""
GRACE_SECONDS = 5
"""How long the worker may take to end its job before that is cut short."""
_THIS_MACHINE = frozenset({"127.0.0.1", "::1", "localhost"})


@click.command("init")
def init() -> None:
    """Make the keys, the shelf and the database, once.

    What is there already stays as it is, so it does no harm to run it again.
    """
    os.umask(0o077)  # only this account reads what is made here, until somebody lets others
    settings = read_settings()
    prepare(settings)
    click.echo(f"Ready in {settings.home}. Move root-1.pem and root-2.pem from {settings.keys} to two safe places.")


@click.command("serve")
@click.option("--bind", default="127.0.0.1:8765", show_default=True, help="Address and port to listen on.")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Web processes.")
@click.option("--threads", type=click.IntRange(1, 64), default=8, show_default=True, help="Threads in each.")
def serve(bind: str, workers: int, threads: int) -> None:
    """Serve the pages and the players' API, with gunicorn."""
    settings = read_settings()
    host = bind.rpartition(":")[0].strip("[]")
    if settings.open_to_this_machine and host not in _THIS_MACHINE:
        raise SettingsError(
            "PUBLISHER_OPEN is for trying things out on one machine. Bind to 127.0.0.1, or set it to no."
        )
    if settings.open_to_this_machine and urlsplit(settings.address).hostname not in _THIS_MACHINE:
        raise SettingsError(
            "PUBLISHER_OPEN lets in whoever comes from this machine, and so does a web server in front of it. "
            f"Set it to no, since PUBLISHER_ADDRESS is {settings.address}."
        )
    _warn_of_plain_http(settings.address)
    web_secret(settings.home)  # said here once, and not by every web process in turn
    Store.open(settings.database_url).upgrade()
    command = [sys.executable, "-m", "gunicorn", "publisher.web.app:from_environment()", "--bind", bind]
    command += ["--workers", str(workers), "--threads", str(threads), "--no-control-socket", "--log-level", "warning"]
    command += ["--forwarded-allow-ips", ""]  # our address is set, so no header has to tell us of it
    command += ["--worker-class", "publisher.web.door.patience.PatientWorker"]
    os.execv(sys.executable, command)  # gunicorn takes this process over, so a signal reaches it


def _warn_of_plain_http(address: str) -> None:
    if address.startswith("http:") and urlsplit(address).hostname not in _THIS_MACHINE:
        warning = "which anybody on the way can read and change. Players refuse it, but on a closed test network."
        tell(f"publisher: PUBLISHER_ADDRESS is {address}, {warning} Write https://.", err=True)


@click.command("worker")
def worker() -> None:
    """Draw, sign and keep signatures fresh, until stopped.

    One worker is enough. It is the only process that reads the keys.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(PlainLines("worker: %(message)s"))
    logging.basicConfig(handlers=[handler])
    logging.getLogger("publisher").setLevel(logging.INFO)
    stop = _asked_to_stop()
    with suppress(CutShort):  # once there is nothing left to cut short
        run(read_settings(), stop)


def _asked_to_stop() -> Event:
    """Set when somebody asks the worker to end; some seconds later its job is cut short."""
    stop = Event()

    def ask(*_: object) -> None:
        stop.set()
        signal.alarm(GRACE_SECONDS)

    def cut_short(*_: object) -> None:
        raise CutShort

    signal.signal(signal.SIGALRM, cut_short)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask)
    return stop


@click.group("keys")
def keys() -> None:
    """Look after the signing keys."""


@keys.command("renew-root")
def renew_root() -> None:
    """Sign the root of trust anew; needs 2 of the 3 root keys in the keys folder.

    Players accept the new root because the old keys signed it. Do it once a year, and after a
    key was lost or seen by a stranger.
    """
    settings = read_settings()
    _renew(Shelf(settings.shelf), Keys.load(settings.keys))


@keys.command("replace")
@click.argument("names", metavar="KEY...", nargs=-1, required=True, type=click.Choice(sorted(EVERYDAY)))
def replace(names: tuple[str, ...]) -> None:
    """Make new keys in place of KEY, and sign a root that names them.

    KEY is online, programme or targets. Needs 2 of the 3 root keys in the keys folder. Do it at once
    after a key was stolen, for each key that the thief may have: screens then forget every number that
    the old key has signed, and take nothing more from it. Stop the worker first, and start it afterwards.

    \b
    Example: publisher keys replace online programme targets
    """
    settings = read_settings()
    with alone(settings):
        shelf, held = Shelf(settings.shelf), Keys.load(settings.keys)
        for repository in (ContentRepository(shelf, held), ProgrammeRepository(shelf, held)):
            repository.demand_signers()
        for name in dict.fromkeys(names):
            held = replace_key(held, EVERYDAY[name])
        _renew(shelf, held)
    tell(
        f"New: {', '.join(EVERYDAY[name] for name in dict.fromkeys(names))}. Take the root keys away, start the worker."
    )


def _renew(shelf: Shelf, held: Keys) -> None:
    now = datetime.now(UTC)
    may_show, shows = ContentRepository(shelf, held).renew_root(now), ProgrammeRepository(shelf, held).renew_root(now)
    click.echo(f"Signed: root {may_show} of what may be shown, and root {shows} of what each screen shows.")


@click.command("settings")
def settings() -> None:
    """Say what can be set, what it is set to, and what is wrong with that."""
    for setting in ALL:
        value = without_password(os.environ.get(setting.variable, "").strip())
        tell(f"{setting.variable}={value or setting.default}{'' if value else '  (default)'}")
        click.echo(f"    {setting.meaning}")
    read_database_address(read_settings().database_url)


@click.command("demo")
@click.option("--port", type=click.IntRange(1024, 65000), default=8765, show_default=True, envvar="PORT")
@click.option(
    "--state", type=click.Path(file_okay=False, path_type=Path), default="demo", show_default=True, help="Its folder."
)
@click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default="content",
    show_default=True,
    help="The slides to show.",
)
def demo(port: int, state: Path, content: Path) -> None:
    """Run everything on this machine, with two screens.

    Ctrl-C ends it. Started again, it carries on where it was.
    """
    run_demonstration(port, state.absolute(), content.absolute())
