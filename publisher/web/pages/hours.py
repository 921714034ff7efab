"""When a practice is open: two times for each day, and its screens are dark at all others."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from publisher.errors import RefusedError
from publisher.programmes import opening_of, parse_opening, week_of
from publisher.programmes.opening import DAYS
from publisher.store import Practice, jobs, practices, screens
from publisher.web import words
from publisher.web.forms import AnswerError, Problem, field, problem_of
from publisher.web.surroundings import here, now

routes = Blueprint("hours", __name__, url_prefix="/practices/<practice_id>/hours")

WHOLE_DAY = "00:00"
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
    typed = {day: (field(f"from-{day}", 5), field(f"until-{day}", 5)) for day in range(1, 8)}
    week = {day: times for day, times in typed.items() if any(times)}
    if request.form.get("always"):
        week = {}
    try:
        _demand_whole(week)
        with here().store.begin() as db:
            changed = practices.set_opening(db, practice.id, opening_of(week))
            for screen in screens.of_practice(db, practice.id):
                jobs.add(db, "programme", screen.id, now())
    except RefusedError as error:
        return _page(practice, week, problem_of(error, f"from-{min(week)}")), 422
    flash(f"Screens of {changed.name} are on {words.opening_hours(changed)}.")
    return redirect(url_for("home.show"), 303)


def _demand_whole(week: Week) -> None:
    for day, times in week.items():
        if not all(times):
            missing = f"from-{day}" if not times[0] else f"until-{day}"
            raise AnswerError(f"{DAYS[day - 1]} needs both times, or none if it is closed.", missing)
        if times[0] == times[1] != WHOLE_DAY:
            raise AnswerError(f"{DAYS[day - 1]} opens and closes at the same time. Change one of them.", f"until-{day}")


def _practice(practice_id: str) -> Practice:
    try:
        with here().store.begin() as db:
            return practices.get(db, practice_id)
    except RefusedError:
        abort(404)


def _page(practice: Practice, week: Week, problem: Problem | None = None) -> str:
    return render_template("hours.html", practice=practice, days=DAYS, week=week, problem=problem)
