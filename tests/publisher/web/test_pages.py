import os
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

from flask.testing import FlaskClient

from player.contract.reading import write
from player.contract.records import Entry, Showing
from publisher.evidence.gallery import without_title
from publisher.evidence.intake import accept
from publisher.store import assignments, jobs, practices, screens

from .house import TALL, House, NewPlayer, key_of


def text_of(client: FlaskClient, page: str, status: int = 200) -> str:
    answer = client.get(page)
    assert answer.status_code == status
    return unescape(answer.get_data(as_text=True))


def test_without_a_screen_the_first_page_says_how_to_pair_one(client: FlaskClient) -> None:
    text = text_of(client, "/")
    assert "Pair your first screen" in text
    assert "type in the code" in text


def test_a_card_says_what_the_screen_shows_and_has_counted(client: FlaskClient, house: House) -> None:
    house.clock.advance(days=-2)
    player, screen = house.pair()
    edition = house.publish("hearts", "Know your heart", ["Swollen ankles", "Early signs"])
    house.assign(screen, edition)
    house.clock.advance(days=2)
    yesterday = house.clock() - timedelta(days=1)
    accept(player.report(screen, edition, [0, 1], yesterday), screen, yesterday, house.store)
    accept(player.report(screen, edition, [0, 1, 0, 1, 0], house.clock(), 3), screen, house.clock(), house.store)
    house.clock.advance(seconds=5)
    text = text_of(client, "/")
    assert ">5 seconds ago<" in text
    assert ">On and showing.<" in text
    assert f'/frames/{edition.manifests[0].entries[0].frame}" alt="Swollen ankles. In plain words."' in text
    assert ">Know your heart<" in text
    assert f'"{screen.id}/today">5<' in text
    assert f'"{screen.id}/total">7<' in text


def test_the_picture_comes_from_the_panel_itself_where_it_can_be_seen(house: House) -> None:
    _, screen = house.pair()
    edition = house.publish("hearts", "Know your heart", ["Swollen ankles", "Early signs"])
    house.assign(screen, edition)
    panels = house.settings.home / "panels"
    panels.mkdir()
    client = house.client(panels=panels)
    for at, title in enumerate(("Swollen ankles", "Early signs")):
        data = house.shelf.read_frame(edition.manifests[0].entries[at].frame)
        (panels / f"{screen.id}.jpg").write_bytes(data)
        os.utime(panels / f"{screen.id}.jpg", (at, at))
        picture = client.get("/live.json").get_json()["pictures"][screen.id]
        assert picture["alt"] == f"{title}. In plain words."
        assert client.get(picture["address"]).data == data


def test_a_panel_that_shows_something_of_its_own_is_still_shown(house: House) -> None:
    _, screen = house.pair()
    panels = house.settings.home / "panels"
    panels.mkdir()
    (panels / f"{screen.id}.jpg").write_bytes(b"not of any edition")
    picture = house.client(panels=panels).get("/live.json").get_json()["pictures"][screen.id]
    assert picture["alt"] == "What Reception shows now"
    assert house.client().get(f"/screens/{screen.id}/panel.jpg").status_code == 404


def test_each_state_has_its_own_words_and_shape(client: FlaskClient, house: House) -> None:
    player, screen = house.pair()
    edition = house.publish("hearts", "Know your heart", ["Swollen ankles"])

    def state() -> tuple[str, str]:
        news = client.get("/live.json").get_json()
        return news["states"][screen.id], news["texts"][f"{screen.id}/state"]

    assert state() == ("waiting", "Paired. Nothing heard from it yet.")
    with house.store.begin() as db:
        screens.heard(db, screen.id, house.clock(), "0.1.0", None)
    assert state() == ("waiting", "Nothing chosen for it yet.")
    house.assign(screen, edition)
    assert state() == ("changing", "Changing to Know your heart.")
    accept(player.report(screen, edition, [0], house.clock()), screen, house.clock(), house.store)
    assert state() == ("showing", "On and showing.")
    with house.store.begin() as db:
        broken = Showing(None, None, None, None, 0, 1, "The disk is full.")
        screens.heard(db, screen.id, house.clock(), "0.1.0", broken)
    assert state() == ("problem", "It says: The disk is full.")
    house.clock.advance(hours=2)
    assert state() == ("quiet", "Not heard from for a while. Is it on, and connected?")
    assert client.get("/live.json").get_json()["texts"][f"{screen.id}/heard"] == "2 hours ago"


def test_a_screens_page_marks_the_slide_that_is_on(client: FlaskClient, house: House) -> None:
    player, screen = house.pair("Corridor", TALL)
    edition = house.publish("hearts", "Know your heart", ["Swollen ankles", "Early signs"])
    house.assign(screen, edition)
    accept(player.report(screen, edition, [0, 1], house.clock()), screen, house.clock(), house.store)
    text = text_of(client, f"/screens/{screen.id}")
    on_now = edition.manifests[1].entries[1]
    assert f'data-frame="{on_now.frame}" aria-current="true"' in text
    assert "<p>2 slides." in text
    assert text.count("aria-current") == 2  # the slide, and the part of the menu
    news = client.get(f"/live.json?screen={screen.id}").get_json()
    assert news["texts"][f"{screen.id}/of/{on_now.slide}/today"] == "1"
    assert news["pictures"][screen.id]["frame"] == on_now.frame


