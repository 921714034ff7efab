"""Runs the `publisher` command."""

import sys


def main() -> None:
    """Run one command; a problem becomes one line on standard error and an exit code."""
    if sys.argv[1:2] == ["build"]:
        from publisher.quick import answer  # noqa: PLC0415 - a build with nothing to do loads nothing else

        lines = answer(sys.argv[1:])
        if lines is not None:
            sys.stdout.write("".join(f"{line}\n" for line in lines))
            return
    _run()


def _run() -> None:
    import click  # noqa: PLC0415 - see above

    from publisher.cli import publisher  # noqa: PLC0415
    from publisher.commands.terminal import tell  # noqa: PLC0415
    from publisher.errors import PublisherError  # noqa: PLC0415

    try:
        code = publisher.main(prog_name="publisher", standalone_mode=False)
    except PublisherError as error:
        tell(f"publisher: {error}", err=True)
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
