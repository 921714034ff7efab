"""Commands that put slides into other forms: export, contact-sheet."""

from datetime import datetime
from pathlib import Path

import click

from publisher.building.build import drawing_pool
from publisher.commands.choosing import chosen_state, state_options, tell_unread
from publisher.commands.days import day_meant, today_option
from publisher.commands.folders import ContentFolder
from publisher.commands.printing import SizeType, print_findings, tell_left_out
from publisher.content.source.sources import Chosen, Source, open_source
from publisher.errors import ContentError, SlidesRefusedError
from publisher.export.book import Book, bind_edition, bind_playlist
from publisher.export.contact_sheet import make_sheets
from publisher.export.forms import FORMS, export
from publisher.export.proof import PAPERS
from publisher.model.screens import Size
from publisher.settings import Settings, read_settings
from publisher.shelf.disk import write_whole
from publisher.shelf.shelf import Shelf


@click.command("export")
@click.argument("playlist")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder for it.")
@click.option("--form", "forms", type=click.Choice(list(FORMS)), multiple=True, required=True, help="May stand often.")
@click.option("--content", type=click.Path(exists=True, path_type=Path), help="Slides. Default: PUBLISHER_CONTENT.")
@state_options
@click.option("--edition", type=click.IntRange(1), help="A published edition from the shelf instead of the slides.")
@click.option("--size", type=SizeType(), default="1920x1080", show_default=True, help="Size of the pictures in pixels.")
@click.option("--paper", type=click.Choice(list(PAPERS)), default="A4", show_default=True, help="Paper of the PDF.")
@today_option("export")
def export_playlist(
    playlist: str,
    output: Path,
    forms: tuple[str, ...],
    content: Path | None,
    files: bool,
    commit: str,
    edition: int | None,
    size: Size,
    paper: str,
    today: datetime | None,
) -> None:
    """Put PLAYLIST into another form, for a practice without a player.

    \b
    pictures    a folder of numbered pictures, for a television that shows pictures
    powerpoint  a show that runs by itself, with the words of each slide as alt text and notes
    pdf         a proof with lines for notes, one slide a page
    text        the words of each slide
    html        a page for each slide, for a phone or a screen reader

    The same checks hold as for publishing: an error in a slide keeps everything from being made. A
    slide that is left out is named, with the reason. Of a git repo the last commit of main is
    exported, and files that differ from it are named.

    \b
    Example: publisher export heart-failure --content content -o for-the-practice --form pdf
    """
    chosen = chosen_state(files, commit)
    if edition is not None and chosen != Chosen():
        raise click.UsageError("An edition is what was published. Leave --files and --commit out, or --edition.")
    book = _bind(playlist, content, chosen, edition, size, today)
    for form in forms:
        click.echo(f"{export(book, form, output, paper)} has {len(book.leaves)} slides.")
    tell_left_out(book.playlist, book.left_out)


def _bind(
    playlist: str, content: Path | None, chosen: Chosen, edition: int | None, size: Size, today: datetime | None
) -> Book:
    settings = read_settings()
    day = day_meant(today, settings)
    if edition is not None:
        return bind_edition(Shelf(settings.shelf), playlist, edition, size, day)
    with drawing_pool(settings.processes) as executor:
        try:
            return bind_playlist(_source(content, chosen, settings).read(), playlist, size, day, executor)
        except SlidesRefusedError as error:
            print_findings(error.findings)
            raise


def _source(content: Path | None, chosen: Chosen, settings: Settings) -> Source:
    try:
        source = open_source(content or settings.content, chosen)
        tell_unread(content or settings.content, chosen)
        return source
    except ContentError as error:
        if content is not None:
            raise
        raise ContentError(f"{error} Write it after --content, such as: --content content") from error


@click.command("contact-sheet")
@click.argument("folder", type=ContentFolder())
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder for it.")
@click.option("--theme", "theme_id", default="light", show_default=True, help="Theme to draw it in.")
@state_options
@today_option("draw")
def contact_sheet(folder: Path, output: Path, theme_id: str, files: bool, commit: str, today: datetime | None) -> None:
    """Draw every slide of FOLDER onto sheets, to look at side by side.

    A row or more for each layout, a column for each language, and a sheet for each of landscape,
    portrait and 4K, with an overview of all. A slide that cannot be read from a seat is left out, and told.

    \b
    Example: publisher contact-sheet tests/specimens -o sheets
    """
    chosen = chosen_state(files, commit)
    tell_unread(folder, chosen)
    content = open_source(folder, chosen).read()
    if theme_id not in content.themes:
        raise ContentError(f"There is no theme '{theme_id}'. Choose one of: {', '.join(sorted(content.themes))}.")
    settings = read_settings()
    day = day_meant(today, settings)
    with drawing_pool(settings.processes) as executor:
        sheets = make_sheets(content, content.themes[theme_id], day, executor)
    print_findings(sheets.findings, summary=False)
    for name, data in sheets.pictures.items():
        write_whole(output / f"{name}.jpg", data)
        click.echo(f"{output / name}.jpg has {len(data) / 1_000_000:.1f} MB.")
