"""Somebody at a publisher's address who says whatever a test wants, byte for byte."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Manner = Callable[[socket.socket], None]
"""What is done to a line once a question waits in it."""


@contextmanager
def serving(manner: Manner) -> Iterator[tuple[str, list[bytes]]]:
    """An address where every question is answered in this manner; and the questions."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as door:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    line, _ = door.accept()
                    threading.Thread(target=attend, args=(line,), daemon=True).start()

        def attend(line: socket.socket) -> None:
            with line, suppress(OSError):
                asked.append(line.recv(65_536, socket.MSG_PEEK))
                manner(line)

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}", asked


def says(answer: bytes) -> Manner:
    """Says this and hangs up."""

    def manner(line: socket.socket) -> None:
        line.recv(65_536)
        line.sendall(answer)

    return manner


def drips(start: bytes, drop: bytes) -> Manner:
    """Begins well, and never comes to an end."""

    def manner(line: socket.socket) -> None:
        line.recv(65_536)
        line.sendall(start)
        while True:
            line.sendall(drop)
            time.sleep(0.02)

    return manner
