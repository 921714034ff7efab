"""One screen: its picture large, what it plays, its name, and letting it go."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection

from player.contract.advice import things_to_do
from player.contract.records import Health
from publisher import words
from publisher.errors import RefusedError
from publisher.evidence.gallery import placed
from publisher.evidence.tally import Tally
from publisher.fleet.live_pictures import find_panel
from publisher.store import jobs, screens
from publisher.store.rows import Screen
from publisher.web.door.forms import AnswerError, Problem, field, problem_of
from publisher.web.practices.cards import Card, make_cards
from publisher.web.surroundings import here, now

routes = Blueprint("screen", __name__, url_prefix="/screens/<screen_id>")


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of one screen's slides."""

    screen: str
    tally: Tally

    def today(self, slide: str) -> str:
        """Views of today, as it stands on the page."""
        return f"{self.tally.today(self.screen, slide):,}"

    def total(self, slide: str) -> str:
        """Views in all, as it stands on the page."""
        return f"{self.tally.total(self.screen, slide):,}"


@routes.get("")
def show(screen_id: str) -> ResponseReturnValue:
    """What the screen shows, plays and has counted."""
    return _page(card_of(screen_id))


@routes.get("/panel.jpg")
def panel(screen_id: str) -> ResponseReturnValue:
    """The live picture that the screen keeps in the panels' folder."""
    found = find_panel(here().settings.panels, paired_screen(screen_id).id)
    if found is None:
        abort(404)
    response: Response = send_file(found[0], mimetype="image/jpeg", conditional=True)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@routes.post("/name")
def rename(screen_id: str) -> ResponseReturnValue:
    """Give the screen another name."""
    card = card_of(screen_id)
    try:
        with here().store.begin() as db:
            renamed = screens.rename(db, screen_id, field("name"))
            refuse_namesake(db, renamed)
    except RefusedError as error:
        return _page(card, problem_of(error, "name"), request.form.get("name", "")), 422
    flash(f"This screen is now called {renamed.name}.")
    return redirect(url_for("screen.show", screen_id=screen_id), 303)


@routes.get("/unpair")
def ask_unpair(screen_id: str) -> ResponseReturnValue:
    """Ask first, for it takes a walk to the screen to undo."""
    rhythm = f"every {words.span(here().settings.poll_seconds)}"
    return render_template("unpair.html", screen=paired_screen(screen_id), rhythm=rhythm)


@routes.post("/unpair")
def unpair(screen_id: str) -> ResponseReturnValue:
    """Let the screen go; pressed twice, it is gone all the same."""
    screen = known_screen(screen_id)
    if screen.unpaired_at is None:
        with here().store.begin() as db:
            screens.unpair(db, screen.id, now())
            jobs.add(db, "programme", screen.id, now())  # which takes back what was signed for it
    flash(
        f"{screen.name} is unpaired. As soon as it hears of this, it forgets its slides and shows a new code. "
        f"It asks for news every {words.span(here().settings.poll_seconds)}, if it has a network."
    )
    return redirect(url_for("home.show"), 303)


def refuse_namesake(db: Connection, screen: Screen) -> None:
    """Two screens of one practice with one name could not be told apart; raises AnswerError."""
    for each in screens.of_practice(db, screen.practice):
        if each.id != screen.id and each.name.casefold() == screen.name.casefold():
            raise AnswerError(f"Another screen here is called {each.name}. Choose a different name.", "name")


def known_screen(screen_id: str) -> Screen:
    """The screen of this address, also if it was unpaired; a page that says so if there is none."""
    try:
        with here().store.look() as db:
            return screens.ever(db, screen_id)
    except RefusedError:
        abort(404)


def paired_screen(screen_id: str) -> Screen:
    """The paired screen of this address; a page that says so if there is none."""
    screen = known_screen(screen_id)
    if screen.unpaired_at is not None:
        abort(404)
    return screen


def card_of(screen_id: str) -> Card:
    """The card of one paired screen."""
    screen = paired_screen(screen_id)
    with here().store.look() as db:
        return make_cards(here(), db, [screen])[0]


def _page(card: Card, problem: Problem | None = None, typed_name: str = "") -> str:
    return render_template(
        "screen.html",
        card=card,
        practice=card.practice,
        paired_day=words.day(card.screen.paired_at.astimezone(ZoneInfo(card.practice.timezone)).date()),
        playing=[(manifest, placed(manifest)) for manifest in card.playing],
        counts=Counts(card.screen.id, card.tally),
        problem=problem,
        typed_name=typed_name,
        to_do=things_to_do(card.screen.health or Health()),
    )
