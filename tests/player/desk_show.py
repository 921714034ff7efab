"""`player show` as its unit starts it, on a graphics card that lies on a desk: for what a television costs.

    python -I -S tests/player/desk_show.py BEGAN

It prints the seconds since BEGAN, on the boot-time clock, at which the first picture was up, and
how much of that was its own processor time.
"""

import sys
import time

HERE = __file__.rpartition("/")[0]
sys.path[:0] = [f"{HERE}/../..", HERE]

from desk_card import DeskCard, mode  # noqa: E402 - nothing is installed for -I to find

from player.display import console, television  # noqa: E402
from player.display.modes import Mode  # noqa: E402


class TimedCard(DeskCard):
    """Says when it was lit first."""

    def set_crtc(self, number: int, framebuffer: int, connector: int, wanted: Mode) -> None:
        super().set_crtc(number, framebuffer, connector, wanted)
        if self.lights == 1:
            passed = time.clock_gettime(time.CLOCK_BOOTTIME) - float(sys.argv[1])
            sys.stdout.write(f"{passed:.4f} {time.process_time():.4f}\n")
            sys.stdout.flush()


def main() -> int:
    """Show, until asked to stop."""
    card = TimedCard(modes=(mode(1920, 1080, preferred=True),))
    television.open_card = lambda wish: card  # type: ignore[assignment, return-value]
    console.TERMINALS = ()
    television.is_plugged_in = lambda of, output: True
    from player.settings import read_settings
    from player.showing.show import show

    return show(read_settings(), "kms")


if __name__ == "__main__":
    sys.exit(main())
