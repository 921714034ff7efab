"""The publisher behind nginx and TLS as the guide has them: at the top of its address, and below a path."""

import gzip
import http.client
import json
import re
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import sync_playwright

from publisher.web.door.sign_in import make_link
from tests.front import Front
from tests.journey.conftest import GROUP, PLAYLIST, slide, square
from tests.journey.stage import ContentRepo, Player, Publisher, free_port, wait_until
from tests.player.certificates import make_certificate


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Visitor:
    """A browser that keeps its cookies where their paths let it."""

    front: Front
    publisher: Publisher
    cookies: dict[str, tuple[str, str]] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """Ask for a path below the publisher's address; underscores stand for hyphens."""
        return self.follow(f"{self.prefix}{path}", method, body, **headers)

    def follow(self, link: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        """Ask for what stands in a page, with the whole path."""
        trusted = ssl.create_default_context(cafile=self.front.certificate)
        line = http.client.HTTPSConnection("localhost", self.front.port, context=trusted, timeout=20)
        sent = {name.replace("_", "-"): value for name, value in headers.items()} | self._cookie(link)
        line.request(method, link, body, sent)
        response = line.getresponse()
        answer = Answer(response.status, response.headers, response.read())
        line.close()
        for morsel in SimpleCookie(response.headers.get("Set-Cookie", "")).values():
            self.cookies[morsel.key] = (morsel["path"], morsel.value)
        return answer

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def post(self, path: str, **fields: str) -> Answer:
        return self.ask("POST", path, urlencode(fields).encode(), Content_Type="application/x-www-form-urlencoded")

    @property
    def prefix(self) -> str:
        return urlsplit(self.front.address).path

    def _cookie(self, path: str) -> dict[str, str]:
        held = [f"{name}={value}" for name, (where, value) in self.cookies.items() if path.startswith(where)]
        return {"Cookie": "; ".join(held)} if held else {}


PLACES = [
    pytest.param("", id="top", marks=pytest.mark.xdist_group("nginx")),
    pytest.param("/screens", id="below a path", marks=pytest.mark.xdist_group("nginx below a path")),
]


@pytest.fixture(scope="module", params=PLACES)
def front(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    folder = tmp_path_factory.mktemp("nginx")
    with Front(folder, make_certificate(folder), free_port(), request.param).running() as started:
        yield started


@pytest.fixture(scope="module")
def publisher(front: Front, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Publisher]:
    folder = tmp_path_factory.mktemp("publisher")
    content = ContentRepo(folder / "content.git")
    content.save(
        **{
            "groups/sample.yaml": GROUP,
            "playlists/waiting.yaml": PLAYLIST,
            "images/square.png": square(),
            **{f"slides/{name}.md": slide(f"About {name}") for name in ("tea", "chairs", "books")},
        }
    )
    behind = int(re.search(r"proxy_pass http://127\.0\.0\.1:(\d+);", (front.folder / "nginx.conf").read_text())[1])
    publisher = Publisher(folder, f"sqlite:///{folder / 'publisher.db'}", content, behind, front=front.address)
    publisher.start()
    publisher.call("publish", "waiting")
    yield publisher
    publisher.stop()


@pytest.fixture(scope="module")
def player(front: Front, publisher: Publisher, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Player]:
    """A player that was paired, shows, and has reported, all through nginx."""
    player = Player(tmp_path_factory.mktemp("player"), front.address)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAYER_CA", str(front.certificate))
        player.pair(publisher, "front-desk")
        publisher.call("assign", "waiting", "front-desk")
        player.start("sync", "show")
        yield player
        player.stop()


@pytest.fixture
def visitor(front: Front, publisher: Publisher) -> Visitor:
    return Visitor(front, publisher)


def signed_in(visitor: Visitor, link: str = "") -> Visitor:
    """Somebody who opened a sign-in link, and pressed the button."""
    link = link or make_link(visitor.publisher.settings, datetime.now(UTC))
    page = visitor.follow(path_of(link))
    assert page.status == 200
    answer = visitor.post("/sign-in", form_key=key_in(page.text), token=link.partition("token=")[2])
    assert (answer.status, answer.headers["Location"]) == (303, f"{visitor.prefix}/")
    return visitor


def path_of(link: str) -> str:
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}"


def invited(visitor: Visitor) -> str:
    """What `publisher invite` prints, once it has tried it."""
    words = [sys.executable, "-m", "publisher", "invite"]
    environment = {**visitor.publisher.environment, "SSL_CERT_FILE": str(visitor.front.certificate)}
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout.strip()


def key_in(page: str) -> str:
    return page.partition('name="form_key" value="')[2].partition('"')[0]


def test_a_screen_is_paired_shows_and_reports_through_it(publisher: Publisher, player: Player) -> None:
    wait_until(lambda: sum(publisher.views().values()) >= 3, "views are counted")
    assert player.panel.exists()


def test_a_manager_signs_in_and_sees_the_screen(visitor: Visitor, player: Player) -> None:
    page = signed_in(visitor, invited(visitor)).get("/")
    assert page.status == 200
    assert "front-desk" in page.text
    assert "no-cache" in page.headers["Cache-Control"]
    for path in ("/screens/front-desk", "/screens/front-desk/change", "/playlists", "/views", "/pair"):
        assert visitor.get(path).status == 200
    assert visitor.get("/views.csv?period=all").body.startswith(b"\xef\xbb\xbf")
    wait_until(lambda: picture_address(visitor) != "", "the screen has said what it shows")
    assert picture_address(visitor).startswith(f"{visitor.prefix}/")


def picture_address(visitor: Visitor) -> str:
    live = json.loads(visitor.get("/live.json").body)
    return str(live["pictures"]["front-desk"]["address"])


def test_every_link_of_every_page_leads_somewhere(visitor: Visitor, player: Player) -> None:
    signed_in(visitor)
    seen, waiting = set(), [f"{visitor.prefix}/"]
    while waiting:
        path = waiting.pop()
        answer = visitor.follow(path)
        assert answer.status == 200, path
        seen.add(path)
        if answer.headers.get_content_type() == "text/html":
            found = {link.replace("&amp;", "&") for link in re.findall(r'(?:href|src)="([^"#]+)', answer.text)}
            assert all(link.startswith(f"{visitor.prefix}/") for link in found)
            waiting += found - seen - set(waiting)
    assert {f"{visitor.prefix}/views", f"{visitor.prefix}/static/screens.css"} <= seen


def test_the_cookie_is_private_and_ours_alone(visitor: Visitor) -> None:
    cookie = visitor.follow(path_of(make_link(visitor.publisher.settings, datetime.now(UTC)))).headers["Set-Cookie"]
    assert "Secure" in cookie
    if visitor.prefix:
        assert cookie.startswith("__Secure-waiting-room=")
        assert "Path=/screens" in cookie
    else:
        assert cookie.startswith("__Host-waiting-room=")
        assert "Path=/;" in cookie


def test_browsers_are_told_to_come_by_https_only(visitor: Visitor) -> None:
    said = visitor.get("/sign-in").headers["Strict-Transport-Security"]
    assert said == (None if visitor.prefix else "max-age=31536000")
    plain = http.client.HTTPConnection("127.0.0.1", visitor.front.plain_port)
    plain.request("GET", "/pair?x=1", headers={"Host": "localhost"})
    answer = plain.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, "https://localhost/pair?x=1")


