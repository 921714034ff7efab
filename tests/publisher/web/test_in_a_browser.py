import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import make_server

from player.contract.reading import write
from player.contract.records import Health
from publisher.evidence.intake import accept
from publisher.model.screens import Size
from publisher.programmes.opening import CLOSED, parse_opening
from publisher.store import assignments, notices, practices, screens
from publisher.web.door.sign_in import make_link

from .house import TALL, WIDE, House, NewPlayer

NAME_OF_FOCUSED = """() => {
    const focused = document.activeElement;
    const named = focused.labels?.[0] ?? (focused === document.body ? null : focused);
    return named ? named.textContent.replace(/\\s+/g, " ") : "";
}"""
WIDTH_AND_SMALL_TARGETS = """() => {
    const targets = "button, .button, nav a, select, summary, .title a, label.choice, .tick, " +
        ".back a, .mark, input:not([type=hidden], [type=radio], [type=checkbox])";
    const small = [...document.querySelectorAll(targets)]
        .filter((each) => each.offsetParent && each.getBoundingClientRect().height < 43.5)
        .map((each) => each.outerHTML.slice(0, 90));
    return [document.documentElement.scrollWidth, small];
}"""
PLACES_OF_PICTURES = """() => [...document.querySelectorAll(".slides img")]
    .map((each) => [each.offsetTop, each.offsetWidth, each.offsetHeight])"""
RULES = {
    "light": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]},
    "dark": {"type": "rule", "values": ["color-contrast"]},  # nothing but the colours differs
}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def address(small_house: House) -> Iterator[str]:
    """The house on a real port of this machine, with the real time."""
    small_house.clock.at = datetime.now(UTC)
    small_house.beat()
    server = make_server("127.0.0.1", 0, small_house.app(), threaded=True)
    at = f"http://127.0.0.1:{server.server_port}"
    small_house.settings = replace(small_house.settings, address=at)
    server.app = small_house.app()
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield at
    server.shutdown()
    thread.join()
    server.server_close()


def test_from_a_code_to_a_playlist_with_the_keyboard_alone(chromium: Browser, small_house: House, address: str) -> None:
    small_house.publish("hearts", "Know your heart", ["Swollen ankles", "Early signs"])
    small_house.publish("minds", "Living with dementia", ["The dementia café"])
    code = _begin(small_house, NewPlayer())
    page = chromium.new_page()
    page.goto(address)
    _tab_to(page, "Pair a screen")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Code on the screen")).to_be_focused()
    page.keyboard.type(code)
    _tab_to(page, "Name of the screen")
    page.keyboard.type("Front desk")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Front desk is paired. Now choose what it shows.")

    page.goto(address)
    _tab_to(page, "Change what Front desk shows")
    page.keyboard.press("Enter")  # one
    expect(page.get_by_role("heading", name="What should Front desk show?")).to_be_visible()
    _tab_to(page, "Know your heart")
    page.keyboard.press("ArrowDown")  # two
    expect(page.get_by_role("radio", name="Living with dementia")).to_be_checked()
    _tab_to(page, "Show this")
    page.keyboard.press("Enter")  # three
    expect(page.get_by_role("status")).to_contain_text("Front desk will show “Living with dementia”")
    with small_house.store.begin() as db:
        screen = screens.everyone(db)[0]
        assert [each.playlist for each in assignments.current(db, screen.id)] == ["minds"]
    page.close()


def test_a_pair_of_clicks_is_one_press(chromium: Browser, small_house: House, address: str) -> None:
    page = chromium.new_page()
    page.goto(f"{address}/pair")
    page.get_by_label("Code on the screen").fill(_begin(small_house, NewPlayer()))
    page.get_by_label("Name of the screen").fill("Reception")
    page.get_by_role("button", name="Pair this screen").dblclick()
    expect(page.get_by_role("heading", name="What should Reception show?")).to_be_visible()
    page.close()


def test_the_page_stays_true_without_a_reload(chromium: Browser, small_house: House, address: str) -> None:
    player, screen, edition = _showing(small_house, [0])
    page = chromium.new_page()
    page.goto(address)
    picture = page.get_by_role("img", name="Swollen ankles")
    expect(picture).to_be_visible()
    page.evaluate("window.same = true")
    accept(player.report(screen, edition, [1], small_house.clock(), 2), screen, small_house.clock(), small_house.store)
    expect(page.get_by_role("img", name="Early signs")).to_be_visible(timeout=8000)
    expect(page.locator(f"[data-text='{screen.id}/today']")).to_have_text("2")
    assert page.evaluate("window.same")
    page.close()


