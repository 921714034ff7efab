"""Playlists: what the newest edition of each one shows, in pictures and in words."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection

from publisher import words
from publisher.evidence.gallery import Choice, choice_of, placed
from publisher.model.screens import Size
from publisher.store import assignments, editions
from publisher.store.rows import EditionRow
from publisher.web.surroundings import here

routes = Blueprint("playlists", __name__, url_prefix="/playlists")


@routes.get("")
def everything() -> ResponseReturnValue:
    """Every playlist that was published."""
    with here().store.look() as db:
        choices = choices_for(db, here().settings.sizes[0])
    return render_template("playlists.html", choices=choices)


@routes.get("/<playlist>")
def show(playlist: str) -> ResponseReturnValue:
    """Every slide of a playlist's newest edition, with the same in plain text."""
    with here().store.look() as db:
        row = editions.latest(db, playlist)
        showing = assignments.screens_showing(db, playlist)
    if row is None:
        abort(404)
    choice = _choice(row, here().settings.sizes[0])
    names = words.listed([screen.name for screen in showing]) if showing else ""
    return render_template("playlist.html", choice=choice, entries=placed(choice), screens=names)


def choices_for(db: Connection, size: Size) -> list[Choice]:
    """The newest edition of every playlist, by title, with pictures that fit this size."""
    rows = sorted(editions.all_latest(db), key=lambda row: (row.title.casefold(), row.playlist))
    return [_choice(row, size) for row in rows]


def _choice(row: EditionRow, size: Size) -> Choice:
    built = words.day(row.built_at.astimezone(here().settings.timezone).date())
    return choice_of(here().shelf, row, size, built)
