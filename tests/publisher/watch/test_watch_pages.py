"""Watching as an author does: an editor on one side, a browser on the other."""

import http.client
import re
import socket
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from publisher.commands.watching import PORT
from publisher.errors import SettingsError
from publisher.model.screens import Seat
from publisher.watch.server import watch_folder

from .conftest import CONTENT, TODAY

SLIDE = "heart-failure/early-signs"
FILE = f"slides/{SLIDE}.md"
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}}


def asked(address: str, path: str, host: str | None = None) -> tuple[int, dict[str, str], str]:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=5)
    connection.request("GET", path, headers={"Host": host or parts.netloc})
    answer = connection.getresponse()
    return answer.status, dict(answer.getheaders()), answer.read().decode("utf-8", "replace")


def save(folder, old: str, new: str) -> None:
    """Save as many editors do: a file beside it, then a rename."""
    path, draft = folder / FILE, folder / f"{FILE}~"
    draft.write_text(path.read_text().replace(old, new, 1))
    draft.rename(path)


def test_what_is_saved_is_seen_at_once_with_what_is_wrong(chromium, folder, address):
    page = chromium.new_page()
    page.goto(f"{address}slides/{SLIDE}")
    picture = page.locator("img.panel")
    first = picture.get_attribute("src")
    expect(page.locator("#tally")).to_have_text("No errors, no warnings.")
    save(folder, "Very tired", "Chronic tiredness")
    expect(picture).not_to_have_attribute("src", first)
    place = page.locator(".noticed code").first
    expect(place).to_have_text(f"{FILE}:{_line(folder, 'Chronic')}")
    expect(page.locator("#spoken")).to_contain_text("error")
    save(folder, "Chronic tiredness", "Very tired")
    expect(picture).to_have_attribute("src", first)
    page.close()


def test_a_broken_slide_keeps_its_picture_and_the_page_says_so(chromium, folder, address):
    page = chromium.new_page()
    page.goto(f"{address}slides/{SLIDE}")
    picture = page.locator("img.panel").get_attribute("src")
    (folder / FILE).write_text("---\ntitle: [\n---\n")
    expect(page.get_by_text("This is the last picture that could")).to_be_visible()
    assert page.locator("img.panel").get_attribute("src") == picture
    (folder / FILE).unlink()
    expect(page.get_by_text("The file of this slide is gone")).to_be_visible()
    assert page.locator("img.panel").get_attribute("src") == picture
    page.close()


def test_a_page_that_cannot_be_brought_up_to_date_says_so(chromium, folder, address):
    page = chromium.new_page()
    page.goto(f"{address}slides/{SLIDE}")
    page.route("**/slides/**", lambda route: route.fulfill(status=500))
    save(folder, "Very tired", "More tired")
    expect(page.locator("#trouble")).to_be_visible()
    page.unroute("**/slides/**")
    save(folder, "More tired", "Very tired")
    expect(page.locator("#trouble")).to_be_hidden()
    page.close()


def test_the_page_goes_to_the_slide_that_is_written_unless_it_is_told_to_stay(chromium, folder, address):
    page = chromium.new_page()
    page.goto(f"{address}slides/heart-failure/call-999?shape=portrait")
    save(folder, "Very tired", "Tired")
    expect(page.get_by_role("heading", level=1)).to_have_text("Early signs of heart failure")
    assert page.url.endswith(f"{SLIDE}?shape=portrait")
    page.goto(f"{address}slides/heart-failure/call-999")
    page.get_by_label("Go to each slide as I save it").uncheck()
    with page.expect_response("**/slides/heart-failure/call-999"):
        save(folder, "Tired", "Very tired")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your heart: when to call 999")
    page.close()


def test_screen_theme_and_distance_can_be_switched_with_the_keyboard(chromium, address):
    page = chromium.new_page()
    page.goto(f"{address}slides/{SLIDE}")
    for name in ("Portrait", "Heather", "As seen from 5 m"):
        page.get_by_role("link", name=name, exact=True).focus()
        page.keyboard.press("Enter")
        expect(page.locator("[aria-current]", has_text=name)).to_be_visible()
    size = page.locator("img.panel").bounding_box()
    assert (size["width"], size["height"]) == (288, 512)
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_barrier(scheme, chromium, folder, address):
    save(folder, "Very tired", "Chronic tiredness")
    page = chromium.new_page(color_scheme=scheme)
    for path in ("slides/", f"slides/{SLIDE}", f"slides/{SLIDE}?shape=portrait&seat=yes"):
        page.goto(f"{address}{path}")
        found = Axe().run(page, options=RULES)
        assert not found.response["violations"], found.generate_report()
    page.close()


