import gzip
import re
from dataclasses import replace
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from player.contract.reading import write
from player.contract.records import Health
from publisher.store import screens

from .described import Described
from .house import House, NewPlayer, key_of

SCRIPT = "<script>alert('x')</script>"


def test_names_are_words_never_markup(small_house: House) -> None:
    client = small_house.client()
    _, screen = small_house.pair(SCRIPT)
    edition = small_house.publish("hearts", SCRIPT, [f'"><img src=x onerror="1">{at}' for at in range(2)])
    small_house.assign(screen, edition)
    for page in (
        "/",
        f"/screens/{screen.id}",
        f"/screens/{screen.id}/change",
        f"/screens/{screen.id}/unpair",
        "/playlists",
        "/playlists/hearts",
        "/views",
    ):
        text = client.get(page).get_data(as_text=True)
        assert "<script>alert" not in text
        assert "<img src=x" not in text


def test_no_page_lets_a_script_or_a_frame_of_others_in(small_house: House) -> None:
    client = small_house.client()
    for page in ("/", "/pair", "/no-such-page", "/static/screens.css", "/api/v1/health"):
        headers = client.get(page).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] in {"same-origin", "no-referrer"}


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8765.evil.example", ""])
def test_another_name_for_us_is_refused(small_house: House, host: str) -> None:
    client = small_house.client()
    for page in ("/", "/sign-in", "/live.json", "/static/screens.css"):
        assert client.get(page, environ_overrides={"HTTP_HOST": host}).status_code == 400


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://screens.example.org", "screens.example.org"),
        ("https://screens.example.org", "Screens.Example.ORG"),
        ("https://screens.example.org", "screens.example.org:443"),
        ("https://screens.example.org", "screens.example.org."),
        ("https://screens.example.org:8443", "screens.example.org:8443"),
        ("http://screens.example.org", "screens.example.org:80"),
        ("https://xn--praxis-mller-klb.example", "xn--praxis-mller-klb.example"),
        ("http://[::1]:8765", "[::1]:8765"),
        ("http://[2001:db8::1]", "[2001:DB8:0::1]"),
        ("http://127.0.0.1:8765", "[::1]:8765"),
    ],
)
def test_our_own_name_is_known_in_each_of_its_forms(small_house: House, address: str, host: str) -> None:
    named = {"HTTP_HOST": host, "REMOTE_ADDR": "127.0.0.1"}
    assert small_house.client(address=address).get("/sign-in", environ_overrides=named).status_code in {200, 302}


@pytest.mark.parametrize(
    "host",
    [
        "screens.example.org.evil.example",
        "evil.example:443",
        "screens.example.org:8443",
        "screens.example.org:443:443",
        "screens.example.org@evil.example",
        "screens.example.org, evil.example",
        "screens.example.org/",
        "[screens.example.org]",
        "127.0.0.1",
        "localhost",
        " ",
        ":443",
    ],
)
def test_whoever_asks_by_another_name_is_told_ours_and_what_a_web_server_in_front_has_to_do(
    small_house: House, host: str
) -> None:
    named = {"HTTP_HOST": host}
    answer = small_house.client(address="https://screens.example.org").get("/sign-in", environ_overrides=named)
    assert answer.status_code == 400
    text = answer.get_data(as_text=True)
    assert "Use https://screens.example.org instead." in text
    assert "proxy_set_header Host $http_host;" in text


def test_a_publisher_below_a_path_answers_only_there(small_house: House) -> None:
    client = small_house.client(address="https://example.org/screens")

    def get(path: str) -> TestResponse:
        return client.get(path, base_url="https://example.org", environ_overrides={"REMOTE_ADDR": "127.0.0.1"})

    page = get("/screens/pair").get_data(as_text=True)
    links = re.findall(r'(?:href|src|action)="([^"#]+)', page)
    assert links
    assert all(link.startswith("/screens/") for link in links)
    assert get("/screens/").status_code == get("/screens/api/v1/health").status_code == 200
    assert 'aria-current="page"' in get("/screens/views").get_data(as_text=True)
    assert "\n  - url: /screens/api/v1\n" in get("/screens/api/v1/openapi.yaml").get_data(as_text=True)
    for elsewhere in ("/", "/pair", "/screensaver", "/api/v1/health", "/screenspair"):
        answer = get(elsewhere)
        assert answer.status_code == 404
        assert "below https://example.org/screens/" in answer.get_data(as_text=True)
        assert "`proxy_pass` without a slash at its end" in answer.get_data(as_text=True)


