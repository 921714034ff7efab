"""The wire between publisher and player: what may be shown, what to show, and what was shown.

Players in the field update last, so this module is the law for both ends. A record that does
not fit exactly is refused; a new field needs a default, and a new `format` if old players
must not guess at it. Digests are SHA-256 in lower-case hexadecimal. Days are calendar days in
the practice's own time zone; times carry their offset.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from player.errors import ContractError
from player.strict import decode, encode

FORMAT = 1
MAX_DWELL_SECONDS = 600
MAX_VIEWS_PER_REPORT = 500
MAX_SEQUENCE_SPAN = 100_000
"""A batch is cut from neighbours in a journal, so its sequences never lie further apart than this."""
MAX_RECORD_BYTES = 4_000_000
LONGEST_TIMESTAMP_DAYS = 7
"""No signed timestamp holds for longer, so its expiry less this many days is a day that has come."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*(?:/[a-z0-9]+(?:[-_][a-z0-9]+)*)*")
_TOKEN = re.compile(r"[0-9a-f-]{8,64}")
_LARGEST = 2**53
_LARGEST_NUMBER = 2**31 - 1


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
class Report:
    """A batch of views from one journal; sent at least once, counted exactly once.

    The views of a report never change once it has its `id`; only `now` and `showing` are
    fresh at each sending. A report without views is a sign of life.
    """

    format: int
    id: str
    screen: str
    journal: str
    player_version: str
    now: Now
    showing: Showing | None
    views: tuple[View, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """The publisher's word that a report's views are counted and can be forgotten."""

    report: str
    counted: int
    already: int
    received_at: datetime


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


def read_manifest(data: bytes) -> Manifest:
    """A manifest from bytes that were verified before; raises ContractError."""
    manifest = decode(Manifest, _bounded(data))
    _known_format(manifest.format)
    _named(manifest.playlist)
    _sized(manifest.width, manifest.height)
    for entry in manifest.entries:
        _check_entry(entry)
    return manifest


def read_programme(data: bytes) -> Programme:
    """A programme from bytes that were verified before; raises ContractError."""
    programme = decode(Programme, _bounded(data))
    _known_format(programme.format)
    _named(programme.screen)
    _sized(programme.width, programme.height)
    _between(programme.poll_seconds, 1, 86_400, "poll_seconds")
    _between(programme.report_seconds, 1, 86_400, "report_seconds")
    for assigned in programme.assigned:
        _named(assigned.playlist)
        _digest(assigned.manifest)
        _between(assigned.weight, 1, 100, "weight")
        _between(assigned.from_minute, 0, 1440, "from_minute")
        _between(assigned.until_minute, 0, 1440, "until_minute")
        _demand(set(assigned.weekdays) <= set(range(1, 8)), "weekdays are 1 to 7")
    return programme


def read_report(data: bytes) -> Report:
    """A report as it came in from anywhere; raises ContractError."""
    report = decode(Report, _bounded(data))
    _known_format(report.format)
    _demand(_TOKEN.fullmatch(report.id) is not None, "id is not a UUID")
    _demand(_TOKEN.fullmatch(report.journal) is not None, "journal is not a UUID")
    _demand(len(report.views) <= MAX_VIEWS_PER_REPORT, f"more than {MAX_VIEWS_PER_REPORT} views")
    _demand(len(report.player_version) <= 40, "player_version is too long")
    _demand(_TOKEN.fullmatch(report.now.boot) is not None, "boot is not a UUID")
    _between(report.now.uptime_ms, 0, _LARGEST, "uptime_ms")
    for view in report.views:
        _check_view(view)
    _check_sequences([view.sequence for view in report.views])
    return report


def is_sound(showing: Showing) -> bool:
    """Whether it names a frame, a slide and an edition as a publisher could have named them.

    Views are worth more than a word about the panel, so a report is taken in without it.
    """
    try:
        _check_showing(showing)
    except ContractError:
        return False
    return True


def read_enrolment_request(data: bytes) -> EnrolmentRequest:
    """A player's wish to be paired; raises ContractError."""
    request = decode(EnrolmentRequest, _bounded(data))
    _known_format(request.format)
    _digest(request.secret_sha256)
    _sized(request.width, request.height)
    _demand(len(request.player_version) <= 40, "player_version is too long")
    return request


def read_enrolment(data: bytes) -> Enrolment:
    """The publisher's answer to a request; raises ContractError."""
    return decode(Enrolment, _bounded(data))


def read_paired(data: bytes) -> Paired:
    """The publisher's word that the code was typed in; raises ContractError."""
    paired = decode(Paired, _bounded(data))
    _known_format(paired.format)
    _named(paired.screen)
    return paired


def read_receipt(data: bytes) -> Receipt:
    """The publisher's receipt; raises ContractError."""
    return decode(Receipt, _bounded(data))


def write(record: Manifest | Programme | Report | Receipt | EnrolmentRequest | Enrolment | Paired) -> bytes:
    """The record as canonical JSON; the same record always gives the same bytes."""
    return encode(record)


def _check_entry(entry: Entry) -> None:
    _named(entry.slide)
    _digest(entry.frame)
    _digest(entry.revision)
    _between(entry.frame_bytes, 1, 50_000_000, "frame_bytes")
    _between(entry.dwell_seconds, 1, MAX_DWELL_SECONDS, "dwell_seconds")


def _check_view(view: View) -> None:
    _named(view.slide)
    _named_plainly(view.playlist)
    _digest(view.frame)
    _digest(view.revision)
    _demand(_TOKEN.fullmatch(view.boot) is not None, "boot is not a UUID")
    _between(view.sequence, 1, _LARGEST, "sequence")
    _between(view.edition, 1, _LARGEST_NUMBER, "edition")
    _between(view.ended_ms, 0, _LARGEST, "ended_ms")
    _between(view.held_ms, 0, 2 * MAX_DWELL_SECONDS * 1000, "held_ms")


def _check_sequences(sequences: list[int]) -> None:
    _demand(sequences == sorted(set(sequences)), "sequences must grow")
    _demand(not sequences or sequences[-1] - sequences[0] < MAX_SEQUENCE_SPAN, "sequences lie too far apart")


def _check_showing(showing: Showing) -> None:
    _between(showing.since_ms, 0, _LARGEST, "since_ms")
    if showing.frame is not None:
        _digest(showing.frame)
    if showing.slide is not None:
        _named(showing.slide)
    if showing.playlist is not None:
        _named_plainly(showing.playlist)
    for number in (showing.edition, showing.serial):
        _between(1 if number is None else number, 1, _LARGEST_NUMBER, "edition or serial")


def _bounded(data: bytes) -> bytes:
    _demand(len(data) <= MAX_RECORD_BYTES, f"more than {MAX_RECORD_BYTES} bytes")
    return data


def _known_format(number: int) -> None:
    _demand(number == FORMAT, f"format {number} is not {FORMAT}; update the player or the publisher")


def _named(name: str) -> None:
    _demand(len(name) <= 120 and _NAME.fullmatch(name) is not None, f"{name!r:.60} is not a name")


def _named_plainly(name: str) -> None:
    _named(name)
    _demand("/" not in name, f"{name!r:.60} is not a plain name")


def _digest(digest: str) -> None:
    _demand(_DIGEST.fullmatch(digest) is not None, f"{digest!r:.80} is not a SHA-256 digest")


def _sized(width: int, height: int) -> None:
    _between(width, 320, 7680, "width")
    _between(height, 320, 7680, "height")


def _between(number: int, lowest: int, highest: int, what: str) -> None:
    _demand(lowest <= number <= highest, f"{what} is {number}, and should be {lowest} to {highest}")


def _demand(holds: bool, problem: str) -> None:
    if not holds:
        raise ContractError(f"A record does not follow the contract: {problem}.")
