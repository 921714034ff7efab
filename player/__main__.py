"""`python -m player`, and the command `player`."""

import sys

from player.cli import main as run


def main() -> None:
    """Run the command that was typed in."""
    sys.exit(run())


if __name__ == "__main__":
    main()
