"""What a player does not take, and how far it has come: shown on its card, and looked after by the worker."""

from flask import Blueprint, Response, abort, current_app
from flask.typing import ResponseReturnValue

from player.contract.reading import read_refusal
from publisher.store import jobs, screens
from publisher.web.api.bearer import authorised_screen
from publisher.web.api.pace import Pace
from publisher.web.api.records import body
from publisher.web.surroundings import here, now

MAX_REFUSAL_BYTES = 100_000
MOST_REFUSALS = 1_000
"""In an hour; a player tells one with each poll, once a minute. Each one is a write to the database."""

routes = Blueprint("refusals", __name__, url_prefix="/api/v1")


@routes.post("/screens/<screen_id>/refusals")
def receive(screen_id: str) -> ResponseReturnValue:
    """Note a refusal; if it is a new one, the worker looks whether its numbers have to rise."""
    screen = authorised_screen(screen_id)
    if wait := _pace().seconds_to_wait(screen.id, now()):
        abort(429, f"{screen.id} has told more than a screen has to tell.", retry_after=wait)
    refusal = body(read_refusal, MAX_REFUSAL_BYTES)
    if refusal.screen != screen.id:
        abort(400, f"This is of another screen than {screen.id}.")
    with here().store.begin() as db:
        if screens.refused(db, screen.id, refusal, now()):
            jobs.add(db, "programme", screen.id, now())
    return Response("{}", 202, mimetype="application/json", headers={"Cache-Control": "no-store"})


def _pace() -> Pace:
    pace: Pace = current_app.extensions.setdefault("publisher-refusals-pace", Pace(MOST_REFUSALS))
    return pace
