"""Changes in a folder as an editor makes them, gathered until the editor is done."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from publisher.content.source.folders import FOLDERS

QUIET_SECONDS = 0.02
"""Editors save in several steps within a few milliseconds: an empty file, its words, a rename."""
_READING = ("opened", "closed_no_write")


class _Gathering(FileSystemEventHandler):
    def __init__(self, root: Path, changes: "Queue[str | None]") -> None:
        self._root = root
        self._changes = changes

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _READING or (event.is_directory and event.event_type == "modified"):
            return  # our own reading, or a folder whose files have changes of their own
        for path in (event.src_path, event.dest_path):
            if path:
                inside = os.path.relpath(os.fsdecode(path), self._root).replace(os.sep, "/")
                if inside.split("/")[0] in FOLDERS:
                    self._changes.put(inside)


@contextmanager
def watching(root: Path, take_in: Callable[[frozenset[str]], None]) -> Iterator[None]:
    """Call `take_in` with the paths that changed, from the root, once a burst of changes is over."""
    root = root.resolve()
    changes: Queue[str | None] = Queue()
    observer = Observer()
    observer.schedule(_Gathering(root, changes), str(root), recursive=True)
    gatherer = Thread(target=_gather, args=(changes, take_in), daemon=True)
    gatherer.start()
    observer.start()
    try:
        yield
    finally:
        observer.stop()
        observer.join()
        changes.put(None)
        gatherer.join()


def _gather(changes: "Queue[str | None]", take_in: Callable[[frozenset[str]], None]) -> None:
    while (first := changes.get()) is not None:
        burst = {first}
        while True:
            try:
                more = changes.get(timeout=QUIET_SECONDS)
            except Empty:
                break
            if more is None:
                return
            burst.add(more)
        take_in(frozenset(burst))
