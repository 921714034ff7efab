"""What somebody at the desk wants to know about this player, in plain words."""

import json
import os
import sys
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from player import VERSION
from player.contract.advice import UNKNOWN, describe, things_to_do
from player.contract.errors import StorageError
from player.contract.hours import is_on, is_open, local_time
from player.contract.plain import plain
from player.contract.records import Health, Now
from player.counting.journal import Journal
from player.device.clock import Clock
from player.device.health import ROOT, read_health
from player.keeping.cache import Adopted, is_complete, read_current
from player.keeping.files import DAMAGED, is_file, is_folder, paths_in, read_hint
from player.keeping.identity import Identity, read_pairing
from player.keeping.state import State
from player.keeping.stopping import is_running
from player.line.contact import read_contact
from player.pairing.newcomer import read_code
from player.settings import Settings
from player.showing.onscreen import read_showing


@dataclass(frozen=True, slots=True)
class Status:
    """How a player is."""

    version: str
    state: str
    """The folder that says all this."""
    publisher: str | None
    screen: str | None
    name: str | None
    practice: str | None
    programme: int | None
    playlists: tuple[str, ...]
    showing: str | None
    """The slide that is up, or the pairing code; `built-in picture` for one of ours, None if `show` does not run."""
    last_contact_seconds: int | None
    """Seconds since the publisher last answered, if that was since the machine started."""
    views_waiting: int | None
    clock_trusted: bool
    open: bool | None
    """Whether the practice is open by its hours; None if there are none."""
    notices: tuple[str, ...]
    """The notices that run now."""
    health: Health
    set_aside: tuple[str, ...]
    """What could not be used any more and was made anew, in the state folder, for somebody to look at."""
    problems: tuple[str, ...]


def status(settings: Settings, *, as_json: bool = False) -> int:
    """Print how this player is; returns the exit code, 1 if something needs a look."""
    found = read_status(State(settings.state), publisher=settings.publisher)
    found = replace(found, problems=settings.problems + found.problems)
    text = json.dumps(asdict(found), indent=2) if as_json else "\n".join(_lines(found))
    sys.stdout.write(plain(f"{text}\n"))
    return 1 if found.problems else 0


def read_status(state: State, root: Path = ROOT, publisher: str = "") -> Status:
    """Everything that the state folder says, and the device; `publisher` is the address that was set."""
    identity = read_hint(Identity, state.identity)
    adopted = read_current(state)
    clock = Clock(state)
    now = clock.now()
    contact = read_contact(state)
    on_screen = read_showing(state, now.boot)
    heard = contact.heard if contact is not None else None
    problems = _problems(state, identity, publisher) + (contact.problems if contact is not None else ())
    if identity is not None and not is_complete(state, adopted):
        problems += ("The programme is not all here yet.",)
    if on_screen is not None and on_screen.showing.problem:
        problems += (on_screen.showing.problem,)
    waiting, lost, journal_problems = _views_waiting(state)
    health = read_health(state, clock, on_screen.panel if on_screen is not None else None, lost, root)
    return Status(
        version=VERSION,
        state=str(state.root),
        publisher=identity.publisher if identity is not None else None,
        screen=identity.screen if identity is not None else None,
        name=identity.name if identity is not None else None,
        practice=identity.practice if identity is not None else None,
        programme=adopted.programme.serial if adopted is not None else None,
        playlists=tuple(one.playlist for one in adopted.programme.assigned) if adopted is not None else (),
        showing=None if on_screen is None else on_screen.title or _picture_of_ours(state, identity),
        last_contact_seconds=(now.uptime_ms - heard.uptime_ms) // 1000 if heard and heard.boot == now.boot else None,
        views_waiting=waiting,
        clock_trusted=now.clock_trusted,
        open=_is_open(adopted, now),
        notices=_notices(adopted, now),
        health=health,
        set_aside=tuple(path.name for path in paths_in(state.root) if path.name.endswith(DAMAGED)),
        problems=problems + journal_problems + _disk_problems(state) + things_to_do(health),
    )


