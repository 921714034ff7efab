"""Connections that say nothing: each is waited for some seconds, so that nobody keeps the threads for themselves."""

import errno
import socket
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker  # type: ignore[import-untyped]

PATIENCE_SECONDS = 20.0
"""How long a thread waits for the next bytes of a request, or for somebody to take those of an answer."""
_SILENT_SECONDS = 60
"""After so long without a word, the other end is asked whether it is still there."""


class PatientSocket(socket.socket):
    """A connection that is closed when nothing comes for a while; where others wait for ever, it counts as broken."""

    def setblocking(self, flag: bool) -> None:
        """Wait, but not for ever; or do not wait at all."""
        self.settimeout(PATIENCE_SECONDS if flag else 0)

    def recv(self, *args: Any) -> bytes:
        """The next bytes."""
        try:
            return super().recv(*args)
        except TimeoutError as error:
            raise _broken() from error

    def sendall(self, data: Any, *flags: int) -> None:
        """Every byte of an answer; whoever takes some in time gets the rest, however slow the line is."""
        rest = memoryview(data)
        try:
            while rest:  # Python's own gives one span of time to all bytes together
                rest = rest[super().send(rest, *flags) :]
        except TimeoutError as error:
            raise _broken() from error


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # it comes without types
    """gunicorn's threads, which otherwise wait for ever for the rest of a request."""

    def enqueue_req(self, conn: TConn) -> None:
        """Give a connection to a thread."""
        if not isinstance(conn.sock, PatientSocket):
            conn.sock = _patient(conn.sock)
        super().enqueue_req(conn)


def _patient(plain: socket.socket) -> PatientSocket:
    family, kind, protocol = plain.family, plain.type, plain.proto
    taken = PatientSocket(family, kind, protocol, fileno=plain.detach())
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    if family != socket.AF_UNIX:
        taken.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, _SILENT_SECONDS)
    taken.setblocking(True)
    return taken


def _broken() -> ConnectionResetError:
    return ConnectionResetError(errno.ECONNRESET, f"Nothing came for {PATIENCE_SECONDS:g} seconds.")
