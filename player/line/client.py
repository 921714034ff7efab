"""Asking the publisher: every answer bounded in time and size, and redirects refused."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import Protocol

from player import VERSION
from player.contract.errors import GoneError, MissingError, OfflineError, StorageError, UnpairedError
from player.contract.limits import GZIP
from player.contract.records import Now
from player.line.bandwidth import Bucket
from player.line.elsewhere import demand_no_page, demand_publisher
from player.line.line import Line, demand_safe_address, explain
from player.running.patience import patience

API = "/api/v1"
CHUNK_BYTES = 65_536
SMALL_BYTES = 4_000_000
"""More than any answer but a frame may have."""
LARGEST_UNPACKED_BYTES = 1000
PATIENCE = 10
"""A whole answer may take this many times as long as a silence."""
HEADERS = {"User-Agent": f"waiting-room-player/{VERSION}", "Accept-Encoding": "identity"}

_LENGTH = re.compile(r"[0-9]{1,15}")
_TAG = re.compile(r'(?:W/)?"[!#-~]{1,200}"')
_EXPECTED = frozenset({200, 201, 202, 206, 304, 400, 403, 404, 409, 413, 416, 422})

Write = Callable[[bytes], object]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the publisher answered."""

    status: int
    body: bytes
    etag: str | None = None
    date: datetime | None = None
    """The publisher's clock."""


class Draft(Protocol):
    """Something large that may be here in part, and takes in what is missing as it arrives."""

    have: int
    """How many of its bytes are here."""
    tag: str | None
    """The publisher's name (ETag) for what they are a part of; without one there is no going on."""

    def begin(self, tag: str | None) -> None:
        """Forget what is here: what comes now comes from its start, under this tag."""

    def write(self, data: bytes) -> object:
        """Take in what comes next."""


@dataclass(frozen=True, slots=True)
class _Question:
    method: str
    path: str
    limit: int
    """As many bytes as an answer may have."""
    headers: dict[str, str] = field(default_factory=dict)
    data: bytes | None = None


