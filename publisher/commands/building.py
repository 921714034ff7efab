"""The command that builds editions onto a shelf."""

import gc
import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher.building.ledger import mark_of_files
from publisher.building.pools import drawing_pool
from publisher.building.shelving import Built, Progress, Shelving
from publisher.commands.choosing import chosen_state, state_options, tell_unread
from publisher.commands.days import day_meant, today_option
from publisher.commands.printing import SizeType, print_findings, tell_left_out
from publisher.content.source.repos import has_files
from publisher.content.source.sources import open_source
from publisher.errors import SlidesRefusedError
from publisher.model.screens import Size
from publisher.settings import read_settings
from publisher.shelf.shelf import Shelf

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    "shelf",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Shelf to build on.",
)
@click.option("--playlist", "playlists", multiple=True, help="Only this playlist; may stand more than once.")
@click.option("--size", "sizes", type=SizeType(), multiple=True, help="Screen size; may stand more than once.")
@state_options
@today_option("build")
@click.option("--json", "as_json", is_flag=True, help="Print what was built as JSON.")
def build(
    folder: Path,
    shelf: Path,
    playlists: tuple[str, ...],
    sizes: tuple[Size, ...],
    files: bool,
    commit: str,
    today: datetime | None,
    as_json: bool,
) -> None:
    """Draw the playlists of FOLDER onto a shelf, unsigned.

    A frame that was drawn before from the same slide is used again. If FOLDER is a git repo, the
    last commit of main is built, and files that differ from it are named. A slide that is left out
    of an edition is named, with the reason.

    \b
    Example: publisher build content -o shelf
    """
    gc.freeze()  # what is loaded by now stays, and is shared with the drawing processes
    gc.enable()
    settings, chosen = read_settings(), chosen_state(files, commit)
    # Before looking, so that what is saved meanwhile is seen next time.
    mark = mark_of_files(folder) if has_files(folder) else ""
    desk = "" if tell_unread(folder, chosen) else mark
    wanted_sizes = sizes or settings.sizes
    with drawing_pool(settings.processes, settings.executor, here=len(wanted_sizes)) as executor, _bar(as_json) as show:
        job = Shelving(
            open_source(folder, chosen), Shelf(shelf), wanted_sizes, day_meant(today, settings), executor, show, desk
        )
        try:
            built = job.build_some(playlists) if playlists else job.build_all()
        except SlidesRefusedError as error:
            print_findings(error.findings)
            raise
    if as_json:
        click.echo(json.dumps([_record(one) for one in built], indent=2))
    else:
        for one in built:
            click.echo(_line(one))
            tell_left_out(one.playlist, one.left_out)


@contextmanager
def _bar(quiet: bool) -> Iterator[Progress]:
    """A bar that shows how much of a playlist is left; a new one for each playlist that is drawn."""
    if quiet:
        yield lambda playlist, done, total: None
        return
    with ExitStack() as open_bars:
        bars: dict[str, ProgressBar[int]] = {}

        def show(playlist: str, done: int, total: int) -> None:
            if playlist not in bars:
                open_bars.close()  # the one before is done
                bars[playlist] = open_bars.enter_context(
                    click.progressbar(length=total, label=playlist, show_pos=True, file=sys.stderr)
                )
            bars[playlist].length = total
            bars[playlist].update(done - bars[playlist].pos)

        yield show


def _record(built: Built) -> dict[str, object]:
    record = {"playlist": built.playlist, "edition": built.number, "drawn": built.drawn, "reused": built.reused}
    return record | ({"left_out": [asdict(one) for one in built.left_out]} if built.left_out else {})


def _line(built: Built) -> str:
    what = f"{built.drawn} drawn, {built.reused} used again" if built.changed else "nothing changed"
    return f"{built.playlist}: edition {built.number}, {what}."
