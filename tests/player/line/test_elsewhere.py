"""A sign-in page, a redirect or a parked domain in the publisher's place: what it is and what to do, in words."""

from pathlib import Path

import pytest
from publisher_stand import PublisherStand
from raw_server import Manner, says, serving
from screen import Screen, wait_until
from test_misbehaving import answer, go_to

from player.showing.builtin import Builtin, builtin_picture
from player.syncing.sync import sync

HTML = "Content-Type: text/html; charset=utf-8"
LOGIN = b"<!DOCTYPE html>\n<html><head><title>\n Guest  Wi-Fi &amp; more </title></head><body>Log in"
ADVICE = "Open the address in a browser on the same network"
WAYS: dict[str, tuple[Manner, str]] = {
    "a sign-in page": (says(answer(LOGIN, "200 OK", HTML)), "a web page, “Guest Wi-Fi & more”."),
    "a page that does not say what it is": (says(answer(b"\xef\xbb\xbf\n<html>log in")), "a web page."),
    "a page that says it is JSON": (
        says(answer(b"<html><title>x</title>", "200 OK", "Content-Type: application/json")),
        "a web page, “x”.",
    ),
    "a filter's page": (says(answer(b"<title>Blocked</title>", "403 No", HTML)), "a web page, “Blocked”."),
    "a parked domain": (says(answer(b"<title>For sale</title>", "404 Not Found", HTML)), "a web page, “For sale”."),
    "a redirect elsewhere": (
        says(answer(b"", "302 Found", "Location: https://portal.example.com/login?x=1")),
        "a redirect to https://portal.example.com.",
    ),
    "a redirect in place": (says(answer(b"", "307 Go", "Location: /welcome")), "a redirect to /welcome."),
    "a redirect to nowhere": (says(answer(b"", "301 Go")), "a redirect to another address."),
    "a redirect to orders": (says(answer(b"", "302 Go", "Location: \x1b]0;x\x07")), "a redirect to "),
    "a network's own word": (
        says(answer(b"", "511 Network Authentication Required")),
        "a network that wants a sign-in.",
    ),
    "an endless title": (says(answer(b"<title>" + b"a" * 300 + b"</title>", "200 OK", HTML)), "a web page, “aaaa"),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_screen_that_shows_goes_on_and_says_what_answers(way: str, screen: Screen, stand: PublisherStand) -> None:
    assert sync(screen.settings(), once=True) == 0
    manner, what = WAYS[way]
    with serving(manner) as (address, _):
        go_to(screen, address)
        done = screen.run("sync", "--once")
        told = screen.run("status")
    assert done.returncode == 1
    for said in (done.stderr, told.stdout):
        assert f"{address} is answered by something else: {what}" in said, said
        assert ADVICE in said
        assert "\x1b" not in said
    assert stand.slide_of(screen.glance())


@pytest.mark.parametrize("way", ["a sign-in page", "a redirect elsewhere"])
def test_a_new_screen_says_it_on_its_wall_until_it_is_let_through(
    way: str, tmp_path: Path, stand: PublisherStand
) -> None:
    screen = Screen(tmp_path, stand)
    manner, what = WAYS[way]
    try:
        with serving(manner) as (address, _):
            screen.more_environment["PLAYER_PUBLISHER"] = address
            screen.start("sync")
            screen.start("show")
            picture = builtin_picture(Builtin.ELSEWHERE, 1920, 1080)
            wait_until(lambda: screen.panel.exists() and screen.panel.read_bytes() == picture, "the word on the wall")
            assert what in screen.run("status").stdout
            assert what in screen.said()
            screen.kill("sync")
        screen.more_environment["PLAYER_PUBLISHER"] = stand.address
        screen.start("sync")
        wait_until(lambda: screen.panel.read_bytes() == stand.pairing_picture, "the code")
    finally:
        screen.close()