def test_a_player_may_come_by_another_name(small_house: House) -> None:
    named = {"HTTP_HOST": "cache.example"}
    assert small_house.client().get("/api/v1/health", environ_overrides=named).status_code == 200


def test_this_machine_goes_by_both_its_names(small_house: House) -> None:
    assert small_house.client().get("/", base_url="http://localhost:8765").status_code == 200


@pytest.mark.parametrize("key", [None, "", "guessed", "é"])
def test_a_form_from_elsewhere_changes_nothing(house: House, key: str | None) -> None:
    _, screen = house.pair()
    client = house.client()
    client.get("/pair")
    sent = {} if key is None else {"form_key": key}
    for path in (
        "/pair",
        f"/screens/{screen.id}/change",
        f"/screens/{screen.id}/name",
        f"/screens/{screen.id}/unpair",
        "/sign-in",
        "/sign-out",
    ):
        assert client.post(path, data=sent | {"name": "Hacked"}).status_code == 403
    with house.store.begin() as db:
        assert screens.get(db, screen.id).name == "Reception"


def test_a_form_key_of_somebody_else_does_not_do(small_house: House) -> None:
    one, other = small_house.client(), small_house.client()
    other.get("/pair")
    assert other.post("/pair", data={"form_key": key_of(one)}).status_code == 403


CLIMBS = [
    "..%2f..%2fkeys%2fonline.pem",
    "..%2F..%2Fetc%2Fpasswd",
    "%2e%2e%2f%2e%2e%2fweb-secret",
    "..\\..\\web-secret",
    "1.root.json%00.txt",
    "....",
    "%c0%ae%c0%ae%2f",
    "a" * 5000,
]


@pytest.mark.parametrize("climb", CLIMBS)
def test_no_file_outside_the_shelf_can_be_had(small_house: House, climb: str) -> None:
    player, screen = small_house.pair()
    client = small_house.client(panels=small_house.settings.home)
    for path in (
        f"/api/v1/content/metadata/{climb}",
        f"/api/v1/content/targets/playlists/{climb}/{climb}",
        f"/api/v1/content/targets/playlists/hearts/{climb}",
        f"/api/v1/screens/{screen.id}/metadata/{climb}",
        f"/api/v1/screens/{screen.id}/targets/screens/{climb}",
        f"/api/v1/screens/{climb}/metadata/1.root.json",
        f"/api/v1/frames/{climb}",
        f"/screens/{climb}/panel.jpg",
        f"/static/{climb}",
        f"/playlists/{climb}",
    ):
        assert client.get(path, headers=player.bearer).status_code == 404, path


def test_bodies_have_a_limit(small_house: House) -> None:
    player, screen = small_house.pair()
    api = Described(small_house.client())
    huge = b'{"format": 1, "secret_sha256": "' + b"a" * 2_000_000 + b'"}'
    words = {"data": huge, "content_type": "application/json", "headers": player.bearer}
    assert api.wrong("POST", "/enrolments", **words).status_code == 413
    assert api.wrong("POST", f"/screens/{screen.id}/reports", **words).status_code == 413
    page = api.client.post("/pair", data={"name": "x" * 200_000})
    assert page.status_code == 413
    assert "That is too much at once" in page.get_data(as_text=True)


def test_packed_bodies_are_unpacked_to_the_same_limit(small_house: House) -> None:
    player, screen = small_house.pair()
    api = Described(small_house.client())
    whole = gzip.compress(b"{}")
    packed = {
        gzip.compress(b"[" * 50_000_000): 413,
        whole[:-1]: 400,
        whole + whole: 400,
        b"{}": 400,
    }
    for data, status in packed.items():
        headers = player.bearer | {"Content-Encoding": "gzip"}
        words = {"data": data, "content_type": "application/json", "headers": headers}
        assert api.wrong("POST", f"/screens/{screen.id}/reports", **words).status_code == status, data[:20]
    words["headers"] = player.bearer | {"Content-Encoding": "br"}
    assert api.wrong("POST", f"/screens/{screen.id}/reports", **words).status_code == 415