def _problems(state: State, identity: Identity | None, publisher: str) -> tuple[str, ...]:
    if identity is None:
        return (f"This player is not paired. {_way_to_pair(state, publisher)}",)
    idle = [job for job in ("show", "sync") if not is_running(state, job)]
    return tuple(f"`player {job}` is not running. Start it." for job in idle)


def _way_to_pair(state: State, publisher: str) -> str:
    """What somebody has to do before a player that nobody knows can show anything."""
    code, pairing = read_code(state), read_pairing(state)
    publisher = publisher or (pairing.publisher if pairing is not None else "")
    if not publisher:
        return "Write the publisher's address into player.toml, or run `player pair --publisher ADDRESS`."
    if not is_running(state, "sync"):
        return f"Start `player sync`: it asks {publisher} for a code."
    if code is not None:
        return f"Type the code {code.code} in at {code.publisher}."
    return f"It asks {publisher} for a code, and has none yet."


def _picture_of_ours(state: State, identity: Identity | None) -> str:
    code = read_code(state) if identity is None and is_file(state.pairing_picture) else None
    return "built-in picture" if code is None else f"the code {code.code}"


def _views_waiting(state: State) -> tuple[int | None, int | None, tuple[str, ...]]:
    """How many views wait, how many were lost, and what is wrong with the journal."""
    if not is_file(state.journal):
        return 0, 0, ()
    journal = Journal(state)
    try:
        return journal.waiting(), journal.lost(), ()
    except StorageError as error:
        return None, None, (str(error),)
    finally:
        journal.close()


def _disk_problems(state: State) -> tuple[str, ...]:
    if not is_folder(state.root) or os.access(state.root, os.W_OK):
        return ()
    return (
        f"{state.root} cannot be written. A worn card turns read-only: switch the screen off and on, and change the"
        " card if that does not help.",
    )


def _is_open(adopted: Adopted | None, now: Now) -> bool | None:
    return is_open(adopted.programme, now) if adopted is not None and adopted.programme.opening else None


def _notices(adopted: Adopted | None, now: Now) -> tuple[str, ...]:
    if adopted is None:
        return ()
    local = local_time(adopted.programme, now)
    running = [one for one in adopted.programme.assigned if is_on(one, local, clock_trusted=now.clock_trusted)]
    return tuple(one.playlist for one in running if one.notice)


def _lines(found: Status) -> list[str]:
    who = f"{found.name} of {found.practice}, at {found.publisher}" if found.screen else "nobody yet"
    heard = "not since this machine started"
    if found.last_contact_seconds is not None:
        heard = f"{_ago(found.last_contact_seconds)} ago (noted every 5 minutes while nothing changes)"
    hours = {None: "always on", True: "open now", False: "closed now, so the panel may be off"}
    lines = (
        ("Paired to", who),
        ("Shows now", found.showing or "nothing, `player show` is not running"),
        ("Programme", f"{found.programme or 'none yet'} ({', '.join(found.playlists) or 'no playlist'})"),
        ("Notices", ", ".join(found.notices) or "none"),
        ("Hours", hours[found.open]),
        ("Last contact", heard),
        ("Views waiting", UNKNOWN if found.views_waiting is None else f"{found.views_waiting}"),
        *describe(found.health),
        *((("Set aside", f"{', '.join(found.set_aside)} (damaged; made anew)"),) if found.set_aside else ()),
        ("Player", found.version),
        ("State folder", found.state),
        *(("Look at", problem) for problem in found.problems),
    )
    return [f"{f'{name}:':15}{words}" for name, words in lines]


def _ago(seconds: int) -> str:
    for unit, length in (("days", 86_400), ("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * length:
            return f"{seconds // length} {unit}"
    return f"{seconds} seconds"
