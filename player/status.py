"""What somebody at the desk wants to know about this player, in plain words."""

import json
import sys
from dataclasses import asdict, dataclass, replace

from player import VERSION
from player.cache import is_complete, read_current
from player.clock import Clock
from player.contact import read_contact
from player.errors import StorageError
from player.files import read_hint
from player.identity import Identity
from player.journal import Journal
from player.onscreen import read_showing
from player.settings import Settings
from player.state import State
from player.stopping import is_running
from player.terminal import plain


@dataclass(frozen=True, slots=True)
class Status:
    """How a player is."""

    version: str
    publisher: str | None
    screen: str | None
    name: str | None
    practice: str | None
    programme: int | None
    playlists: tuple[str, ...]
    showing: str | None
    """The slide that is up; `built-in picture` for one of ours, None if `show` does not run."""
    last_contact_seconds: int | None
    """Seconds since the publisher last answered, if that was since the machine started."""
    views_waiting: int | None
    clock_trusted: bool
    problems: tuple[str, ...]


def status(settings: Settings, *, as_json: bool = False) -> int:
    """Print how this player is; returns the exit code, 1 if something needs a look."""
    found = read_status(State(settings.state))
    found = replace(found, problems=settings.problems + found.problems)
    text = json.dumps(asdict(found), indent=2) if as_json else "\n".join(_lines(found))
    sys.stdout.write(plain(f"{text}\n"))
    return 1 if found.problems else 0


def read_status(state: State) -> Status:
    """Everything that the state folder says."""
    identity = read_hint(Identity, state.identity)
    adopted = read_current(state)
    now = Clock(state).now()
    contact = read_contact(state)
    on_screen = read_showing(state, now.boot)
    heard = contact.heard if contact is not None else None
    problems = _problems(state, identity) + (contact.problems if contact is not None else ())
    if identity is not None and not is_complete(state, adopted):
        problems += ("The programme is not all here yet.",)
    if on_screen is not None and on_screen.showing.problem:
        problems += (on_screen.showing.problem,)
    waiting, journal_problems = _views_waiting(state)
    return Status(
        version=VERSION,
        publisher=identity.publisher if identity is not None else None,
        screen=identity.screen if identity is not None else None,
        name=identity.name if identity is not None else None,
        practice=identity.practice if identity is not None else None,
        programme=adopted.programme.serial if adopted is not None else None,
        playlists=tuple(one.playlist for one in adopted.programme.assigned) if adopted is not None else (),
        showing=None if on_screen is None else on_screen.title or "built-in picture",
        last_contact_seconds=(now.uptime_ms - heard.uptime_ms) // 1000 if heard and heard.boot == now.boot else None,
        views_waiting=waiting,
        clock_trusted=now.clock_trusted,
        problems=problems + journal_problems,
    )


def _problems(state: State, identity: Identity | None) -> tuple[str, ...]:
    if identity is None:
        return ("This player is not paired. Run `player pair --publisher ADDRESS`.",)
    idle = [job for job in ("show", "sync") if not is_running(state, job)]
    return tuple(f"`player {job}` is not running. Start it." for job in idle)


def _views_waiting(state: State) -> tuple[int | None, tuple[str, ...]]:
    if not state.journal.is_file():
        return 0, ()
    journal = Journal(state)
    try:
        return journal.waiting(), ()
    except StorageError as error:
        return None, (str(error),)
    finally:
        journal.close()


def _lines(found: Status) -> list[str]:
    who = f"{found.name} of {found.practice}, at {found.publisher}" if found.screen else "nobody yet"
    heard = "not since this machine started"
    if found.last_contact_seconds is not None:
        heard = f"{_ago(found.last_contact_seconds)} ago (noted every 5 minutes while nothing changes)"
    return [
        f"Paired to:     {who}",
        f"Shows now:     {found.showing or 'nothing, `player show` is not running'}",
        f"Programme:     {found.programme or 'none yet'} ({', '.join(found.playlists) or 'no playlist'})",
        f"Last contact:  {heard}",
        f"Views waiting: {'unknown' if found.views_waiting is None else found.views_waiting}",
        f"Clock:         {'trusted' if found.clock_trusted else 'not trusted; dated slides wait'}",
        *(f"Look at:       {problem}" for problem in found.problems),
    ]


def _ago(seconds: int) -> str:
    for unit, length in (("days", 86_400), ("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * length:
            return f"{seconds // length} {unit}"
    return f"{seconds} seconds"
