"""What a player does not take, and how far it has come: shown on its card, and looked after by the worker."""

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue

from player.contract import read_refusal
from publisher.store import jobs, screens
from publisher.web.api.bearer import authorised_screen
from publisher.web.api.records import body
from publisher.web.surroundings import here, now

MAX_REFUSAL_BYTES = 100_000

routes = Blueprint("refusals", __name__, url_prefix="/api/v1")


@routes.post("/screens/<screen_id>/refusals")
def receive(screen_id: str) -> ResponseReturnValue:
    """Note a refusal; if it is a new one, the worker looks whether its numbers have to rise."""
    screen = authorised_screen(screen_id)
    refusal = body(read_refusal, MAX_REFUSAL_BYTES)
    if refusal.screen != screen.id:
        abort(400, f"This is of another screen than {screen.id}.")
    with here().store.begin() as db:
        if screens.refused(db, screen.id, refusal, now()):
            jobs.add(db, "programme", screen.id, now())
    return Response("{}", 202, mimetype="application/json", headers={"Cache-Control": "no-store"})