@pytest.mark.parametrize(
    "body", [b"", b"null", b"[]", b"{", b"\xff\xfe", b'{"format": 2}', b"[" * 1500, b'{"a": 1, "a": 2}', b"NaN"]
)
def test_a_body_that_is_no_record_is_refused_in_a_sentence(small_house: House, body: bytes) -> None:
    player, screen = small_house.pair()
    api = Described(small_house.client())
    for path in ("/enrolments", f"/screens/{screen.id}/reports"):
        words = {"data": body, "content_type": "application/json", "headers": player.bearer}
        answer = api.wrong("POST", path, **words)
        assert answer.status_code == 400
        assert answer.get_json()["error"]


def test_a_body_must_say_that_it_is_json(small_house: House) -> None:
    api = Described(small_house.client())
    sent = api.wrong("POST", "/enrolments", data=write(NewPlayer().request), content_type="text/plain")
    assert sent.status_code == 415


def test_unknown_addresses_and_wrong_methods_of_the_api_answer_in_json(small_house: House) -> None:
    client = small_house.client()
    assert client.get("/api/v1/no-such").get_json()["error"]
    wrong = client.delete("/api/v1/health")
    assert (wrong.status_code, set(wrong.headers["Allow"].split(", "))) == (405, {"GET", "HEAD", "OPTIONS"})


def test_a_database_that_does_not_answer_is_said_plainly(small_house: House) -> None:
    client = small_house.client()
    small_house.store.close()
    file = small_house.settings.database_url.removeprefix("sqlite:///")
    Path(file).write_bytes(b"this is no database " * 500)
    health = client.get("/api/v1/health")
    assert (health.status_code, health.headers["Retry-After"]) == (503, "10")
    page = client.get("/")
    assert page.status_code == 503
    assert "Not ready yet" in page.get_data(as_text=True)
    assert file not in page.get_data(as_text=True) + health.get_data(as_text=True)


def test_a_name_that_no_database_can_hold_is_simply_not_there(house: House) -> None:
    client = house.client()
    for path in ("/screens/%00", "/playlists/a%00b", "/live.json?screen=%00", "/screens/%00/panel.jpg"):
        assert client.get(path).status_code == 404, path
    typed = {"code": "K7R4MD", "name": "Front", "practice": "a\0b", "form_key": key_of(client)}
    assert client.post("/pair", data=typed).status_code == 422


@pytest.mark.parametrize(
    "said",
    [
        b"1" + b"0" * 400,
        b"1e400",
        b"-1e999",
        b"NaN",
        b"9" * 5000,
        b"[" * 100_000,
        b'"\\ud800"',
        b"{}",
        b'{"a":1,"a":2}',
    ],
    ids=lambda said: said[:8].decode(),
)
def test_a_number_that_no_device_has_is_refused_in_a_sentence(small_house: House, said: bytes) -> None:
    player, screen = small_house.pair()
    edition = small_house.publish("hearts", "Hearts", ["Tea"])
    report = replace(player.report(screen, edition, [0], small_house.clock()), health=Health(temperature_c=0.5))
    data = write(report).replace(b'"temperature_c":0.5', b'"temperature_c":' + said)
    address = f"/api/v1/screens/{screen.id}/reports"
    answer = small_house.client().post(address, data=data, headers=player.bearer, content_type="application/json")
    assert answer.status_code == 400, answer.get_data()
    assert 10 < len(answer.get_json()["error"]) < 300


@pytest.mark.parametrize("field", ["player_version", "journal", "screen", "id"])
def test_half_a_character_is_refused_in_a_sentence(small_house: House, field: str) -> None:
    player, screen = small_house.pair()
    edition = small_house.publish("hearts", "Hearts", ["Tea"])
    report = replace(player.report(screen, edition, [0], small_house.clock()), **{field: "HERE"})
    address = f"/api/v1/screens/{screen.id}/reports"
    data = write(report).replace(b"HERE", b"\\ud800")
    answer = small_house.client().post(address, data=data, headers=player.bearer, content_type="application/json")
    assert answer.status_code == 400, answer.get_data()
