"""Commands for whoever looks after practices and their screens."""

import json
import sys
from datetime import UTC, date, datetime, timedelta

import click

from publisher.commands.following import follow
from publisher.commands.prepared import prepared_store
from publisher.commands.terminal import tell
from publisher.evidence.plausibility import DOUBTED
from publisher.evidence.spreadsheet import table
from publisher.programmes.opening import CLOSED, say_opening, type_opening
from publisher.settings import read_settings
from publisher.store import assignments, enrolments, jobs, practices, screens
from publisher.store import views as view_counts
from publisher.store.rows import Count, Screen

LATELY = timedelta(minutes=10)
"""A screen that still refuses what is new says so with each of its questions, and those are never further apart."""
COLUMNS = ("day", "screen", "playlist", "edition", "slide", "views", "seconds", "certain")


@click.command("practice")
@click.argument("practice_id", metavar="PRACTICE")
@click.argument("name")
@click.option("--timezone", default="Europe/London", show_default=True, help="Time zone of the practice.")
def practice(practice_id: str, name: str, timezone: str) -> None:
    """Add the practice PRACTICE, a short id, and its NAME.

    \b
    Example: publisher practice oakfield "Oakfield Medical Practice"
    """
    with prepared_store().begin() as db:
        practices.add(db, practice_id, name, timezone, datetime.now(UTC))
    tell(f"{name} can have screens now.")


@click.command("hours")
@click.argument("practice_id", metavar="PRACTICE")
@click.argument("written", metavar="HOURS")
@click.option("--wait/--no-wait", default=True, help="Wait until the worker has signed it. Default: wait.")
def hours(practice_id: str, written: str, wait: bool) -> None:
    """Say when PRACTICE is open; at other times its screens are dark.

    HOURS are days and times in the practice's own time zone, `always`, or `closed`
    for a week without any.

    \b
    Example: publisher hours oakfield "mon-fri 08:00-18:30, sat 09:00-12:00"
    """
    said = {"always": (), "closed": CLOSED}.get(written.strip().lower())
    opening = type_opening(written) if said is None else said
    now, store = datetime.now(UTC), prepared_store()
    with store.begin() as db:
        found = practices.set_opening(db, practice_id, opening)
        asked = [jobs.add(db, "programme", screen.id, now) for screen in screens.of_practice(db, practice_id)]
    tell(f"Screens of {found.name} are on: {say_opening(opening) or 'all the time'}.")
    for job in asked if wait else ():
        follow(store, job)


@click.command("claim")
@click.argument("code")
@click.option("--practice", "practice_id", required=True, help="Practice that the screen belongs to.")
@click.option("--name", required=True, help="What people call the screen, such as 'Front desk'.")
@click.option("--screen", "screen_id", help="Short id. Default: made from the practice and the name.")
def claim(code: str, practice_id: str, name: str, screen_id: str | None) -> None:
    """Pair the screen that shows CODE with a practice.

    \b
    Example: publisher claim K7R-4MD --practice oakfield --name "Front desk"
    """
    now = datetime.now(UTC)
    with prepared_store().begin() as db:
        screen = enrolments.claim(db, code, practice_id, screen_id, name, now)
        jobs.add(db, "programme", screen.id, now)
    click.echo(f"{screen.id} is paired. Choose what it shows: publisher assign PLAYLIST {screen.id}")


@click.command("screens")
@click.option("--json", "as_json", is_flag=True, help="Print a list of objects for a script.")
def list_screens(as_json: bool) -> None:
    """List the screens, and when each was last heard from."""
    now = datetime.now(UTC)
    with prepared_store().look() as db:
        everyone = screens.everyone(db)
        chosen_for = assignments.of_each(db, [screen.id for screen in everyone])
        rows = [(screen, chosen_for[screen.id]) for screen in everyone]
    if as_json:
        records = [_screen_record(screen, [choice.playlist for choice in chosen]) for screen, chosen in rows]
        tell(json.dumps(records, indent=2, ensure_ascii=False))
        return
    for screen, chosen in rows:
        shows = ", ".join(choice.playlist for choice in chosen) or "nothing yet"
        heard = f"last heard from {screen.heard_at:%-d %B %Y, %H:%M} UTC" if screen.heard_at else "not heard from yet"
        refused = screen.refuses(now, LATELY)
        tell(f"{screen.id}: {screen.name}, {screen.size}, shows {shows}, {heard}.")
        if screen.doubted_at is not None:
            tell(f"    {DOUBTED}")
        if refused:
            tell(f"    It does not take what is new. It says: {refused}")
    if not rows:
        click.echo("No screen is paired yet. Run `player pair` at the screen, and type the code that it shows.")


@click.command("views")
@click.option("--screen", help="Only this screen.")
@click.option("--playlist", help="Only this playlist.")
@click.option("--days", type=click.IntRange(1), help="Only the last so many days.")
@click.option("--json", "as_json", is_flag=True, help="Print a list of objects for a script.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a table for a spreadsheet.")
def show_views(screen: str | None, playlist: str | None, days: int | None, as_json: bool, as_csv: bool) -> None:
    """Say how often each slide was shown. It counts showings, never people."""
    settings = read_settings()
    first = settings.day_of(datetime.now(UTC)) - timedelta(days=days - 1) if days else None
    with prepared_store().look() as db:
        counts = view_counts.counts(db, screen=screen, playlist=playlist, from_day=first)
    if as_json:
        click.echo(json.dumps([_record(count) for count in counts], indent=2))
    elif as_csv:
        _print_table(table(COLUMNS, map(_cells, counts)))
    else:
        _print_counts(counts)


def _print_counts(counts: tuple[Count, ...]) -> None:
    totals: dict[tuple[str, str, str], int] = {}
    for count in counts:
        key = (count.screen, count.playlist, count.slide)
        totals[key] = totals.get(key, 0) + count.views
    for (screen, playlist, slide), views in sorted(totals.items()):
        tell(f"{views:>8}  {screen}  {playlist}  {slide}")
    click.echo(f"{sum(totals.values()):>8}  in all")


def _print_table(data: bytes) -> None:
    """For a file or another program as it is; a terminal gets no mark, which it would show, and takes no orders."""
    if sys.stdout.isatty():
        tell(data.decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n"))
    else:
        sys.stdout.buffer.write(data)


def _cells(count: Count) -> tuple[str | int, ...]:
    values = (count.day.isoformat(), count.screen, count.playlist, count.edition, count.slide, count.views)
    return (*values, count.seconds, "yes" if count.certain else "no")


def _record(count: Count) -> dict[str, object]:
    values = {name: getattr(count, name) for name in COLUMNS}
    return values | {"day": count.day.isoformat() if isinstance(count.day, date) else None}


def _screen_record(screen: Screen, playlists: list[str]) -> dict[str, object]:
    return {
        "screen": screen.id,
        "name": screen.name,
        "practice": screen.practice,
        "size": str(screen.size),
        "playlists": playlists,
        "heard_at": screen.heard_at.isoformat() if screen.heard_at else None,
        "doubted_at": screen.doubted_at.isoformat() if screen.doubted_at else None,
    }
