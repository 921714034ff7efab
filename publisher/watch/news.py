"""News for open pages: each hears at once that something changed (server-sent events)."""

import json
from collections.abc import Iterator
from queue import Empty, Queue
from threading import Lock

ALIVE_SECONDS = 10.0
"""How often a silent page is written to, so that a closed one is noticed."""
MOST_PAGES = 32
"""Pages that can listen at the same time; each holds a thread."""


class News:
    """Tells every page that listens."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pages: set[Queue[str | None]] = set()

    def tell(self, slide: str) -> None:
        """Say that something changed; `slide` is what was changed last."""
        message = f"data: {json.dumps({'slide': slide})}\n\n"
        for page in self._listening():
            page.put(message)

    def close(self) -> None:
        """Let every page go."""
        for page in self._listening():
            page.put(None)

    def listen(self) -> Iterator[str] | None:
        """What is told from now on, as the lines of an event stream; None if too many listen already."""
        page: Queue[str | None] = Queue()
        with self._lock:
            if len(self._pages) >= MOST_PAGES:
                return None
            self._pages.add(page)
        return self._lines(page)

    def _lines(self, page: "Queue[str | None]") -> Iterator[str]:
        try:
            yield "retry: 1000\n\n"
            while True:
                try:
                    message = page.get(timeout=ALIVE_SECONDS)
                except Empty:
                    message = ": still here\n\n"
                if message is None:
                    return
                yield message
        finally:
            with self._lock:
                self._pages.discard(page)

    def _listening(self) -> "list[Queue[str | None]]":
        with self._lock:
            return list(self._pages)
