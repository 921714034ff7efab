"""The wire between player and publisher, which can lose replies and hang."""

import contextlib
import re
import socket
import time
from threading import Event, Thread

REPORT = re.compile(rb"^POST /api/v1/screens/[^ ]+/reports ")


class Wire:
    """Passes HTTP on; can lose the replies to reports after the publisher took them in."""

    def __init__(self, publisher_port: int) -> None:
        self.publisher_port = publisher_port
        self.lose_replies = False
        self.hang = False
        self.lost = 0
        self._stopped = Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        Thread(target=self._accept, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        self._stopped.set()
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while not self._stopped.is_set():
                player, _ = self._listener.accept()
                Thread(target=self._pass_on, args=(player,), daemon=True).start()

    def _pass_on(self, player: socket.socket) -> None:
        with player, contextlib.suppress(OSError):
            publisher = socket.create_connection(("127.0.0.1", self.publisher_port), timeout=30)
            with publisher:
                losing = Event()
                back = Thread(target=self._answer, args=(publisher, player, losing), daemon=True)
                back.start()
                while data := player.recv(65_536):
                    while self.hang and not self._stopped.is_set():
                        time.sleep(0.05)
                    if self.lose_replies and REPORT.match(data):
                        losing.set()
                    publisher.sendall(data)
                publisher.shutdown(socket.SHUT_WR)
                back.join(30)

    def _answer(self, publisher: socket.socket, player: socket.socket, losing: Event) -> None:
        with contextlib.suppress(OSError):
            while data := publisher.recv(65_536):
                if losing.is_set():
                    self.lost += 1
                    player.shutdown(socket.SHUT_RDWR)
                    return
                player.sendall(data)
            player.shutdown(socket.SHUT_WR)
