"""The command that explains the rules: rules."""

from pathlib import Path

import click

from publisher.checks.rule_pages import page_of, write_pages
from publisher.errors import ContentError
from publisher.rules.pages.book import PAGES
from publisher.shelf.disk import write_whole


@click.command()
@click.argument("code", required=False)
@click.option(
    "--write", "folder", type=click.Path(file_okay=False, path_type=Path), help="Write every page into this folder."
)
def rules(code: str | None, folder: Path | None) -> None:
    """Say what the rule CODE asks and why, or list all rules.

    \b
    Example: publisher rules WO101
    """
    if folder is not None:
        _write(folder)
    elif code is not None:
        _explain(code.upper())
    else:
        for page in PAGES.values():
            click.echo(f"{page.code} {page.level.value}: {page.example.what}")


def _explain(code: str) -> None:
    if code not in PAGES:
        raise ContentError(f"There is no rule '{code}'. `publisher rules` lists them all.")
    click.echo(page_of(PAGES[code]), nl=False)


def _write(folder: Path) -> None:
    """Every page anew; a page of a rule that is gone goes too."""
    pages = write_pages()
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        if old.name not in pages:
            old.unlink()
    for name, text in pages.items():
        write_whole(folder / name, text.encode())
    click.echo(f"{len(pages)} pages are in {folder}.")
