"""Signing in with a link, without passwords: whoever holds a fresh link may come in."""

import secrets
from datetime import datetime, timedelta

from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadData, URLSafeSerializer

from publisher.settings import Settings
from publisher.web.door import guard, signed_out
from publisher.web.door.secret import kept_secret
from publisher.web.surroundings import here, now

LINK_VALID_FOR = timedelta(hours=24)

routes = Blueprint("sign_in", __name__)


def make_link(settings: Settings, now: datetime) -> str:
    """A link that signs somebody in within the next 24 hours; send it to nobody else.

    Raises SettingsError where the web process keeps no secret that we can read.
    """
    token = _signer(kept_secret(settings.home)).dumps({"until": int((now + LINK_VALID_FOR).timestamp())})
    return f"{settings.address}/sign-in?token={token}"


def holds(token: str, now: datetime) -> bool:
    """Whether we made this token and its day is not yet over."""
    try:
        said = _signer(current_app.config["SECRET_KEY"]).loads(token)
    except BadData:
        return False
    return isinstance(said, dict) and isinstance(said.get("until"), int) and said["until"] > now.timestamp()


@routes.get("/sign-in")
def ask() -> ResponseReturnValue:
    """Ask for a press of a button, so that a preview of the link signs nobody in."""
    if guard.may_enter():
        return redirect(url_for("home.show"))
    token = request.args.get("token", "")
    if token and holds(token, now()):
        return render_template("sign_in.html", token=token), {"Referrer-Policy": "no-referrer"}
    return render_template("sign_in_needed.html", over=bool(token), left="left" in request.args), 401


@routes.post("/sign-in")
def enter() -> ResponseReturnValue:
    """Sign this browser in for 30 days."""
    if not holds(request.form.get("token", ""), now()):
        return render_template("sign_in_needed.html", over=True), 401
    session.clear()
    session.permanent = True
    session[guard.SESSION] = secrets.token_urlsafe(16)
    session[guard.SIGNED_IN_UNTIL] = int((now() + signed_out.SIGNED_IN_FOR).timestamp())
    return redirect(url_for("home.show"), 303)


@routes.post("/sign-out")
def leave() -> ResponseReturnValue:
    """End the session, so that a copy of its cookie is of no use either."""
    signed_out.end(here().settings.home, str(session.get(guard.SESSION, "")), now())
    session.clear()
    return redirect(url_for("sign_in.ask", left="yes"), 303)


def _signer(secret: bytes) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="sign-in link")
