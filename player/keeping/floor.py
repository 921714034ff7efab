"""What can only rise: serials, editions, metadata versions, and the latest time that somebody signed.

python-tuf refuses to go back only while its metadata is there. The floor is a second memory,
synced to disk, so that lost metadata is no way back to an old programme.

Whoever has stolen a key can sign a number so high that nothing honest comes after it. So a number
counts only as long as the keys that signed it: a new root, which two of three people sign, replaces
them, and what they had raised is forgotten (The Update Framework, specification 5.3.11, has the same
for timestamp and snapshot). Without a new root nothing ever falls.

    root 1 names key A   a thief of A signs serial 1,099,511,627,776   floor: serial 1,099,511,627,776 by A
    root 1 names key A   the publisher signs serial 1,796,000,000      refused: it is lower
    root 2 names key B   the publisher signs serial 1,796,000,100      taken; the floor of A is gone, and A is no key
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from player.contract.errors import TrustError
from player.contract.records import Now
from player.contract.strict import encode
from player.keeping.cache import read_current
from player.keeping.files import read_hint, read_or_set_aside, write_whole
from player.keeping.state import State

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Mark:
    """The highest number seen of one thing, such as `content/timestamp` or `edition/winter`."""

    name: str
    highest: int


@dataclass(frozen=True, slots=True)
class Signer:
    """Which keys raise the marks of one role, such as `content/timestamp`; one word stands for all of them."""

    role: str
    keys: str


@dataclass(frozen=True, slots=True)
class Floor:
    """Everything that can only rise."""

    time: datetime = EPOCH
    """It is at least this late: a time that both repositories of the publisher have signed."""
    marks: tuple[Mark, ...] = ()
    signers: tuple[Signer, ...] = ()
    """Whose keys raised the marks."""


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


def begin_floor(
    state: State, floor: Floor, numbers: Mapping[str, int], time: datetime, keys: Mapping[str, str]
) -> Floor:
    """The floor with its signers; one that was written before they were kept, or was lost, gets those known by now.

    A lost one starts from `numbers` and `time`, which are those of the programme that is shown. It is synced
    before any new root is read, so that those roots meet the keys that went before them.
    """
    if floor.signers:
        return floor
    if not floor.marks:
        known = _raised(floor, {**numbers, time_mark("programme"): int(time.timestamp())}, time)
    else:
        known = _raised(floor, {time_mark(role.partition("/")[0]): int(floor.time.timestamp()) for role in keys})
    return _kept(state, floor, replace(known, signers=_signers(keys)))


def follow_keys(state: State, floor: Floor, keys: Mapping[str, str]) -> Floor:
    """The floor without what was raised by keys that a new root has replaced, synced if that changed anything."""
    known = {signer.role: signer.keys for signer in floor.signers}
    replaced = {role for role, word in keys.items() if known.get(role, word) != word}
    marks = tuple(mark for mark in floor.marks if _role_of(mark.name) not in replaced)
    time = floor.time if marks == floor.marks else min((floor.time, *_times(marks)) if _times(marks) else (EPOCH,))
    return _kept(state, floor, Floor(time, marks, _signers(known | dict(keys))))


def time_mark(repository: str) -> str:
    """The name of the mark that holds the latest time which one repository has signed, in seconds since 1970."""
    return f"{repository}/time"


def raise_floor(state: State, floor: Floor, numbers: Mapping[str, int], time: datetime = EPOCH) -> Floor:
    """The floor raised to these numbers and this time, synced if that changed anything."""
    return _kept(state, floor, _raised(floor, numbers, time))


def _kept(state: State, before: Floor, now: Floor) -> Floor:
    """The floor as it is now, written down if that is news."""
    if now != before:
        write_whole(state.floor, encode(now))
    return now


def _raised(floor: Floor, numbers: Mapping[str, int], time: datetime = EPOCH) -> Floor:
    known = {mark.name: mark.highest for mark in floor.marks}
    known.update({name: max(number, known.get(name, 0)) for name, number in numbers.items()})
    return Floor(max(floor.time, time), tuple(Mark(name, known[name]) for name in sorted(known)), floor.signers)


def _role_of(mark: str) -> str:
    """The role whose keys can raise a mark."""
    if mark.startswith("edition/"):
        return "content/targets"
    if mark == "serial":
        return "programme/targets"
    repository, _, what = mark.partition("/")
    return f"{repository}/timestamp" if what == "time" else mark


def _times(marks: tuple[Mark, ...]) -> tuple[datetime, ...]:
    return tuple(datetime.fromtimestamp(mark.highest, UTC) for mark in marks if mark.name.endswith("/time"))


def _signers(keys: Mapping[str, str]) -> tuple[Signer, ...]:
    return tuple(Signer(role, keys[role]) for role in sorted(keys))
