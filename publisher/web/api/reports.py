"""What players have shown, taken in once however often it is sent."""

from flask import Blueprint, abort, current_app, request
from flask.typing import ResponseReturnValue

from player.contract.reading import read_report
from player.contract.records import ProofWanted
from publisher.evidence.intake import accept
from publisher.web.api.bearer import authorised_screen
from publisher.web.api.pace import Pace
from publisher.web.api.published import published_in, unknown_in
from publisher.web.api.records import answer, body
from publisher.web.surroundings import here, now

MAX_REPORT_BYTES = 1_000_000

routes = Blueprint("reports", __name__, url_prefix="/api/v1")


@routes.post("/screens/<screen_id>/reports")
def receive(screen_id: str) -> ResponseReturnValue:
    """Take in a batch of views; sending the same batch again changes nothing."""
    screen = authorised_screen(screen_id)
    if wait := _pace().seconds_to_wait(screen.id, now()):
        abort(429, f"{screen.id} has sent more reports than a screen has.", retry_after=wait)
    report = body(read_report, MAX_REPORT_BYTES)
    if report.screen != screen.id:
        abort(400, f"This report is of another screen than {screen.id}.")
    shown_in = published_in(report, here())
    if _asks_for_proof() and (unknown := unknown_in(report, shown_in)):
        return answer(ProofWanted(report.id, unknown), 409)
    return answer(accept(report, screen, now(), here().store, shown_in), 202)


def _asks_for_proof() -> bool:
    """Whether the player would rather prove what we do not know than have it counted without names."""
    return "ask-for-proof" in [wish.strip().lower() for wish in request.headers.get("Prefer", "").split(",")]


def _pace() -> Pace:
    pace: Pace = current_app.extensions.setdefault("publisher-pace", Pace())
    return pace
