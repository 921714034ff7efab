"""`publisher demo` whose screens have a clock that runs faster; everything else is the demo itself."""

from publisher.__main__ import main
from publisher.demonstration.processes import Processes


def start(self: Processes, name: str, *command: str) -> None:
    """Start what the demo starts, and `player show` as journeys do."""
    if command[:2] == ("player", "show"):
        named = dict(zip(command[2::2], command[3::2], strict=True))
        command = ("tests.journey.quick_show", named["--state"], named["--display"])
    usual_start(self, name, *command)


usual_start = Processes.start
Processes.start = start  # type: ignore[method-assign]

if __name__ == "__main__":
    main()
