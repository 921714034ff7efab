"""The command that builds editions onto a shelf."""

import json
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click

from publisher.commands.printing import SizeType, print_findings
from publisher.content import Source, open_source
from publisher.editions.build import build_edition, drawing_pool, unchanged
from publisher.editions.shelf import Shelf
from publisher.errors import ContentError, SlidesRefusedError
from publisher.model import Content, Size
from publisher.settings import Settings, read_settings


@dataclass(frozen=True, slots=True)
class _Build:
    """What every playlist of one `build` shares."""

    source: Source
    shelf: Shelf
    sizes: tuple[Size, ...]
    today: date
    executor: Executor


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
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day to build for. Default: today.")
@click.option("--json", "as_json", is_flag=True, help="Print what was built as JSON.")
def build(
    folder: Path,
    shelf: Path,
    playlists: tuple[str, ...],
    sizes: tuple[Size, ...],
    today: datetime | None,
    as_json: bool,
) -> None:
    """Draw the playlists of FOLDER onto a shelf, unsigned.

    A frame that was drawn before from the same slide is used again. If FOLDER is a git repo,
    what is committed on main is built.

    \b
    Example: publisher build content -o shelf
    """
    settings = read_settings()
    with drawing_pool(settings.processes) as executor:
        job = _Build(open_source(folder), Shelf(shelf), sizes or settings.sizes, _day(today, settings), executor)
        built = _build_all(job, playlists, as_json)
    if as_json:
        click.echo(json.dumps(built, indent=2))


def _build_all(job: _Build, playlists: tuple[str, ...], quiet: bool) -> list[dict[str, object]]:
    commit = job.source.commit()
    known = playlists or job.shelf.playlists()
    if known and all(unchanged(job.shelf.latest(name), commit, job.sizes, job.today) for name in known):
        return [_say(name, job.shelf, 0, 0, quiet) for name in known]
    content = job.source.read()
    _known_playlists(content, playlists)
    return [_build_one(job, content, name, quiet) for name in playlists or sorted(content.playlists)]


def _build_one(job: _Build, content: Content, playlist: str, quiet: bool) -> dict[str, object]:
    latest = job.shelf.latest(playlist)
    number = latest.number + 1 if latest else 1
    wanted = len(content.playlists[playlist].entries) * len(job.sizes)
    bar = nullcontext() if quiet else click.progressbar(length=wanted, label=playlist)
    with bar as shown:

        def progress(done: int, total: int) -> None:
            if shown is not None:
                shown.length = total
                shown.update(done - shown.pos)

        try:
            result = build_edition(content, playlist, job.sizes, number, job.today, job.shelf, job.executor, progress)
        except SlidesRefusedError as error:
            print_findings(error.findings)
            raise
    return _say(playlist, job.shelf, result.drawn, result.reused, quiet)


def _say(playlist: str, shelf: Shelf, drawn: int, reused: int, quiet: bool) -> dict[str, object]:
    latest = shelf.latest(playlist)
    number = latest.number if latest else 0
    if not quiet:
        what = f"{drawn} drawn, {reused} used again" if drawn or reused else "nothing changed"
        click.echo(f"{playlist}: edition {number}, {what}.")
    return {"playlist": playlist, "edition": number, "drawn": drawn, "reused": reused}


def _known_playlists(content: Content, playlists: tuple[str, ...]) -> None:
    for name in playlists:
        if name not in content.playlists:
            known = ", ".join(sorted(content.playlists)) or "none"
            raise ContentError(f"There is no playlist '{name}'. The content has: {known}.")


def _day(today: datetime | None, settings: Settings) -> date:
    return today.date() if today else datetime.now(settings.timezone).date()
