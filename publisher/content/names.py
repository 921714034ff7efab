"""Names of files and things: which are allowed, and which was probably meant."""

import re
from collections.abc import Iterable
from itertools import islice
from pathlib import PurePosixPath

LONGEST_ID = 120
MOST_COMPARED = 500
_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*(?:/[a-z0-9]+(?:[-_][a-z0-9]+)*)*")
"""The same names that a player accepts; a test holds the two together."""


def is_id(name: str) -> bool:
    """Whether a name can be part of web addresses and files on every screen."""
    return len(name) <= LONGEST_ID and _ID.fullmatch(name) is not None


def id_of(path: str) -> str:
    """The id of a file: its path below its folder, without the ending."""
    below = path.partition("/")[2]
    stem, _, ending = below.rpartition(".")
    return below if not stem or "/" in ending else stem


def is_file_name(name: str) -> bool:
    """Whether a name from a file system or a git tree is one plain name and nothing else."""
    return name.isprintable() and name not in {"", ".", ".."} and not any(sign in name for sign in "/\\:\ufffd")


def climbs_out(path: str) -> bool:
    """Whether a path written by an author leads, or could lead, out of the content."""
    parts = path.replace("\\", "/").split("/")
    return ".." in parts or path.startswith(("/", "\\", "~")) or "\\" in path or path[1:2] == ":"


def backslash_in(path: str) -> str:
    """What to do about a path that was typed as Windows has it, after its name; nothing if it was not."""
    turned = path.replace("\\", "/")
    if turned == path or climbs_out(turned):
        return ""
    return f"has a backslash in it. Write a path with /, such as `{shown(turned)}`."


def is_remote(path: str) -> bool:
    """Whether a path is an address on another machine."""
    return path.startswith("//") or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]+:", path) is not None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A question with the nearest known name, or nothing if none is near; folders and endings count less."""
    stems: dict[str, list[str]] = {}
    for candidate in islice(known, MOST_COMPARED):
        stems.setdefault(PurePosixPath(candidate).stem, []).append(candidate)
    import difflib  # noqa: PLC0415 - only a mistake comes here

    near = difflib.get_close_matches(PurePosixPath(name[:LONGEST_ID]).stem, stems, n=1, cutoff=0.7)
    best = difflib.get_close_matches(name[:LONGEST_ID], stems[near[0]], n=1, cutoff=0) if near else []
    return f" Did you mean `{best[0]}`?" if best else ""


def shown(text: str, longest: int = 60) -> str:
    """An author's text as it can stand in a message: printable and not long."""
    printable = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
    return printable if len(printable) <= longest else f"{printable[: longest - 1]}…"