def test_the_first_picture_comes_without_a_reload(chromium: Browser, small_house: House, address: str) -> None:
    player, screen = small_house.pair()
    edition = small_house.publish("hearts", "Know your heart", ["Swollen ankles"])
    small_house.assign(screen, edition)
    page = chromium.new_page()
    page.goto(address)
    expect(page.get_by_text("No picture from it yet")).to_be_visible()
    page.evaluate("window.same = true")
    accept(player.report(screen, edition, [0], small_house.clock()), screen, small_house.clock(), small_house.store)
    picture = page.get_by_role("img", name="Swollen ankles")
    expect(picture).to_be_visible(timeout=8000)
    assert page.evaluate("window.same")
    picture.click(force=True)  # the link of the card's title lies over it
    expect(page.get_by_role("heading", level=1, name="Reception")).to_be_visible()
    page.close()


def test_a_page_without_news_says_so_until_there_is_some(chromium: Browser, small_house: House, address: str) -> None:
    _showing(small_house, [0])
    page = chromium.new_page()
    page.clock.install()
    page.goto(address)
    page.route("**/live.json", lambda route: route.abort())
    said = page.get_by_text("This page has had no news since")
    _ask(page, times=1)
    expect(said).to_have_count(0)
    _ask(page, times=5)
    expect(said).to_be_visible()
    page.unroute("**/live.json")
    _ask(page, times=1)
    expect(said).to_have_count(0)
    page.close()


def test_a_page_left_open_asks_to_sign_in_again(chromium: Browser, small_house: House, address: str) -> None:
    _showing(small_house, [0])
    page = chromium.new_page()
    page.goto(address)
    page.route("**/live.json", lambda route: route.fulfill(status=401))
    page.route(f"{address}/", lambda route: route.fulfill(status=401, body="You need a sign-in link"))
    expect(page.get_by_text("You need a sign-in link")).to_be_visible(timeout=8000)
    page.close()


def test_a_mistake_is_read_first_and_leads_to_its_field(chromium: Browser, small_house: House, address: str) -> None:
    page = chromium.new_page()
    page.goto(f"{address}/pair")
    page.get_by_label("Code on the screen").fill("K7R 4MD")
    page.get_by_label("Name of the screen").fill("Reception")
    page.get_by_role("button", name="Pair this screen").click()
    expect(page.get_by_role("alert")).to_be_focused()
    assert page.title().startswith("Error: ")
    page.get_by_role("alert").get_by_role("link").click()
    code = page.get_by_label("Code on the screen")
    expect(code).to_be_focused()
    expect(code).to_have_attribute("aria-invalid", "true")
    expect(code).to_have_accessible_description(re.compile("Six letters and numbers.* No screen is waiting"))
    page.close()


def test_whoever_is_bothered_by_live_pictures_can_stop_them(
    chromium: Browser, small_house: House, address: str
) -> None:
    _showing(small_house, [0])
    page = chromium.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "live.json" in request.url else None)
    page.goto(address)
    page.get_by_role("button", name="Pause live pictures").click()
    page.reload()
    expect(page.get_by_role("button", name="Show live pictures")).to_be_visible()
    asked.clear()
    page.wait_for_timeout(2500)
    assert asked == []
    page.get_by_role("button", name="Show live pictures").click()
    page.wait_for_timeout(300)
    assert len(asked) == 1
    page.close()


def test_a_screen_goes_dark_and_lights_up_without_a_reload(chromium: Browser, small_house: House, address: str) -> None:
    _, screen, _ = _showing(small_house, [0])
    page = chromium.new_page()
    page.goto(address)
    expect(page.get_by_role("img", name="Swollen ankles")).to_be_visible()
    with small_house.store.begin() as db:
        practices.set_opening(db, "oakfield", CLOSED)
        notices.notify(db, screen.id, "hearts", small_house.clock() + timedelta(days=8), small_house.clock())
    expect(page.get_by_text("Dark all week", exact=True)).to_be_visible(timeout=8000)
    expect(page.get_by_role("img", name="Swollen ankles")).to_have_count(0)
    expect(page.get_by_text("Know your heart, until")).to_be_visible()
    with small_house.store.begin() as db:
        practices.set_opening(db, "oakfield", ())
    expect(page.get_by_role("img", name="Swollen ankles")).to_be_visible(timeout=8000)
    expect(page.get_by_text("Dark all week", exact=True)).to_have_count(0)
    page.close()


