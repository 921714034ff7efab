"""The command that shows a slide while it is written: watch."""

import signal
from pathlib import Path
from threading import Event

import click

from publisher.commands.choosing import tell_uncommitted
from publisher.commands.days import day_meant
from publisher.commands.folders import ContentFolder
from publisher.commands.printing import seat_options
from publisher.content.source.sources import Chosen
from publisher.model.screens import Seat
from publisher.settings import read_settings
from publisher.watch.server import watch_folder

PORT = 8780
"""Neither the demo's port nor the next one, which its second screen has."""


@click.command("watch")
@click.argument("folder", type=ContentFolder())
@click.option("--slide", default="", help="Slide to begin with, such as heart-failure/early-signs.")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="Port; 0 for any.")
@seat_options
def watch(folder: Path, slide: str, port: int, distance: float, diagonal: float) -> None:
    """Show the slides of FOLDER in the browser while somebody writes them.

    Each time a file is saved, the picture and everything to look at are there at once. Only this
    machine can open the page. Ctrl-C ends it. What is shown are the files as they stand; the page
    says of each slide whether it is committed.

    \b
    Example: publisher watch content --slide heart-failure/early-signs
    """
    settings = read_settings()
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    seat = Seat(distance, diagonal)
    with watch_folder(folder, slide, port, lambda: day_meant(None, settings), seat) as address:
        click.echo(f"Open {address} in a browser. Ctrl-C ends it.")
        tell_uncommitted(folder, Chosen())
        stop.wait()
