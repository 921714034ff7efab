"""The network between the demo's players and its publisher, with a plug to pull."""

import contextlib
import socket
from threading import Lock, Thread

_CHUNK_BYTES = 65_536


class Relay:
    """Passes every connection on to the publisher, until somebody pulls the plug."""

    def __init__(self, port: int, publisher_port: int) -> None:
        self.connected = True
        self._publisher = ("127.0.0.1", publisher_port)
        self._listener = socket.create_server(("127.0.0.1", port))
        self._open: set[socket.socket] = set()
        self._lock = Lock()

    def start(self) -> None:
        """Take connections in the background."""
        Thread(target=self._accept, daemon=True).start()

    def toggle(self) -> bool:
        """Pull the plug or put it back; whether the network is connected now."""
        self.connected = not self.connected
        if not self.connected:
            self._cut()
        return self.connected

    def close(self) -> None:
        """Take no more connections and end those that are open."""
        self._listener.close()
        self._cut()

    def _accept(self) -> None:
        while True:
            try:
                player, _ = self._listener.accept()
            except OSError:
                return
            if not self.connected:
                player.close()
                continue
            Thread(target=self._join, args=(player,), daemon=True).start()

    def _join(self, player: socket.socket) -> None:
        try:
            publisher = socket.create_connection(self._publisher, timeout=5)
        except OSError:
            player.close()
            return
        publisher.settimeout(None)
        with self._lock:
            self._open |= {player, publisher}
        Thread(target=self._copy, args=(publisher, player), daemon=True).start()
        self._copy(player, publisher)

    def _copy(self, giver: socket.socket, taker: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := giver.recv(_CHUNK_BYTES):
                taker.sendall(data)
        self._end({giver, taker})

    def _cut(self) -> None:
        with self._lock:
            ended = set(self._open)
        self._end(ended)

    def _end(self, ended: set[socket.socket]) -> None:
        with self._lock:
            self._open -= ended
        for end in ended:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
