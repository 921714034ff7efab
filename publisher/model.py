"""The nouns: what the words of this project mean, frozen, with their units."""

from datetime import date, time
from enum import StrEnum
from typing import TYPE_CHECKING

from player.frozen import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from player.contract import Manifest


@dataclass(frozen=True, slots=True, order=True)
class Size:
    """A screen's size in pixels."""

    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


@dataclass(frozen=True, slots=True)
class Seat:
    """The farthest seat, and the screen that is read from it; these where nothing else is known."""

    distance_m: float = 5.0
    diagonal_inches: float = 43.0


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a file in the content, line and column from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Level(StrEnum):
    """How much a finding weighs; one error keeps a playlist from being published."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something a check noticed: where, what and what to do, and where the rule comes from."""

    place: Place
    code: str
    level: Level
    message: str
    source: str


def has_errors(findings: "Iterable[Finding]") -> bool:
    """Whether any finding keeps what it is about from being published."""
    return any(finding.level is Level.ERROR for finding in findings)


@dataclass(frozen=True, slots=True)
class Text:
    """A run of words in one weight; a line break in it is one that its author wrote, as in an address."""

    text: str
    bold: bool = False


Inline = tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that belong together; `line` is the line of the file they start on."""

    words: Inline
    line: int


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; each item may start with an icon."""

    items: tuple["Item", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list."""

    words: Inline
    line: int
    icon: str | None = None
    """Path of the icon's picture in the content, or None."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that stands above what follows it, such as `## Call 999`."""

    words: Inline
    line: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words."""

    words: Inline
    line: int


Block = Paragraph | Bullets | Heading | Quotation


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on a slide; an empty `alt` means that it only decorates."""

    path: str
    alt: str
    line: int
    data: bytes = field(repr=False)
    """The picture file's bytes as they stand in the content, not yet decoded."""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read, and the day on which somebody last looked."""

    publisher: str
    title: str
    address: str
    checked_day: date
    line: int


MOST_DAYS = 3
"""How many days of an event its picture names at most."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens at a place, on one day or several."""

    days: tuple[date, ...]
    starts: time
    ends: time
    place: str
    getting_there: str
    line: int
    with_year: bool = True
    """Whether its days say their year; without, they are taken for the next ones of their names."""


@dataclass(frozen=True, slots=True)
class Translation:
    """Which slide another language has, at which revision, and who put it into this one."""

    slide: str
    revision: str
    """The first letters of the revision's digest, at least 8."""
    translator: str
    line: int


class Kind(StrEnum):
    """What a slide is about, which decides what it has to carry."""

    CONDITION = "condition"
    EVENT = "event"
    LOCAL = "local"
    STORY = "story"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Slide:
    """One Markdown file with its front matter, in one language.

    `lines` gives the line of each front matter key that was written, so that a finding can
    point at it.
    """

    id: str
    file: str
    title: str
    language: str
    kind: Kind
    group: str
    blocks: tuple[Block, ...]
    revision: str
    """The digest of what the slide means, as `publisher/content/meaning.py` tells; 64 letters and digits."""
    layout: str | None = None
    picture: Picture | None = None
    icons: tuple[Picture, ...] = ()
    sources: tuple[Source, ...] = ()
    owners: tuple[str, ...] = ()
    credit: str = ""
    agreed_day: date | None = None
    review_by_day: date | None = None
    event: Event | None = None
    link: str = ""
    phone: str = ""
    dwell_seconds: int | None = None
    translates: Translation | None = None
    consents: tuple[str, ...] = ()
    """Entries of the consent register that a person's story, name or photo is shown under."""
    shows_person: bool = False
    """Whether somebody can be recognised in the picture."""
    earlier: tuple[str, ...] = ()
    """Its revision when that was a digest of the file's bytes; translations may still name it."""
    lines: dict[str, int] = field(default_factory=dict, hash=False)


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
class Word:
    """A word that confused a group, and what they say instead."""

    avoid: str
    instead: str
    line: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A name or an initialism that a group's readers know, so that it may stand as it is, and why."""

    text: str
    why: str
    line: int


@dataclass(frozen=True, slots=True)
class RuleChange:
    """Another level or number that a group has given to a rule, and why."""

    code: str
    why: str
    line: int
    level: Level | None = None
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The people who own slides: how they work together and how they agree."""

    id: str
    file: str
    name: str
    agreement: tuple[str, ...]
    """The working-together agreement, a sentence each."""
    agreeing_rule: str
    lived_experience_needed: int
    practice_needed: int
    words: tuple[Word, ...] = ()
    names: tuple[Known, ...] = ()
    """Names of conditions and services in which a word to avoid may stand."""
    initialisms: tuple[Known, ...] = ()
    words_per_second: float = 2.0
    rules: tuple[RuleChange, ...] = ()
    lines: dict[str, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as #rrggbb, margins as a share of the screen's shorter side."""

    id: str
    file: str
    name: str
    background: str
    text: str
    title: str
    accent: str
    accent_text: str
    panel: str
    panel_text: str
    urgent: str
    urgent_text: str
    quiet: str
    margin: float = 0.06


@dataclass(frozen=True, slots=True)
class Fact:
    """Something with a number in it that several slides say, and that all of them say alike."""

    says: str
    also: tuple[str, ...]
    """Other ways in which slides write the same."""
    line: int


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """A public phone number, whose it is, and the names by which slides speak of it."""

    number: str
    whose: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts register: what stands on several slides stands here once."""

    numbers: tuple[Fact, ...] = ()
    phones: tuple[PhoneLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Consent:
    """What one person has allowed a group to show; never who that is."""

    id: str
    uses: tuple[str, ...]
    given_day: date
    kept: str
    """Where the signed form is kept."""
    line: int
    withdrawn_day: date | None = None
    persona: bool = False
    """Whether the group made this person up, so that nobody can be asked."""


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
    facts: Facts = Facts()
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


@dataclass(frozen=True, slots=True)
class Frame:
    """The picture of one slide revision at one size: encoded bytes and their SHA-256."""

    size: Size
    media_type: str
    data: bytes = field(repr=False)
    digest: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A playlist at one commit, numbered and never changed: one manifest for each size."""

    playlist: str
    title: str
    number: int
    commit: str
    manifests: "tuple[Manifest, ...]"
    left_out: tuple[LeftOut, ...] = ()