def test_a_name_that_is_not_ours_opens_no_page_and_headers_change_nothing(visitor: Visitor) -> None:
    assert visitor.get("/sign-in", Host="evil.example").status == 400
    forged = {"X_Forwarded_Host": "evil.example", "X_Forwarded_Proto": "http", "X_Forwarded_Prefix": "/evil"}
    forged |= {"X_Forwarded_For": "127.0.0.1", "X_Forwarded_Ssl": "off", "Forwarded": "host=evil.example;proto=http"}
    answer = visitor.get("/", **forged)
    assert (answer.status, answer.headers["Location"]) == (302, f"{visitor.prefix}/sign-in")


def test_news_is_sent_only_when_it_is_news(visitor: Visitor) -> None:
    path = "/api/v1/content/metadata/timestamp.json"
    first = visitor.get(path, Accept_Encoding="gzip")
    assert first.status == 200
    assert first.headers["Content-Encoding"] is None
    again = visitor.get(path, If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")


def test_a_picture_comes_whole_or_from_any_byte_on(visitor: Visitor, publisher: Publisher) -> None:
    (playlist,) = re.findall(r'href="([^"]*/playlists/waiting)"', signed_in(visitor).get("/playlists").text)
    picture = re.findall(r'src="([^"]*/frames/[0-9a-f]{64})"', visitor.follow(playlist).text)[0]
    whole = visitor.follow(picture)
    assert whole.headers["Content-Type"] == "image/jpeg"
    assert "immutable" in whole.headers["Cache-Control"]
    rest = visitor.follow(picture, Range="bytes=100-", If_Range=whole.headers["ETag"])
    assert (rest.status, rest.body) == (206, whole.body[100:])
    assert rest.headers["Content-Range"] == f"bytes 100-{len(whole.body) - 1}/{len(whole.body)}"
    assert visitor.follow(picture, If_None_Match=whole.headers["ETag"]).status == 304
    assert visitor.follow(picture, Range=f"bytes={len(whole.body)}-").status == 416


def test_pages_with_keys_are_not_packed(visitor: Visitor) -> None:
    page = signed_in(visitor).get("/pair?code=K7R4MD", Accept_Encoding="gzip, br")
    assert page.headers["Content-Encoding"] is None
    assert key_in(page.text)


def test_what_is_too_large_or_too_long_is_refused_and_harms_nobody(visitor: Visitor) -> None:
    packed = gzip.compress(b"x" * 3_000_000)
    reports = "/api/v1/screens/front-desk/reports"
    assert visitor.ask("POST", reports, bytes(1_100_000), Content_Type="application/json").status == 413
    unknown = {"Content_Type": "application/json", "Authorization": f"Bearer {'0' * 64}"}
    assert visitor.ask("POST", reports, packed, Content_Encoding="gzip", **unknown).status == 401
    assert visitor.ask("POST", "/pair", b"a" * 200_000, Content_Type="text/plain").status in {401, 403, 413}
    assert visitor.get("/sign-in?token=" + "x" * 20_000).status in {400, 414}
    assert visitor.get("/sign-in", Cookie="other=" + "x" * 6_000).status in {200, 401}
    assert visitor.get("/sign-in", X="x" * 40_000).status in {400, 494}
    assert visitor.get("/api/v1/health").status == 200


def test_a_request_that_stops_halfway_does_not_reach_the_publisher(visitor: Visitor) -> None:
    trusted = ssl.create_default_context(cafile=visitor.front.certificate)
    head = f"POST {visitor.prefix}/api/v1/enrolments HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n\r\n{{"
    open_lines = []
    for _ in range(20):  # more than there are threads
        line = trusted.wrap_socket(
            socket.create_connection(("127.0.0.1", visitor.front.port)), server_hostname="localhost"
        )
        line.sendall(head.encode())
        open_lines.append(line)
    assert visitor.get("/api/v1/health").status == 200
    for line in open_lines:
        line.close()


def test_a_browser_takes_the_cookie_and_loads_every_part(visitor: Visitor, player: Player) -> None:
    wait_until(visitor.publisher.views, "the screen has said what it shows")
    wrong: list[str] = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = chromium.new_context(ignore_https_errors=True).new_page()
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("response", lambda answer: wrong.append(answer.url) if answer.status >= 400 else None)
        page.goto(make_link(visitor.publisher.settings, datetime.now(UTC)))
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{visitor.front.address}/")
        page.get_by_role("link", name="front-desk", exact=True).click()
        page.wait_for_url(f"{visitor.front.address}/screens/front-desk")
        page.wait_for_function("document.querySelector('img.panel').naturalWidth > 0")
        with page.expect_response(re.compile("live.json")) as news:
            pass
        assert news.value.status == 200
        chromium.close()
    assert wrong == []


def test_a_web_server_that_does_not_hand_on_the_name_or_path_is_told(
    front: Front, publisher: Publisher, tmp_path: Path
) -> None:
    mistake = ("proxy_set_header Host $http_host;", "")
    if urlsplit(front.address).path:
        mistake = (f"proxy_pass http://127.0.0.1:{publisher.port};", f"proxy_pass http://127.0.0.1:{publisher.port}/;")
    wrong = Front(tmp_path, make_certificate(tmp_path), publisher.port, urlsplit(front.address).path)
    file = tmp_path / "nginx.conf"
    file.write_text(file.read_text().replace(*mistake))
    with wrong.running():
        answer = Visitor(wrong, publisher).get("/sign-in")
    assert answer.status in {400, 404}
    assert f"Use {front.address} instead." in answer.text or f"below {front.address}/" in answer.text
    assert "proxy_set_header Host $http_host;" in answer.text or "without a slash at its end" in answer.text
