"""Reports as players make them, for tests that take them in."""

from datetime import UTC, datetime, timedelta

from player.contract.limits import FORMAT
from player.contract.records import EnrolmentRequest, Now, Report, View
from publisher.store import enrolments, practices
from publisher.store.database import Store
from publisher.store.rows import Screen

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=400)
"""When screens are paired unless a test says otherwise."""
JOURNAL = "1d3c7a52-0000-4000-8000-000000000001"
BOOT = "b0070000-0000-4000-8000-000000000001"
EARLIER_BOOT = "b0070000-0000-4000-8000-000000000000"
UPTIME_MS = 20_000_000
SLIDES = ("heart-failure/stairs", "heart-failure/999", "heart-failure/carers")


def view(sequence: int, **changes) -> View:
    slide = SLIDES[sequence % len(SLIDES)]
    values = {
        "boot": BOOT,
        "ended_ms": sequence * 10_000,
        "held_ms": 10_000,
        "ended_at": datetime(1970, 1, 1, tzinfo=UTC),
        "clock_trusted": False,
        "playlist": "heart-failure",
        "edition": 3,
        "slide": slide,
        "revision": "e" * 64,
        "frame": "f" * 64,
    }
    return View(sequence, **values | changes)


def report(sequences, number: int = 1, **changes) -> Report:
    values = {
        "id": f"{number:08x}-0000-4000-8000-000000000000",
        "screen": "oakfield-front-desk",
        "journal": JOURNAL,
        "player_version": "1.0",
        "now": Now(BOOT, UPTIME_MS, datetime(1970, 1, 1, tzinfo=UTC), clock_trusted=False),
        "showing": None,
        "views": tuple(each if isinstance(each, View) else view(each) for each in sequences),
    }
    return Report(FORMAT, **values | changes)


def pair(
    store: Store, name: str = "Front desk", secret: str = "a", at: datetime = LONG_AGO, place: str | None = None
) -> Screen:
    with store.begin() as db:
        if not practices.everyone(db):
            practices.add(db, "oakfield", "Oakfield Medical Practice", "Europe/London", at)
        code = enrolments.begin(db, EnrolmentRequest(FORMAT, (secret * 64)[:64], 1920, 1080, "1.0"), at).code
        return enrolments.claim(db, code, "oakfield", place, name, at)
