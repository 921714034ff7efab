"""Runs the `publisher` command."""

import gc
import sys


def main() -> None:
    """Run one command; a problem becomes one line on standard error and an exit code."""
    try:
        if not _answered(sys.argv[1:]):
            _run()
    except KeyboardInterrupt:
        sys.stderr.write("publisher: stopped. Nothing half-done was left behind.\n")
        sys.exit(130)


def _answered(words: list[str]) -> bool:
    """Whether one of the two commands that somebody waits for was asked in its usual words, and is done."""
    if words[:1] == ["draw"]:
        gc.disable()  # a program that ends in a moment has no use for what its rubbish would make room for
        from publisher.quick_drawing import answer  # noqa: PLC0415 - loads what draws, and nothing else

        return answer(words)
    if words[:1] == ["build"]:
        gc.disable()  # until everything is loaded
        from publisher.quick import answer as lines_for  # noqa: PLC0415 - a build with nothing to do loads nothing else

        lines = lines_for(words)
        sys.stdout.write("".join(f"{line}\n" for line in lines or ()))
        return lines is not None
    return False


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
