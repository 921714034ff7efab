"""The command that tells people who write slides what to look at: check."""

from datetime import date, datetime
from pathlib import Path

import click

from publisher.commands.printing import SizeType, print_findings
from publisher.content import open_folder
from publisher.editions.review import review
from publisher.findings import has_errors, records_of
from publisher.model import Size
from publisher.settings import Settings, read_settings

__all__ = ["SizeType", "check", "print_findings"]


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


def _day(today: datetime | None, settings: Settings) -> date:
    return today.date() if today else datetime.now(settings.timezone).date()
