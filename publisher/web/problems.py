"""What a visitor or a player reads when something cannot be done."""

import json

from flask import Flask, Response, current_app, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from player.contract.errors import ContractError
from publisher.errors import RefusedError, StoreError
from publisher.web.door.guard import API

RETRY_SECONDS = "10"

_TITLES = {
    400: "That did not work",
    401: "Sign in first",
    403: "Please try again",
    404: "There is no such page",
    405: "That does not work here",
    413: "That is too much at once",
    500: "Something went wrong here",
    503: "Not ready yet",
}
_SENTENCES = {
    404: "There is nothing at this address. The screen or playlist may have been taken away.",
    405: "This address does not take that kind of request.",
    413: "What you sent is too large. Send less and try again.",
    503: "The database does not answer, or is not prepared. The log says more. Try again in a minute.",
    500: "The mistake is ours, and it is in the log. Your screens go on showing what they have. Try again in a minute.",
}


def explain(app: Flask) -> None:
    """Answer every failure with a sentence: a page for people, JSON for players."""
    app.register_error_handler(HTTPException, _answer)
    app.register_error_handler(ContractError, _refuse_record)
    app.register_error_handler(StoreError, _wait_for_store)
    app.register_error_handler(RefusedError, _refuse_words)


def error_json(status: int, sentence: str) -> Response:
    """A failure as players read it."""
    body = json.dumps({"error": sentence}, ensure_ascii=False)
    return Response(body, status, mimetype="application/json", headers={"Cache-Control": "no-store"})


def _answer(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or error.code is None or error.code < 400:
        return error
    own_words = error.description if error.description != type(error).description else None
    return _said(error.code, own_words or _SENTENCES.get(error.code) or error.name, error)


def _refuse_record(error: ContractError) -> ResponseReturnValue:
    return _said(400, str(error))


def _refuse_words(error: RefusedError) -> ResponseReturnValue:
    return _said(404, str(error))


def _wait_for_store(error: StoreError) -> ResponseReturnValue:
    """What the database said names its address, which is for the log alone."""
    current_app.logger.error("%s", error)
    response = _said(503, _SENTENCES[503])
    response.headers["Retry-After"] = RETRY_SECONDS
    return response


def _said(status: int, sentence: str, error: HTTPException | None = None) -> Response:
    if request.path.startswith(API):
        response = error_json(status, sentence)
    else:
        title = _TITLES.get(status, _TITLES[400])
        response = make_response(render_template("problem.html", title=title, sentence=sentence), status)
    for name, value in error.get_headers() if error else ():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response
