"""What is up now, as `show` says it for `sync` and `status`."""

from dataclasses import dataclass

from player.contract.records import Showing
from player.keeping.files import read_hint
from player.keeping.state import State
from player.keeping.stopping import is_running


@dataclass(frozen=True, slots=True)
class OnScreen:
    """What is on the panel, in which boot."""

    boot: str
    showing: Showing
    title: str | None = None
    panel: str | None = None
    """The panel's state, as the display describes it."""


def read_showing(state: State, boot: str) -> OnScreen | None:
    """What is up now; None if `show` does not run, whatever it said before it ended."""
    on_screen = read_hint(OnScreen, state.showing)
    if on_screen is None or on_screen.boot != boot or not is_running(state, "show"):
        return None
    return on_screen
