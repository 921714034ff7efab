"""Which state of the content a command reads, the files or a commit, and what is said where the two differ."""

from collections.abc import Callable
from pathlib import Path

import click

from publisher.commands.terminal import tell
from publisher.content.source.repos import has_files, is_repo
from publisher.content.source.sources import Chosen
from publisher.content.source.work_tree import uncommitted
from publisher.errors import ContentError

_FILES = click.option("--files", is_flag=True, help="Read the files as they stand, also in a git repo.")
_COMMIT = click.option("--commit", default="", metavar="NAME", help="Read a commit: a branch, a tag or an id.")


def state_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options `files` and `commit`; commands that show what is written read files, all others the last commit."""
    return _FILES(_COMMIT(command))


def chosen_state(files: bool, commit: str) -> Chosen:
    """What the options say; a usage error if they say two things."""
    if files and commit:
        raise click.UsageError("Files and a commit are two things. Write --files or --commit, not both.")
    return Chosen(files, commit)


def tell_unread(folder: Path, chosen: Chosen) -> bool:
    """Before a commit is read: say which files differ from it, unless somebody chose; whether there are any.

    Raises ContentError where reading would.
    """
    found = uncommitted(folder) if chosen == Chosen() else None
    if found is not None:
        cure = "The commit is read, without them. Commit them, or read the files as they stand with --files."
        tell(f"publisher: {found} {cure}", err=True)
    return found is not None


def tell_uncommitted(folder: Path, chosen: Chosen) -> None:
    """Before files are read: say which are not committed, or that a bare repo has none, unless somebody chose."""
    if chosen != Chosen():
        return
    try:
        found = uncommitted(folder)
    except ContentError as error:
        tell(f"publisher: {error}", err=True)
        return
    if is_repo(folder) and not has_files(folder):
        tell("publisher: This git repo is bare, so the last commit is read.", err=True)
    elif found is not None:
        others = "`build`, `export` and `publish` take the commit; read that with"
        tell(f"publisher: {found} The files are read as they stand. {others} --commit {found.branch}.", err=True)
