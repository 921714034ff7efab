"""The web application: pages for a practice manager, and the API for players."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask

from publisher.settings import Settings, read_settings
from publisher.shelf.shelf import Shelf
from publisher.store.database import Store
from publisher.web import problems
from publisher.web.api import about, enrolments, files, proofs, refusals, reports
from publisher.web.door import guard, sign_in
from publisher.web.door.mounting import cookie_name, is_private, mount, prefix_of
from publisher.web.door.secret import web_secret
from publisher.web.door.signed_out import SIGNED_IN_FOR
from publisher.web.practices import routes as pages
from publisher.web.surroundings import Surroundings, surround

MAX_FORM_BYTES = 100_000
SECONDS_TO_KEEP_STATIC = 3600


def utc_now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def from_environment() -> Flask:
    """The application for the settings in the environment; what gunicorn starts."""
    return create_app(read_settings())


def create_app(settings: Settings, clock: Callable[[], datetime] = utc_now) -> Flask:
    """The application for these settings; it reads the shelf and the store, and never a key."""
    app = Flask("publisher.web")
    app.url_map.merge_slashes = False  # an address with too many slashes is wrong, not nearly right
    app.config.update(
        SECRET_KEY=web_secret(settings.home),
        MAX_CONTENT_LENGTH=MAX_FORM_BYTES,
        PERMANENT_SESSION_LIFETIME=SIGNED_IN_FOR,
        SEND_FILE_MAX_AGE_DEFAULT=SECONDS_TO_KEEP_STATIC,
        SESSION_COOKIE_NAME=cookie_name(settings.address),
        SESSION_COOKIE_PATH=prefix_of(settings.address) or "/",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=is_private(settings.address),
    )
    surround(app, Surroundings(settings, Store.open(settings.database_url), Shelf(settings.shelf), clock))
    guard.protect(app)
    problems.explain(app)
    players = (about.routes, enrolments.routes, files.routes, proofs.routes, refusals.routes, reports.routes)
    for blueprint in (*players, sign_in.routes, *pages.ROUTES):
        app.register_blueprint(blueprint)
    pages.furnish(app)
    mount(app, settings.address)
    return app
