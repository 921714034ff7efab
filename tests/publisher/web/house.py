"""A publisher with pages, made of real parts: store, shelf, keys and app; only its clock is ours."""

import hashlib
import io
import re
import uuid
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from PIL import Image, ImageDraw
from werkzeug.test import TestResponse

from player.contract.limits import FORMAT
from player.contract.reading import write
from player.contract.records import Assigned, EnrolmentRequest, Entry, Manifest, Now, Programme, Report, Showing, View
from publisher.model.editions import Edition, Frame
from publisher.model.screens import Size
from publisher.settings import Settings, read_settings
from publisher.shelf.shelf import Shelf
from publisher.signing.signing import ContentRepository, Keys, ProgrammeRepository
from publisher.store import assignments, editions, jobs, practices, screens
from publisher.store.database import Store
from publisher.store.rows import EditionRow, Screen
from publisher.web.app import create_app

ADDRESS = "http://127.0.0.1:8765"
WIDE, TALL = Size(640, 360), Size(360, 640)
START = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that goes on only when it is told to."""

    at: datetime = START

    def __call__(self) -> datetime:
        return self.at

    def advance(self, **span: float) -> None:
        self.at += timedelta(**span)


class Browser(FlaskClient):
    """A test client that asks for us by our own address."""

    def open(self, *args: Any, **words: Any) -> TestResponse:
        words.setdefault("base_url", self.application.extensions["publisher-surroundings"].settings.address)
        return super().open(*args, **words)


@dataclass
class House:
    """Everything that a test of the web room needs at hand."""

    settings: Settings
    store: Store
    shelf: Shelf
    keys: Keys
    clock: Clock = field(default_factory=Clock)
    _apps: dict[str, Flask] = field(default_factory=dict)

    def app(self, **changed: object) -> Flask:
        """The app with these settings changed; made once."""
        settings = replace(self.settings, **changed)
        if str(settings) not in self._apps:
            app = create_app(settings, self.clock)
            app.test_client_class = Browser
            self._apps[str(settings)] = app
        return self._apps[str(settings)]

    def client(self, **changed: object) -> FlaskClient:
        """A browser at this same machine."""
        return self.app(**changed).test_client()

    def publish(self, playlist: str, title: str, slides: list[str], number: int = 1, **told: Any) -> Edition:
        """An edition of a playlist, signed and on the shelf; alt texts say what is on the slide.

        Whatever else is told of its entries, such as their last day, is true of each.
        """
        manifests = tuple(self._manifest(playlist, title, slides, number, size, told) for size in (WIDE, TALL))
        edition = Edition(playlist, title, number, "folder-" + "0" * 40, manifests)
        self.shelf.put_edition(edition)
        ContentRepository(self.shelf, self.keys).publish(edition, self.clock())
        digests = {f"{m.width}x{m.height}": (hashlib.sha256(write(m)).hexdigest(), len(write(m))) for m in manifests}
        with self.store.begin() as db:
            editions.add(db, EditionRow(playlist, title, number, edition.commit, self.clock(), digests))
        return edition

    def pair(self, name: str = "Reception", size: Size = WIDE) -> tuple["NewPlayer", Screen]:
        """A player whose code somebody typed in, and its screen."""
        player = NewPlayer(size)
        client = self.client()
        code = client.post("/api/v1/enrolments", data=write(player.request), content_type="application/json")
        typed = {"code": code.get_json()["code"], "name": name, "practice": "oakfield", "form_key": key_of(client)}
        assert client.post("/pair", data=typed).status_code == 303
        with self.store.begin() as db:
            return player, next(screen for screen in screens.everyone(db) if screen.name == name)

    def assign(self, screen: Screen, edition: Edition) -> None:
        """What the manager chooses and the worker signs."""
        manifest = next(m for m in edition.manifests if Size(m.width, m.height) == screen.size)
        data = write(manifest)
        assigned = Assigned(edition.playlist, edition.number, hashlib.sha256(data).hexdigest(), len(data))
        with self.store.begin() as db:
            assignments.assign(db, screen.id, edition.playlist, self.clock())
        self.sign(screen, (assigned,))

    def sign(self, screen: Screen, assigned: tuple[Assigned, ...] = ()) -> None:
        """A programme for this screen, as the worker would sign it."""
        programme = Programme(
            FORMAT,
            screen.id,
            1 + len(assigned),
            "Oakfield",
            "Europe/London",
            self.clock(),
            *_sides(screen.size),
            60,
            900,
            assigned,
        )
        ProgrammeRepository(self.shelf, self.keys).publish(programme, self.clock())

    def beat(self) -> None:
        with self.store.begin() as db:
            jobs.beat(db, self.clock())

    def jobs_waiting(self) -> list[tuple[str, str]]:
        with self.store.begin() as db:
            return [(job.kind, job.subject) for job in jobs.recent(db)]

    def _manifest(  # noqa: PLR0917 - everything that a manifest says
        self, playlist: str, title: str, slides: list[str], number: int, size: Size, told: dict[str, Any]
    ) -> Manifest:
        entries = tuple(replace(self._entry(playlist, slide, number, size), **told) for slide in slides)
        commit = "folder-" + "0" * 40
        return Manifest(FORMAT, playlist, title, number, commit, *_sides(size), "image/jpeg", entries)

    def _entry(self, playlist: str, title: str, number: int, size: Size) -> Entry:
        frame = draw_frame(f"{title} {number}", size)
        self.shelf.put_frame(frame)
        slide = f"{playlist}/{'-'.join(re.findall('[a-z0-9]+', title.lower()))}"
        revision = hashlib.sha256(title.encode()).hexdigest()
        return Entry(slide, revision, title, "en", f"{title}. In plain words.", frame.digest, len(frame.data), 10)


class NewPlayer:
    """What a player knows of itself: its secret, its size, its journal."""

    def __init__(self, size: Size = WIDE) -> None:
        self.secret = uuid.uuid4().hex * 2
        self.journal = str(uuid.uuid4())
        digest = hashlib.sha256(self.secret.encode()).hexdigest()
        self.request = EnrolmentRequest(FORMAT, digest, size.width, size.height, "0.1.0")

    @property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"}

    def report(self, screen: Screen, edition: Edition, slides: list[int], at: datetime, first: int = 1) -> Report:
        """Views of these slides, each 10 seconds long, the last one ended just now."""
        manifest = next(m for m in edition.manifests if Size(m.width, m.height) == screen.size)
        shown = [manifest.entries[slide] for slide in slides]
        boot = str(uuid.uuid4())
        views = tuple(
            View(
                first + place,
                boot,
                10_000 * (place + 1),
                10_000,
                at,
                True,
                edition.playlist,
                edition.number,
                entry.slide,
                entry.revision,
                entry.frame,
            )
            for place, entry in enumerate(shown)
        )
        now = Now(boot, 10_000 * max(1, len(shown)), at, True)
        last = shown[-1] if shown else manifest.entries[0]
        showing = Showing(last.frame, last.slide, edition.playlist, edition.number, 0, 1)
        return Report(FORMAT, str(uuid.uuid4()), screen.id, self.journal, "0.1.0", now, showing, views)


def open_house(folder: Path, database_url: str) -> House:
    """A publisher with one practice, signing keys and nothing published."""
    environment = {
        "PUBLISHER_HOME": str(folder / "home"),
        "PUBLISHER_DATABASE": database_url,
        "PUBLISHER_ADDRESS": ADDRESS,
        "PUBLISHER_SIZES": f"{WIDE} {TALL}",
        "PUBLISHER_OPEN": "yes",
    }
    settings = read_settings(environment)
    house = House(settings, Store.open(database_url), Shelf(settings.shelf), Keys.create(settings.keys))
    ContentRepository(house.shelf, house.keys).create(START)
    ProgrammeRepository(house.shelf, house.keys).create(START)
    with house.store.begin() as db:
        practices.add(db, "oakfield", "Oakfield Medical Practice", "Europe/London", START)
    house.beat()
    return house


def key_of(client: FlaskClient, page: str = "/pair") -> str:
    """The form key that stands in a page of this browser."""
    text = client.get(page).get_data(as_text=True)
    return text.partition('name="form_key" value="')[2].partition('"')[0]


def draw_frame(words: str, size: Size) -> Frame:
    """A small real JPEG with these words on it."""
    image = Image.new("RGB", _sides(size), "#f7efe0")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, size.width, size.height // 5), fill="#1f5a41")
    pen.text((size.width // 12, size.height // 2), words, fill="#1e1b15", font_size=size.width // 18)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=80)
    return Frame(size, "image/jpeg", file.getvalue(), hashlib.sha256(file.getvalue()).hexdigest())


def _sides(size: Size) -> tuple[int, int]:
    return size.width, size.height
