import fcntl
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from publisher.errors import SettingsError
from publisher.web.door import signed_out
from publisher.web.door.secret import kept_secret, web_secret
from publisher.web.door.sign_in import make_link

from .house import START, House


def test_without_signing_in_there_is_nothing_to_see(small_house: House) -> None:
    stranger = small_house.client(open_to_this_machine=False)
    for page in ("/", "/pair", "/playlists", "/views", "/views.csv", "/screens/oakfield-x", "/no-such-page"):
        assert stranger.get(page).location == "/sign-in"
    assert stranger.get("/live.json").status_code == 401
    assert "publisher invite" in stranger.get("/sign-in").get_data(as_text=True)


def test_a_link_signs_in_only_when_the_button_is_pressed(small_house: House) -> None:
    browser = small_house.client(open_to_this_machine=False)
    link = _path(make_link(small_house.settings, small_house.clock()))
    asked = browser.get(link)
    assert asked.status_code == 200
    assert asked.headers["Referrer-Policy"] == "no-referrer"
    assert browser.get("/").location == "/sign-in"

    answer = browser.post("/sign-in", data=_form(asked.get_data(as_text=True), link))
    assert (answer.status_code, answer.location) == (303, "/")
    cookie = answer.headers["Set-Cookie"]
    assert all(word in cookie for word in ("HttpOnly", "SameSite=Lax", "Expires"))
    assert browser.get("/").status_code == 200

    small_house.clock.advance(days=29)
    assert browser.get("/").status_code == 200
    small_house.clock.advance(days=2)
    assert browser.get("/").location == "/sign-in"


def test_a_link_ends_after_a_day(small_house: House) -> None:
    browser = small_house.client(open_to_this_machine=False)
    link = _path(make_link(small_house.settings, small_house.clock() - timedelta(hours=24)))
    assert browser.get(link).status_code == 401
    assert "This link no longer works" in browser.get(link).get_data(as_text=True)


@pytest.mark.parametrize("token", ["x", "a.b", "é", "x" * 5000])
def test_a_made_up_link_signs_nobody_in(small_house: House, token: str) -> None:
    browser = small_house.client(open_to_this_machine=False)
    page = browser.get("/sign-in", query_string={"token": token})
    assert page.status_code == 401
    good = browser.get(_path(make_link(small_house.settings, small_house.clock()))).get_data(as_text=True)
    assert browser.post("/sign-in", data=_form(good, f"?token={token}")).status_code == 401
    assert browser.get("/").location == "/sign-in"


def test_another_publishers_link_signs_nobody_in(small_house: House, tmp_path: Path) -> None:
    other = replace(small_house.settings, home=tmp_path / "another")
    web_secret(other.home)
    link = _path(make_link(other, small_house.clock()))
    assert small_house.client(open_to_this_machine=False).get(link).status_code == 401


def test_signing_out(small_house: House) -> None:
    browser = small_house.client(open_to_this_machine=False)
    link = _path(make_link(small_house.settings, small_house.clock()))
    browser.post("/sign-in", data=_form(browser.get(link).get_data(as_text=True), link))
    answer = browser.post("/sign-out", data=_form(browser.get("/").get_data(as_text=True), link))
    assert "You are signed out" in browser.get(answer.location).get_data(as_text=True)
    assert browser.get("/").location == "/sign-in"


def test_a_copy_of_a_cookie_is_of_no_use_after_signing_out(small_house: House) -> None:
    browser, copy = (small_house.client(open_to_this_machine=False) for _ in range(2))
    link = _path(make_link(small_house.settings, small_house.clock()))
    browser.post("/sign-in", data=_form(browser.get(link).get_data(as_text=True), link))
    page = browser.get("/").get_data(as_text=True)
    copy.set_cookie("waiting-room", browser.get_cookie("waiting-room", domain="127.0.0.1").value, domain="127.0.0.1")
    assert copy.get("/views.csv").status_code == 200
    browser.post("/sign-out", data=_form(page, link))
    assert copy.get("/views.csv").location == "/sign-in"
    assert len(list((small_house.settings.home / "signed-out").iterdir())) == 1


def test_what_was_signed_out_is_forgotten_when_its_cookie_is_over(tmp_path: Path) -> None:
    signed_out.end(tmp_path, "first", START)
    assert signed_out.has_ended(tmp_path, "first")
    signed_out.end(tmp_path, "second", START + timedelta(days=31))
    assert not signed_out.has_ended(tmp_path, "first")
    assert signed_out.has_ended(tmp_path, "second")


