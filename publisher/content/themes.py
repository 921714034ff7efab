"""Colours and margins: two themes that are always there, and those that groups write.

Every text stands at 7 to 1 or more against what is behind it (WCAG 2.2, 1.4.6). The colours
are warm and quiet, and far from any health service's own blue.
"""

from dataclasses import replace

from publisher.checks.contrast import LEAST, PREFERRED, contrast_ratio
from publisher.checks.likeness import nhs_blue_near
from publisher.content.text import values
from publisher.content.text.fields import Fields
from publisher.model.themes import Theme
from publisher.rules import rules

LIGHT = Theme(
    id="light",
    file="themes/light.yaml",
    name="Paper",
    background="#fbf6ec",
    text="#2b2118",
    title="#1d4a36",
    accent="#6b2a4f",
    accent_text="#ffffff",
    panel="#efe4cf",
    panel_text="#2b2118",
    urgent="#8f1414",
    urgent_text="#ffffff",
    quiet="#574a3e",
)
DARK = Theme(
    id="dark",
    file="themes/dark.yaml",
    name="Evening",
    background="#1f1815",
    text="#f8efe1",
    title="#f2cb82",
    accent="#a9d6b2",
    accent_text="#17261b",
    panel="#362a23",
    panel_text="#f8efe1",
    urgent="#8f1414",
    urgent_text="#ffffff",
    quiet="#d3c5b2",
)
BUILT_IN = {theme.id: theme for theme in (LIGHT, DARK)}

PAIRS = (
    ("text", "background"),
    ("title", "background"),
    ("quiet", "background"),
    ("accent", "background"),
    ("accent_text", "accent"),
    ("panel_text", "panel"),
    ("urgent_text", "urgent"),
)
"""Which colour is read on which."""
COLOURS = tuple(dict.fromkeys(name for pair in PAIRS for name in pair))

_margin = values.number(0.02, 0.2, "0.06")


def read_theme(id: str, file: str, fields: Fields) -> Theme:
    """A theme from its names and values; a colour that is left out is that of the theme it starts from."""
    fields.refuse_unknown(("name", *COLOURS, "margin"))
    start = BUILT_IN.get(id, LIGHT)
    colours = {name: fields.take(name, values.colour, getattr(start, name)) for name in COLOURS}
    theme = replace(
        start,
        **colours,
        id=id,
        file=file,
        name=fields.need("name", values.prose, id, "name: Paper"),
        margin=fields.take("margin", _margin, start.margin),
    )
    _check_contrast(theme, fields)
    _check_likeness(theme, fields)
    return theme


def _check_likeness(theme: Theme, fields: Fields) -> None:
    for name in COLOURS:
        spot = fields.spot(name)
        blue = nhs_blue_near(getattr(theme, name)) if spot is not None else None
        if blue is not None and spot is not None:
            message = f"`{name}` looks like the NHS's own {blue}. Choose a colour that is your own."
            fields.notes.note(rules.LIKE_THE_NHS, spot.line, spot.column, message)


def _check_contrast(theme: Theme, fields: Fields) -> None:
    for front, behind in PAIRS:
        ratio = contrast_ratio(getattr(theme, front), getattr(theme, behind))
        spot = fields.spot(front) or fields.spot(behind)
        if ratio < PREFERRED and spot is not None:
            rule = rules.POOR_CONTRAST if ratio < LEAST else rules.LOW_CONTRAST
            message = f"`{front}` on `{behind}` is {ratio:.1f} to 1. Make one lighter or darker, to {PREFERRED:g} to 1."
            fields.notes.note(rule, spot.line, spot.column, message)
