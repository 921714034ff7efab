"""Commands for what cannot wait: a notice goes before everything else, and ends by itself."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click
from sqlalchemy import Connection

from publisher.commands.following import follow
from publisher.commands.prepared import prepared_store
from publisher.commands.terminal import tell
from publisher.errors import RefusedError
from publisher.programmes.ending import EXAMPLE, read_end
from publisher.store import editions, jobs, notices, practices, screens
from publisher.store.rows import Screen


@click.command("notice")
@click.argument("playlist")
@click.option("--screen", "screen_ids", multiple=True, help="On this screen; may be given several times.")
@click.option("--practice", "practice_id", help="On every screen of this practice.")
@click.option(
    "--until", help=f"When it ends, in the practice's own time, such as '{EXAMPLE}'; a day alone is all of it."
)
@click.option("--end", "is_over", is_flag=True, help="End it now instead.")
@click.option("--wait/--no-wait", default=True, help="Wait until the worker has signed it. Default: wait.")
def notice(
    playlist: str, screen_ids: tuple[str, ...], practice_id: str | None, until: str | None, is_over: bool, wait: bool
) -> None:
    """Show PLAYLIST at once and then every second turn, until it ends by itself.

    It is a playlist like any other, agreed and published before. What the screens show otherwise
    goes on in between.

    \b
    Example: publisher notice flu-clinic-moved --practice oakfield --until "2026-11-30 18:00"
    Example: publisher notice flu-clinic-moved --practice oakfield --end
    """
    if is_over == bool(until):
        raise click.UsageError("Say when it ends with --until, or end it now with --end.")
    store, now = prepared_store(), datetime.now(UTC)
    with store.begin() as db:
        if editions.latest(db, playlist) is None:
            raise RefusedError(f"'{playlist}' was never published. Publish it first: publisher publish {playlist}")
        reached = _screens(db, screen_ids, practice_id)
        told = [_tell_one(db, screen, playlist, until, now) for screen in reached]
        asked = [jobs.add(db, "programme", screen.id, now) for screen in reached]
    for sentence in told:
        tell(sentence)
    for job in asked if wait else ():
        follow(store, job)


def _screens(db: Connection, screen_ids: tuple[str, ...], practice_id: str | None) -> list[Screen]:
    found = [screens.get(db, each) for each in dict.fromkeys(screen_ids)]
    if practice_id is not None:
        of_practice = screens.of_practice(db, practices.get(db, practice_id).id)
        found += [screen for screen in of_practice if screen.id not in screen_ids]
    if not found:
        raise RefusedError("No screen is named. Write --screen SCREEN, or --practice PRACTICE that has screens.")
    return found


def _tell_one(db: Connection, screen: Screen, playlist: str, until: str | None, now: datetime) -> str:
    if until is None:
        over = notices.end(db, screen.id, playlist, now)
        return f"{screen.name}: {playlist} is {'over' if over else 'no notice here'}."
    zone = ZoneInfo(practices.get(db, screen.practice).timezone)
    ends_at = read_end(until, zone, now.astimezone(zone).date())
    notices.notify(db, screen.id, playlist, ends_at, now)
    return f"{screen.name}: {playlist} is a notice until {ends_at:%-d %B %Y, %H:%M}."
