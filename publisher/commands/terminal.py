"""What is printed: signs that a terminal would obey are written out, for much of it was typed by strangers."""

import click

from player.contract.plain import plain


def tell(text: str, *, err: bool = False) -> None:
    """Print to the terminal, or to standard error."""
    click.echo(plain(text), err=err)
