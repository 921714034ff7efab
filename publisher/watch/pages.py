"""The pages that an author looks at while writing; only this machine can open them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import cast
from urllib.parse import urlencode

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    redirect,
    render_template,
    request,
    send_file,
    send_from_directory,
    url_for,
)
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from publisher.content.source.work_tree import Uncommitted, uncommitted
from publisher.drawing.distance import MM_PER_INCH, USUAL_SEAT
from publisher.drawing.type.isolation import isolated
from publisher.errors import ContentError
from publisher.export.fonts import faces_at, served_fonts
from publisher.model.content import Content
from publisher.model.screens import Seat, Size
from publisher.model.themes import Theme
from publisher.rules.pages.book import PAGES
from publisher.watch.desk import Desk
from publisher.watch.easel import SHAPES, Easel, View, all_left_out, tally
from publisher.watch.news import News
from publisher.watch.seat import seen_from_seat

routes = Blueprint("pages", __name__)
_ROOM = "publisher-watch"

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
NAMES = ("127.0.0.1", "localhost")
ONE_DAY_SECONDS = 86_400
LOOK = Path(str(files("publisher").joinpath("web/static")))
"""Style and typeface of the pages for practices, served from where they are."""


@dataclass(frozen=True, slots=True)
class Room:
    """What the pages stand on; `port` is the one that they are asked at."""

    desk: Desk
    easel: Easel
    news: News
    port: int
    first: str
    """The slide to begin with, or nothing for the one that changed last."""
    today: Callable[[], date]
    seat: Seat = USUAL_SEAT
    """The farthest seat, and the screen that is read from it."""


def create_pages(room: Room) -> Flask:
    """The pages for one desk."""
    app = Flask("publisher.watch")
    app.extensions[_ROOM] = room
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(marked=_marked, why=_why, isolated=isolated)
    app.before_request(_check_host)
    app.after_request(_harden)
    app.register_blueprint(routes)
    return app


@routes.get("/")
def begin() -> ResponseReturnValue:
    """The slide to begin with, or the list of all."""
    room = _room()
    known = (room.first, room.desk.latest, *(id for id, _, _ in _titles(room.desk.content)))
    id = next((each for each in known if each), "")
    return redirect(_address(id) if id else url_for("pages.everything"))


@routes.get("/slides/")
def everything() -> ResponseReturnValue:
    """Every slide, to choose from."""
    content, today = _room().desk.content, _room().today()
    without: dict[str, set[str]] = {}
    for playlist, one in all_left_out(content, today):
        without.setdefault(one.slide, set()).add(playlist.title)
    return render_template("all.html", slides=_titles(content), without=without)


@routes.get("/slides/<path:id>")
def look(id: str) -> ResponseReturnValue:
    """One slide with its picture and its findings."""
    room = _room()
    view = room.easel.view(id, _shape(), request.args.get("theme", ""), room.today())
    if view.slide is None and view.gone:
        abort(404, "There is no slide of this name.")
    around = _around(view, room.desk.content, room.seat)
    page = render_template("slide.html", **around, uncommitted=_uncommitted(view, room.desk.root))
    return Response(page, headers={"Cache-Control": "no-store"})


@routes.get("/pictures/<key>.jpg")
def picture(key: str) -> ResponseReturnValue:
    """A picture that a view has named; its key changes with it."""
    data = _room().easel.picture(key)
    if data is None:
        abort(404, "This picture is not remembered any more. Load the page again.")
    return Response(data, mimetype="image/jpeg", headers={"Cache-Control": "private, max-age=31536000, immutable"})


@routes.get("/news")
def listen() -> ResponseReturnValue:
    """Every change from now on."""
    lines = _room().news.listen()
    if lines is None:
        abort(503, "Too many pages are open. Close some of them.")
    return Response(lines, mimetype="text/event-stream", headers={"Cache-Control": "no-store"})


@routes.get("/look/<path:name>")
def style(name: str) -> ResponseReturnValue:
    """Style and typeface."""
    return send_from_directory(LOOK, name)


@routes.get("/typefaces.css")
def typefaces() -> ResponseReturnValue:
    """The typefaces of every script that slides are drawn in, for titles and findings."""
    faces = faces_at(lambda font: url_for("pages.typeface", font=font), '"Atkinson Hyperlegible Next"')
    return Response(faces, mimetype="text/css")


@routes.get("/typefaces/<font>.ttf")
def typeface(font: str) -> ResponseReturnValue:
    """One typeface."""
    fonts = served_fonts()
    if font not in fonts:
        abort(404, "There is no typeface of this name.")
    return send_file(fonts[font], mimetype="font/ttf", max_age=ONE_DAY_SECONDS)


def _check_host() -> None:
    """A page that asks for us by another name is somebody else's (DNS rebinding)."""
    port = _room().port
    if request.environ.get("HTTP_HOST", "").lower() not in {f"{name}:{port}" for name in NAMES}:
        abort(400, f"Use http://{NAMES[0]}:{port}/ instead.")


