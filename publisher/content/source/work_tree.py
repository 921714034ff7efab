"""What stands in the files of a git repo and not in its last commit, so that nobody takes the one for the other.

Who writes sees files, and what is published is a commit. Git itself says how the two differ: line ends that
it changes by itself do not count, nor do files that it was told to ignore.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.content.names import shown
from publisher.content.source.folders import FOLDERS, REGISTERS
from publisher.content.source.repos import has_files, is_repo
from publisher.errors import ContentError

if TYPE_CHECKING:
    import pygit2

MOST_NAMED = 8
"""Files named in a message; `git status` lists them all."""
SHORT_COMMIT = 12


@dataclass(frozen=True, slots=True)
class Uncommitted:
    """The files of the content that differ from the last commit, each with what was done to it."""

    branch: str
    """Whose last commit it is: `main`, or what HEAD stands for where there is no `main`."""
    commit: str
    files: dict[str, str]
    """Path and `changed`, `new` or `deleted`; `staged` besides if git was told to commit it next."""

    def only(self, paths: Collection[str]) -> "Uncommitted | None":
        """Of these paths alone, or None if none of them differs."""
        files = {path: how for path, how in self.files.items() if path in paths}
        return replace(self, files=files) if files else None

    def __str__(self) -> str:
        named = [f"{shown(path, 120)} ({how})" for path, how in list(self.files.items())[:MOST_NAMED]]
        more = len(self.files) - len(named)
        what = "1 file differs" if len(self.files) == 1 else f"{len(self.files)} files differ"
        of = f"the last commit of {shown(self.branch)}, {self.commit[:SHORT_COMMIT]}"
        return f"{what} from {of}: {', '.join(named)}{f' and {more} more' if more else ''}."


def uncommitted(path: Path) -> Uncommitted | None:
    """What a folder has and its last commit has not, or None if they are the same, or if it has no commits.

    A folder somewhere inside of a git repo is read as plain files by everybody, so it has none either.
    Raises ContentError if there is no commit to compare with.
    """
    if not is_repo(path) or not has_files(path):
        return None
    import pygit2  # noqa: PLC0415 - a plain folder needs no git library

    from publisher.content.source.git import open_repo  # noqa: PLC0415
    from publisher.content.source.heads import head_of, name_of_head  # noqa: PLC0415

    repo = open_repo(path)
    commit = head_of(repo)
    try:
        files = dict(sorted(_differing(repo, commit)))
    except (pygit2.GitError, OSError, KeyError) as error:
        raise ContentError(
            f"{path}: it cannot be told which files are committed: {error}. Try `git status`."
        ) from error
    return Uncommitted(name_of_head(repo), commit, files) if files else None


def _differing(repo: "pygit2.Repository", commit: str) -> Iterator[tuple[str, str]]:
    checked_out = not repo.head_is_unborn and str(repo.head.peel().id) == commit
    found = _by_status(repo) if checked_out else _by_comparing(repo, commit)
    return ((path, how) for path, how in found if _is_content(path))


def _by_status(repo: "pygit2.Repository") -> Iterator[tuple[str, str]]:
    """As `git status` says it, from git's memory of sizes and times, which takes milliseconds."""
    from pygit2.enums import FileStatus as Was  # noqa: PLC0415

    for path, was in repo.status(untracked_files="all", ignored=False).items():
        if was & (Was.WT_DELETED | Was.INDEX_DELETED) and not was & Was.WT_NEW:
            how = "deleted"
        else:
            how = "new" if was & (Was.WT_NEW | Was.INDEX_NEW) else "changed"
        staged = was & (Was.INDEX_NEW | Was.INDEX_MODIFIED | Was.INDEX_DELETED | Was.INDEX_RENAMED)
        yield path, f"{how}, staged" if staged else how


def _by_comparing(repo: "pygit2.Repository", commit: str) -> Iterator[tuple[str, str]]:
    """The same where another branch is checked out than the one that is published: every file is looked at."""
    import pygit2  # noqa: PLC0415

    how = {"A": "new", "?": "new", "D": "deleted"}
    flags = pygit2.enums.DiffOption.INCLUDE_UNTRACKED | pygit2.enums.DiffOption.RECURSE_UNTRACKED_DIRS
    for delta in repo[commit].peel(pygit2.Tree).diff_to_workdir(flags=flags).deltas:
        yield delta.new_file.path, how.get(delta.status_char(), "changed")


def _is_content(path: str) -> bool:
    parts = path.split("/")
    return (parts[0] in FOLDERS and not any(part.startswith(".") for part in parts)) or path in REGISTERS
