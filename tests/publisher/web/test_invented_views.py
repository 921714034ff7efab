"""Reports of somebody who holds a screen's secret, and names what was never published."""

import time
from dataclasses import replace
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import insert, select

from player.contract.reading import write
from player.contract.records import Report
from publisher.evidence.plausibility import DOUBTED
from publisher.store import views
from publisher.store.rows import Screen
from publisher.store.tables import report as reports
from publisher.store.tables import view_count
from publisher.web.api.pace import MOST_REPORTS
from tests.publisher.web.house import House, NewPlayer


@pytest.fixture
def client(house: House) -> FlaskClient:
    return house.client(open_to_this_machine=True)


def send(client: FlaskClient, player: NewPlayer, screen: Screen, report: Report):
    path = f"/api/v1/screens/{screen.id}/reports"
    return client.post(path, data=write(report), content_type="application/json", headers=player.bearer)


def test_views_of_what_was_never_published_are_counted_together_and_leave_no_name(
    client: FlaskClient, house: House
) -> None:
    edition = house.publish("winter", "Winter", ["tea", "chairs"])
    player, screen = house.pair()
    honest = player.report(screen, edition, [0, 1, 0, 1, 0, 1], house.clock())
    inventions = ({"playlist": "invented-list"}, {"edition": 7}, {"slide": "invented"}, {"revision": "1" * 64})
    invented = [replace(view, **change) for view, change in zip(honest.views[2:], inventions, strict=True)]
    answer = send(client, player, screen, replace(honest, views=(*honest.views[:2], *invented)))
    assert answer.status_code == 202
    assert (answer.get_json()["counted"], answer.get_json()["already"]) == (6, 0)
    with house.store.begin() as db:
        counted = [(one.playlist, one.edition, one.slide, one.certain, one.views) for one in views.counts(db)]
        body = db.execute(select(reports.c.body)).scalar_one()
    slides = [view.slide for view in honest.views[:2]]
    assert sorted(counted) == [
        ("", 0, "", False, 4),
        *sorted(("winter", 1, slide, True, 1) for slide in slides),
    ]
    assert "invented" not in body
    text = client.get("/views").get_data(as_text=True)
    assert "Never published" in text
    assert "invented" not in text
    again = send(client, player, screen, replace(honest, views=(*honest.views[:2], *invented))).get_json()
    assert (again["counted"], again["already"]) == (0, 6)


def test_a_screen_that_was_offline_for_ninety_days_sends_all_and_nobody_sends_much_more(
    client: FlaskClient, house: House
) -> None:
    views_of_ninety_days = 90 * 24 * 3600 // 10
    assert views_of_ninety_days / 500 < MOST_REPORTS
    edition = house.publish("winter", "Winter", ["tea"])
    player, screen = house.pair()
    report = player.report(screen, edition, [0], house.clock())
    pace = client.application.extensions["publisher-pace"] = _Hurried()
    assert send(client, player, screen, report).status_code == 202
    assert pace.asked == [screen.id]
    refused = send(client, player, screen, report)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "60")


class _Hurried:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def seconds_to_wait(self, screen_id: str, _now: object) -> int:
        self.asked.append(screen_id)
        return 60 * (len(self.asked) - 1)


def test_twenty_thousand_invented_names_do_not_keep_the_page_waiting(client: FlaskClient, house: House) -> None:
    house.publish("winter", "Winter", ["tea"])
    _, screen = house.pair()
    day = house.clock().date()
    same = {"screen": screen.id, "revision": "1" * 64, "day": day, "certain": True, "views": 1, "held_ms": 10}
    rows = [same | {"playlist": f"list-{n % 2_000}", "edition": n + 1, "slide": f"slide-{n}"} for n in range(20_000)]
    with house.store.begin() as db:
        db.execute(insert(view_count), rows)
    begun = time.process_time()
    assert client.get("/views?period=all").status_code == 200
    assert time.process_time() - begun < 8


def test_a_screen_that_reports_what_cannot_have_been_is_a_matter_for_a_person_until_it_is_paired_anew(
    client: FlaskClient, house: House
) -> None:
    edition = house.publish("winter", "Winter", ["tea"])
    player, screen = house.pair()
    honest = player.report(screen, edition, [0, 0], house.clock())
    assert send(client, player, screen, honest).status_code == 202
    assert DOUBTED not in unescape(client.get("/").get_data(as_text=True))
    lies = player.report(screen, edition, [0, 0], house.clock(), 3)
    lies = replace(lies, views=tuple(replace(view, held_ms=1) for view in lies.views))
    assert send(client, player, screen, lies).get_json()["counted"] == 2
    for page in ("/", f"/screens/{screen.id}"):
        assert DOUBTED in unescape(client.get(page).get_data(as_text=True))
    with house.store.begin() as db:
        assert sorted((one.certain, one.views) for one in views.counts(db)) == [(False, 2), (True, 2)]
    house.clock.advance(days=30)
    assert client.get("/live.json").get_json()["states"][screen.id] == "problem"


def test_a_view_before_its_edition_was_there_is_not_certain(client: FlaskClient, house: House) -> None:
    player, screen = house.pair()
    house.clock.advance(days=2)
    edition = house.publish("winter", "Winter", ["tea"])
    report = player.report(screen, edition, [0], house.clock())
    early = replace(report, now=replace(report.now, uptime_ms=report.now.uptime_ms + 24 * 3_600_000))
    assert send(client, player, screen, early).status_code == 202
    with house.store.begin() as db:
        assert [(one.certain, one.day) for one in views.counts(db)] == [(False, house.clock().date())]
