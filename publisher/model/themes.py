"""Colours and margins."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as #rrggbb, margins as a share of the screen's shorter side."""

    id: str
    file: str
    name: str
    background: str
    text: str
    title: str
    accent: str
    accent_text: str
    panel: str
    panel_text: str
    urgent: str
    urgent_text: str
    quiet: str
    margin: float = 0.06
