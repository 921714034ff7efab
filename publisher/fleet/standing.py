"""How a screen stands, in one sentence and one shape."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from publisher import words
from publisher.evidence.plausibility import DOUBTED
from publisher.store.rows import Screen

POLLS_MISSED = 3
SHORTEST_SILENCE = timedelta(seconds=30)
_REFUSING = "It goes on with what it has, and does not take what is new. Tell whoever runs the publisher."
"""Nobody at the practice can mend what a screen refuses, so the card says who can."""


class State(StrEnum):
    """What a manager has to know first; each state has its own shape on the page."""

    SHOWING = "showing"
    CHANGING = "changing"
    WAITING = "waiting"
    QUIET = "quiet"
    PROBLEM = "problem"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Standing:
    """A state and the sentence that says it."""

    state: State
    sentence: str
    dark: str = ""
    """What stands in place of a picture while the screen is dark."""


def silence_allowed(poll_seconds: int) -> timedelta:
    """How long a screen may say nothing before we say so."""
    return max(SHORTEST_SILENCE, timedelta(seconds=POLLS_MISSED * poll_seconds))


def while_closed(standing: Standing, opens: str) -> Standing:
    """The same standing while the practice is closed: a screen on which all is well is dark, until it opens."""
    dark = f"Dark until {opens}" if opens else "Dark all week"
    match standing.state:
        case State.SHOWING | State.CHANGING:
            return Standing(State.DARK, f"{dark}, because the practice is closed.", dark)
        case State.WAITING:
            return Standing(State.WAITING, f"{standing.sentence} {dark}, because the practice is closed.", dark)
        case _:
            return standing


def stand(screen: Screen, chosen: list[str], playing: str | None, now: datetime, silence: timedelta) -> Standing:
    """How the screen stands, given the titles chosen for it and the title that it plays, if known."""
    if screen.heard_at is None:
        return Standing(State.WAITING, "Paired. Nothing heard from it yet.")
    if trouble := _trouble(screen, now - screen.heard_at > silence, screen.refuses(now, silence)):
        return trouble
    if not chosen:
        return Standing(State.WAITING, "Nothing chosen for it yet.")
    if playing not in chosen:
        return Standing(State.CHANGING, f"Changing to {words.listed(chosen)}.")
    return Standing(State.SHOWING, "On and showing.")


def _trouble(screen: Screen, silent: bool, refused: str) -> Standing | None:
    """What somebody has to see to, the gravest first; None if there is nothing."""
    if screen.doubted_at is not None:
        return Standing(State.PROBLEM, DOUBTED)
    if silent:
        return Standing(State.QUIET, "Not heard from for a while. Is it on, and connected?")
    if refused:
        return Standing(State.PROBLEM, f"{_REFUSING} It says: {refused}")
    if screen.showing and screen.showing.problem:
        return Standing(State.PROBLEM, f"It says: {screen.showing.problem}")
    return None


def heard(screen: Screen, now: datetime, zone: ZoneInfo) -> str:
    """When the screen last gave a sign of life, in plain words."""
    return words.ago(screen.heard_at, now, zone) if screen.heard_at else "Nothing yet"
