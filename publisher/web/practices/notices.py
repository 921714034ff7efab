"""Notices: what goes before everything else on a screen, and how to end it early."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection

from player.contract.hours import within_opening
from publisher import words
from publisher.programmes.ending import MOST_YEARS, TOO_FAR, end_of
from publisher.programmes.opening import next_opening, parse_opening
from publisher.store import editions, jobs, notices, practices, screens
from publisher.store.rows import Screen
from publisher.web.door.forms import AnswerError, field
from publisher.web.practices.screen import paired_screen
from publisher.web.surroundings import here, now

NEVER = datetime.max.replace(tzinfo=UTC)
USUAL_HOUR = 18
"""At which hour a notice ends, if nobody says otherwise."""

routes = Blueprint("notices", __name__, url_prefix="/screens/<screen_id>/notices")


@routes.post("/end")
def end(screen_id: str) -> ResponseReturnValue:
    """End a notice before its time; pressed twice, it has ended all the same."""
    screen, playlist = paired_screen(screen_id), request.form.get("playlist", "")
    with here().store.begin() as db:
        if notices.end(db, screen.id, playlist, now()):
            jobs.add(db, "programme", screen.id, now())
        row = editions.latest(db, playlist)
        others = _still_on(db, screen, playlist)
    still = f" It is still on {words.listed(others)}." if others else ""
    flash(f"The notice “{row.title if row else playlist}” is over on {screen.name}.{still}")
    return redirect(_page_of_the_button(screen), 303)


def _still_on(db: Connection, screen: Screen, playlist: str) -> list[str]:
    """The other screens of the practice on which the same notice runs."""
    return [
        other.name
        for other in screens.of_practice(db, screen.practice)
        if other.id != screen.id and any(one.playlist == playlist for one in notices.running(db, other.id, now()))
    ]


def _page_of_the_button(screen: Screen) -> str:
    match request.form.get("back"):
        case "home":
            return url_for("home.show")
        case "change":
            return url_for("change.ask", screen_id=screen.id)
        case _:
            return url_for("screen.show", screen_id=screen.id)


def wants_notice() -> bool:
    """Whether the form asks for a notice.

    Raises AnswerError if it does not, though somebody filled in when one ends: that is never thrown
    away without a question. Whoever was asked has chosen.
    """
    if request.form.get("how") == "notice":
        return True
    filled_in = (field("last_day", 10), field("last_time", 5))
    stood_there = (field("usual_day", 10), field("usual_time", 5))
    if filled_in[0] and filled_in != stood_there and not request.form.get("asked"):
        raise AnswerError(
            "You filled in when a notice ends. Say whether this is a notice, or stays until you change it.", "how"
        )
    return False


def usual_end(screen: Screen) -> datetime:
    """The end that stands in the form at first: this evening, by the clock of the practice."""
    with here().store.look() as db:
        local = now().astimezone(ZoneInfo(practices.get(db, screen.practice).timezone))
    if local.hour < USUAL_HOUR - 1:
        return local.replace(hour=USUAL_HOUR, minute=0)
    return local.replace(hour=23, minute=59)


def ends_at(db: Connection, screen: Screen) -> datetime:
    """When the notice in the form ends, by the clock of the practice; raises AnswerError."""
    zone = ZoneInfo(practices.get(db, screen.practice).timezone)
    moment = _typed_end(zone)
    if moment.year > now().year + MOST_YEARS:
        raise AnswerError(TOO_FAR, "last-day")
    if moment <= now():
        mistaken = _too_early(moment, now().astimezone(zone))
        raise AnswerError(f"{words.moment(moment, zone)} has passed. Write a later day or time.", mistaken)
    opens = opens_at(db, screen)
    if opens is not None and (opens == NEVER or moment <= opens):
        until = "all week" if opens == NEVER else f"until {words.coming(opens, now(), zone)}"
        raise AnswerError(
            f"{screen.name} is dark {until}, so nobody would see this notice. Write a later end.",
            _too_early(moment, opens.astimezone(zone) if opens != NEVER else opens),
        )
    return moment


def _typed_end(zone: ZoneInfo) -> datetime:
    """The day and the time in the form; without a time, the end of that day."""
    try:
        day = date.fromisoformat(field("last_day", 10))
    except ValueError as error:
        raise AnswerError("Say on which day the notice ends.", "last-day") from error
    try:
        last_time = field("last_time", 5)
        return datetime.combine(day, time.fromisoformat(last_time), zone) if last_time else end_of(day, zone)
    except ValueError as error:
        raise AnswerError("Say at what time the notice ends, such as 18:00.", "last-time") from error


def _too_early(moment: datetime, earliest: datetime) -> str:
    """Which of the two fields to mend: the time, if the day could stay."""
    return "last-day" if moment.date() < earliest.date() else "last-time"


def opens_at(db: Connection, screen: Screen) -> datetime | None:
    """When a screen that is dark now is on again; None if it is on, and NEVER if it is closed all week."""
    practice = practices.get(db, screen.practice)
    opening, local = parse_opening(practice.opening), now().astimezone(ZoneInfo(practice.timezone))
    if within_opening(opening, local):
        return None
    return next_opening(opening, local) or NEVER
