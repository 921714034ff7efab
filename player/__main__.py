"""`python -m player`, and the command `player`."""

import sys


def main() -> None:
    """Run the command that was typed in."""
    sys.exit(_show() if sys.argv[1:] == ["show"] else _other())


def _show() -> int:
    """`player show` with nothing behind it, as its unit says it: what it does not need stays out of memory."""
    from player.contract.errors import PlayerError  # noqa: PLC0415
    from player.contract.plain import plain  # noqa: PLC0415
    from player.keeping.log import Log  # noqa: PLC0415
    from player.settings import read_settings  # noqa: PLC0415
    from player.showing.show import show  # noqa: PLC0415

    try:
        settings = read_settings()
        for problem in settings.problems:
            Log(__name__).warning("%s", problem)
        return show(settings, settings.display)
    except PlayerError as error:
        sys.stderr.write(plain(f"player show: {error}\n"))
        return 2


def _other() -> int:
    from player.cli import main as run  # noqa: PLC0415

    return run()


if __name__ == "__main__":
    main()
