"""A publisher that is not at the top of its address, such as https://example.org/screens."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def prefix_of(address: str) -> str:
    """The path in front of every page: `/screens`, or nothing."""
    return urlsplit(address).path


def is_private(address: str) -> bool:
    """Whether what goes to this address can be read by nobody on the way."""
    return address.startswith("https:")


def cookie_name(address: str) -> str:
    """What a session's cookie is called. Browsers hold whoever sets it to what its prefix says.

    `__Host-` is ours alone and for the whole host; `__Secure-` may be for a part of it (RFC 6265bis, 4.1.3).
    """
    if not is_private(address):
        return "waiting-room"
    return "__Secure-waiting-room" if prefix_of(address) else "__Host-waiting-room"


def mount(app: Flask, address: str) -> None:
    """Let the app answer below the path of its address, and know of it when it makes links.

    A web server in front has to hand on the whole path, for with the prefix taken away `/screens/screens/x`
    and `/screens/x` would be the same to us.
    """
    prefix = prefix_of(address)
    if prefix:
        inside: WSGIApplication = app.wsgi_app
        app.wsgi_app = DispatcherMiddleware(_elsewhere(address), {prefix: inside})  # type: ignore[method-assign]


def _elsewhere(address: str) -> "WSGIApplication":
    sentence = (
        f"There is nothing here. Everything is below {address}/. If that is what you opened, the web server in front "
        "takes the path away: with nginx, write `proxy_pass` without a slash at its end.\n"
    )
    return Response(sentence, 404, mimetype="text/plain", headers={"Cache-Control": "no-store"})
