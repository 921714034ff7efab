"""The command that makes room on the publisher's disk."""

from datetime import UTC, datetime

import click

from publisher.commands.following import follow
from publisher.settings import read_settings
from publisher.shelf.shelf import Shelf
from publisher.store import jobs
from publisher.store.database import Store
from publisher.worker import sweeping


@click.command("sweep")
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
def sweep(dry_run: bool) -> None:
    """Take away frames and finished jobs that nobody needed for a season.

    The worker does this once a day by itself. Editions, reports and counts stay for ever, and so
    does every frame that is signed, that a screen says it shows, or that was out in the last 90 days.

    \b
    Example: publisher sweep --dry-run
    """
    settings, now = read_settings(), datetime.now(UTC)
    store = Store.open(settings.database_url)
    if dry_run:
        click.echo(sweeping.say_what_would_go(store, Shelf(settings.shelf), now))
        return
    with store.begin() as db:
        job = jobs.add(db, "sweep", "shelf", now)
    follow(store, job)
