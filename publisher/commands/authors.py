"""Commands for people who write slides: check, draw, build."""

import json
from collections.abc import Iterable
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click

from publisher.content import Source, open_folder, open_source, read_slide_file
from publisher.drawing import draw as draw_layout
from publisher.drawing import lay_out
from publisher.editions.build import build_edition, drawing_pool, unchanged
from publisher.editions.disk import write_whole
from publisher.editions.review import review
from publisher.editions.shelf import Shelf
from publisher.errors import ContentError, SlidesRefusedError
from publisher.findings import has_errors, line_of, records_of, summary_of
from publisher.model import Content, Finding, Size, Theme
from publisher.settings import Settings, parse_size, read_settings


class SizeType(click.ParamType[Size]):
    """A size on the command line, such as 1920x1080."""

    name = "WIDTHxHEIGHT"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Size:
        """The size that was typed; a usage error says how to write one."""
        return value if isinstance(value, Size) else parse_size(str(value), "--size")


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print a list of objects for a script.")
@click.option(
    "--size", "sizes", type=SizeType(), multiple=True, help="Screen size to lay out for; may stand more than once."
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day to check for. Default: today.")
def check(folder: Path, as_json: bool, sizes: tuple[Size, ...], today: datetime | None) -> None:
    """Say everything that is wrong with the slides in FOLDER.

    Prints one line for each finding: file:line:column: CODE sentence. Exit code 1 if one of
    them is an error, 0 if not. Warnings do not keep a slide from being published.

    \b
    Example: publisher check content
    """
    settings = read_settings()
    findings = review(open_folder(folder).read(), _day(today, settings), sizes or settings.sizes)
    if as_json:
        click.echo(records_of(findings))
    else:
        print_findings(findings)
    if has_errors(findings):
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("slide", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--size", type=SizeType(), default="1920x1080", show_default=True, help="Size of the picture in pixels.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="JPEG to write.")
@click.option("--theme", "theme_id", default="light", show_default=True, help="Theme to draw it in.")
def draw(slide: Path, size: Size, output: Path, theme_id: str) -> None:
    """Draw one SLIDE as a picture.

    \b
    Example: publisher draw content/slides/heart-failure/early-signs.md -o early-signs.jpg
    """
    read, content = read_slide_file(slide)
    if read is None:
        print_findings(content.findings)
        raise SlidesRefusedError(f"{slide} could not be read, so nothing was drawn.", content.findings)
    findings = [finding for finding in content.findings if finding.place.file == read.file]
    layout = lay_out(read, _theme(content, theme_id), size, content.groups.get(read.group))
    findings += layout.findings
    _refuse_errors(findings, f"{slide} has errors, so nothing was drawn.")
    print_findings(findings, summary=False)
    write_whole(output, draw_layout(layout).data)
    click.echo(f"{output} is {size}.")


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


def print_findings(findings: Iterable[Finding], *, summary: bool = True) -> None:
    """Print findings like a linter, one a line, and a count at the end."""
    findings = tuple(findings)
    for finding in findings:
        click.echo(line_of(finding))
    if summary:
        click.echo(summary_of(findings), err=True)


def _refuse_errors(findings: list[Finding], message: str) -> None:
    if has_errors(findings):
        print_findings(findings)
        raise SlidesRefusedError(message, tuple(findings))


def _theme(content: Content, theme_id: str) -> Theme:
    if theme_id not in content.themes:
        raise ContentError(f"There is no theme '{theme_id}'. Choose one of: {', '.join(sorted(content.themes))}.")
    return content.themes[theme_id]


def _known_playlists(content: Content, playlists: tuple[str, ...]) -> None:
    for name in playlists:
        if name not in content.playlists:
            known = ", ".join(sorted(content.playlists)) or "none"
            raise ContentError(f"There is no playlist '{name}'. The content has: {known}.")


def _day(today: datetime | None, settings: Settings) -> date:
    return today.date() if today else datetime.now(settings.timezone).date()
