"""Nothing on a slide leads to a private person."""

import re
from collections.abc import Iterator

from publisher.checks.words.reading import Said, place_of, said_on
from publisher.model.findings import Finding, Place
from publisher.model.slides import Kind, Slide
from publisher.rules import rules

PUBLIC = frozenset({Kind.EVENT, Kind.LOCAL})
"""Kinds of slides that name public places and the people to ask there."""

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_MOBILE = re.compile(r"(?<![\d+])(?:\+44[ -]?(?:\(0\)[ -]?)?|0044[ -]?|0)7(?:[ -]?\d){9}(?!\d)")
_POSTCODE = re.compile(r"(?<!\w)(?:[A-Z]{1,2}\d[A-Z\d]?|GIR) ?\d[ABD-HJLNP-UW-Z]{2}(?!\w)", re.IGNORECASE)


def check_privacy(slide: Slide) -> Iterator[Finding]:
    """No e-mail address, mobile number or postcode, unless the slide is about a public place."""
    if slide.kind in PUBLIC:
        return
    for said in (*said_on(slide), *_written(slide)):
        yield from _check_text(said)


def _written(slide: Slide) -> Iterator[Said]:
    for key, text in (("credit", slide.credit), ("phone", slide.phone), ("link", slide.link)):
        yield Said(text, place_of(slide, key))
    if slide.picture is not None:
        yield Said(slide.picture.alt, Place(slide.file, slide.picture.line))
    for owner in slide.owners:
        yield Said(owner, place_of(slide, "owners"))


def _check_text(said: Said) -> Iterator[Finding]:
    if found := _EMAIL.search(said.text):
        message = f"“{found[0]}” is an e-mail address. Take it away, or name a public place to ask."
        yield rules.EMAIL.at(said.place, message)
    if found := _MOBILE.search(said.text):
        message = f"“{found[0]}” is a mobile number. Take it away, or give a public helpline."
        yield rules.MOBILE.at(said.place, message)
    if found := _POSTCODE.search(said.text):
        message = f"“{found[0]}” is a postcode. Take it away, or make this a slide of kind `local` or `event`."
        yield rules.POSTCODE.at(said.place, message)
