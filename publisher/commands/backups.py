"""Commands that copy everything that cannot be made again, and put it back."""

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from publisher.commands.prepared import prepared_settings
from publisher.commands.terminal import tell
from publisher.recovery import backups
from publisher.settings import read_settings

FOLDER = click.Path(file_okay=False, path_type=Path)
SECRET = (
    "It holds the signing keys. Whoever has it can sign what screens show: keep it locked away, apart from the rest."  # noqa: S105 - a sentence
)
WITHOUT = "The signing keys are not in it. Keep a copy of {keys} apart: without them no screen takes news again."


@click.command("backup")
@click.argument("folder", type=FOLDER)
@click.option("--with-keys", is_flag=True, help="Also the signing keys; the copy is then secret.")
def backup(folder: Path, with_keys: bool) -> None:
    """Copy database, shelf and settings into the new FOLDER.

    Everything may run on meanwhile. The content is a git repo with copies of its own, and is not
    in it. Back up after each new screen and after keys were replaced, not only once a night.

    \b
    Example: publisher backup /backups/screens-2026-11-30
    """
    os.umask(0o077)
    settings = prepared_settings()
    made = backups.make(settings, folder.absolute(), os.environ, datetime.now(UTC), with_keys=with_keys)
    backups.verify(folder.absolute())
    tell(f"{folder}: {len(made.files):,} files, each read back and found whole.")
    tell(SECRET if with_keys else WITHOUT.format(keys=settings.keys))


@click.command("restore")
@click.argument("folder", type=FOLDER)
def restore(folder: Path) -> None:
    """Put the backup in FOLDER back, where there is nothing yet.

    Home and database have to be empty. The backup is checked first, byte by byte, and nothing is ever written over.

    \b
    Example: publisher restore /backups/screens-2026-11-30
    """
    os.umask(0o077)
    settings = read_settings()
    made = backups.put_back(settings, folder.absolute())
    tell(f"The backup of {made.made_at:%-d %B %Y, %H:%M} UTC is back in {settings.home}. What to do next:")
    for number, step in enumerate(_steps(made, backups.forgotten_screens(settings), str(settings.keys)), start=1):
        tell(f"{number}. {step}")


def _steps(made: backups.Backup, forgotten: list[str], keys: str) -> list[str]:
    steps = [] if made.with_keys else [f"Put your copy of the signing keys into {keys}. Do not make new ones."]
    steps += [
        "Let the web process read the shelf and use the database again, as docs/running.md says under `Set up`.",
        "Start the worker and the web process. The worker signs everything anew, so that screens take news again.",
        "Publish each playlist that was changed since the backup: publisher publish PLAYLIST",
        "Look at `publisher screens`. What managers chose since the backup has to be chosen again.",
    ]
    if forgotten:
        steps.append(
            f"Pair again, with the code that it then shows, each screen that was paired since: {', '.join(forgotten)}. "
            "They go on showing what they have. At the screen: player pair --again"
        )
    return steps
