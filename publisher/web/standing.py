"""How a screen stands, in one sentence and one shape."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from publisher.store import Screen
from publisher.web import words

POLLS_MISSED = 3
SHORTEST_SILENCE = timedelta(seconds=30)


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
    if now - screen.heard_at > silence:
        return Standing(State.QUIET, "Not heard from for a while. Is it on, and connected?")
    if problem := _problem(screen, now, silence):
        return Standing(State.PROBLEM, problem)
    if not chosen:
        return Standing(State.WAITING, "Nothing chosen for it yet.")
    if playing not in chosen:
        return Standing(State.CHANGING, f"Changing to {words.listed(chosen)}.")
    return Standing(State.SHOWING, "On and showing.")


def _problem(screen: Screen, now: datetime, silence: timedelta) -> str:
    """What the screen says is wrong, in a sentence; empty if nothing is."""
    if refused := screen.refuses(now, silence):
        return f"It goes on with what it has, and does not take what is new. It says: {refused}"
    return f"It says: {screen.showing.problem}" if screen.showing and screen.showing.problem else ""


def heard(screen: Screen, now: datetime, zone: ZoneInfo) -> str:
    """When the screen last gave a sign of life, in plain words."""
    return words.ago(screen.heard_at, now, zone) if screen.heard_at else "Nothing yet"
