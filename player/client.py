"""Asking the publisher: every answer bounded in time and size, redirects refused, TLS always verified."""

import ipaddress
import re
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import urllib3
from urllib3.exceptions import HTTPError
from urllib3.util import Timeout, parse_url

from player import VERSION
from player.errors import OfflineError, PlayerError, StorageError, UnpairedError
from player.patience import patience

API = "/api/v1"
CHUNK_BYTES = 65_536
SMALL_BYTES = 4_000_000
"""More than any answer but a frame may have."""
PATIENCE = 10
"""A whole answer may take this many times as long as a silence."""

_LENGTH = re.compile(r"[0-9]{1,15}")
_TAG = re.compile(r'(?:W/)?"[!#-~]{1,200}"')
_EXPECTED = frozenset({200, 201, 202, 304, 400, 403, 404, 413, 422})


@dataclass(frozen=True, slots=True)
class Answer:
    """What the publisher answered."""

    status: int
    body: bytes
    etag: str | None = None
    date: datetime | None = None
    """The publisher's clock."""


def demand_safe_address(address: str, *, plain_http: bool = False) -> None:
    """Refuse an address that is not https://, but for this very machine; raises PlayerError."""
    try:
        url = parse_url(address)
    except HTTPError as error:
        raise PlayerError(f"'{address}' is not an address. Write one such as https://screens.example.org.") from error
    if not url.host or url.scheme not in {"http", "https"}:
        raise PlayerError(f"'{address}' is not an address. Write one such as https://screens.example.org.")
    if url.scheme == "http" and not plain_http and not _is_this_machine(url.host):
        raise PlayerError(
            f"'{address}' is not private. Write https://, or set PLAYER_PLAIN_HTTP=yes for a test network."
        )


class Client:
    """One kept-alive connection to one publisher."""

    def __init__(
        self,
        publisher: str,
        secret: str = "",
        *,
        ca: Path | None = None,
        plain_http: bool = False,
        timeout_seconds: float = 20,
    ) -> None:
        demand_safe_address(publisher, plain_http=plain_http)
        self.address = publisher
        self.date_seen: Callable[[datetime], None] = _ignore
        self._secret = secret
        self._patience_seconds = timeout_seconds * PATIENCE
        self._pool = urllib3.PoolManager(
            num_pools=1,
            retries=False,
            timeout=Timeout(connect=timeout_seconds, read=timeout_seconds),
            headers={"User-Agent": f"waiting-room-player/{VERSION}", "Accept-Encoding": "identity"},
            ssl_context=_tls(ca) if publisher.startswith("https:") else None,
        )

    def get(self, path: str, *, limit: int = SMALL_BYTES, etag: str | None = None, private: bool = False) -> Answer:
        """The answer to a question below the API's address, or below the publisher's for a full one.

        `private` questions carry the screen's secret. Raises OfflineError, UnpairedError.
        """
        body = bytearray()
        headers = {"If-None-Match": etag} if etag and _read_tag(etag) else {}
        answer = self._ask("GET", path, body.extend, limit, headers, private=private)
        return Answer(answer.status, bytes(body), answer.etag, answer.date)

    def fetch(self, path: str, write: Callable[[bytes], object], limit: int) -> None:
        """Hand a large answer to `write` as it arrives; raises OfflineError when it is not there."""
        answer = self._ask("GET", path, write, limit, {}, private=False)
        if answer.status != 200:
            raise OfflineError(f"{self.address} answered {answer.status} for {path}.")

    def post(self, path: str, data: bytes, *, private: bool = False) -> Answer:
        """Send one JSON record; raises OfflineError, UnpairedError."""
        body = bytearray()
        headers = {"Content-Type": "application/json"}
        answer = self._ask("POST", path, body.extend, SMALL_BYTES, headers, private=private, data=data)
        return Answer(answer.status, bytes(body), answer.etag, answer.date)

    def close(self) -> None:
        """Hang up."""
        self._pool.clear()

    def _ask(  # noqa: PLR0913 - the one place where everything about a request meets
        self,
        method: str,
        path: str,
        write: Callable[[bytes], object],
        limit: int,
        headers: Mapping[str, str],
        *,
        private: bool,
        data: bytes | None = None,
    ) -> Answer:
        secret = {"Authorization": f"Bearer {self._secret}"} if private else {}
        try:
            with patience(self._patience_seconds, self._too_slow(path)):
                response = self._pool.request(
                    method,
                    f"{self.address}{API}{path}",
                    body=data,
                    headers={**self._pool.headers, **headers, **secret},
                    redirect=False,
                    preload_content=False,
                    decode_content=False,
                )
                return self._receive(response, path, write, limit)
        except (HTTPError, OSError) as error:
            raise OfflineError(f"{self.address} does not answer as it should: {_reason(error)}.") from error

    def _receive(
        self, response: urllib3.BaseHTTPResponse, path: str, write: Callable[[bytes], object], limit: int
    ) -> Answer:
        whole = False
        try:
            self._judge(response, path, limit)
            self._drain(response, path, write, limit)
            whole = True
        finally:
            if whole:
                response.release_conn()
            else:
                response.close()  # what is left of a bad answer must not be taken for the next one
        date = _read_date(response.headers.get("Date"))
        if date is not None:
            self.date_seen(date)
        return Answer(response.status, b"", _read_tag(response.headers.get("ETag")), date)

    def _judge(self, response: urllib3.BaseHTTPResponse, path: str, limit: int) -> None:
        if response.status == 401:
            raise UnpairedError(f"{self.address} does not know this screen's secret.")
        if response.status == 410:
            raise UnpairedError(f"{self.address} says that this screen was unpaired.")
        if response.status not in _EXPECTED:
            what = "a redirect" if 300 <= response.status < 400 else "an error"
            wait = _read_wait(response.headers.get("Retry-After"))
            raise OfflineError(f"{self.address} answered {response.status}, {what}, for {path}.", wait)
        length = response.headers.get("Content-Length", "0")
        if _LENGTH.fullmatch(length) is None or int(length) > limit:
            raise OfflineError(f"{self.address} offers {length:.20} bytes for {path}, and {limit} are the most.")

    def _drain(
        self, response: urllib3.BaseHTTPResponse, path: str, write: Callable[[bytes], object], limit: int
    ) -> None:
        deadline = time.monotonic() + self._patience_seconds
        received = 0
        while chunk := response.read1(CHUNK_BYTES):
            received += len(chunk)
            if received > limit:
                raise OfflineError(f"{self.address} sends more than {limit} bytes for {path}.")
            if time.monotonic() > deadline:
                raise self._too_slow(path)
            _keep(write, chunk)
        promised = response.headers.get("Content-Length")
        if promised is not None and response.status != 304 and received != int(promised):
            raise OfflineError(f"{self.address} sent {received} of {promised} bytes for {path}.")

    def _too_slow(self, path: str) -> OfflineError:
        return OfflineError(f"{self.address} takes more than {self._patience_seconds:g} s for {path}.")


