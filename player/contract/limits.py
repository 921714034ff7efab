"""What a record of the wire may say at most: numbers in their bounds, names and digests that are some."""

import re

from player.contract.errors import ContractError

FORMAT = 1
MAX_DWELL_SECONDS = 600
MAX_VIEWS_PER_REPORT = 500
MAX_SEQUENCE_SPAN = 100_000
"""A batch is cut from neighbours in a journal, so its sequences never lie further apart than this."""
MAX_RECORD_BYTES = 4_000_000
LONGEST_TIMESTAMP_DAYS = 7
"""No signed timestamp holds for longer, so its expiry less this many days is a day that has come."""
MAX_OPENINGS = 50
MAX_ENTRIES = 5_000
"""Of an edition: a playlist has at most 1,000 slides, and players see further than today's publisher."""
MAX_ASSIGNED = 1_000
"""Playlists of one screen, notices among them; a practice chooses a handful."""
MAX_WEEKDAYS = 7
MAX_SEEN = 500
"""Playlists of which a player says how far it has come."""
MAX_REASON = 500
"""Characters of the sentence that says why news is refused."""
GZIP = 31
"""What zlib calls a gzip file, which a report may be packed as."""
LARGEST = 2**53
"""Up to here every reader of JSON knows whole numbers exactly."""
LARGEST_NUMBER = 2**31 - 1
"""Of an edition: as high as a database counts."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*(?:/[a-z0-9]+(?:[-_][a-z0-9]+)*)*")
_TOKEN = re.compile(r"[0-9a-f-]{8,64}")


def demand(holds: bool, problem: str) -> None:
    """Refuse the record unless this holds; raises ContractError, as everything here does."""
    if not holds:
        raise ContractError(f"A record does not follow the contract: {problem}.")


def demand_bounded(data: bytes) -> bytes:
    """The bytes, if they are no more than any record can have."""
    demand(len(data) <= MAX_RECORD_BYTES, f"more than {MAX_RECORD_BYTES} bytes")
    return data


def demand_known_format(number: int) -> None:
    """A format that this version can read."""
    demand(number == FORMAT, f"format {number} is not {FORMAT}; update the player or the publisher")


def demand_name(name: str) -> None:
    """A name such as `heart-failure/early-signs`."""
    demand(len(name) <= 120 and _NAME.fullmatch(name) is not None, f"{name!r:.60} is not a name")


def demand_plain_name(name: str) -> None:
    """A name without folders, such as `heart-failure`."""
    demand_name(name)
    demand("/" not in name, f"{name!r:.60} is not a plain name")


def demand_digest(digest: str) -> None:
    """SHA-256 in lower-case hexadecimal."""
    demand(_DIGEST.fullmatch(digest) is not None, f"{digest!r:.80} is not a SHA-256 digest")


def demand_token(token: str, what: str) -> None:
    """Something such as a UUID."""
    demand(_TOKEN.fullmatch(token) is not None, f"{what} is not a UUID")


def demand_size(width: int, height: int) -> None:
    """The pixels of a screen."""
    demand_between(width, 320, 7680, "width")
    demand_between(height, 320, 7680, "height")


def demand_between(number: float, lowest: float, highest: float, what: str) -> None:
    """A number in its bounds, both included."""
    demand(lowest <= number <= highest, f"{what} is {str(number)[:40]}, and should be {lowest} to {highest}")


def demand_short(text: str, longest: int, what: str) -> None:
    """A text of at most so many characters."""
    demand(len(text) <= longest, f"{what} is too long")


def demand_hours(weekdays: tuple[int, ...], from_minute: int, until_minute: int) -> None:
    """Days of a week and minutes of a day."""
    demand(len(weekdays) <= MAX_WEEKDAYS, f"more than {MAX_WEEKDAYS} weekdays")
    demand(set(weekdays) <= set(range(1, 8)), "weekdays are 1 to 7")
    demand_between(from_minute, 0, 1440, "from_minute")
    demand_between(until_minute, 0, 1440, "until_minute")