def test_pairing_makes_the_first_practice_and_leads_to_choosing(client: FlaskClient, house: House) -> None:
    typed = {"name": "Front desk", "new_practice": "St. Élodie's Surgery", "form_key": key_of(client)}
    player_code = _code(client)
    answer = client.post("/pair", data=typed | {"code": player_code.lower().replace("-", " ")})
    assert (answer.status_code, answer.location) == (303, "/screens/st-elodies-surgery-front-desk/change")
    assert "Front desk is paired" in text_of(client, answer.location)
    with house.store.begin() as db:
        assert practices.get(db, "st-elodies-surgery").name == "St. Élodie's Surgery"
    assert house.jobs_waiting() == [("programme", "st-elodies-surgery-front-desk")]


def test_pressing_pair_twice_pairs_once(client: FlaskClient, house: House) -> None:
    typed = {"code": _code(client), "name": "Reception", "new_practice": "Hill Road", "form_key": key_of(client)}
    answers = [client.post("/pair", data=typed) for _ in range(2)]
    assert [answer.location for answer in answers] == ["/screens/hill-road-reception/change"] * 2
    with house.store.begin() as db:
        assert len(screens.everyone(db)) == 1
        assert len(practices.everyone(db)) == 2


def test_an_event_with_more_dates_is_not_said_to_end_with_the_next_one(client: FlaskClient, house: House) -> None:
    next_date = date(2026, 12, 1)
    house.publish("cafes", "Cafés", ["The dementia café"], last_day=next_date, needs_clock=True)
    assert "Shown until" not in text_of(client, "/playlists/cafes")
    house.publish("flu", "Flu", ["Have your flu jab"], last_day=next_date)
    assert "Shown until 1 December 2026." in text_of(client, "/playlists/flu")


def test_what_is_no_code_says_why_not(client: FlaskClient) -> None:
    typed = {"code": "K7 1", "name": "Reception", "practice": "oakfield", "form_key": key_of(client)}
    text = unescape(client.post("/pair", data=typed).get_data(as_text=True))
    assert "A code has six letters and numbers; you typed 3. Type the code that the screen shows" in text
    text = unescape(client.post("/pair", data=typed | {"code": "ABC 123"}).get_data(as_text=True))
    assert "A code never has B, 1 or 2. Type the code that the screen shows, such as K7R 4MD." in text


def test_a_wrong_code_says_what_to_do_and_keeps_what_was_typed(client: FlaskClient, house: House) -> None:
    typed = {"code": "K7R-4MD", "name": "Reception", "new_practice": "Hill Road", "form_key": key_of(client)}
    answer = client.post("/pair", data=typed)
    text = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert "Look at the code on the screen" in text
    assert all(f'value="{word}"' in text for word in ("K7R-4MD", "Reception", "Hill Road"))
    with house.store.begin() as db:
        assert [practice.id for practice in practices.everyone(db)] == ["oakfield"]


def test_a_playlist_goes_on_several_screens_at_once(client: FlaskClient, house: House) -> None:
    _, first = house.pair("Reception")
    _, second = house.pair("Corridor")
    house.publish("hearts", "Know your heart", ["Swollen ankles", "Early signs"])
    page = text_of(client, f"/screens/{first.id}/change")
    assert f'name="screen" value="{first.id}" checked' in page
    assert f'name="screen" value="{second.id}">' in page
    assert "Starts with “Swollen ankles” and “Early signs”." in page
    assert "2 slides. One round takes 20 seconds." in page

    chosen = {"playlist": "hearts", "screen": [first.id, second.id], "form_key": key_of(client)}
    answers = [client.post(f"/screens/{first.id}/change", data=chosen) for _ in range(2)]
    assert [(answer.status_code, answer.location) for answer in answers] == [(303, "/")] * 2
    assert "Reception and Corridor will show “Know your heart” in 65 seconds at most." in text_of(client, "/")
    with house.store.begin() as db:
        assert [len(assignments.history(db, each.id)) for each in (first, second)] == [1, 1]
    assert sorted(house.jobs_waiting()) == [("programme", second.id), ("programme", first.id)]


def test_choosing_nothing_says_so(client: FlaskClient, house: House) -> None:
    _, screen = house.pair()
    house.publish("hearts", "Know your heart", ["Swollen ankles"])
    key = key_of(client)
    for chosen, said in (
        ({"screen": screen.id}, "Choose a playlist first."),
        ({"playlist": "hearts"}, "Tick at least one screen."),
        ({"playlist": "hearts", "screen": [screen.id, "no-such"]}, "There is no screen 'no-such'."),
    ):
        answer = client.post(f"/screens/{screen.id}/change", data=chosen | {"form_key": key})
        assert answer.status_code == 422
        assert said in unescape(answer.get_data(as_text=True))
    with house.store.begin() as db:
        assert assignments.current(db, screen.id) == ()


