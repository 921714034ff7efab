"""What can be told of a git repo from its few top files, without loading a git library."""

import os

TYPE_CHECKING = False  # as type checkers know it; loading typing would cost a command that has nothing else to do
if TYPE_CHECKING:
    from os import PathLike

MAIN = "refs/heads/main"


def is_repo(path: "PathLike[str] | str") -> bool:
    """Whether a folder is a git repo: bare, or with `.git` at its top."""
    top = os.fspath(path)
    bare = os.path.isfile(f"{top}/HEAD") and os.path.isdir(f"{top}/objects")  # noqa: PTH112, PTH113 - see below
    return os.path.exists(f"{top}/.git") or bare  # noqa: PTH110 - pathlib takes time to load


def has_files(path: "PathLike[str] | str") -> bool:
    """Whether a git repo has its files beside it, to write in; a bare one has only commits."""
    return os.path.exists(f"{os.fspath(path)}/.git")  # noqa: PTH110


def glance_at_head(path: "PathLike[str] | str") -> str | None:
    """The commit id at the head of `main` where one file says it plainly; None to have git itself look.

    Reading it this way takes a hundredth of the time that loading a git library does. Whatever is
    not the plain case (a linked worktree, another branch, another way to keep references) is left to git.
    """
    top = os.fspath(path)
    folder = f"{top}/.git" if os.path.isdir(f"{top}/.git") else top  # noqa: PTH112
    try:
        if not os.path.isdir(f"{folder}/objects") or os.path.exists(f"{folder}/reftable"):  # noqa: PTH110, PTH112
            return None
        loose = _text(f"{folder}/{MAIN}")
        return _commit(loose.strip()) if loose is not None else _packed(_text(f"{folder}/packed-refs") or "")
    except (OSError, ValueError):
        return None


def _packed(text: str) -> str | None:
    ends = (line.partition(" ") for line in text.splitlines())
    return next((_commit(id) for id, _, name in ends if name == MAIN), None)


def _commit(text: str) -> str | None:
    return text if len(text) == 40 and not text.strip("0123456789abcdef") else None


def _text(path: str) -> str | None:
    if not os.path.isfile(path):  # noqa: PTH113
        return None
    with open(path, encoding="ascii") as opened:  # noqa: PTH123
        return opened.read()
