"""Content in a git repo, read by blob id and never checked out."""

import stat
from collections.abc import Collection, Iterator
from pathlib import Path
from unicodedata import normalize

import pygit2

from publisher.content.reading import read_content
from publisher.content.source.files import Entry, FolderError, Thing
from publisher.content.source.heads import commit_of, head_of
from publisher.content.source.needs import read_for
from publisher.content.source.repos import is_repo
from publisher.content.source.scope import Scope
from publisher.errors import ContentError
from publisher.limits import MAX_FILES, MAX_FOLDER_BYTES
from publisher.model.content import Content

SUBMODULE_MODE = 0o160000


class GitSource:
    """The head of `main` in a git repo, or a commit that was named, by blob id and never checked out.

    The content may stand in a folder of the repo, such as `content`; the path is nothing where it is the top.
    """

    def __init__(self, repo: pygit2.Repository, name: str = "", folder: str = "") -> None:
        self._repo = repo
        self._name = name
        self._folder = folder

    def commit(self) -> str:
        """The commit id at the head, or that of the name; nothing else is read."""
        return commit_of(self._repo, self._name) if self._name else head_of(self._repo)

    def read(self, commit: str | None = None, only: Collection[str] | None = None) -> Content:
        """Everything at a commit, or at the head, which is looked up once; or nothing but some files."""
        commit = commit or self.commit()
        files = GitFiles(self._repo, commit, self._folder)
        return read_content(files if only is None else Scope(files, only), files.root, commit)

    def read_for(self, commit: str, playlist: str) -> Content:
        """What one playlist needs, as it was at a commit."""
        files = GitFiles(self._repo, commit, self._folder)
        return read_for(files, files.root, commit, playlist)

    def changes(self, before: str, now: str) -> frozenset[str] | None:
        """The paths of all files that differ between two commits; folders that are the same are not looked into."""
        try:
            roots = [GitFiles(self._repo, commit, self._folder) for commit in (before, now)]
            return frozenset(_differing(roots[0], roots[1]))
        except (ContentError, FolderError):
            return None

    def demand_agreed(self, commit: str, since: str | None = None) -> None:
        """Refuse a commit that is not the head of `main` and did not lead to it; raises ContentError.

        With `since`, also one that this earlier commit did not lead to.

        A repo holds commits that nobody merged, on other branches or on none; whoever names one is not asked
        where it came from, so `main` is looked at here.
        """
        if not (self._leads_to(commit, self.commit()) and (since is None or self._leads_to(since, commit))):
            raise ContentError(
                f"{self._repo.path}: the commit {commit:.64} is not on main, so nothing is drawn from it. "
                "Merge it into main, and publish again."
            )

    def _leads_to(self, earlier: str, later: str) -> bool:
        """Whether a commit, named in full, is another one or came before it."""
        try:
            ends = [pygit2.Oid(hex=commit) for commit in (earlier, later)]
            in_full = [str(end) for end in ends] == [earlier, later]
            return in_full and (earlier == later or self._repo.descendant_of(ends[1], ends[0]))
        except (KeyError, ValueError, TypeError, pygit2.GitError):
            return False


def open_repo(path: Path) -> pygit2.Repository:
    """Open a repo; raises ContentError in a sentence."""
    try:
        return pygit2.Repository(str(path))
    except pygit2.GitError as error:
        if "not owned" in str(error):
            raise ContentError(
                f"{path}: this git repo belongs to another account, so git does not trust it. If you do: "
                f"git config --global --add safe.directory {path.resolve()}"
            ) from error
        raise ContentError(f"{path}: this git repo cannot be opened: {error}.") from error


def find_repo(path: Path) -> tuple[pygit2.Repository, str]:
    """The repo that a folder is, or stands in, and the folder's path inside; raises ContentError if there is none."""
    if is_repo(path):
        return open_repo(path), ""
    above = next((each for each in path.resolve().parents if is_repo(each)), None)
    if above is None:
        raise ContentError(f"{path}: this is a plain folder, which keeps no commits. Leave --commit out.")
    return open_repo(above), path.resolve().relative_to(above).as_posix()


