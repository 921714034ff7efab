"""Runs the `publisher` command."""

import sys

import click

from publisher.cli import publisher
from publisher.errors import PublisherError


def main() -> None:
    """Run one command; a problem becomes one line on standard error and an exit code."""
    try:
        code = publisher.main(prog_name="publisher", standalone_mode=False)
    except PublisherError as error:
        click.echo(f"publisher: {error}", err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("publisher: stopped. Nothing half-done was left behind.", err=True)
        sys.exit(130)
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
