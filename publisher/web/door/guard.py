"""Who may come in, by which name they have to ask, and what a browser may do with our pages."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Flask, Response, abort, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from player.contract.addresses import read_host
from publisher.web.door import signed_out
from publisher.web.door.forms import check_form_key
from publisher.web.door.mounting import is_private, prefix_of
from publisher.web.surroundings import here, now

API = "/api/"
SIGNED_IN_UNTIL = "signed_in_until"
SESSION = "session"

_LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
_FORWARDED = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via")
_WITHOUT_SIGN_IN = frozenset({"static", "sign_in.ask", "sign_in.enter"})
HAND_ON_THE_NAME = (
    "If that is what you opened, the web server in front does not pass on the name that it was asked for: "
    "with nginx that takes `proxy_set_header Host $http_host;`."
)
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def protect(app: Flask) -> None:
    """Check every request before it reaches a page, and every answer before it leaves."""
    app.before_request(_check_host)
    app.before_request(_check_visitor)
    app.before_request(_check_form)
    app.after_request(_harden)


def may_enter() -> bool:
    """Whether this visitor has signed in, or sits at this very machine and it is left open."""
    return has_signed_in() or (here().settings.open_to_this_machine and _at_this_machine())


def has_signed_in() -> bool:
    """Whether this visitor pressed the button of a sign-in link within the last 30 days, and did not sign out."""
    until, name = session.get(SIGNED_IN_UNTIL, 0), session.get(SESSION, "")
    fresh = isinstance(until, int) and until > now().timestamp()
    return fresh and bool(name) and not signed_out.has_ended(here().settings.home, str(name))


def _check_host() -> None:
    """A page that asks for us by another name is somebody else's (DNS rebinding).

    Players may come by any name, such as a cache in front of us: they show a secret, not a cookie.
    """
    if request.path.startswith(API):
        return
    address = here().settings.address
    if _asked_for(request.environ.get("HTTP_HOST", ""), address) != _asked_for(urlsplit(address).netloc, address):
        abort(400, f"This address is not known here. Use {address} instead. {HAND_ON_THE_NAME}")


def _asked_for(host: str, address: str) -> tuple[str, int | None] | None:
    """A name and its port in their one form; this machine has several names. None if it is no name at all."""
    name, port = read_host(host, urlsplit(address).scheme)
    return ("localhost" if name in _LOOPBACK_NAMES else name, port) if name else None


def _check_visitor() -> ResponseReturnValue | None:
    if request.path.startswith(API) or request.endpoint in _WITHOUT_SIGN_IN or may_enter():
        return None
    if request.method != "GET" or request.endpoint == "live.everything":
        abort(401, "Nothing was changed. You were signed out, or your 30 days are over.")
    return redirect(url_for("sign_in.ask"))


def _check_form() -> None:
    if request.method == "POST" and not request.path.startswith(API):
        check_form_key()


def _at_this_machine() -> bool:
    """A request from a proxy on this machine comes from somewhere else, so it does not count."""
    if any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def _harden(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if is_private(here().settings.address) and not prefix_of(here().settings.address):  # else the host is others' too
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    if response.mimetype == "text/html":
        response.headers["Cache-Control"] = "private, no-cache"
    return response
