"""Choosing what screens show: a playlist, the screens, done."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection

from publisher import words
from publisher.errors import RefusedError
from publisher.fleet.running import running_on
from publisher.store import assignments, editions, jobs, notices, practices, screens
from publisher.store.rows import EditionRow, Screen
from publisher.web.door.forms import Problem, problem_of
from publisher.web.practices.notices import NEVER, ends_at, opens_at, usual_end, wants_notice
from publisher.web.practices.playlists import choices_for
from publisher.web.practices.screen import paired_screen
from publisher.web.practices.worker import worker_is_away
from publisher.web.surroundings import here, now

WORK_SECONDS = 5
"""About as long as the worker takes to sign a programme."""

routes = Blueprint("change", __name__, url_prefix="/screens/<screen_id>/change")


@routes.get("")
def ask(screen_id: str) -> ResponseReturnValue:
    """Every playlist as a large picture, and every screen to put it on."""
    return _page(paired_screen(screen_id))


@routes.post("")
def assign(screen_id: str) -> ResponseReturnValue:
    """Put a playlist on the ticked screens; the same again changes nothing."""
    screen = paired_screen(screen_id)
    playlist, ticked = request.form.get("playlist", ""), request.form.getlist("screen")
    if not playlist or not ticked:
        missing = Problem("Tick at least one screen.", "screen")
        if not playlist:
            missing = Problem("Choose a playlist first.", "playlist")
        return _page(screen, missing, playlist, ticked), 422
    try:
        with here().store.begin() as db:
            row = _published(db, playlist)
            told = wants_notice()
            changed = [_change_one(db, each, row, told) for each in dict.fromkeys(ticked)]
            said = _done(db, row, changed)
    except RefusedError as error:
        return _page(screen, problem_of(error, "screen"), playlist, ticked), 422
    flash(said)
    return redirect(url_for("home.show"), 303)


def _published(db: Connection, playlist: str) -> EditionRow:
    row = editions.latest(db, playlist)
    return row if row is not None else abort(404, "This playlist is not there any more. Choose another one.")


def _change_one(db: Connection, screen_id: str, row: EditionRow, told: bool) -> tuple[Screen, datetime | None]:
    """The screen, and when the notice ends on it if this is one."""
    screen = screens.get(db, screen_id)
    until = ends_at(db, screen) if told else None
    if until is not None:
        notices.notify(db, screen_id, row.playlist, until, now())
    else:
        assignments.assign(db, screen_id, row.playlist, now())
    jobs.add(db, "programme", screen_id, now())
    return screen, until


def _done(db: Connection, row: EditionRow, changed: list[tuple[Screen, datetime | None]]) -> str:
    """What each screen will show and when; screens of which the same is true share a sentence."""
    names: dict[str, list[str]] = {}
    for screen, until in changed:
        what = _becomes(db, row, screen, until) + ("" if until else _goes_on(db, screen))
        names.setdefault(what, []).append(screen.name)
    return " ".join(f"{words.listed(some)} will show {what}" for what, some in names.items())


def _becomes(db: Connection, row: EditionRow, screen: Screen, until: datetime | None) -> str:
    zone, opens = ZoneInfo(practices.get(db, screen.practice).timezone), opens_at(db, screen)
    what = f"the notice “{row.title}”" if until else f"“{row.title}”"
    end = f", until {words.coming(until, now(), zone)}" if until else ""
    if opens == NEVER:
        return f"{what}{end}. It is dark all week, because the practice is closed."
    if opens is not None:
        return f"{what}{end}. It is dark until {words.coming(opens, now(), zone)}."
    if worker_is_away(db):
        return f"{what} once the worker is running{end}."
    return f"{what} in {words.span(here().settings.poll_seconds + WORK_SECONDS)} at most{end}."


def _goes_on(db: Connection, screen: Screen) -> str:
    """What is said of the notices that a change of playlist does not end."""
    return "".join(f" The notice “{one.title}” stays until {one.ends}." for one in running_on(db, screen, now()))


def _page(screen: Screen, problem: Problem | None = None, chosen: str = "", ticked: list[str] | None = None) -> str:
    with here().store.look() as db:
        titles = {row.playlist: row.title for row in editions.all_latest(db)}
        together = screens.of_practice(db, screen.practice)
        chosen_for = assignments.of_each(db, [each.id for each in together])
        plays = {
            each: [titles[choice.playlist] for choice in chosen_for[each.id] if choice.playlist in titles]
            for each in together
        }
        mine = assignments.current(db, screen.id)
        choices = choices_for(db, screen.size)
        running = running_on(db, screen, now())
    usual = usual_end(screen)
    current = mine[0].playlist if mine else ""
    return render_template(
        "change.html",
        screen=screen,
        choices=choices,
        current=current,
        chosen=chosen or current,
        screens=[(each, words.listed(shown) if shown else "") for each, shown in plays.items()],
        ticked=[screen.id] if ticked is None else ticked,
        running=running,
        problem=problem,
        typed=request.form,
        usual=(f"{usual:%Y-%m-%d}", f"{usual:%H:%M}"),
    )
