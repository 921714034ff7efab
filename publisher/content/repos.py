"""What can be told of a git repo from its few top files, without loading a git library."""

import re
from pathlib import Path

MAIN = "refs/heads/main"

_COMMIT = re.compile(r"[0-9a-f]{40}")


def is_repo(path: Path) -> bool:
    """Whether a folder is a git repo: bare, or with `.git` at its top."""
    return (path / ".git").exists() or ((path / "HEAD").is_file() and (path / "objects").is_dir())


def glance_at_head(path: Path) -> str | None:
    """The commit id at the head of `main` where one file says it plainly; None to have git itself look.

    Reading it this way takes a hundredth of the time that loading a git library does. Whatever is
    not the plain case (a linked worktree, another branch, another way to keep references) is left to git.
    """
    folder = path / ".git" if (path / ".git").is_dir() else path
    try:
        if not (folder / "objects").is_dir() or (folder / "reftable").exists():
            return None
        loose = _text(folder / MAIN)
        return _commit(loose.strip()) if loose is not None else _packed(_text(folder / "packed-refs") or "")
    except (OSError, ValueError):
        return None


def _packed(text: str) -> str | None:
    ends = (line.partition(" ") for line in text.splitlines())
    return next((_commit(id) for id, _, name in ends if name == MAIN), None)


def _commit(text: str) -> str | None:
    return text if _COMMIT.fullmatch(text) else None


def _text(path: Path) -> str | None:
    return path.read_text("ascii") if path.is_file() else None
