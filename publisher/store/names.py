"""Names that people type, and the short ids made from them."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import count

from publisher.errors import RefusedError

LONGEST_ID = 60
LONGEST_NAME = 120

_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


def check_id(written: str, what: str, example: str) -> None:
    """Refuse an id that cannot stand in an address; raises RefusedError."""
    if len(written) > LONGEST_ID or _ID.fullmatch(written) is None:
        raise RefusedError(
            f"'{written:.80}' cannot be the id of a {what}. Write small letters, digits and single hyphens, "
            f"at most {LONGEST_ID}, such as {example}."
        )


def tidy_name(written: str, what: str) -> str:
    """The name with single spaces; raises RefusedError if nothing is left or it is too long."""
    name = " ".join(printable(written).split())
    if not name:
        raise RefusedError(f"The {what} needs a name. Write what people call it.")
    if len(name) > LONGEST_NAME:
        raise RefusedError(f"The name of the {what} has {len(name)} characters. Write at most {LONGEST_NAME}.")
    return name


def printable(text: str) -> str:
    """The text without characters that no database or page should meet, such as NUL."""
    return "".join(character if character.isprintable() else " " for character in text)


def free_ids(practice_id: str, name: str) -> Iterator[str]:
    """Ids for a screen, best first: `oakfield-front-desk`, `oakfield-front-desk-2`, and so on."""
    stem = f"{practice_id}-{_plain_letters(name) or 'screen'}"[: LONGEST_ID - 5].rstrip("-_")
    yield stem
    yield from (f"{stem}-{number}" for number in count(2))


def _plain_letters(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", bare.replace("'", "")))
