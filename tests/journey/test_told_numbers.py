"""What screens tell of the numbers that they have seen: believed after an old copy was put back, and no further."""

from datetime import UTC, datetime, timedelta

import pytest

from player.contract.limits import FORMAT, LARGEST
from player.contract.records import Refusal, SeenEdition
from publisher.store import editions, jobs, screens
from publisher.store.rows import Screen
from publisher.worker.recovering import attempt, take_stock
from publisher.worker.round import Round
from publisher.worker.workshop import Workshop
from tests.journey.test_worker import ask, pair, work_off

MINUTE = timedelta(minutes=1)


def published(workshop: Workshop, at: datetime) -> dict[int, datetime]:
    """The numbers of the playlist, and since when each is there, once the worker did what waits at a time."""
    work_off(Round(workshop, lambda: at))
    with workshop.store.begin() as db:
        return {number: built for (_, number), built in editions.published(db, ["waiting"]).items()}


def tell(workshop: Workshop, screen: Screen, at: datetime, **seen: object) -> None:
    """The screen refuses what is new, and the web process has the worker look after it."""
    refusal = Refusal(FORMAT, screen.id, "The publisher offers an old one.", **seen)  # type: ignore[arg-type]
    with workshop.store.begin() as db:
        screens.refused(db, screen.id, refusal, at)
        jobs.add(db, "programme", screen.id, at)


@pytest.fixture
def begun() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def screen(workshop: Workshop, begun: datetime) -> Screen:
    """A screen that shows the first edition."""
    ask(workshop, "publish", "waiting", begun)
    assert list(published(workshop, begun)) == [1]
    screen = pair(workshop, "front-desk")
    ask(workshop, "programme", screen.id, begun)
    work_off(Round(workshop, lambda: begun))
    return screen


def serial_of(workshop: Workshop, screen: Screen) -> int:
    programme = workshop.programme_repository.current(screen.id)
    assert programme is not None
    return programme.serial


@pytest.mark.parametrize("by", ["the worker's start", "a publication"])
def test_an_edition_that_the_database_forgot_is_as_old_as_it_was(
    by: str, workshop: Workshop, screen: Screen, begun: datetime
) -> None:
    """Else each honest view of it from before would be one that cannot have been."""
    later = begun + 50 * MINUTE
    with workshop.store.begin() as db:
        db.exec_driver_sql("DELETE FROM edition")
    if by == "a publication":
        ask(workshop, "publish", "waiting", later)
    take_stock(workshop, later)
    (built,) = published(workshop, later).values()
    assert built <= begun + 5 * MINUTE


def test_whoever_tells_of_ever_later_editions_does_not_keep_the_worker_drawing(
    workshop: Workshop, screen: Screen, begun: datetime
) -> None:
    for minute in range(8):
        at = begun + minute * MINUTE
        highest = max(published(workshop, at))
        tell(workshop, screen, at, editions=(SeenEdition("waiting", highest + 900),))
    numbers = list(published(workshop, begun + 10 * MINUTE))
    assert numbers == [1, 902, 1803, 2704]
    tell(workshop, screen, begun + timedelta(days=2), editions=(SeenEdition("waiting", 3000),))
    assert 3001 in published(workshop, begun + timedelta(days=2))


def test_a_serial_that_was_never_ours_takes_no_place_from_the_honest_ones(
    workshop: Workshop, screen: Screen, begun: datetime
) -> None:
    for serial in (LARGEST, 2**40, int(begun.timestamp()) + 500 * 86_400):
        tell(workshop, screen, begun + MINUTE, serial=serial)
        work_off(Round(workshop, lambda: begun + MINUTE))
    assert serial_of(workshop, screen) <= (begun + 10 * MINUTE).timestamp()
    month_ahead = int((begun + timedelta(days=30)).timestamp())
    tell(workshop, screen, begun + MINUTE, serial=month_ahead)  # our own clock was wrong once
    work_off(Round(workshop, lambda: begun + MINUTE))
    assert serial_of(workshop, screen) == month_ahead + 1


def test_one_screen_does_not_have_everything_signed_all_the_time(
    workshop: Workshop, screen: Screen, begun: datetime
) -> None:
    workshop.content_repository.sign_anew(begun + MINUTE)
    version = workshop.content_repository.version
    for second in range(1, 20):
        at = begun + MINUTE + timedelta(seconds=second)
        tell(workshop, screen, at, content_version=int(at.timestamp()))
        work_off(Round(workshop, lambda at=at: at, refreshed_at=at, day=at.date()))
    assert workshop.content_repository.version == version
    at = begun + timedelta(hours=1)
    tell(workshop, screen, at, content_version=int(at.timestamp()) - 5)
    work_off(Round(workshop, lambda: at, refreshed_at=at))
    assert workshop.content_repository.version > version


def test_a_mistake_of_ours_keeps_no_worker_from_starting(caplog: pytest.LogCaptureFixture) -> None:
    attempt("winter", lambda: 1 // 0)
    assert "The signatures of winter could not be refreshed" in caplog.text
