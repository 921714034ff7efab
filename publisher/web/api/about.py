"""What the API is, and whether it is well."""

from importlib.resources import files

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from publisher.store import jobs
from publisher.web.surroundings import here

routes = Blueprint("about", __name__, url_prefix="/api/v1")


@routes.get("/openapi.yaml")
def description() -> ResponseReturnValue:
    """The description of this API, as OpenAPI 3.1."""
    text = files("publisher.web").joinpath("openapi.yaml").read_text("utf-8")
    text = text.replace("url: /api/v1", f"url: {request.root_path}/api/v1", 1)
    return Response(text, mimetype="application/yaml", headers={"Cache-Control": "no-cache"})


@routes.get("/health")
def health() -> ResponseReturnValue:
    """Whether the store answers, and when the worker last gave a sign of life."""
    with here().store.look() as db:
        beat = jobs.last_beat(db)
    response = jsonify(status="ok", worker_heard_at=beat.isoformat() if beat else None)
    response.headers["Cache-Control"] = "no-store"
    return response
