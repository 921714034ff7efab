"""Everything that was read from the content, and what of it is left out."""

from dataclasses import dataclass, field
from enum import StrEnum

from publisher.model.findings import Finding
from publisher.model.groups import Group
from publisher.model.registers import Consent, Facts
from publisher.model.slides import Slide
from publisher.model.themes import Theme


@dataclass(frozen=True, slots=True)
class PlaylistEntry:
    """One slide's place in a playlist."""

    slide: str
    line: int
    dwell_seconds: int | None = None
    column: int = 1
    although_stale: str = ""
    """Who said yes to showing a translation that is behind its source, and when."""


@dataclass(frozen=True, slots=True)
class Playlist:
    """Slides in order."""

    id: str
    file: str
    title: str
    language: str
    group: str
    entries: tuple[PlaylistEntry, ...]
    theme: str = "light"
    description: str = ""
    lines: dict[str, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Content:
    """Everything read from the content at one commit, and every finding from reading it.

    `drafts` are slides with an error in their front matter, Markdown or pictures: good enough to
    check and to look at while somebody writes, never to publish.
    """

    commit: str
    slides: dict[str, Slide]
    playlists: dict[str, Playlist]
    groups: dict[str, Group]
    themes: dict[str, Theme]
    findings: tuple[Finding, ...] = ()
    drafts: dict[str, Slide] = field(default_factory=dict)
    facts: Facts = field(default_factory=Facts)
    consents: dict[str, Consent] = field(default_factory=dict)
    files: int = 0
    """How many files the content has."""


class Reason(StrEnum):
    """Why a slide of a playlist is left out of an edition."""

    REVIEW = "review"
    EVENT = "event"
    CONSENT = "consent"
    TRANSLATION = "translation"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One slide that an edition was made without, and why."""

    slide: str
    title: str
    language: str
    reason: str
    """One of `Reason`, or one that a newer version knows."""
    why: str
    """A sentence for everybody."""
    cure: str
    """A sentence for those who write the slides: what to do."""

    def __str__(self) -> str:
        return f"{self.slide} is left out. {self.why} {self.cure}"


@dataclass(frozen=True, slots=True)
class CheckedSlide:
    """A slide with everything its author should look at."""

    slide: Slide
    findings: tuple[Finding, ...]
