"""How many views the publisher takes in each second, in reports of 100, on SQLite and on PostgreSQL.

Run it with: python benchmarks/intake.py
Four senders at once, each with ten screens; every report is new, is counted, and is safely on disk when its receipt
goes out (SQLite with synchronous=FULL, PostgreSQL with fsync on). One screen makes about 3 views a minute, so the last
column says how many screens one publisher could serve.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from player.contract.limits import FORMAT
from player.contract.records import EnrolmentRequest, Now, Report, View
from publisher.evidence.intake import accept
from publisher.store import enrolments, practices, views
from publisher.store.database import Store
from publisher.store.rows import Screen
from tests.cluster import DURABLE, running_cluster

SCREENS = 40
REPORTS_PER_SCREEN = 15
VIEWS_PER_REPORT = 100
SENDERS = 4
SLIDES = 12
VIEWS_PER_MINUTE = 3
BOOT = "b0070000-0000-4000-8000-000000000001"
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
PAIRED_AT = NOW - timedelta(days=7)


def main() -> None:
    """Print the table."""
    print(f"{'database':<12}{'views':>8}{'seconds':>9}{'views/s':>9}{'ms/report':>11}{'screens':>11}")
    with tempfile.TemporaryDirectory() as folder:
        measure("sqlite", f"sqlite:///{folder}/publisher.db")
    with running_cluster(DURABLE) as cluster:
        measure("postgresql", cluster.url(cluster.create()))


def measure(name: str, url: str) -> None:
    """Take in every report once, and print one line."""
    with prepared(url) as (store, paired), ThreadPoolExecutor(SENDERS) as senders:
        reports = [(make_report(screen, number), screen) for number in range(REPORTS_PER_SCREEN) for screen in paired]
        started = time.perf_counter()
        receipts = list(senders.map(lambda sent: accept(*sent, NOW, store), reports))
        seconds = time.perf_counter() - started
        counted = sum(receipt.counted for receipt in receipts)
        with store.begin() as db:
            assert counted == sum(count.views for count in views.counts(db)) == len(reports) * VIEWS_PER_REPORT
    speed = counted / seconds
    served = speed * 60 / VIEWS_PER_MINUTE
    print(f"{name:<12}{counted:>8}{seconds:>9.2f}{speed:>9.0f}{1000 * seconds / len(reports):>11.2f}{served:>11,.0f}")


@contextmanager
def prepared(url: str) -> Iterator[tuple[Store, list[Screen]]]:
    """A store with tables and paired screens."""
    store = Store.open(url)
    store.upgrade()
    with store.begin() as db:
        practices.add(db, "oakfield", "Oakfield Medical Practice", "Europe/London", PAIRED_AT)
        paired = [pair(db, number) for number in range(SCREENS)]
    yield store, paired
    store.close()


def pair(db, number: int) -> Screen:
    """One more screen."""
    request = EnrolmentRequest(FORMAT, f"{number:064x}", 1920, 1080, "1.0")
    code = enrolments.begin(db, request, PAIRED_AT).code
    return enrolments.claim(db, code, "oakfield", None, f"Screen {number}", PAIRED_AT)


def make_report(screen: Screen, number: int) -> Report:
    """A report of 100 views that were not sent before."""
    first = number * VIEWS_PER_REPORT + 1
    shown = tuple(make_view(sequence) for sequence in range(first, first + VIEWS_PER_REPORT))
    now = Now(BOOT, 1_000_000_000, NOW, clock_trusted=False)
    return Report(FORMAT, f"{number:032x}", screen.id, "1d3c7a52-0001", "1.0", now, None, shown)


def make_view(sequence: int) -> View:
    """One view of a playlist that goes round."""
    slide = f"heart-failure/slide-{sequence % SLIDES}"
    ended_ms = 980_000_000 + sequence * 10_000
    return View(
        sequence, BOOT, ended_ms, 10_000, NOW, True, "heart-failure", 3, slide, "e" * 64, "f" * 64
    )  # fmt: skip


if __name__ == "__main__":
    main()