@pytest.mark.parametrize(
    ("where", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("192.168.1.20", {}, 302),
        ("", {}, 302),
        ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}, 302),
        ("127.0.0.1", {"Forwarded": "for=10.0.0.1"}, 302),
    ],
)
def test_this_machine_is_let_in_only_if_it_is_left_open(
    small_house: House, where: str, headers: dict[str, str], status: int
) -> None:
    visitor = {"headers": headers, "environ_overrides": {"REMOTE_ADDR": where}}
    assert small_house.client().get("/", **visitor).status_code == status
    assert small_house.client(open_to_this_machine=False).get("/", **visitor).status_code == 302


def test_the_secret_is_kept_for_its_owner_alone_and_stays(tmp_path: Path) -> None:
    first = web_secret(tmp_path / "home")
    assert web_secret(tmp_path / "home") == first
    assert stat.S_IMODE((tmp_path / "home" / "web-secret").stat().st_mode) == 0o600
    assert [file.name for file in (tmp_path / "home").iterdir()] == ["web-secret"]


@pytest.mark.parametrize("left", [b"", b"\n", bytes(64), bytes(4096)])
def test_what_a_power_cut_left_of_a_secret_is_made_anew(
    tmp_path: Path, left: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "web-secret"
    file.write_bytes(left)
    made = web_secret(tmp_path)
    assert len(made) == 32
    assert web_secret(tmp_path) == made
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "everybody signs in again" in caplog.text


@pytest.mark.parametrize("text", ["not hexadecimal", "ab" * 31, "a" * 65, "0", "é" * 64, "AB" * 32, "ab" * 32 + "x"])
def test_a_short_or_damaged_secret_says_what_to_do(tmp_path: Path, text: str) -> None:
    file = tmp_path / "web-secret"
    file.write_text(text)
    file.chmod(0o600)
    for read in (web_secret, kept_secret):
        with pytest.raises(SettingsError, match=r"web-secret: .* Delete the file and start `publisher serve` again"):
            read(tmp_path)
    assert file.read_text() == text


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o620, 0o604, 0o666])
def test_a_secret_that_others_can_read_or_write_is_refused(tmp_path: Path, mode: int) -> None:
    web_secret(tmp_path)
    (tmp_path / "web-secret").chmod(mode)
    with pytest.raises(SettingsError, match=f"chmod go= {tmp_path}/web-secret"):
        web_secret(tmp_path)


def test_a_folder_in_the_secrets_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "web-secret").mkdir()
    with pytest.raises(SettingsError, match="is a directory"):
        web_secret(tmp_path)


def test_web_processes_that_start_together_have_one_secret(tmp_path: Path) -> None:
    (tmp_path / "web-secret").touch()
    start = "from pathlib import Path; from publisher.web.door.secret import web_secret"
    words = f"{start}; print(web_secret(Path({str(tmp_path)!r})))"
    together = [subprocess.Popen([sys.executable, "-c", words], stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert len({process.communicate()[0] for process in together}) == 1


def test_a_secret_that_is_there_is_read_without_a_lock(tmp_path: Path) -> None:
    """Some network disks lock no folders, and nothing has to be written."""
    secret, folder = web_secret(tmp_path), os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    with ThreadPoolExecutor(1) as other:
        asked = other.submit(web_secret, tmp_path)
        try:
            assert asked.result(5) == secret
        finally:
            os.close(folder)


def test_a_link_is_made_only_where_a_web_process_keeps_its_secret(small_house: House, tmp_path: Path) -> None:
    nowhere = replace(small_house.settings, home=tmp_path / "nowhere")
    with pytest.raises(SettingsError, match=r"PUBLISHER_HOME as `publisher serve` has it"):
        make_link(nowhere, START)
    assert not nowhere.home.exists()


def test_over_https_the_cookie_stays_there(small_house: House) -> None:
    browser = small_house.client(address="https://screens.example.org")
    answer = browser.get("/pair")
    assert "__Host-waiting-room" in answer.headers["Set-Cookie"]
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "max-age" in answer.headers["Strict-Transport-Security"]


def test_below_a_path_the_cookie_is_for_that_path_alone(small_house: House) -> None:
    browser = small_house.client(address="https://example.org/screens")
    answer = browser.get("/screens/pair", base_url="https://example.org")
    cookie = answer.headers["Set-Cookie"]
    assert all(word in cookie for word in ("__Secure-waiting-room", "Secure", "Path=/screens"))
    assert "Strict-Transport-Security" not in answer.headers  # the host is others' too


def _path(link: str) -> str:
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}"


def _form(page: str, link: str) -> dict[str, str]:
    key = page.partition('name="form_key" value="')[2].partition('"')[0]
    return {"form_key": key, "token": link.partition("token=")[2]}
