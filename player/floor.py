"""What can only rise: serials, editions, metadata versions, and the latest time that somebody signed.

python-tuf refuses to go back only while its metadata is there. The floor is a second memory,
synced to disk, so that lost metadata is no way back to an old programme.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from player.cache import read_current
from player.contract import Now
from player.errors import TrustError
from player.files import read_hint, read_or_set_aside, write_whole
from player.frozen import dataclass
from player.state import State
from player.strict import encode

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Mark:
    """The highest number seen of one thing, such as `content/timestamp` or `edition/winter`."""

    name: str
    highest: int


@dataclass(frozen=True, slots=True)
class Floor:
    """Everything that can only rise."""

    time: datetime = EPOCH
    """It is at least this late: a time that the publisher signed."""
    marks: tuple[Mark, ...] = ()


def read_floor(state: State) -> Floor:
    """The floor as it is kept; a damaged one is set aside, and rises again from what is kept and signed."""
    return read_or_set_aside(Floor, state.floor) or Floor()


def read_time_floor(state: State) -> datetime:
    """The latest time that was signed; for `show`, which leaves a damaged floor to `sync`.

    Until that has made it anew, the programme that is kept here says how late it is at least: it was verified.
    """
    floor = read_hint(Floor, state.floor)
    if floor is not None:
        return floor.time
    adopted = read_current(state)
    return adopted.programme.issued_at if adopted is not None else EPOCH


def demand_not_lower(floor: Floor, numbers: Mapping[str, int]) -> None:
    """Refuse what is older than something seen before; raises TrustError."""
    known = {mark.name: mark.highest for mark in floor.marks}
    for name, number in numbers.items():
        if number < known.get(name, 0):
            raise TrustError(
                f"The publisher offers {name} {number}, but {known[name]} was seen before. An old one is never taken."
            )


def has_come(signed_at: datetime, now: Now) -> datetime:
    """A time that is past for certain: the signed one, or ours if that is trusted and earlier.

    A publisher whose clock once ran ahead must not put all its screens out of time for good.
    """
    return min(signed_at, now.at) if now.clock_trusted else signed_at


def raise_floor(state: State, floor: Floor, numbers: Mapping[str, int], time: datetime = EPOCH) -> Floor:
    """The floor raised to these numbers and this time, synced if that changed anything."""
    known = {mark.name: mark.highest for mark in floor.marks}
    known.update({name: max(number, known.get(name, 0)) for name, number in numbers.items()})
    raised = Floor(max(floor.time, time), tuple(Mark(name, known[name]) for name in sorted(known)))
    if raised != floor:
        write_whole(state.floor, encode(raised))
    return raised
