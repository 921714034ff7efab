"""What a screen refuses stands on its card, and the worker is asked to raise its numbers."""

import pytest
from flask.testing import FlaskClient

from player.contract.limits import FORMAT
from player.contract.reading import write
from player.contract.records import Refusal, SeenEdition
from publisher.store import jobs, screens, views
from publisher.store.rows import Screen
from publisher.web.api.pace import Pace
from tests.publisher.web.described import Described
from tests.publisher.web.house import House, NewPlayer

REASON = "The publisher offers edition/winter 4, but 5 was seen before. An old one is never taken."


@pytest.fixture
def client(house: House) -> FlaskClient:
    return house.client(open_to_this_machine=True)


def refusal(screen: Screen, **more: object) -> Refusal:
    said = {"reason": REASON, "serial": 7, "editions": (SeenEdition("winter", 5),)} | more
    return Refusal(FORMAT, screen.id, **said)  # type: ignore[arg-type]


def tell(client: FlaskClient, player: NewPlayer, screen: Screen, data: bytes):
    path = f"/api/v1/screens/{screen.id}/refusals"
    return client.post(path, data=data, content_type="application/json", headers=player.bearer)


def test_a_refusal_is_on_the_card_until_the_screen_takes_news_again(client: FlaskClient, house: House) -> None:
    player, screen = house.pair()
    assert tell(client, player, screen, write(refusal(screen))).status_code == 202
    for page in ("/", f"/screens/{screen.id}"):
        text = client.get(page).get_data(as_text=True)
        assert "does not take what is new. Tell whoever runs the publisher. It says: " in text
        assert "5 was seen before" in text
    house.clock.advance(minutes=10)
    with house.store.begin() as db:
        screens.heard(db, screen.id, house.clock(), "1.0", None)
    assert "does not take what is new" not in client.get("/").get_data(as_text=True)


def test_the_worker_is_asked_once_for_each_new_refusal(client: FlaskClient, house: House) -> None:
    player, screen = house.pair()

    def asked() -> int:
        with house.store.begin() as db:
            waiting = [job for job in jobs.recent(db) if job.kind == "programme"]
            for job in waiting:
                jobs.finish(db, job.id, "done", house.clock())
            return len([job for job in waiting if job.state == "waiting"])

    asked()
    tell(client, player, screen, write(refusal(screen)))
    assert asked() == 1
    tell(client, player, screen, write(refusal(screen)))
    assert asked() == 0
    tell(client, player, screen, write(refusal(screen, serial=8)))
    assert asked() == 1


@pytest.mark.parametrize(
    "said",
    [b"{", b"[]", b"{}", b'{"format":1,"screen":"x","reason":1}', b'{"format":2,"screen":"x","reason":"y"}'],
)
def test_nonsense_is_refused(said: bytes, client: FlaskClient, house: House) -> None:
    player, screen = house.pair()
    assert tell(client, player, screen, said).status_code == 400
    for wrong in ({"serial": -1}, {"reason": "x" * 501}, {"editions": (SeenEdition("../x", 1),)}, {"serial": 2**60}):
        assert tell(client, player, screen, write(refusal(screen, **wrong))).status_code == 400
    assert "does not take" not in client.get("/").get_data(as_text=True)


def test_another_screen_is_not_spoken_for(client: FlaskClient, house: House) -> None:
    player, screen = house.pair()
    _, other = house.pair("lift")
    assert tell(client, player, screen, write(refusal(other))).status_code == 400
    assert tell(client, player, other, write(refusal(other))).status_code == 404


def test_nobody_keeps_the_database_busy_with_refusals(client: FlaskClient, house: House) -> None:
    player, screen = house.pair()
    client.application.extensions["publisher-refusals-pace"] = Pace(2)
    answers = [tell(client, player, screen, write(refusal(screen, serial=number))) for number in (7, 8, 9)]
    assert [answer.status_code for answer in answers] == [202, 202, 429]
    assert int(answers[2].headers["Retry-After"]) > 3_500
    with house.store.begin() as db:
        told = screens.get(db, screen.id).refusal
    assert told is not None
    assert told.serial == 8
    house.clock.advance(hours=1)
    assert tell(client, player, screen, write(refusal(screen))).status_code == 202


def test_it_is_as_described(house: House) -> None:
    player, screen = house.pair()
    answer = Described(house.client()).post(
        f"/screens/{screen.id}/refusals", write(refusal(screen)), headers=player.bearer
    )
    assert (answer.status_code, answer.data) == (202, b"{}")


def test_views_of_an_edition_that_the_database_forgot_are_counted_if_the_shelf_has_it(
    client: FlaskClient, house: House
) -> None:
    edition = house.publish("winter", "Winter", ["tea"])
    player, screen = house.pair()
    with house.store.begin() as db:
        db.exec_driver_sql("DELETE FROM edition")
    report = player.report(screen, edition, [0, 0], house.clock())
    path = f"/api/v1/screens/{screen.id}/reports"
    client.post(path, data=write(report), content_type="application/json", headers=player.bearer)
    with house.store.begin() as db:
        counted = [(one.playlist, one.edition, one.slide, one.views) for one in views.counts(db)]
    assert counted == [("winter", 1, report.views[0].slide, 2)]
