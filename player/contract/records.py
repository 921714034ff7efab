"""The nouns of the wire between publisher and player.

Players in the field update last, so a record only ever grows by fields that have a default.
Digests are SHA-256 in lower-case hexadecimal. Days are calendar days in the practice's own
time zone; times carry their offset.
"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in an edition: a frame, how long it stays, and the days on which it may show."""

    slide: str
    revision: str
    title: str
    language: str
    alt: str
    frame: str
    frame_bytes: int
    dwell_seconds: int
    first_day: date | None = None
    last_day: date | None = None
    needs_clock: bool = False
    """Shown only once the time of day is trusted, such as an event."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """One edition of a playlist at one size, in the order in which its entries show."""

    format: int
    playlist: str
    title: str
    edition: int
    commit: str
    width: int
    height: int
    media_type: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Assigned:
    """A playlist that this screen shows, pinned to one edition and its manifest's digest."""

    playlist: str
    edition: int
    manifest: str
    manifest_bytes: int
    weight: int = 1
    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7)
    """ISO weekdays, Monday is 1."""
    from_minute: int = 0
    until_minute: int = 1440
    """Minutes after midnight; `until` before `from` runs over midnight."""
    first_day: date | None = None
    last_day: date | None = None
    notice: bool = False
    """Goes before everything else: at once when it is adopted, then every second turn."""
    ends_at: datetime | None = None
    """From then on it is not shown, nor while nobody knows what time it is."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Hours in which the practice is open, on these days, in the practice's own time zone."""

    weekdays: tuple[int, ...]
    """ISO weekdays, Monday is 1."""
    from_minute: int
    until_minute: int
    """Minutes after midnight; `until` before `from` runs over midnight."""


@dataclass(frozen=True, slots=True)
class Programme:
    """Everything one screen needs to decide what to show."""

    format: int
    screen: str
    serial: int
    practice: str
    timezone: str
    issued_at: datetime
    width: int
    height: int
    poll_seconds: int
    report_seconds: int
    assigned: tuple[Assigned, ...]
    opening: tuple[Opening, ...] = ()
    """When the panel is on; without any hours it always is."""


@dataclass(frozen=True, slots=True)
class View:
    """One frame held on the screen for its full time.

    `sequence` grows by one with each view of a journal. `ended_ms` and `held_ms` are
    milliseconds of the boot-time clock of `boot`; `ended_at` is the wall clock's word, worth
    something only if `clock_trusted`.
    """

    sequence: int
    boot: str
    ended_ms: int
    held_ms: int
    ended_at: datetime
    clock_trusted: bool
    playlist: str
    edition: int
    slide: str
    revision: str
    frame: str


@dataclass(frozen=True, slots=True)
class Now:
    """The player's clocks at the moment of sending, from which times of day are worked out."""

    boot: str
    uptime_ms: int
    at: datetime
    clock_trusted: bool


@dataclass(frozen=True, slots=True)
class Showing:
    """What is on the panel while a report is sent; `frame` is None for a built-in picture."""

    frame: str | None
    slide: str | None
    playlist: str | None
    edition: int | None
    since_ms: int
    serial: int | None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """How the device is; what it cannot know is None, and is called unknown.

    It tells of a machine, never of a person.
    """

    temperature_c: float | None = None
    under_voltage: bool | None = None
    """Whether its power was too weak at any time since it was switched on."""
    throttled: bool | None = None
    """Whether it runs slower than it could, being too hot or too weakly powered."""
    disk_errors: int | None = None
    card_used_percent: int | None = None
    """How much of its life the memory card has used up."""
    disk_free_mb: int | None = None
    disk_size_mb: int | None = None
    memory_free_mb: int | None = None
    memory_size_mb: int | None = None
    views_lost: int | None = None
    """Views that this journal had to drop, because nobody could take them for too long."""
    clock: str | None = None
    """Who vouches for the wall clock: `time server` or `publisher`; None if nobody does."""
    panel: str | None = None
    """The panel's state in one sentence."""
    os: str | None = None
    kernel: str | None = None
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A batch of views from one journal; sent at least once, counted exactly once.

    A journal begins anew with each start of the machine, so its name holds the boot's. The views
    of a report never change once it has its `id`; only `now`, `showing` and `health` are fresh at
    each sending. A report without views is a sign of life.
    """

    format: int
    id: str
    screen: str
    journal: str
    player_version: str
    now: Now
    showing: Showing | None
    views: tuple[View, ...]
    health: Health | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """The publisher's word that a report's views are counted and can be forgotten."""

    report: str
    counted: int
    already: int
    received_at: datetime


@dataclass(frozen=True, slots=True)
class UnknownEdition:
    """An edition that a report names and that the publisher does not know, or knows with other slides."""

    playlist: str
    edition: int


@dataclass(frozen=True, slots=True)
class ProofWanted:
    """The publisher's word that it took in nothing of a report, since it does not know all that is named there.

    Only a player that asks for it (`Prefer: ask-for-proof`) gets it. It sends what proofs it has, and the report again.
    """

    report: str
    editions: tuple[UnknownEdition, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """What a player was given when it took an edition: the manifest, and the signed list that names its digest.

    A publisher that was put back from an old copy learns from it what it has forgotten. It goes to an address of
    its own, which a publisher may lack.
    """

    format: int
    screen: str
    manifest: str
    """The text of a manifest."""
    targets: str
    """The text of the content repository's targets metadata, with its signatures."""


@dataclass(frozen=True, slots=True)
class SeenEdition:
    """The highest edition of a playlist that a player has taken."""

    playlist: str
    edition: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """News that a player does not take, why, and how far it has come: no lower number is ever taken.

    It goes to an address of its own, which a publisher may lack, and is sent again with each try.
    """

    format: int
    screen: str
    reason: str
    """A sentence for a person."""
    serial: int = 0
    editions: tuple[SeenEdition, ...] = ()
    content_version: int = 0
    """Of the content's timestamp metadata; 0 if none was taken yet."""
    programme_version: int = 0


@dataclass(frozen=True, slots=True)
class EnrolmentRequest:
    """A player asks to be paired; its secret never leaves it, only the digest does."""

    format: int
    secret_sha256: str
    width: int
    height: int
    player_version: str


@dataclass(frozen=True, slots=True)
class Enrolment:
    """The code that somebody at the practice types in, and for how long it holds."""

    code: str
    expires_at: datetime
    poll_seconds: int


@dataclass(frozen=True, slots=True)
class Paired:
    """The answer once the code was typed in: who this screen is, and the first trusted roots.

    The roots are the text of two TUF root metadata files.
    """

    format: int
    screen: str
    name: str
    practice: str
    content_root: str
    programme_root: str
