"""Whoever looks waits for nobody who writes, and asks no more questions where there are more screens."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, update
from sqlalchemy.exc import DBAPIError

from player.contract.reading import write
from publisher.errors import StoreError
from publisher.model.editions import Edition
from publisher.store.tables import practice

from .house import House

PAGES = (
    "/",
    "/live.json",
    "/live.json?screen={screen}",
    "/screens/{screen}",
    "/screens/{screen}/change",
    "/playlists",
    "/playlists/hearts",
    "/pair",
    "/practices/oakfield/hours",
    "/views",
    "/views.csv",
    "/api/v1/health",
)


@contextmanager
def somebody_writing(house: House) -> Iterator[None]:
    """A transaction that holds the place for writers for as long as it likes."""
    with house.store.begin() as db:
        db.execute(update(practice).values(name="Not yet said"))
        yield
        db.rollback()


@contextmanager
def listening(client: FlaskClient) -> Iterator[list[str]]:
    engine = next(part for part in client.application.extensions.values() if hasattr(part, "store")).store.engine
    asked: list[str] = []

    def note(_db: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def furnished(house: House) -> tuple[House, str]:
    return house, put_up(house, "Reception", house.publish("hearts", "Know your heart", ["One", "Two"]))


def put_up(house: House, name: str, edition: Edition) -> str:
    """A screen that shows an edition, and has told of two views."""
    player, screen = house.pair(name)
    house.assign(screen, edition)
    report, path = write(player.report(screen, edition, [0, 0], house.clock())), f"/api/v1/screens/{screen.id}/reports"
    said = house.client().post(path, data=report, headers=player.bearer, content_type="application/json")
    assert said.status_code == 202
    return screen.id


@pytest.mark.parametrize("page", PAGES)
def test_a_page_does_not_wait_for_whoever_writes(page: str, furnished: tuple[House, str]) -> None:
    house, screen = furnished
    client = house.client()
    client.get("/")
    with somebody_writing(house):
        said = client.get(page.format(screen=screen))
    assert said.status_code == 200
    assert "Not yet said" not in said.get_data(as_text=True)


def test_whoever_looks_cannot_write(house: House) -> None:
    with pytest.raises((StoreError, DBAPIError)), house.store.look() as db:
        db.execute(update(practice).values(name="Changed while looking"))
    with house.store.begin() as db:
        db.execute(update(practice).values(name="Changed while writing"))
    with house.store.look() as db:
        assert {row.name for row in db.execute(practice.select())} == {"Changed while writing"}


@pytest.mark.parametrize("page", PAGES)
def test_more_screens_are_no_more_questions(page: str, furnished: tuple[House, str]) -> None:
    house, screen = furnished
    asked = []
    for number in range(2):
        client = house.client()
        with listening(client) as questions:
            assert client.get(page.format(screen=screen)).status_code == 200
        asked.append(questions)
        if number == 0:
            edition = house.publish("teas", "Tea", ["Three"])
            for name in ("Lift", "Hall", "Stairs", "Baby clinic"):
                put_up(house, name, edition)
    few, many = asked
    assert len(many) <= len(few), "\n".join(many)  # fewer, where something is remembered for a minute
