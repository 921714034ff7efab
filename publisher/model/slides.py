"""A slide and what stands on it."""

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum


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
