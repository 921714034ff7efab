import csv
import io
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from flask.testing import FlaskClient

from publisher.evidence.intake import accept
from publisher.evidence.spreadsheet import defused, table
from publisher.store import screens

from .house import House


def test_no_views_yet_is_said(client: FlaskClient) -> None:
    text = client.get("/views").get_data(as_text=True)
    assert "No views came back today" in text
    assert "every 15 minutes" in text
    assert "counts showings, never people" in text


def test_views_of_today_of_a_week_and_of_all_days(client: FlaskClient, house: House) -> None:
    _three_days(house)
    totals = {}
    for period in ("today", "week", "all"):
        text = client.get(f"/views?period={period}").get_data(as_text=True)
        totals[period] = text.split('<p class="sum"><strong>')[1].split("<")[0]
    assert totals == {"today": "2", "week": "5", "all": "9"}
    assert client.get("/views?period=never").status_code == 404


def test_a_table_has_slides_by_screens_with_their_titles(client: FlaskClient, house: House) -> None:
    _three_days(house)
    text = unescape(client.get("/views?period=all").get_data(as_text=True))
    assert '<h2 id="table-1">Know your heart</h2>' in text
    assert '<th scope="row" lang="en" dir="auto">Swollen ankles</th>' in text
    assert '<th scope="col" class="number">Reception</th>' in text
    assert "All screens" not in text


def test_several_screens_are_added_up(client: FlaskClient, house: House) -> None:
    edition = house.publish("hearts", "Know your heart", ["Swollen ankles"])
    for name, slides in (("Corridor", [0, 0]), ("Reception", [0])):
        player, screen = house.pair(name)
        accept(player.report(screen, edition, slides, house.clock()), screen, house.clock(), house.store)
    row = client.get("/views").get_data(as_text=True).partition("<tbody>")[2].partition("</tr>")[0]
    assert [cell.partition("<")[0] for cell in row.split('<td class="number">')[1:]] == ["2", "1", "3"]


def test_an_uncertain_day_is_marked_and_explained(client: FlaskClient, house: House) -> None:
    player, screen = house.pair()
    edition = house.publish("hearts", "Know your heart", ["Swollen ankles"])
    report = player.report(screen, edition, [0], house.clock())
    lost = replace(
        report, now=replace(report.now, boot="0" * 32), views=(replace(report.views[0], clock_trusted=False),)
    )
    accept(lost, screen, house.clock(), house.store)
    text = client.get("/views").get_data(as_text=True)
    assert "of which 1 on an uncertain day" in text
    assert "The day of 1 view is uncertain." in text


def test_views_of_a_screen_that_was_unpaired_stay(client: FlaskClient, house: House) -> None:
    _three_days(house)
    with house.store.begin() as db:
        screens.unpair(db, "oakfield-reception", house.clock())
    assert "Reception" in client.get("/views").get_data(as_text=True)


def test_the_csv_has_a_line_for_each_count(client: FlaskClient, house: House) -> None:
    _three_days(house)
    answer = client.get("/views.csv?period=all")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="views-all-2026-11-22.csv"'
    lines = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert sum(int(line["Views (showings, not people)"]) for line in lines) == 9
    assert {(line["Screen"], line["Playlist"], line["Did the screen know the day?"]) for line in lines} == {
        ("Reception", "Know your heart", "yes")
    }


def test_nothing_runs_in_the_spreadsheet(client: FlaskClient, house: House) -> None:
    player, screen = house.pair("=HYPERLINK(evil)")
    edition = house.publish("hearts", "@SUM(1)", ["-1 danger", "+2 spoons"])
    accept(player.report(screen, edition, [0, 1], house.clock()), screen, house.clock(), house.store)
    cells = [
        cell for line in csv.reader(io.StringIO(client.get("/views.csv").data.decode("utf-8-sig"))) for cell in line
    ]
    assert {"'=HYPERLINK(evil)", "'@SUM(1)", "'-1 danger", "'+2 spoons"} <= set(cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


WIDE_AND_SMALL = "\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u207a\u207b\u207c\u208a\u208b\u208c\u2212"
BEFORE = ["", " ", "\t", "\r", "\n", "\u00a0", "\u3000", "\u200b", "\ufeff", "\u202e", "\u2066", "\x00", " \u200f\t "]


@pytest.mark.parametrize("before", BEFORE, ids=ascii)
@pytest.mark.parametrize("sign", "=+-@" + WIDE_AND_SMALL, ids=ascii)
def test_every_way_to_start_a_formula_is_defused(sign: str, before: str) -> None:
    assert str(defused(f"{before}{sign}1")).startswith(f"'{before[:1]}")


@pytest.mark.parametrize("cell", ["\tx", "\rx"])
def test_what_begins_a_cell_anew_is_defused(cell: str) -> None:
    assert defused(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["plain = words", "", " ", "Slàinte", "دل کی صحت", "a; b", "1-2", "(=1)", 7, -7])
def test_words_and_numbers_stay_as_they_are(cell: str | int) -> None:
    assert defused(cell) == cell


def test_words_of_every_script_come_back_and_no_sign_parts_them() -> None:
    words = ["دل کی صحت", "Fàilte, “gu” lèir", 'a "b"', "x;=1+1", "y\n=2", "心"]
    data = table(("a", "b"), [words, [*words[:-1], 5]])
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    told = [*words[:3], "x;'=1+1", "y\n'=2", "心"]
    assert lines[1:] == [told, [*told[:-1], "5"]]
    for line in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"):
        assert not [cell for cell in line if cell.startswith("=")]  # a spreadsheet that expects semicolons


def _three_days(house: House) -> None:
    """4 views ten days ago, 3 yesterday, 2 today."""
    house.clock.advance(days=-11)
    player, screen = house.pair()
    edition = house.publish("hearts", "Know your heart", ["Swollen ankles", "Early signs"])
    house.clock.advance(days=11)
    first = 1
    for days, views in ((10, 4), (1, 3), (0, 2)):
        at = house.clock() - timedelta(days=days)
        slides = [view % 2 for view in range(views)]
        accept(player.report(screen, edition, slides, at, first), screen, at, house.store)
        first += views
