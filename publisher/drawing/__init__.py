"""Slides become pictures here: laid out by ink, drawn the same on every run, nothing shrunk in silence."""

from publisher.drawing.boxes import Layout
from publisher.drawing.choice import LAYOUTS
from publisher.drawing.compose import lay_out
from publisher.drawing.findings import RULES
from publisher.drawing.keys import RENDERER, frame_key
from publisher.drawing.neutral import draw_message, draw_pairing
from publisher.drawing.pictures import inspect_picture
from publisher.drawing.render import draw

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