def test_renaming_and_unpairing(client: FlaskClient, house: House) -> None:
    _, screen = house.pair()
    key = key_of(client)
    client.post(f"/screens/{screen.id}/name", data={"name": "  Main   hall ", "form_key": key})
    assert "now called Main hall" in text_of(client, f"/screens/{screen.id}")
    nameless = client.post(f"/screens/{screen.id}/name", data={"name": " ", "form_key": key})
    assert nameless.status_code == 422
    assert '<p class="wrong" id="name-wrong">The screen needs a name.' in nameless.get_data(as_text=True)

    asked = text_of(client, f"/screens/{screen.id}/unpair")
    assert "Unpair Main hall?" in asked
    for truth in ("asks for news every 60 seconds", "shows a new code by itself", "has sent stay in your counts"):
        assert truth in asked
    for _ in range(2):
        assert client.post(f"/screens/{screen.id}/unpair", data={"form_key": key}).location == "/"
    said = text_of(client, "/")
    assert "Main hall is unpaired. As soon as it hears of this, it forgets its slides and shows a new code." in said
    with house.store.begin() as db:
        assert [(job.kind, job.subject) for job in jobs.recent(db, 1)] == [("programme", screen.id)]
    text_of(client, f"/screens/{screen.id}", 404)


def test_two_screens_of_a_practice_have_two_names(client: FlaskClient, house: House) -> None:
    _, screen = house.pair("Reception")
    _, other = house.pair("Corridor")
    key = key_of(client)
    renamed = client.post(f"/screens/{other.id}/name", data={"name": "reception", "form_key": key})
    paired = client.post(
        "/pair", data={"code": _code(client), "name": "RECEPTION", "practice": "oakfield", "form_key": key}
    )
    for answer in (renamed, paired):
        assert answer.status_code == 422
        assert 'id="name-wrong">Another screen here is called' in answer.get_data(as_text=True)
    same = client.post(f"/screens/{screen.id}/name", data={"name": "Reception", "form_key": key})
    assert same.status_code == 303
    with house.store.begin() as db:
        assert sorted(each.name for each in screens.everyone(db)) == ["Corridor", "Reception"]


def test_several_practices_stand_one_below_the_other(client: FlaskClient, house: House) -> None:
    house.pair("Reception")
    assert '<h2 class="title">' in text_of(client, "/")
    typed = {"code": _code(client), "name": "Reception", "new_practice": "Hill Road", "form_key": key_of(client)}
    assert client.post("/pair", data=typed).status_code == 303
    text = text_of(client, "/")
    assert [text.index(f'class="practice">{name}</h2>') for name in ("Hill Road", "Oakfield Medical Practice")]
    assert text.count('<h3 class="title">') == 2


def test_a_playlist_in_pictures_and_in_plain_text(client: FlaskClient, house: House) -> None:
    _, screen = house.pair()
    house.assign(screen, house.publish("hearts", "Know your heart", ["Swollen ankles"]))
    house.publish("hearts", "Know your heart", ["Swollen ankles", "Early signs"], number=2)
    assert "Made on 22 November 2026, version 2" in text_of(client, "/playlists")
    page = text_of(client, "/playlists/hearts")
    assert "Early signs. In plain words." in page
    assert "On Reception now." in page
    text_of(client, "/playlists/no-such", 404)


def test_a_title_is_not_read_out_twice() -> None:
    entry = Entry("hearts/one", "0" * 64, "Early signs", "en", "Early signs\nOut of breath", "0" * 64, 1, 10)
    assert without_title(entry) == "Out of breath"
    assert without_title(replace(entry, alt="Early signs of it")) == "Early signs of it"


def test_a_missing_worker_is_said_on_every_page(client: FlaskClient, house: House) -> None:
    _, screen = house.pair()
    house.publish("hearts", "Know your heart", ["Swollen ankles"])
    warning = "Changes are waiting, because the part of the publisher that makes them, its worker, is not running."
    assert warning not in text_of(client, "/")
    house.clock.advance(seconds=31)
    assert all(warning in text_of(client, page) for page in ("/", "/pair", "/playlists", "/views"))
    chosen = {"playlist": "hearts", "screen": screen.id, "form_key": key_of(client)}
    client.post(f"/screens/{screen.id}/change", data=chosen)
    assert "Reception will show “Know your heart” once the worker is running." in text_of(client, "/")


def test_an_edition_that_the_shelf_has_lost_breaks_no_page(client: FlaskClient, house: House) -> None:
    player, screen = house.pair()
    edition = house.publish("hearts", "Know your heart", ["Swollen ankles"])
    house.assign(screen, edition)
    accept(player.report(screen, edition, [0], house.clock()), screen, house.clock(), house.store)
    for file in (house.settings.shelf / "editions").rglob("*.json"):
        file.unlink()
    for page in ("/", f"/screens/{screen.id}", f"/screens/{screen.id}/change", "/playlists", "/playlists/hearts"):
        text_of(client, page)
    assert "hearts/swollen-ankles" in text_of(client, "/views")


def _code(client: FlaskClient) -> str:
    answer = client.post("/api/v1/enrolments", data=write(NewPlayer().request), content_type="application/json")
    return str(answer.get_json()["code"])
