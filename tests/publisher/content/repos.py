"""Git repos as git itself makes them, with somebody's files in them."""

import os
import subprocess
from pathlib import Path

from tests.publisher.broken import GROUP, slide

SOMEBODY = {"NAME": "a carer", "EMAIL": "carer@example.org"}
ALONE = {
    **os.environ,
    **{f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in SOMEBODY.items()},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def git(folder: Path, *words: str | Path) -> str:
    """What git answers in a folder, whatever is set on this machine."""
    done = subprocess.run(["git", *map(str, words)], cwd=folder, env=ALONE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (words, done.stderr)
    return done.stdout.strip()


def write_content(folder: Path) -> None:
    """Two slides, a playlist of them, and their group."""
    for path, text in {
        "slides/tea.md": slide(body="Tea is ready."),
        "slides/chairs.md": slide(body="There are more chairs."),
        "playlists/winter.yaml": "title: Winter\ngroup: friends\nslides: [tea, chairs]\n",
        "groups/friends.yaml": GROUP,
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def make_repo(folder: Path, branch: str = "main", below: str = "") -> Path:
    """A repo with everything committed; the content stands in its folder `below`, or at its top."""
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--initial-branch", branch)
    write_content(folder / below)
    commit(folder)
    return folder


def commit(folder: Path) -> str:
    """Commit everything that stands in a repo's files."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "Save")
    return git(folder, "rev-parse", "HEAD")