def test_whoever_says_when_a_notice_ends_wants_a_notice(chromium: Browser, small_house: House, address: str) -> None:
    _, screen, _ = _showing(small_house, [0])
    page = chromium.new_page()
    page.goto(f"{address}/screens/{screen.id}/change")
    expect(page.get_by_role("radio", name="Until I change it")).to_be_checked()
    page.get_by_label("Last day of a notice").fill((small_house.clock() + timedelta(days=8)).date().isoformat())
    expect(page.get_by_role("radio", name="As a notice")).to_be_checked()
    page.get_by_role("button", name="Show this").click()
    expect(page.get_by_role("status")).to_contain_text("Reception will show the notice “Know your heart” in 65 seconds")
    page.close()


def test_the_same_hours_on_every_weekday_with_the_keyboard(chromium: Browser, small_house: House, address: str) -> None:
    page = chromium.new_page()
    page.goto(f"{address}/practices/oakfield/hours")
    tick = page.get_by_label("The same on every weekday")
    page.get_by_label("Monday Opens").fill("08:00")
    page.get_by_label("Monday Closes").fill("18:30")
    tick.focus()
    page.keyboard.press("Space")
    expect(page.get_by_label("Friday Closes")).to_have_value("18:30")
    page.get_by_label("Wednesday Closes").fill("13:00")
    expect(tick).not_to_be_checked()
    page.get_by_label("Wednesday Closes").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Wednesday 08:00 to 13:00")
    page.close()


def test_long_hours_and_upright_screens_leave_the_page_in_order(
    chromium: Browser, small_house: House, address: str
) -> None:
    _, _, edition = _showing(small_house, [0])
    player, upright = small_house.pair("Upstairs", TALL)
    small_house.assign(upright, edition)
    accept(player.report(upright, edition, [1], small_house.clock()), upright, small_house.clock(), small_house.store)
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    long_hours = ", ".join(f"{day} 0{place}:00-24:00" for place, day in enumerate(days))
    with small_house.store.begin() as db:
        practices.set_opening(db, "oakfield", parse_opening(long_hours))
    small_house.clock.at = small_house.clock.at.replace(hour=12)
    small_house.beat()
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address)
    button = page.get_by_role("link", name="Pair another screen").bounding_box()
    assert button is not None
    assert button["x"] > 900
    picture = page.get_by_role("img", name="Early signs").bounding_box()
    assert picture is not None
    assert picture["height"] > 380
    page.close()


