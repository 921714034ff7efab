"""What proves an edition that was forgotten here, so that the views of it are counted under their names."""

from flask import Blueprint, Response, abort, current_app
from flask.typing import ResponseReturnValue

from player.contract.reading import read_proof
from publisher.signing.proofs import proven
from publisher.signing.roots import roots_in
from publisher.store import proofs
from publisher.web.api.bearer import authorised_screen
from publisher.web.api.pace import Pace
from publisher.web.api.published import is_known
from publisher.web.api.records import body
from publisher.web.surroundings import here, now

MAX_PROOF_BYTES = 4_000_000
MOST_PROOFS = 300
"""Of one screen in an hour. A player keeps some hundred of them, and sends each once."""

routes = Blueprint("proofs", __name__, url_prefix="/api/v1")


@routes.post("/screens/<screen_id>/proofs")
def receive(screen_id: str) -> ResponseReturnValue:
    """Learn an edition again that our own key has signed; what is known anyway is not written down."""
    screen = authorised_screen(screen_id)
    if wait := _pace().seconds_to_wait(screen.id, now()):
        abort(429, f"{screen.id} has sent more proofs than a screen has.", retry_after=wait)
    proof = body(read_proof, MAX_PROOF_BYTES)
    if proof.screen != screen.id:
        abort(400, f"This proof is of another screen than {screen.id}.")
    manifest = proven(proof, roots_in(here().shelf, "content/metadata"))
    if not is_known(manifest, here()):
        with here().store.begin() as db:
            proofs.add(db, manifest, screen.id, now())
    return Response("{}", 202, mimetype="application/json", headers={"Cache-Control": "no-store"})


def _pace() -> Pace:
    pace: Pace = current_app.extensions.setdefault("publisher-proof-pace", Pace(MOST_PROOFS))
    return pace
