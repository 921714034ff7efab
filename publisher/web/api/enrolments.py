"""A new player asks to be paired, and waits until somebody types in its code."""

import math
from functools import lru_cache
from pathlib import Path
from threading import BoundedSemaphore, Lock

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue

from player.contract.addresses import readable
from player.contract.limits import FORMAT
from player.contract.reading import read_enrolment_request
from player.contract.records import Paired
from publisher.drawing.neutral import draw_pairing
from publisher.model.screens import Size
from publisher.store import enrolments, practices, screens
from publisher.store.rows import EnrolmentState, PairedScreen, Screen, WaitingScreen
from publisher.web.api.bearer import secret_digest
from publisher.web.api.records import answer, body
from publisher.web.problems import error_json
from publisher.web.surroundings import here, now

MAX_REQUEST_BYTES = 2_000
RETRY_SECONDS = 2
MOST_PIXELS = 3840 * 2160
"""A code can be read on a picture of this size, however large the panel; a larger one costs us much to draw."""

routes = Blueprint("enrolments", __name__, url_prefix="/api/v1/enrolments")
_one_at_a_time = Lock()
_few_may_wait = BoundedSemaphore(3)
"""However many ask for a picture, one drawing's memory is enough, and most threads stay free for everybody else."""


@routes.post("")
def begin() -> ResponseReturnValue:
    """Give a player the code that somebody at the practice types in."""
    request = body(read_enrolment_request, MAX_REQUEST_BYTES)
    with here().store.begin() as db:
        return answer(enrolments.begin(db, request, now()), 201)


@routes.get("/mine")
def mine() -> ResponseReturnValue:
    """Say whether the code was typed in, and if so, who this screen is."""
    state = _my_state()
    if isinstance(state, WaitingScreen):
        return answer(state.enrolment, 202)
    paired = _paired(state.screen)
    if paired is None:
        return _ask_again("The worker has not signed this screen's first programme yet. Ask again soon.")
    return answer(paired, 200)


@routes.get("/mine/picture")
def picture() -> ResponseReturnValue:
    """The picture that shows the code, for a player that cannot draw."""
    state = _my_state()
    if isinstance(state, PairedScreen):
        abort(404, "This screen is paired, so it has no code any more.")
    if not _few_may_wait.acquire(blocking=False):
        return _ask_again("The pictures of other screens are being drawn. Ask again soon.")
    try:
        with _one_at_a_time:
            data, media_type = _drawn(
                state.enrolment.code, readable(here().settings.address), _within_reason(state.size)
            )
    finally:
        _few_may_wait.release()
    return Response(data, mimetype=media_type, headers={"Cache-Control": "no-store"})


def _ask_again(sentence: str) -> Response:
    response = error_json(503, sentence)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _within_reason(size: Size) -> Size:
    """The size itself, or one of the same shape that has no more than the most pixels."""
    scale = min(1.0, math.sqrt(MOST_PIXELS / (size.width * size.height)))
    return Size(int(size.width * scale), int(size.height * scale))


def _my_state() -> EnrolmentState:
    digest = secret_digest()
    with here().store.begin() as db:
        state = enrolments.find(db, digest, now())
        unpaired = screens.unpaired_by_secret(db, digest) if state is None else None
    if unpaired is not None:
        abort(410, f"{unpaired.name} was unpaired. Pair it again with a new code.")
    if state is None:
        abort(404, "No code holds for this secret. Ask for a new one.")
    return state


def _paired(screen: Screen) -> Paired | None:
    shelf = here().shelf
    content_root = _newest_root(shelf.content_file("metadata/1.root.json").parent)
    programme_root = _newest_root(shelf.screen_file(screen.id, "metadata/1.root.json").parent)
    if content_root is None or programme_root is None:
        return None
    with here().store.look() as db:
        practice = practices.get(db, screen.practice)
    return Paired(FORMAT, screen.id, screen.name, practice.name, content_root, programme_root)


def _newest_root(folder: Path) -> str | None:
    numbered = {int(path.name.partition(".")[0]): path for path in folder.glob("[1-9]*.root.json")}
    return numbered[max(numbered)].read_text("utf-8") if numbered else None


@lru_cache(maxsize=16)
def _drawn(code: str, address: str, size: Size) -> tuple[bytes, str]:
    frame = draw_pairing(code, address, size)
    return frame.data, frame.media_type
