"""How far text stands out from what is behind it, by the formula of WCAG 2.2."""

from publisher.drawing.boxes import Box, Code, Layout, Words

ERROR_BELOW = 4.5
WARNING_BELOW = 7.0


def lightness(colour: str) -> float:
    """Relative luminance of `#rrggbb`, from 0 to 1 (WCAG 2.2, "relative luminance")."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    dark, light = sorted((lightness(one), lightness(other)))
    return (light + 0.05) / (dark + 0.05)


def chroma_step(one: str, other: str) -> float:
    """How far two colours are apart in Cb or Cr, whichever is more, from 0 to 255 (JFIF 1.02, "Color Space")."""
    (blue, red), (other_blue, other_red) = (_chroma(one), _chroma(other))
    return max(abs(blue - other_blue), abs(red - other_red))


def readable(colour: str, otherwise: str, behind: str) -> str:
    """The first colour if it stands out well enough from what is behind it, else the second."""
    return colour if contrast(colour, behind) >= WARNING_BELOW else otherwise


def _chroma(colour: str) -> tuple[float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return -0.1687 * red - 0.3313 * green + 0.5 * blue, 0.5 * red - 0.4187 * green - 0.0813 * blue


def colour_behind(layout: Layout, box: Box) -> str:
    """The colour that a box is drawn on: the topmost panel under it, or the background."""
    under = [panel.colour for panel in layout.panels if panel.rect.holds(box.rect)]
    return under[-1] if under else layout.background


def pairs(layout: Layout) -> tuple[tuple[str, str], ...]:
    """Each colour of text or code with the colour behind it, once."""
    found: dict[tuple[str, str], None] = {}
    for box in layout.boxes:
        if isinstance(box.content, Words):
            found[(box.content.colour, colour_behind(layout, box))] = None
        elif isinstance(box.content, Code):
            found[(box.content.dark, box.content.light)] = None
    return tuple(found)
