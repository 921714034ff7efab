"""Pairing: somebody types in the code that a new screen shows."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection

from publisher.errors import RefusedError
from publisher.store import enrolments, jobs, practices
from publisher.store.rows import Practice, Screen
from publisher.web.door.forms import Problem, field, problem_of
from publisher.web.practices.screen import refuse_namesake
from publisher.web.surroundings import here, now

LONGEST_PRACTICE_ID = 40

routes = Blueprint("pair", __name__, url_prefix="/pair")


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed, kept for when one of the answers cannot be used."""

    code: str = ""
    name: str = ""
    practice: str = ""
    new_practice: str = ""


@routes.get("")
def ask() -> ResponseReturnValue:
    """Ask for the code, a name and the practice."""
    return _page(Typed(code=request.args.get("code", "")[:20]))


@routes.post("")
def claim() -> ResponseReturnValue:
    """Pair the screen; pressed twice, it is paired once."""
    typed = Typed(field("code", 40), field("name"), field("practice"), field("new_practice"))
    try:
        with here().store.begin() as db:
            screen = _claim(db, typed)
    except RefusedError as error:
        return _page(typed, problem_of(error, _suspect(typed))), 422
    flash(f"{screen.name} is paired. Now choose what it shows.")
    return redirect(url_for("change.ask", screen_id=screen.id), 303)


def _claim(db: Connection, typed: Typed) -> Screen:
    practice_id = _practice(db, typed.new_practice).id if typed.new_practice else typed.practice
    screen = enrolments.claim(db, typed.code, practice_id, None, typed.name, now())
    refuse_namesake(db, screen)
    jobs.add(db, "programme", screen.id, now())
    return screen


def _suspect(typed: Typed) -> str:
    """The id of the field to look at first: one that was left empty, or else the code."""
    if not typed.name:
        return "name"
    return "code" if typed.practice or typed.new_practice else "new-practice"


def _practice(db: Connection, name: str) -> Practice:
    """The practice of this name, added if there is none yet."""
    known = practices.everyone(db)
    for practice in known:
        if practice.name.casefold() == name.casefold():
            return practice
    taken = {practice.id for practice in known}
    free = next(each for each in _ids(name) if each not in taken)
    return practices.add(db, free, name, here().settings.timezone.key, now())


def _ids(name: str) -> Iterator[str]:
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = "-".join(re.findall(r"[a-z0-9]+", bare.replace("'", "")))[:LONGEST_PRACTICE_ID].rstrip("-") or "practice"
    yield stem
    yield from (f"{stem}-{number}" for number in count(2))


def _page(typed: Typed, problem: Problem | None = None) -> str:
    with here().store.look() as db:
        known = practices.everyone(db)
    return render_template("pair.html", typed=typed, practices=known, problem=problem)
