"""One kept-alive connection to the publisher, straight or through a proxy. Certificates are always verified.

A certificate's days are held against the clock if that is trusted. Most boards have no clock battery, and on a
network without a time server one would be out of time for ever; so until then they are held against the latest
time that was signed, which has passed for certain.
"""

import base64
import re
import select
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from http.client import BadStatusLine, HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from player.contract.errors import PlayerError
from player.contract.records import Now

_WITHOUT_DAYS = 0x200000  # X509_V_FLAG_NO_CHECK_TIME, which the ssl module has no name for
_THIS_MACHINE = re.compile(r"localhost|::1|127(\.[0-9]{1,3}){3}")


@dataclass(frozen=True, slots=True)
class Proxy:
    """The only way out of a practice's network, where there is one."""

    host: str
    port: int
    headers: Mapping[str, str]
    """What it is told about who asks."""


class Line:
    """Opened when somebody asks, kept open between questions, and opened anew when the other end hung up."""

    def __init__(self, address: str, *, proxy: str, ca: Path | None, timeout_seconds: float) -> None:
        self._url = _split(address)
        self._proxy = read_proxy(proxy) if proxy else None
        self._tls = _trusting(ca) if self._url.scheme == "https" else None
        self._verify_flags = int(self._tls.verify_flags) if self._tls is not None else 0
        self._timeout_seconds = timeout_seconds
        self._connection: HTTPConnection | None = None
        self.reckon: Callable[[], Now] | None = None
        """The time to hold certificates against; the wall clock if nobody says."""

    def ask(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> HTTPResponse:
        """The beginning of an answer, not yet read; raises OSError or HTTPException. Redirects are not followed."""
        if self._connection is not None and _is_hung_up(self._connection):
            self.close()
        if self._connection is None:
            self._connection = self._open()
        target, more = self._target(path)
        self._connection.request(method, target, body, {**headers, **more})
        return self._connection.getresponse()

    def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> HTTPConnection:
        host, port = self._url.hostname or "", self._url.port
        first_host, first_port = (self._proxy.host, self._proxy.port) if self._proxy else (host, port)
        if self._tls is None:
            return HTTPConnection(first_host, first_port, timeout=self._timeout_seconds)
        now = self.reckon() if self.reckon is not None else None
        believed = now is None or now.clock_trusted
        self._tls.verify_flags = ssl.VerifyFlags(self._verify_flags | (0 if believed else _WITHOUT_DAYS))
        connection = HTTPSConnection(first_host, first_port, timeout=self._timeout_seconds, context=self._tls)
        if self._proxy is not None:
            connection.set_tunnel(host, port, dict(self._proxy.headers))
        connection.connect()
        if now is not None and not believed:
            _demand_not_over(connection, now.at)
        return connection

    def _target(self, path: str) -> tuple[str, Mapping[str, str]]:
        """What to ask for, and what else to say: a proxy for plain HTTP wants the whole address."""
        below = f"{self._url.path.rstrip('/')}{path}"
        if self._proxy is None or self._tls is not None:
            return below, {}
        return f"http://{self._url.netloc}{below}", self._proxy.headers


def demand_safe_address(address: str, *, plain_http: bool = False) -> None:
    """Refuse an address that is not https://, but for this very machine; raises PlayerError."""
    url = _split(address)
    if url.scheme == "http" and not plain_http and not _THIS_MACHINE.fullmatch(url.hostname or ""):
        raise PlayerError(
            f"'{address}' is not private. Write https://, or set PLAYER_PLAIN_HTTP=yes for a test network."
        )


def read_proxy(address: str) -> Proxy:
    """`http://[user:password@]host:port`; raises PlayerError, which never repeats the password."""
    try:
        url = urlsplit(address)
        host, port = url.hostname, url.port
    except ValueError:
        host, port = None, None
    if not host or not port or url.scheme != "http" or url.path.strip("/"):
        raise PlayerError("PLAYER_PROXY is not a proxy's address. Write http://host:port, or http://user:password@…")
    if url.username is None:
        return Proxy(host, port, {})
    who = base64.b64encode(unquote(f"{url.username}:{url.password or ''}").encode()).decode()
    return Proxy(host, port, {"Proxy-Authorization": f"Basic {who}"})


_REASONS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
    (TimeoutError, "it is silent"),
    (ssl.SSLCertVerificationError, "its certificate is not trusted ({0.verify_message})"),
    (ssl.SSLError, "no private line to it can be had ({0.reason})"),
    ((ConnectionResetError, BrokenPipeError), "it hangs up before its answer is whole"),
    (BadStatusLine, "it does not speak HTTP"),
    (HTTPException, "its answer cannot be read ({0.__class__.__name__})"),
)


def explain(error: Exception) -> str:
    """Why there was no answer, for a person."""
    for kind, reason in _REASONS:
        if isinstance(error, kind):
            return reason.format(error)
    if isinstance(error, OSError) and error.errno is None:
        return str(error).rstrip(".")  # a proxy that refuses
    return "nobody answers there"


def _split(address: str) -> SplitResult:
    try:
        url = urlsplit(address)
        sound = url.scheme in {"http", "https"} and url.hostname and url.port != 0 and address.isprintable()
    except ValueError:
        sound = False
    if not sound or " " in address:
        raise PlayerError(f"'{address}' is not an address. Write one such as https://screens.example.org.")
    return url


def _trusting(ca: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca)
    except OSError as error:
        raise PlayerError(f"PLAYER_CA: {ca} is not a file of certificates: {error}.") from error


def _demand_not_over(connection: HTTPSConnection, at: datetime) -> None:
    """Refuse a certificate whose last day has passed at a time that has come for certain."""
    certificate = connection.sock.getpeercert() or {}
    until = ssl.cert_time_to_seconds(str(certificate["notAfter"]))
    if until < at.timestamp():
        connection.close()
        raise OSError("its certificate is not trusted (certificate has expired)")


def _is_hung_up(connection: HTTPConnection) -> bool:
    """Whether a kept line says something unasked: the other end's goodbye, or what is no answer to us."""
    if connection.sock is None:
        return True
    waiting = select.poll()
    waiting.register(connection.sock, select.POLLIN)
    return bool(waiting.poll(0))
