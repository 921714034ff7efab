"""The device's clocks, and whether its wall clock can be believed.

Most boards have no battery, so the wall clock may be years out. Lengths are measured with the
boot-time clock, which never jumps. The wall clock is believed if a time server has set it in this
boot, or if the publisher's own clock agreed with it at the last contact in this boot; never if it
is behind a time that was signed.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from player.contract.records import Now
from player.contract.strict import encode
from player.keeping.files import Watched, read_hint, write_lightly
from player.keeping.floor import read_time_floor
from player.keeping.state import State

TOLERANCE = timedelta(minutes=5)
SYNCHRONISED = Path("/run/systemd/timesync/synchronized")
"""systemd-timesyncd makes it when it has set the clock; it is gone with the next start of the machine."""
_TIME_ERROR = 5  # adjtimex(2): the clock is not synchronised
_TIMEX_BYTES = 512  # more than any kernel's struct timex


@dataclass(frozen=True, slots=True)
class Agreement:
    """Whether the wall clock agreed with the publisher's when they last spoke, in which boot."""

    boot: str
    agreed: bool


def read_wall_clock() -> datetime:
    """What the wall clock says, right or wrong."""
    return datetime.now(UTC)


def is_synchronised(noted: Path = SYNCHRONISED) -> bool:
    """Whether a time server disciplines the kernel's clock, or has set it since the machine started.

    A clock that was set and then left alone for a fortnight is out by a minute or two.
    """
    return noted.exists() or 0 <= _adjtimex()() != _TIME_ERROR


@cache
def _adjtimex() -> Callable[[], int]:
    """How to ask the kernel; made once, for what `ctypes` makes anew each time is a heap of garbage in a ring."""
    import ctypes  # noqa: PLC0415 - a third of a megabyte that is seldom needed

    timex, ask = ctypes.create_string_buffer(_TIMEX_BYTES), ctypes.CDLL(None).adjtimex
    return lambda: int(ask(timex))


def uptime_ms() -> int:
    """Milliseconds since the machine started, sleep included."""
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000


def read_boot() -> str:
    """The kernel's name for this boot."""
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip()


class Clock:
    """The clocks of one player."""

    def __init__(
        self,
        state: State,
        wall: Callable[[], datetime] = read_wall_clock,
        synchronised: Callable[[], bool] = is_synchronised,
    ) -> None:
        self._state = state
        self._wall = wall
        self._synchronised = synchronised
        self._boot = read_boot()
        self._floor = Watched(state.floor, lambda: read_time_floor(state))
        self._agreement = Watched(state.clock, lambda: read_hint(Agreement, state.clock))

    def now(self) -> Now:
        """What the clocks say at this moment."""
        at = self._wall()
        return Now(self._boot, uptime_ms(), at, self._is_trusted(at))

    def reckon(self) -> Now:
        """Like `now`, but a wall clock that is not trusted gives way to the latest signed time.

        Whatever has passed by then has passed; of everything later we do not know.
        """
        now = self.now()
        floor = self._floor.value()
        return replace(now, at=max(now.at, floor) if now.clock_trusted else floor)

    def compare(self, publishers: datetime) -> None:
        """Remember for this boot whether the wall clock agrees with the publisher's."""
        agreement = Agreement(self._boot, abs(self._wall() - publishers) < TOLERANCE)
        if agreement != self._agreement.value():
            write_lightly(self._state.clock, encode(agreement))

    def vouched_by(self) -> str | None:
        """Who vouches for the wall clock now: `time server`, `publisher`, or None if nobody does."""
        return self._voucher(self._wall())

    def _is_trusted(self, at: datetime) -> bool:
        return self._voucher(at) is not None

    def _voucher(self, at: datetime) -> str | None:
        # Two clocks are never quite the same, so a time signed a moment ago is no reason for distrust.
        if at < self._floor.value() - TOLERANCE:
            return None
        if self._synchronised():
            return "time server"
        return "publisher" if self._agreement.value() == Agreement(self._boot, True) else None
