"""The day that a command is for, which somebody may name to see another day's slides."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import click

from publisher.settings import Settings

Command = Callable[..., None]


def today_option(verb: str) -> Callable[[Command], Command]:
    """The option `--today`, in the words of what the command does."""
    return click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help=f"The day to {verb} for. Default: today.")


def day_meant(today: datetime | None, settings: Settings) -> date:
    """The day that was named, or the one that it is where the publisher is."""
    return today.date() if today else settings.day_of(datetime.now(UTC))