def _tls(ca: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca)
    except OSError as error:
        raise PlayerError(f"PLAYER_CA: {ca} is not a file of certificates: {error}.") from error


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _keep(write: Callable[[bytes], object], chunk: bytes) -> None:
    try:
        write(chunk)
    except OSError as error:  # the disk's, not the line's
        raise StorageError(f"What comes cannot be kept: {error.strerror}. Make room on the disk.") from error


def _reason(error: Exception) -> str:
    if isinstance(error, urllib3.exceptions.NewConnectionError):
        return "nobody answers there"
    if isinstance(error, TimeoutError | urllib3.exceptions.TimeoutError):
        return "it is silent"
    if isinstance(error, urllib3.exceptions.SSLError):
        return f"its certificate is not trusted ({error})"
    if isinstance(error, urllib3.exceptions.ProtocolError):
        return "it hangs up before its answer is whole"
    # urllib3 puts its own object's name and address in front; the last part is what a person can use.
    return str(error).rpartition(": ")[2].rstrip(".") or type(error).__name__


def _read_tag(value: str | None) -> str | None:
    """An ETag that can be sent back; another one is as good as none, for it would be kept and refused for ever."""
    return value if value is not None and _TAG.fullmatch(value) else None


def _read_date(value: str | None) -> datetime | None:
    try:
        date = parsedate_to_datetime(value or "")
    except ValueError:
        return None
    return date if date.tzinfo is not None else date.replace(tzinfo=UTC)


def _read_wait(value: str | None) -> float | None:
    if value is not None and value.strip().isdecimal():
        return float(value)
    date = _read_date(value)
    return None if date is None else max(0.0, (date - datetime.now(UTC)).total_seconds())


def _ignore(date: datetime) -> None:
    pass
