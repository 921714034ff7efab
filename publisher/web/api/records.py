"""Records of the contract as answers, and bodies as records."""

from collections.abc import Callable
from typing import TypeVar

from flask import Response, abort, request

from player.contract import Enrolment, Paired, Receipt, write

Record = TypeVar("Record")


def answer(record: Enrolment | Paired | Receipt, status: int) -> Response:
    """One record of the contract as JSON that nobody keeps."""
    return Response(write(record), status, mimetype="application/json", headers={"Cache-Control": "no-store"})


def body(read: Callable[[bytes], Record], most_bytes: int) -> Record:
    """The request's body as a record; raises ContractError, or answers 413 or 415."""
    request.max_content_length = most_bytes
    if request.mimetype != "application/json":
        abort(415, "Send application/json.")
    return read(request.get_data(cache=False))