def test_the_page_says_when_watching_has_stopped(chromium, folder):
    page = chromium.new_page()
    with watch_folder(folder, SLIDE, 0, lambda: TODAY) as at:
        page.goto(at)
        expect(page.locator("#follow")).to_be_visible()
        expect(page.locator("#away")).to_be_hidden()
    expect(page.locator("#away")).to_be_visible()
    page.close()


def test_only_this_machine_is_answered_and_only_by_its_own_name(address):
    port = urlsplit(address).port
    assert asked(address, "/slides/")[0] == 200 == asked(address, "/slides/", f"localhost:{port}")[0]
    for host in ("evil.example", f"evil.example:{port}", "127.0.0.1", f"127.0.0.1.evil.example:{port}", ""):
        assert asked(address, "/slides/", host or "x")[0] == 400
    other = socket.gethostbyname(socket.gethostname())
    with socket.socket() as tried:
        assert other == "127.0.0.1" or tried.connect_ex((other, port)) != 0


def test_nothing_from_elsewhere_can_run_or_look_in(address):
    _, headers, page = asked(address, f"/slides/{SLIDE}")
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin" and "Access-Control-Allow-Origin" not in headers
    assert "<script>" not in page and "style=" not in page
    assert asked(address, "/look/..%2ftemplates/base.html")[0] == 404
    assert asked(address, "/slides/..%2f..%2fetc/passwd")[0] == 404 == asked(address, "/pictures/0.jpg")[0]


def test_a_title_is_words_and_never_a_page(folder, address):
    save(folder, "title: Early signs", "title: <img src=x> Early signs")
    deadline = time.monotonic() + 5
    while "&lt;img src=x&gt;" not in (page := asked(address, f"/slides/{SLIDE}")[2]):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert "<img src=x>" not in page


def test_what_is_wrong_is_told_in_words_and_never_in_signs(folder, address):
    save(folder, "agreed: 2026-11-22", "agreed: on `<b>`")
    save(folder, "kind: condition", "kind: condition\nowner: x")
    deadline = time.monotonic() + 5
    while "<code>owner</code> means nothing here." not in (page := asked(address, f"/slides/{SLIDE}")[2]):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    seen = page.partition('<section class="noticed"')[2].partition("</section>")[0]
    assert "`" not in seen and "&lt;b&gt;" in seen and "<b>" not in seen
    assert "A name with a slip in it would be passed over without a word. From: ours (FM105)" in seen


def test_themes_have_the_names_that_commands_have_for_them(address):
    page = asked(address, f"/slides/{SLIDE}")[2]
    assert all(f">{name}</a>" in page for name in ("Paper (light)", "Evening (dark)", "Moss", "Heather"))


def test_watching_begins_while_the_demo_runs():
    makefile = (CONTENT.parent / "Makefile").read_text()
    demo = int(re.search(r"^PORT \?= (\d+)$", makefile, re.MULTILINE)[1])
    assert PORT not in {demo, demo + 1}


def test_a_slide_that_is_not_there_and_a_port_that_is_taken_give_one_clear_line(folder, address, capfd):
    with (
        pytest.raises(SettingsError, match="no slide 'heart-failure/nothing'"),
        watch_folder(folder, "heart-failure/nothing", 0, lambda: TODAY),
    ):
        pass
    with (
        pytest.raises(SettingsError, match="is taken"),
        watch_folder(folder, "", urlsplit(address).port, lambda: TODAY),
    ):
        pass
    assert capfd.readouterr() == ("", "")


def test_the_command_says_its_address_and_ends_when_it_is_told_to(folder):
    command = [sys.executable, "-m", "publisher", "watch", str(folder), "--slide", SLIDE, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        address = running.stdout.readline().split()[1]
        status, headers, _ = asked(address, "/")
        running.terminate()
        _, complaints = running.communicate(timeout=10)
    assert (status, headers["Location"], running.returncode, complaints) == (302, f"/slides/{SLIDE}", 0, "")


def _line(folder, word: str) -> int:
    lines = (folder / FILE).read_text().splitlines()
    return next(number for number, line in enumerate(lines, 1) if word in line)


def test_a_seat_that_is_farther_away_sees_a_smaller_screen_and_finds_more(folder):
    with watch_folder(folder, "", 0, lambda: TODAY, Seat(8.0, 32.0)) as at:
        _, _, page = asked(at, f"/slides/{SLIDE}?seat=yes")
    assert "A 32-inch screen seen from 8 m." in page and 'width="238"' in page
    assert "LE201" in page