class Client:
    """One publisher, over one connection."""

    def __init__(  # noqa: PLR0913 - whatever can be set about a line
        self,
        publisher: str,
        secret: str = "",
        *,
        ca: Path | None = None,
        plain_http: bool = False,
        timeout_seconds: float = 20,
        proxy: str = "",
        bandwidth_kbit: int = 0,
    ) -> None:
        demand_safe_address(publisher, plain_http=plain_http)
        self.address = publisher
        self.date_seen: Callable[[datetime], None] = _ignore
        self._secret = secret
        self._patience_seconds = timeout_seconds * PATIENCE
        self._line = Line(publisher, proxy=proxy, ca=ca, timeout_seconds=timeout_seconds)
        self._bucket = Bucket(bandwidth_kbit)

    def get(self, path: str, *, limit: int = SMALL_BYTES, etag: str | None = None, private: bool = False) -> Answer:
        """The answer to a question below the API's address.

        `private` questions carry the screen's secret. Raises OfflineError, UnpairedError.
        """
        known = {"If-None-Match": etag} if etag and _read_tag(etag) else {}
        return self._ask_small(_Question("GET", path, limit, self._private(private) | known))

    def post(self, path: str, data: bytes, *, private: bool = False, prefer: str = "") -> Answer:
        """Send one JSON record, packed if it is long; raises OfflineError, UnpairedError.

        `prefer` is a wish (RFC 7240) that a publisher may not know, and then passes over.
        """
        headers = self._private(private) | {"Content-Type": "application/json"} | ({"Prefer": prefer} if prefer else {})
        if len(data) > LARGEST_UNPACKED_BYTES:
            import zlib  # noqa: PLC0415 - only who sends a batch of views needs it, and that is a child

            data, headers = zlib.compress(data, wbits=GZIP), headers | {"Content-Encoding": "gzip"}
        return self._ask_small(_Question("POST", path, SMALL_BYTES, headers, data))

    def fetch(self, path: str, draft: Draft, length: int) -> None:
        """Bring a draft of this full length to its end, going on from where it stands if the publisher can.

        Raises OfflineError or StorageError, and then what has come by now stays in the draft.
        """
        resuming = {"Range": f"bytes={draft.have}-", "If-Range": draft.tag} if draft.have and draft.tag else {}
        self._ask(_Question("GET", path, length, resuming), lambda response: self._place(response, draft, length))

    def believe(self, reckon: Callable[[], Now]) -> None:
        """Hold certificates against this time (`Clock.reckon`) instead of the wall clock."""
        self._line.reckon = reckon

    def close(self) -> None:
        """Hang up."""
        self._line.close()

    def _private(self, private: bool) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._secret}"} if private else {}

    def _ask_small(self, question: _Question) -> Answer:
        body = bytearray()
        answer = self._ask(question, lambda response: body.extend)
        demand_no_page(self.address, answer.status, bytes(body))
        return Answer(answer.status, bytes(body), answer.etag, answer.date)

    def _ask(self, question: _Question, place: Callable[[HTTPResponse], Write]) -> Answer:
        """Ask, and have the answer's body written wherever `place` says for an answer that began so."""
        seconds = self._patience_seconds + self._bucket.seconds_for(question.limit)
        whole = False
        try:
            too_slow = OfflineError(f"{self.address} takes more than {seconds:g} s for {question.path}.")
            with patience(seconds, too_slow):
                headers = HEADERS | question.headers
                response = self._line.ask(question.method, f"{API}{question.path}", question.data, headers)
                self._judge(response, question)
                self._drain(response, question, place(response))
                response.close()
            whole = True
        except (HTTPException, OSError) as error:
            raise OfflineError(f"{self.address} does not answer as it should: {explain(error)}.") from error
        finally:
            if not whole:
                self._line.close()  # what is left of a bad answer must not be taken for the next one
        date = _read_date(response.getheader("Date"))
        if date is not None:
            self.date_seen(date)
        return Answer(response.status, b"", _read_tag(response.getheader("ETag")), date)

    def _judge(self, response: HTTPResponse, question: _Question) -> None:
        """Refuse an answer that begins badly."""
        demand_publisher(self.address, response)
        if response.status == 401:
            raise UnpairedError(f"{self.address} does not know this screen's secret.")
        if response.status == 410 and "Authorization" in question.headers and _is_our_publishers(response):
            raise GoneError(f"{self.address} says that this screen was unpaired.")
        if response.status not in _EXPECTED:
            wait = _read_wait(response)
            raise OfflineError(f"{self.address} answered {response.status}, an error, for {question.path}.", wait)
        length, limit = response.getheader("Content-Length", "0"), question.limit
        if _LENGTH.fullmatch(length) is None or int(length) > limit:
            offer = f"{self.address} offers {length:.20} bytes for {question.path}"
            raise OfflineError(f"{offer}, and {limit} are the most.")

    def _place(self, response: HTTPResponse, draft: Draft, length: int) -> Write:
        """Where a draft's missing bytes go, if these are they; raises OfflineError."""
        if response.status == 200:
            draft.begin(_read_strong_tag(response))
            return draft.write
        offered = response.getheader("Content-Range", "").lower()
        if response.status == 206 and offered == f"bytes {draft.have}-{length - 1}/{length}":
            return draft.write
        if response.status in {206, 416}:
            draft.begin(None)  # we do not agree on what is missing
        kind = MissingError if response.status == 404 else OfflineError
        raise kind(f"{self.address} answered {response.status} for a frame, which does not help.")

    def _drain(self, response: HTTPResponse, question: _Question, write: Write) -> None:
        received = 0
        while chunk := response.read1(self._bucket.sip(CHUNK_BYTES)):
            received += len(chunk)
            if received > question.limit:
                raise OfflineError(f"{self.address} sends more than {question.limit} bytes for {question.path}.")
            _keep(write, chunk)
            self._bucket.take(len(chunk))
        promised = response.getheader("Content-Length")
        if promised is not None and response.status != 304 and received != int(promised):
            raise ConnectionResetError(f"{received} of {promised} bytes")


def _is_our_publishers(response: HTTPResponse) -> bool:
    """Whether a publisher of ours said so, and not whoever runs a web server where it used to be."""
    try:
        said = json.loads(response.read(CHUNK_BYTES))
    except (ValueError, RecursionError):
        return False
    return isinstance(said, dict) and said.keys() == {"error"}


def _keep(write: Write, chunk: bytes) -> None:
    try:
        write(chunk)
    except OSError as error:  # the disk's, not the line's
        raise StorageError(f"What comes cannot be kept: {error.strerror}. Make room on the disk.") from error


def _read_tag(value: str | None) -> str | None:
    """An ETag that can be sent back; another one is as good as none, for it would be kept and refused for ever."""
    return value if value is not None and _TAG.fullmatch(value) else None


def _read_strong_tag(response: HTTPResponse) -> str | None:
    """An ETag that stands for these very bytes; a weak one (W/) is no ground to put two parts together."""
    tag = _read_tag(response.getheader("ETag"))
    return tag if tag is not None and tag.startswith('"') else None


def _read_date(value: str | None) -> datetime | None:
    try:
        date = parsedate_to_datetime(value or "")
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
    return date if date.tzinfo is not None else date.replace(tzinfo=UTC)


def _read_wait(response: HTTPResponse) -> float | None:
    """Seconds, or a time by the publisher's own clock, since ours may be years out."""
    value = response.getheader("Retry-After")
    if value is not None and value.strip().isdecimal():
        return float(value)
    until, publishers = _read_date(value), _read_date(response.getheader("Date"))
    return (until - (publishers or datetime.now(UTC))).total_seconds() if until is not None else None


def _ignore(date: datetime) -> None:
    pass
