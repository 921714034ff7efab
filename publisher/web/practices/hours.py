"""When a practice is open: two times for each day, and its screens are dark at all others."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from player.contract.records import Opening
from publisher import words
from publisher.errors import RefusedError
from publisher.programmes.opening import CLOSED, DAYS, opening_of, parse_opening, week_of
from publisher.store import jobs, practices, screens
from publisher.store.rows import Practice
from publisher.web.door.forms import AnswerError, Problem, field, problem_of
from publisher.web.surroundings import here, now

routes = Blueprint("hours", __name__, url_prefix="/practices/<practice_id>/hours")

WHOLE_DAY = "00:00"
WEEKDAYS = range(1, 6)
Week = dict[int, tuple[str, str]]


@routes.get("")
def ask(practice_id: str) -> ResponseReturnValue:
    """The hours as they are, to be changed."""
    practice = _practice(practice_id)
    return _page(practice, week_of(parse_opening(practice.opening)))


@routes.post("")
def change(practice_id: str) -> ResponseReturnValue:
    """Take the hours over; a day without times is a day on which it is closed."""
    practice = _practice(practice_id)
    week = _typed()
    try:
        opening = _opening(week)
        with here().store.begin() as db:
            changed = practices.set_opening(db, practice.id, opening)
            for screen in screens.of_practice(db, practice.id):
                jobs.add(db, "programme", screen.id, now())
    except RefusedError as error:
        return _page(practice, week, problem_of(error, f"from-{min(week, default=1)}")), 422
    flash(f"Screens of {changed.name} are on {words.opening_hours(changed)}.")
    return redirect(url_for("home.show"), 303)


def _typed() -> Week:
    typed = {day: (field(f"from-{day}", 5), field(f"until-{day}", 5)) for day in range(1, 8)}
    if request.form.get("weekdays"):
        typed |= dict.fromkeys(WEEKDAYS, typed[1])
    return {day: times for day, times in typed.items() if any(times)}


def _opening(week: Week) -> tuple[Opening, ...]:
    """The hours that the form says; an empty week is only taken from whoever says what it means."""
    if request.form.get("always"):
        return ()
    if request.form.get("closed"):
        return CLOSED
    if not week:
        raise AnswerError(
            "No day has times. Say below whether it is closed all week, or screens stay on always.", "closed"
        )
    _demand_whole(week)
    opening = opening_of(week)
    _demand_purpose(week)
    return opening


def _demand_whole(week: Week) -> None:
    for day, times in week.items():
        name = DAYS[day - 1]
        if not all(times):
            missing = f"from-{day}" if not times[0] else f"until-{day}"
            raise AnswerError(f"{name} needs both times, or none if it is closed.", missing)
        if times[0] == times[1] != WHOLE_DAY:
            raise AnswerError(f"{name} opens and closes at the same time. Change one of them.", f"until-{day}")


def _demand_purpose(week: Week) -> None:
    for day, times in week.items():
        if over_midnight(times) and day not in _over_on_purpose():
            raise AnswerError(
                f"{DAYS[day - 1]} closes at {times[1]}, before it opens. Change that, or tick that it is a day later.",
                f"until-{day}",
            )


def over_midnight(times: tuple[str, str]) -> bool:
    """Whether these hours run over midnight; closing at midnight itself ends the day."""
    return WHOLE_DAY != times[1].zfill(5) < times[0].zfill(5)


def _over_on_purpose() -> set[int]:
    days = {day for day in range(1, 8) if request.form.get(f"over-{day}")}
    return days | set(WEEKDAYS) if request.form.get("weekdays") and 1 in days else days


def _practice(practice_id: str) -> Practice:
    try:
        with here().store.look() as db:
            return practices.get(db, practice_id)
    except RefusedError:
        abort(404)


def _page(practice: Practice, week: Week, problem: Problem | None = None) -> str:
    over = {day for day, times in week.items() if all(times) and over_midnight(times)}
    agreed = over if problem is None else over & _over_on_purpose()
    return render_template(
        "hours.html", practice=practice, days=DAYS, week=week, problem=problem, over=over, agreed=agreed
    )
