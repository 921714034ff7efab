"""Which commit of a git repo is meant: the head of `main`, or one that somebody named."""

from itertools import islice

import pygit2

from publisher.content.names import shown
from publisher.content.source.repos import MAIN
from publisher.errors import ContentError

_HEADS = "refs/heads/"
_ELSEWHERE = "refs/remotes/"
MOST_NAMED = 8
"""Branches named in a message; somebody who has more knows how to list them."""


def head_of(repo: pygit2.Repository) -> str:
    """The commit id at the head of `main`, or of HEAD if there is no `main`; nothing else is read."""
    try:
        reference = repo.references.get(MAIN) or repo.head
        return str(reference.resolve().target)
    except (pygit2.GitError, KeyError) as error:
        raise ContentError(f"{repo.path}: {_why_headless(repo)}") from error


def name_of_head(repo: pygit2.Repository) -> str:
    """What people call that head: `main`, another branch, or HEAD where no branch is checked out."""
    return "main" if MAIN in repo.references else str(repo.head.shorthand)


def commit_of(repo: pygit2.Repository, name: str) -> str:
    """The commit id that a branch, a tag or the start of an id stands for; ContentError names what there is."""
    try:
        found, _ = repo.resolve_refish(name)
        return str(found.id)
    except (pygit2.GitError, KeyError, ValueError) as error:
        there = _branches(repo)
        known = f" There are the branches: {there}." if there else " Nothing is committed yet."
        raise ContentError(f"{repo.path}: there is no commit `{shown(name)}`.{known}") from error


def _why_headless(repo: pygit2.Repository) -> str:
    there = _branches(repo)
    if not there:
        return "nothing is committed yet. Commit the slides to main first."
    named = str(repo.lookup_reference("HEAD").target).removeprefix(_HEADS)
    first = there.partition(",")[0]
    local = f"{_HEADS}{first}" in repo.references
    mend = f"branch -m {first} main" if local else f"branch main {first}"
    return (
        f"the branch {shown(named)}, which HEAD names, is not there. There are: {there}. Name the one with the slides: "
        f"--commit {first}. Or let it be main: git -C {repo.path.rstrip('/')} {mend}"
    )


def _branches(repo: pygit2.Repository) -> str:
    """The branches of a repo by name, its own first, or nothing."""
    names = sorted(repo.references)
    own = [name.removeprefix(_HEADS) for name in names if name.startswith(_HEADS)]
    others = [name.removeprefix(_ELSEWHERE) for name in names if name.startswith(_ELSEWHERE)]
    known = own + [name for name in others if not name.endswith("/HEAD")]
    more = f" and {len(known) - MOST_NAMED} more" if len(known) > MOST_NAMED else ""
    return ", ".join(shown(name) for name in islice(known, MOST_NAMED)) + more
