"""The name of a frame before it is drawn: a digest of everything that can change a pixel of it."""

import hashlib
import re
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import PIL
import uharfbuzz as hb

from publisher.digests import sha256_of
from publisher.drawing.type.faces import fonts_digest
from publisher.model.groups import Group
from publisher.model.screens import Size
from publisher.model.slides import Slide
from publisher.model.themes import Theme


def _version_of(package: str) -> str:
    """The version of a library from the name of its folder; loading some takes a tenth of a second."""
    found = find_spec(package)
    notes = list(Path(found.origin).parents[1].glob(f"{package}-*.dist-info")) if found and found.origin else []
    if len(notes) == 1:
        return notes[0].stem.partition("-")[2]
    return str(import_module(package).__version__)


_LIBRARIES = (PIL.__version__, hb.version_string(), _version_of("uniseg"), _version_of("segno"))
RENDERER = "8; Pillow {}, HarfBuzz {}, uniseg {}, segno {}".format(*_LIBRARIES)
"""Raise the number when a change to this room draws a slide differently."""

_UNSEEN = {"id", "file", "line", "lines", "revision", "alt", "owners", "agreed_day", "review_by_day"}
_UNSEEN_OF_SLIDE = _UNSEEN | {"group", "dwell_seconds", "translates", "consents", "shows_person", "earlier"}


def frame_key(slide: Slide, theme: Theme, size: Size, group: Group | None) -> str:
    """SHA-256 of all that goes into a frame; what cannot be seen, such as line numbers, is left out."""
    parts = (RENDERER, fonts_digest(), _seen(slide), _seen(theme), str(size), group.name if group else None)
    written = repr(parts)
    if max(written) >= "\u3400" and re.search("[\u3400-\u4dbf\u4e00-\u9fff]", written):
        written += _name_of_phrases()
    return hashlib.sha256(written.encode()).hexdigest()


@cache
def _name_of_phrases() -> str:
    """The library that finds the words of Chinese, which is loaded for that language alone."""
    import budoux  # noqa: PLC0415

    return f"budoux {budoux.__version__}"


def _seen(value: Any) -> Any:
    """The parts of a record that are drawn, as plain values with one way to write them."""
    names = getattr(value, "__match_args__", None)  # the fields of a record
    if names is not None:
        unseen = _UNSEEN_OF_SLIDE if isinstance(value, Slide) else _UNSEEN
        parts = [(name, _seen(getattr(value, name))) for name in names if name not in unseen]
        return (type(value).__name__, *parts)
    if isinstance(value, tuple):
        return tuple(_seen(item) for item in value)
    if isinstance(value, bytes):
        return sha256_of(value).hex()
    return str(value) if value is not None else None
