"""Signed metadata, manifests, programmes and frames, straight from the shelf."""

import hashlib
from pathlib import Path

from flask import Blueprint, Response, abort, request, send_file
from flask.typing import ResponseReturnValue

from publisher.errors import ShelfError
from publisher.web.api.bearer import authorised_screen
from publisher.web.surroundings import here

A_YEAR_SECONDS = 31_536_000
NO_FILE = "There is no file of this name."

routes = Blueprint("files", __name__, url_prefix="/api/v1")


@routes.get("/content/metadata/<file>")
def content_metadata(file: str) -> ResponseReturnValue:
    """What may be shown: the signed metadata of all editions."""
    return _fresh(_of_content(f"metadata/{file}"))


@routes.get("/content/targets/playlists/<playlist>/<file>")
def content_target(playlist: str, file: str) -> ResponseReturnValue:
    """One manifest of an edition."""
    return _for_ever(_of_content(f"targets/playlists/{playlist}/{file}"))


@routes.get("/screens/<screen_id>/metadata/<file>")
def screen_metadata(screen_id: str, file: str) -> ResponseReturnValue:
    """What this screen shows: its own signed metadata."""
    return _fresh(_of_screen(screen_id, f"metadata/{file}"))


@routes.get("/screens/<screen_id>/targets/screens/<file>")
def screen_target(screen_id: str, file: str) -> ResponseReturnValue:
    """One programme of this screen."""
    return _for_ever(_of_screen(screen_id, f"targets/screens/{file}"), scope="private")


@routes.get("/frames/<digest>")
def frame(digest: str) -> ResponseReturnValue:
    """One frame, by the SHA-256 of its bytes."""
    try:
        return _for_ever(here().shelf.frame_path(digest), media_type="image/jpeg")
    except ShelfError:
        abort(404, "A frame's name is 64 hexadecimal digits.")


def _of_content(name: str) -> Path:
    try:
        return here().shelf.content_file(name)
    except ShelfError:  # a name that no signed file can have, such as one that climbs out
        abort(404, NO_FILE)


def _of_screen(screen_id: str, name: str) -> Path:
    screen = authorised_screen(screen_id)
    try:
        return here().shelf.screen_file(screen.id, name)
    except ShelfError:
        abort(404, NO_FILE)


def _fresh(path: Path) -> Response:
    """A small file that changes: asked for each time, sent only when it is another one."""
    data = _bytes_of(path)
    response = Response(data, mimetype="application/json", headers={"Cache-Control": "no-cache"})
    response.set_etag(hashlib.sha256(data).hexdigest())
    response.make_conditional(request)
    return response


def _for_ever(path: Path, media_type: str = "application/json", scope: str = "public") -> Response:
    """A file whose name is the digest of its bytes, so that it never changes, and can be sent from any byte on."""
    tag = path.name.partition(".")[0]
    try:
        response = send_file(path, mimetype=media_type, etag=tag, conditional=True, max_age=A_YEAR_SECONDS)
    except (FileNotFoundError, IsADirectoryError):
        abort(404, NO_FILE)
    del response.headers["Last-Modified"]  # when it was put on this shelf says nothing about it
    response.headers["Cache-Control"] = f"{scope}, max-age={A_YEAR_SECONDS}, immutable"
    return response


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        abort(404, NO_FILE)
