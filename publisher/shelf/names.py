"""Which names may become paths on the shelf: shapes so plain that none can climb out of it."""

import re

from publisher.errors import ShelfError

PLAIN_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
DIGEST = re.compile(r"[0-9a-f]{64}")
SIGNED_FILE = re.compile(r"(?:metadata|targets)(?:/[a-z0-9](?:[a-z0-9_-]|\.(?!\.)){0,199}){1,3}")

LONGEST_NAME = 120
"""As long as the contract with the players allows."""


def is_plain(name: str) -> bool:
    """Whether `name` can name a playlist or a screen: small letters, digits, - and _."""
    return len(name) <= LONGEST_NAME and PLAIN_NAME.fullmatch(name) is not None


def is_digest(name: str) -> bool:
    """Whether `name` is a SHA-256 digest in small hexadecimal letters."""
    return DIGEST.fullmatch(name) is not None


def demand_plain(name: str, what: str) -> str:
    """The name itself, or ShelfError if it cannot be that of a `what`."""
    if not is_plain(name):
        raise ShelfError(f"{name!r:.80} cannot name a {what}. Use small letters, digits, - and _, such as oak-field-1.")
    return name


def demand_digest(name: str) -> str:
    """The digest itself, or ShelfError if it is none."""
    if not is_digest(name):
        raise ShelfError(f"{name!r:.80} is not a SHA-256 digest, so nothing on the shelf has that name.")
    return name


def demand_signed_file(name: str) -> str:
    """The name itself if it can be that of a metadata file or a target, or ShelfError."""
    if SIGNED_FILE.fullmatch(name) is None:
        raise ShelfError(f"{name!r:.80} cannot name a signed file. Names begin with metadata/ or targets/.")
    return name