class GitFiles:
    """The files of one commit."""

    def __init__(self, repo: pygit2.Repository, commit: str, folder: str = "") -> None:
        self._repo = repo
        self.root = Entry("", Thing.FOLDER, tree_of(repo, commit, folder))

    def list_folder(self, folder: Entry) -> Iterator[Entry]:
        """What stands in a tree, by name; raises ContentError if the repo has lost it."""
        try:
            size = self.size_of(folder)
            if size > MAX_FOLDER_BYTES:
                raise FolderError(f"it lists {size} bytes of names; {MAX_FOLDER_BYTES} is the most")
            tree = self._repo[folder.key].peel(pygit2.Tree)
            children = [(child.raw_name, child.filemode, str(child.id)) for child in tree]
        except FolderError:
            raise
        except pygit2.GitError as error:
            raise FolderError("git cannot read it") from error
        except (KeyError, ValueError, OSError) as error:
            raise ContentError(f"{self._repo.path}: the repo is damaged at {folder.path or 'its top'}.") from error
        for raw_name, mode, key in children:
            name = normalize("NFC", (raw_name or b"").decode("utf-8", "replace"))
            yield Entry(f"{folder.path}/{name}" if folder.path else name, _thing(mode), key)

    def size_of(self, file: Entry) -> int:
        """How many bytes a blob has, from its header."""
        try:
            return self._repo.odb.read_header(pygit2.Oid(hex=file.key))[1]
        except (KeyError, pygit2.GitError) as error:
            raise OSError(f"the repo has lost the blob {file.key}") from error

    def read(self, file: Entry, most: int) -> bytes:
        """A blob's bytes; raises OSError if the repo has lost it, or it has more than `most`."""
        if self.size_of(file) > most:
            raise OSError(f"{file.path} has more than {most} bytes")
        try:
            blob = self._repo[file.key]
        except (KeyError, pygit2.GitError) as error:
            raise OSError(f"the repo has lost the blob {file.key}") from error
        if not isinstance(blob, pygit2.Blob):
            raise OSError(f"{file.key} is not a file")
        return blob.data


def _differing(before: GitFiles, now: GitFiles) -> Iterator[str]:
    """The paths of files that differ between two trees; folders that are the same are not opened."""
    waiting: list[tuple[Entry | None, Entry | None]] = [(before.root, now.root)]
    seen = 0
    while waiting:
        pair = waiting.pop()
        listed = [
            {entry.path: entry for entry in (files.list_folder(one) if one and one.thing is Thing.FOLDER else ())}
            for files, one in zip((before, now), pair, strict=True)
        ]
        for path in dict.fromkeys((*listed[0], *listed[1])):
            old, new = listed[0].get(path), listed[1].get(path)
            if old == new:
                continue
            seen += 1
            if seen > MAX_FILES:
                raise FolderError("more differs than is read")
            if any(one is not None and one.thing is not Thing.FOLDER for one in (old, new)):
                yield path
            waiting.append((old, new))


def _thing(mode: int) -> Thing:
    if mode == SUBMODULE_MODE:
        return Thing.SUBMODULE
    if stat.S_ISLNK(mode):
        return Thing.SYMLINK
    if stat.S_ISDIR(mode):
        return Thing.FOLDER
    return Thing.FILE if stat.S_ISREG(mode) else Thing.OTHER


def tree_of(repo: pygit2.Repository, commit: str, folder: str = "") -> str:
    """The id of the tree of a commit, or of a folder in it; raises ContentError."""
    try:
        tree = repo[commit].peel(pygit2.Tree)
    except (KeyError, ValueError, pygit2.GitError) as error:
        raise ContentError(f"{repo.path}: the commit {commit} cannot be read. The repo may be damaged.") from error
    try:
        return str((tree[folder] if folder else tree).peel(pygit2.Tree).id)
    except (KeyError, pygit2.GitError) as error:
        raise ContentError(f"{repo.path}: there is no folder {folder} in the commit {commit[:12]}.") from error