def _harden(response: Response) -> Response:
    response.headers.update(HEADERS)
    return response


def _room() -> Room:
    return cast(Room, current_app.extensions[_ROOM])


def _address(id: str, **looking: str) -> str:
    query = urlencode({name: value for name, value in looking.items() if value})
    return url_for("pages.look", id=id) + (f"?{query}" if query else "")


def _shape() -> str:
    shape = request.args.get("shape", "landscape")
    return shape if shape in SHAPES else "landscape"


def _around(view: View, content: Content, farthest: Seat) -> dict[str, object]:
    """What the page of one view shows: the view, the ways of looking at it, and its neighbours."""
    size, seat = SHAPES[view.shape], request.args.get("seat") == "yes"
    now = {"shape": view.shape, "theme": request.args.get("theme", ""), "seat": "yes" if seat else ""}

    from_seat = f"As seen from {farthest.distance_m:g} m"

    def link(**change: str) -> str:
        return _address(view.id, **{**now, **change})

    return {
        "view": view,
        "tally": tally(view.findings),
        "size": size,
        "shown": _as_seen(size, farthest) if seat else (size.width, size.height),
        "seat": seat,
        "seat_m": f"{farthest.distance_m:g}",
        "inches": f"{farthest.diagonal_inches:g}",
        "shapes": [(name, link(shape=name), name == view.shape) for name in SHAPES],
        "themes": [
            (_named(theme), link(theme=id), id == view.theme.id) for id, theme in sorted(content.themes.items())
        ],
        "seats": [("Up close", link(seat=""), not seat), (from_seat, link(seat="yes"), seat)],
    }


def _uncommitted(view: View, root: Path) -> Uncommitted | None:
    """Which files of the slide differ from what is published; nothing where that cannot be told, or there is no git."""
    pictures = () if view.slide is None else (view.slide.picture, *view.slide.icons)
    own = {f"slides/{view.id}.md", *(picture.path for picture in pictures if picture is not None)}
    try:
        found = uncommitted(root)
    except ContentError:  # told once, in the terminal
        return None
    return found.only(own) if found is not None else None


def _as_seen(size: Size, farthest: Seat) -> tuple[int, int]:
    return seen_from_seat(size, farthest.distance_m * 1000, farthest.diagonal_inches * MM_PER_INCH)


def _named(theme: Theme) -> str:
    """A theme by its name, and by the one that files and commands have for it where that is another."""
    return theme.name if theme.name.lower() == theme.id else f"{theme.name} ({theme.id})"


def _marked(sentence: str) -> Markup:
    """A sentence in which everything between backticks is set as code."""
    parts = enumerate(re.split(r"`([^`]*)`", sentence))
    return Markup().join(Markup("<code>{}</code>").format(part) if at % 2 else part for at, part in parts)


def _why(code: str) -> str:
    return PAGES[code].why if code in PAGES else ""


def _titles(content: Content) -> list[tuple[str, str, str]]:
    """Id, title and language of every slide that can be read."""
    slides = {**content.drafts, **content.slides}
    return [(id, slides[id].title or id, slides[id].language) for id in sorted(slides)]
