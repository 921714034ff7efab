"""Notices: what goes before everything else on a screen, and how to end it early."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection

from publisher.store import Screen, editions, jobs, notices, practices
from publisher.web import words
from publisher.web.forms import AnswerError, field
from publisher.web.pages.screen import paired_screen
from publisher.web.surroundings import here, now

routes = Blueprint("notices", __name__, url_prefix="/screens/<screen_id>/notices")


@routes.post("/end")
def end(screen_id: str) -> ResponseReturnValue:
    """End a notice before its time; pressed twice, it has ended all the same."""
    screen, playlist = paired_screen(screen_id), request.form.get("playlist", "")
    with here().store.begin() as db:
        if notices.end(db, screen.id, playlist, now()):
            jobs.add(db, "programme", screen.id, now())
        row = editions.latest(db, playlist)
    flash(f"The notice “{row.title if row else playlist}” is over on {screen.name}.")
    return redirect(url_for("screen.show", screen_id=screen.id), 303)


def wants_notice() -> bool:
    """Whether the form asks for a notice."""
    return request.form.get("how") == "notice"


MOST_YEARS = 2
"""How far ahead a notice may end; what holds for longer belongs into a playlist."""


def ends_at(db: Connection, screen: Screen) -> datetime:
    """When the notice in the form ends, by the clock of the practice; raises AnswerError."""
    day, time = field("last_day", 10), field("last_time", 5)
    zone = ZoneInfo(practices.get(db, screen.practice).timezone)
    try:
        moment = datetime.fromisoformat(f"{day}T{time or '23:59'}").replace(tzinfo=zone)
    except ValueError as error:
        raise AnswerError("Say on which day the notice ends.", "last-day") from error
    if moment.year > now().year + MOST_YEARS:
        raise AnswerError(f"That is more than {MOST_YEARS} years away. Write an earlier day.", "last-day")
    if moment <= now():
        raise AnswerError(f"{words.moment(moment, zone)} has passed. Write a later day or time.", "last-day")
    return moment
