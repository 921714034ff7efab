"""Who answers in the publisher's place: a network's sign-in page, another host, a web page where a domain was sold.

A publisher's answers are JSON and pictures, never a web page and never a redirect. So whoever sends one is somebody
else, and it is told in words which somebody can act on: what answers, and what to do.
"""

import re
from html import unescape
from http.client import HTTPResponse
from urllib.parse import urlsplit

from player.contract.errors import ElsewhereError
from player.contract.plain import plain

HEAD_BYTES = 65_536
_LONGEST_NAME = 60
_TITLE = re.compile(r"<title[^>]*>(.{1,500}?)</title", re.IGNORECASE | re.DOTALL)
_PAGES = frozenset({200, 201, 202, 206, 403, 404})
"""What sign-in pages, filters and parked domains answer with."""
_SIGN_IN_NEEDED = 511
_ADVICE = (
    "Is there a sign-in page on this network? Open the address in a browser on the same network, sign in there, or ask"
    " whoever runs it to let this screen through. If there is none, is the address still the publisher's?"
)


def demand_publisher(address: str, response: HTTPResponse) -> None:
    """Refuse an answer that begins as no publisher's does; raises ElsewhereError."""
    if 300 <= response.status < 400 and response.status != 304:
        raise _told(address, f"a redirect to {_host_of(response.getheader('Location', ''))}")
    if response.status == _SIGN_IN_NEEDED:
        raise _told(address, "a network that wants a sign-in")
    kind = response.getheader("Content-Type", "").partition(";")[0].strip().lower()
    if response.status in _PAGES and kind in {"text/html", "application/xhtml+xml"}:
        raise _told(address, _page(response.read(HEAD_BYTES)))


def demand_no_page(address: str, status: int, body: bytes) -> None:
    """Refuse a body that is a web page, though nobody said so; raises ElsewhereError."""
    if status in _PAGES and body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise _told(address, _page(body))


def _told(address: str, what: str) -> ElsewhereError:
    return ElsewhereError(f"{address} is answered by something else: {what}. {_ADVICE}")


def _page(body: bytes) -> str:
    found = _TITLE.search(body[:HEAD_BYTES].decode(errors="replace"))
    title = _short(unescape(found[1])) if found else ""
    return f"a web page, “{title}”" if title else "a web page"


def _host_of(location: str) -> str:
    try:
        url = urlsplit(location)
    except ValueError:
        return "another address"
    return _short(f"{url.scheme}://{url.netloc}" if url.netloc else url.path) or "another address"


def _short(text: str) -> str:
    words = " ".join(plain(text).split())
    return words if len(words) <= _LONGEST_NAME else f"{words[: _LONGEST_NAME - 1]}…"
