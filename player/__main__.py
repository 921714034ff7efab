"""`python -m player`, and the command `player`."""

import sys


def main() -> None:
    """Run the command that was typed in."""
    sys.exit(_show() if sys.argv[1:] == ["show"] else _other())


def _show() -> int:
    """`player show` with nothing behind it, as its unit says it: what reads options stays out of memory for years."""
    from player.settings import read_settings  # noqa: PLC0415
    from player.show import show  # noqa: PLC0415
    from player.terminal import speak, tell  # noqa: PLC0415

    def work() -> int:
        settings = read_settings()
        tell(settings.problems)
        return show(settings, settings.display)

    return speak("show", work)


def _other() -> int:
    from player.cli import main as run  # noqa: PLC0415

    return run()


if __name__ == "__main__":
    main()
