"""The player's `show` with a clock that runs faster, so that a ten-second slide takes half a second."""

import sys
from pathlib import Path

import player.showing.show
from player.cli import main
from player.device.clock import uptime_ms

SPEED = 20


def run(state: Path, display: str) -> int:
    started_ms = uptime_ms()
    player.showing.show.uptime_ms = lambda: started_ms + (uptime_ms() - started_ms) * SPEED
    return main(["show", "--state", str(state), "--display", display, "--size", "640x360"])


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), sys.argv[2]))
