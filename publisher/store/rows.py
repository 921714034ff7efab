"""What comes back from the store: frozen records, times aware and in UTC."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from player.contract.records import Enrolment, Health, Refusal, Showing
from publisher.model.screens import Size
from publisher.programmes.planning import Chosen


@dataclass(frozen=True, slots=True)
class Practice:
    """A GP practice; its time zone decides on which day a view counts."""

    id: str
    name: str
    timezone: str
    opening: str = ""
    """Its opening hours, as `programmes.parse_opening` reads them; nothing means that screens are always on."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen of a practice, and what was last heard from it."""

    id: str
    practice: str
    name: str
    width: int
    height: int
    paired_at: datetime
    heard_at: datetime | None = None
    player_version: str = ""
    showing: Showing | None = None
    unpaired_at: datetime | None = None
    health: Health | None = None
    doubted_at: datetime | None = None
    """When it last reported what cannot have been; None if it never did."""
    refusal: Refusal | None = None
    """What it did not take the last time it refused something, and why."""
    refused_at: datetime | None = None

    def refuses(self, now: datetime, within: timedelta) -> str:
        """Why it does not take what is new, if it said so within this time; empty if it did not."""
        lately = self.refused_at is not None and now - self.refused_at <= within
        return self.refusal.reason if self.refusal is not None and lately else ""

    @property
    def size(self) -> Size:
        """The screen's size in pixels."""
        return Size(self.width, self.height)


@dataclass(frozen=True, slots=True)
class WaitingScreen:
    """A screen that shows its code and waits for somebody to type it in."""

    enrolment: Enrolment
    size: Size


@dataclass(frozen=True, slots=True)
class PairedScreen:
    """A screen whose code was typed in."""

    screen: Screen


EnrolmentState = WaitingScreen | PairedScreen


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment(Chosen):
    """A manager's choice as it is kept: on which screen, from when until when."""

    id: int
    screen: str
    assigned_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One edition of a playlist: its commit, and the digest and length of each size's manifest."""

    playlist: str
    title: str
    number: int
    commit: str
    built_at: datetime
    manifests: Mapping[str, tuple[str, int]]
    """By size, such as `1920x1080`: the manifest's SHA-256 and its bytes."""

    @property
    def sizes(self) -> tuple[str, ...]:
        """The sizes that it was drawn at."""
        return tuple(self.manifests)


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme that was signed for a screen."""

    screen: str
    serial: int
    digest: str
    issued_at: datetime


class JobState(StrEnum):
    """How far a job has come."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """Something for the worker to do, such as publishing a playlist."""

    id: int
    kind: str
    subject: str
    state: JobState
    done: int
    total: int
    message: str
    findings: str | None
    """The findings that made it fail, as JSON, or None."""
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class ViewDay:
    """The day on which a view counts, and whether that is certain."""

    day: date
    certain: bool


@dataclass(frozen=True, slots=True)
class Claimed:
    """How long a screen says that it showed slides in one hour, and how much of that was believed."""

    certain_ms: int = 0
    by_uptime_ms: int = 0
    """Of views whose time follows from how long ago they were."""
    by_clock_ms: int = 0
    """Of views whose time is the screen's own word."""

    def more(self, part_ms: int, *, certain: bool, by_uptime: bool) -> "Claimed":
        """The same hour with one more view, or a part of one."""
        return Claimed(
            self.certain_ms + (part_ms if certain else 0),
            self.by_uptime_ms + (part_ms if by_uptime else 0),
            self.by_clock_ms + (0 if by_uptime else part_ms),
        )


@dataclass(frozen=True, slots=True)
class Total:
    """How often one slide was held for its full time on one screen, over several days and revisions."""

    screen: str
    playlist: str
    edition: int
    slide: str
    certain: bool
    views: int


@dataclass(frozen=True, slots=True)
class Count:
    """How often one slide revision was held for its full time, on one screen and day."""

    screen: str
    playlist: str
    edition: int
    slide: str
    revision: str
    day: date
    certain: bool
    views: int
    seconds: int
