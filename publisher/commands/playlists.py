"""Commands that send playlists to screens: publish, assign."""

from datetime import UTC, datetime

import click

from publisher.commands.following import follow
from publisher.commands.prepared import prepared_store
from publisher.commands.terminal import tell
from publisher.errors import RefusedError
from publisher.store import assignments, editions, jobs


@click.command("publish")
@click.argument("playlist")
@click.option("--wait/--no-wait", default=True, help="Wait until the worker is done. Default: wait.")
@click.option("--timeout", type=click.IntRange(1), default=600, show_default=True, help="Seconds to wait at most.")
def publish(playlist: str, wait: bool, timeout: int) -> None:
    """Draw and sign PLAYLIST, and send it to its screens.

    If a slide has an error, nothing is published and every finding is printed. The worker does
    the work, since it alone holds the keys. Of a git repo it publishes the last commit of main and
    nothing else; files that differ from it are named, and so is each slide that is left out.

    \b
    Example: publisher publish heart-failure
    """
    store = prepared_store()
    with store.begin() as db:
        job = jobs.add(db, "publish", playlist, datetime.now(UTC))
    if wait:
        follow(store, job, timeout)
    else:
        tell(f"{playlist} waits for the worker.")


@click.command("assign")
@click.argument("playlist")
@click.argument("screen_id", metavar="SCREEN")
@click.option("--wait/--no-wait", default=True, help="Wait until the worker has signed it. Default: wait.")
def assign(playlist: str, screen_id: str, wait: bool) -> None:
    """Let SCREEN show PLAYLIST from now on.

    \b
    Example: publisher assign heart-failure oakfield-front-desk
    """
    store = prepared_store()
    now = datetime.now(UTC)
    with store.begin() as db:
        if editions.latest(db, playlist) is None:
            raise RefusedError(f"'{playlist}' was never published. Publish it first: publisher publish {playlist}")
        assignments.assign(db, screen_id, playlist, now)
        job = jobs.add(db, "programme", screen_id, now)
    if wait:
        follow(store, job)
