"""Slides become pictures here: laid out by ink, drawn the same on every run, nothing shrunk in silence."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publisher.drawing.boxes import Layout
    from publisher.drawing.choice import LAYOUTS
    from publisher.drawing.compose import lay_out
    from publisher.drawing.findings import RULES
    from publisher.drawing.keys import RENDERER, frame_key
    from publisher.drawing.neutral import draw_message, draw_pairing
    from publisher.drawing.pictures import inspect_picture
    from publisher.drawing.render import draw

_HOMES = {
    "LAYOUTS": "choice",
    "RENDERER": "keys",
    "RULES": "findings",
    "Layout": "boxes",
    "draw": "render",
    "draw_message": "neutral",
    "draw_pairing": "neutral",
    "frame_key": "keys",
    "inspect_picture": "pictures",
    "lay_out": "compose",
}
"""Which file each name lives in; it is loaded when somebody asks for it, since authors wait for commands to start."""

__all__ = [
    "LAYOUTS",
    "RENDERER",
    "RULES",
    "Layout",
    "draw",
    "draw_message",
    "draw_pairing",
    "frame_key",
    "inspect_picture",
    "lay_out",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