def test_a_time_is_few_stops_with_the_keyboard(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.goto(f"{address}/practices/oakfield/hours")
    page.get_by_label("Monday Opens").focus()
    for _ in range(3):  # hours, minutes, and morning or afternoon where a browser says so
        page.keyboard.press("Tab")
    assert "Closes" in page.evaluate(NAME_OF_FOCUSED)
    page.close()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("size", [WIDE, TALL])
def test_a_playlist_can_be_read_while_its_pictures_come(
    size: Size, width: int, chromium: Browser, small_house: House, address: str
) -> None:
    _showing(small_house, [0])
    known = small_house.app().extensions
    around = known["publisher-surroundings"]
    known["publisher-surroundings"] = replace(around, settings=replace(around.settings, sizes=(size,)))
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.route("**/frames/*", lambda route: None)
    page.goto(f"{address}/playlists/hearts", wait_until="domcontentloaded")
    before = page.evaluate(PLACES_OF_PICTURES)
    page.unroute_all(behavior="ignoreErrors")
    page.goto(f"{address}/playlists/hearts")
    last = page.locator(".slides img").last
    last.scroll_into_view_if_needed()
    expect(last).to_have_js_property("naturalWidth", size.width)
    assert page.evaluate(PLACES_OF_PICTURES) == before
    page.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_notice_is_ended_from_the_card_with_the_keyboard(
    scripts: bool, chromium: Browser, small_house: House, address: str
) -> None:
    _, screen, _ = _showing(small_house, [0])
    with small_house.store.begin() as db:
        notices.notify(db, screen.id, "hearts", small_house.clock() + timedelta(days=8), small_house.clock())
    page = chromium.new_page(java_script_enabled=scripts)
    page.goto(address)
    button = page.get_by_role("button", name="End this notice “Know your heart” on Reception")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("The notice “Know your heart” is over on Reception.")
    expect(page.get_by_role("heading", level=1, name="Your screens")).to_be_visible()
    expect(button).to_have_count(0)
    page.close()


def test_everything_works_without_javascript(chromium: Browser, small_house: House, address: str) -> None:
    _showing(small_house, [0])
    page = chromium.new_page(java_script_enabled=False)
    page.goto(address)
    page.get_by_role("link", name="Change what Reception shows").click()
    page.get_by_role("radio", name="Know your heart").check()
    page.get_by_role("button", name="Show this").click()
    expect(page.get_by_role("status")).to_contain_text("Reception will show")
    page.get_by_role("link", name="Change the hours").click()
    page.get_by_label("Monday Opens").fill("08:00")
    page.get_by_label("Monday Closes").fill("18:30")
    page.get_by_label("The same on every weekday").check()
    page.get_by_role("button", name="Save these hours").click()
    expect(page.get_by_role("status")).to_contain_text("are on Monday to Friday 08:00 to 18:30.")
    page.close()


def test_every_page_is_for_everybody(chromium: Browser, small_house: House, address: str) -> None:
    """axe finds nothing, nothing sticks out, thumbs find their targets, our own policy refuses nothing."""
    page = chromium.new_page(reduced_motion="reduce", viewport={"width": 320, "height": 640})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if "404" not in message.text else None)
    for path in _every_page(small_house):
        page.emulate_media(color_scheme="light")
        page.goto(address + path)
        for scheme, rules in RULES.items():
            page.emulate_media(color_scheme=scheme)
            results = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
            assert results.violations_count == 0, f"{path}, {scheme}: {results.generate_report()}"
        wide, small = page.evaluate(WIDTH_AND_SMALL_TARGETS)
        assert wide <= 320, f"{path} is {wide} pixels wide"
        assert small == [], path
    assert said == []
    page.close()


def _every_page(house: House) -> list[str]:
    _, screen, _ = _showing(house, [0])
    _, idle = house.pair("Upstairs-corridor-with-a-name-that-does-not-end", TALL)
    with house.store.begin() as db:
        practices.add(db, "hill", "Hill Road", "Europe/London", house.clock())
        practices.add(db, "dark", "Dark House", "Europe/London", house.clock())
        practices.set_opening(db, "oakfield", parse_opening("mon-fri 08:00-18:30, sat 20:00-12:00, sun 00:00-24:00"))
        practices.set_opening(db, "dark", CLOSED)
        notices.notify(db, screen.id, "hearts", house.clock() + timedelta(days=8), house.clock())
        screens.heard(db, screen.id, house.clock(), "0.1.0", None, Health(under_voltage=True, disk_errors=2))
    link = make_link(house.settings, house.clock()).removeprefix(house.settings.address)
    return [
        "/",
        f"/screens/{screen.id}",
        f"/screens/{idle.id}",
        f"/screens/{screen.id}/change",
        f"/screens/{screen.id}/unpair",
        "/practices/oakfield/hours",
        "/pair",
        "/playlists",
        "/playlists/hearts",
        "/views",
        "/views?period=all",
        "/no-such-page",
        link,
    ]


def _showing(house: House, slides: list[int]) -> tuple:
    player, screen = house.pair()
    edition = house.publish("hearts", "Know your heart", ["Swollen ankles", "Early signs"])
    house.assign(screen, edition)
    accept(player.report(screen, edition, slides, house.clock()), screen, house.clock(), house.store)
    return player, screen, edition


def _begin(house: House, player: NewPlayer) -> str:
    sent = {"data": write(player.request), "content_type": "application/json"}
    return str(house.client().post("/api/v1/enrolments", **sent).get_json()["code"])


def _ask(page: Page, times: int) -> None:
    """Let the page's own clock go on until it has asked for news so many times."""
    for _ in range(times):
        with page.expect_request("**/live.json"):
            page.clock.run_for(2100)
        page.wait_for_timeout(50)


def _tab_to(page: Page, name: str) -> None:
    """Press Tab until the thing of this name has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if name in page.evaluate(NAME_OF_FOCUSED):
            return
    raise AssertionError(f"Tab never comes to {name}")
