"""Records of the contract as answers, and bodies as records."""

import zlib
from collections.abc import Callable
from typing import TypeVar

from flask import Response, abort, request

from player.contract.limits import GZIP
from player.contract.reading import write
from player.contract.records import Enrolment, Paired, ProofWanted, Receipt

Record = TypeVar("Record")


def answer(record: Enrolment | Paired | ProofWanted | Receipt, status: int) -> Response:
    """One record of the contract as JSON that nobody keeps."""
    return Response(write(record), status, mimetype="application/json", headers={"Cache-Control": "no-store"})


def body(read: Callable[[bytes], Record], most_bytes: int) -> Record:
    """The request's body as a record, packed or not; raises ContractError, or answers 400, 413 or 415."""
    request.max_content_length = most_bytes
    if request.mimetype != "application/json":
        abort(415, "Send application/json.")
    data = request.get_data(cache=False)
    coding = request.headers.get("Content-Encoding", "identity")
    if coding not in {"identity", "gzip"}:
        abort(415, "Send it as it is, or packed with gzip.")
    return read(_unpacked(data, most_bytes) if coding == "gzip" else data)


def _unpacked(data: bytes, most_bytes: int) -> bytes:
    """What was packed with gzip; however much that would be, no more than `most_bytes` is ever unpacked."""
    unpacking = zlib.decompressobj(wbits=GZIP)
    try:
        unpacked = unpacking.decompress(data, most_bytes + 1)
    except zlib.error:
        abort(400, "This is not packed with gzip.")
    if len(unpacked) > most_bytes:
        abort(413)
    if not unpacking.eof or unpacking.unused_data:
        abort(400, "This is not one whole gzip file.")
    return unpacked
