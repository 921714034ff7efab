"""The pages for a practice manager, in the order in which they meet them."""

from flask import Flask
from markupsafe import Markup

from publisher import words
from publisher.evidence.gallery import shown_until, without_title
from publisher.web.door import guard
from publisher.web.door.forms import FIELD, form_key
from publisher.web.practices import change, home, hours, live, notices, pair, playlists, screen, views
from publisher.web.practices.worker import worker_is_away

ROUTES = (
    home.routes,
    screen.routes,
    change.routes,
    notices.routes,
    hours.routes,
    pair.routes,
    playlists.routes,
    views.routes,
    live.routes,
)


def furnish(app: Flask) -> None:
    """Give the templates the few words that every page needs."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        day=words.day,
        counted=words.counted,
        opening_hours=words.opening_hours,
        shown_until=shown_until,
        without_title=without_title,
    )
    app.jinja_env.globals.update(key=_hidden_key, worker_is_away=worker_is_away, signed_in=guard.has_signed_in)


def _hidden_key() -> Markup:
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, form_key())
