"""Where the facts on a slide were read, and when somebody last looked."""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from publisher.checks.words.reading import left_out, place_of
from publisher.model.findings import Finding, Place
from publisher.model.slides import Kind, Slide, Source
from publisher.rules import rules

_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+(?:[^\W\d_]{{2,63}}|xn--[a-z0-9-]{{1,59}})", re.IGNORECASE)
"""A name that a web server can have, in any script; a number or one word alone is none."""
_LONGEST_HOST = 253
_DOTS = ("...", "…")
"""What people write for the rest of an address."""


def check_sources(slide: Slide, today: date) -> Iterator[Finding]:
    """A slide about a condition names at least one source that can be looked up."""
    if slide.kind is Kind.CONDITION and not slide.sources and left_out(slide, "sources"):
        message = "A condition slide needs a source. Write `sources` with publisher, title, address and checked."
        yield rules.NO_SOURCE.at(place_of(slide, "kind"), message)
    for source in slide.sources:
        yield from _check_source(source, Place(slide.file, source.line), today)


def _check_source(source: Source, place: Place, today: date) -> Iterator[Finding]:
    if not _is_web_address(source.address):
        message = f"“{source.address}” is not a whole web address. Write all of it, starting with https://"
        yield rules.BAD_ADDRESS.at(place, message)
    if source.checked_day > today:
        message = f"The source was checked on {source.checked_day}, which is still to come. Write the day it was read."
        yield rules.CHECKED_LATER.at(place, message)


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host, named = parts.hostname or "", parts.username is None and parts.port != 0
    except ValueError:
        return False
    whole = not any(c.isspace() for c in address) and not any(dots in address for dots in _DOTS)
    return parts.scheme in {"http", "https"} and named and whole and _is_host(host)


def _is_host(host: str) -> bool:
    return len(host) <= _LONGEST_HOST and _HOST.fullmatch(host) is not None
