"""The command that tells people who write slides what to look at: check."""

from datetime import datetime
from pathlib import Path

import click

from publisher.building.review import review
from publisher.commands.choosing import chosen_state, state_options, tell_uncommitted
from publisher.commands.days import day_meant, today_option
from publisher.commands.folders import ContentFolder
from publisher.commands.printing import SizeType, print_findings, seat_options
from publisher.commands.terminal import tell
from publisher.content.source.sources import open_desk
from publisher.model.findings import has_errors
from publisher.model.screens import Seat, Size
from publisher.rules.findings import CODE_HOSTS, FORMATS, below, summary_of
from publisher.settings import read_settings

__all__ = ["SizeType", "check", "print_findings"]


@click.command()
@click.argument("folder", type=ContentFolder())
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", help="github and sarif are for code hosts."
)
@click.option("--json", "form", flag_value="json", help="The same as --format json: a list of objects for a script.")
@seat_options
@click.option(
    "--size", "sizes", type=SizeType(), multiple=True, help="Screen size to lay out for; may stand more than once."
)
@state_options
@today_option("check")
def check(
    folder: Path,
    form: str,
    distance: float,
    diagonal: float,
    sizes: tuple[Size, ...],
    files: bool,
    commit: str,
    today: datetime | None,
) -> None:
    """Say everything that is wrong with the slides in FOLDER.

    Prints one line for each finding: file:line:column: CODE level: sentence. Exit code 1 if one
    of them is an error, 0 if not. Warnings do not keep a slide from being published. `publisher
    rules CODE` says more about a rule.

    The files are checked as they stand, or the last commit of a bare git repo. Files that are not
    committed are named, since `build`, `export` and `publish` do not see them.

    \b
    Example: publisher check content --distance 7 --diagonal 32
    """
    settings, chosen = read_settings(), chosen_state(files, commit)
    tell_uncommitted(folder, chosen)
    content = open_desk(folder, chosen).read()
    findings = review(content, day_meant(today, settings), sizes or settings.sizes, Seat(distance, diagonal))
    if form != "text" or findings:
        tell(FORMATS[form](below(str(folder), findings) if form in CODE_HOSTS else findings))
    click.echo(summary_of(findings), err=True)
    if has_errors(findings):
        raise click.exceptions.Exit(1)
