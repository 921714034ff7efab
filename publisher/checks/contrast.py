"""How well one colour can be read on another."""

LEAST = 4.5
PREFERRED = 7.0
"""WCAG 2.2, 1.4.3 and 1.4.6; the relief for large text does not count across a room."""


def contrast_ratio(front: str, behind: str) -> float:
    """The contrast of two colours written as #rrggbb, from 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(front), _luminance(behind)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
