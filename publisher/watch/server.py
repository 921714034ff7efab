"""Watching: the folder on one side, the browser on the other, until Ctrl-C."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr
from datetime import date
from io import StringIO
from pathlib import Path
from threading import Thread

from werkzeug.serving import BaseWSGIServer, make_server

from publisher.content.source.sources import demand_files
from publisher.drawing.distance import USUAL_SEAT
from publisher.errors import SettingsError
from publisher.model.screens import Seat
from publisher.watch.changes import watching
from publisher.watch.desk import Desk
from publisher.watch.easel import Easel
from publisher.watch.news import News
from publisher.watch.pages import Room, create_pages

HOST = "127.0.0.1"
"""Only this machine: what somebody is still writing is nobody else's business."""


@contextmanager
def watch_folder(
    folder: Path, slide: str, port: int, today: Callable[[], date], seat: Seat = USUAL_SEAT
) -> Iterator[str]:
    """Serve the slides of a folder for as long as the caller wants, and say at which address.

    Port 0 takes any free one. Raises ContentError if the folder cannot be read, and
    SettingsError if the slide is not in it or the port is taken.
    """
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    demand_files(folder)
    desk, news = Desk(folder), News()
    if slide and not desk.stands(slide):
        raise SettingsError(
            f"There is no slide '{slide}' in {folder}. Name one by its path below slides/, without .md."
        )
    server = _listen(port)
    server.app = create_pages(Room(desk, Easel(desk, seat), news, server.server_port, slide, today, seat))

    def take_in(paths: frozenset[str]) -> None:
        desk.take_in(paths)
        news.tell(desk.latest)

    thread = Thread(target=server.serve_forever, daemon=True)
    with watching(folder, take_in):
        thread.start()
        try:
            yield f"http://{HOST}:{server.server_port}/"
        finally:
            news.close()
            server.shutdown()
            thread.join()
            server.server_close()


def _listen(port: int) -> BaseWSGIServer:
    try:
        with redirect_stderr(StringIO()):  # the library says in its own words, too, that a port is taken
            return make_server(HOST, port, lambda environ, start: [], threaded=True)
    except (OSError, SystemExit) as error:
        raise SettingsError(f"Port {port} is taken. Choose another one with --port.") from error
