"""The colours and the few shapes that every drawing shares, so that they look like one hand drew them."""

CREAM = "#f8eedd"
SAND = "#ecd9b8"
WHEAT = "#e2c48d"
OCHRE = "#d9992f"
TERRACOTTA = "#c65f3c"
BRICK = "#93392a"
GREEN = "#2f5d50"
MOSS = "#6d8c5c"
SAGE = "#b9c7a3"
AUBERGINE = "#4a2545"
PLUM = "#7d4064"
ROSE = "#e6b09a"
MILK = "#fffaf1"
BROWN = "#7a4b2b"
BARK = "#4b2f24"
SKIN_DARK = "#8a563a"
SKIN_WARM = "#c58a5f"
SKIN_LIGHT = "#e9bf9b"
ROSE_DARK = "#c98a72"
SILVER = "#cfc6ba"


def scene(ground: str, *shapes: str) -> str:
    """One drawing of 800 by 600: a plain ground with the shapes on it."""
    backdrop = f'<rect width="800" height="600" fill="{ground}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 600">{backdrop}{"".join(shapes)}</svg>'


def stroke(points: str, colour: str, width: float) -> str:
    """A line with round ends: a limb, a handle, a stalk. The points are SVG path data."""
    return (
        f'<path d="{points}" fill="none" stroke="{colour}" stroke-width="{width}"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    )


def shape(points: str, colour: str) -> str:
    """A filled outline; the points are SVG path data."""
    return f'<path d="{points}" fill="{colour}"/>'


def dot(x: float, y: float, radius: float, colour: str) -> str:
    """A filled circle."""
    return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{colour}"/>'


def oval(x: float, y: float, wide: float, high: float, colour: str) -> str:
    """A filled ellipse, by its centre and its two half-widths."""
    return f'<ellipse cx="{x}" cy="{y}" rx="{wide}" ry="{high}" fill="{colour}"/>'


def box(x: float, y: float, wide: float, high: float, colour: str, corner: float = 0) -> str:  # noqa: PLR0913, PLR0917 - a rectangle has them
    """A filled rectangle, with round corners where asked for."""
    return f'<rect x="{x}" y="{y}" width="{wide}" height="{high}" rx="{corner}" fill="{colour}"/>'


def group(shapes: str, change: str) -> str:
    """Shapes that are moved, turned or scaled together."""
    return f'<g transform="{change}">{shapes}</g>'


def heart(x: float, y: float, scale: float, colour: str) -> str:
    """A simple heart of about 100 by 90 around its middle, times the scale."""
    outline = "M0 45 C-70 0 -58 -48 -27 -45 C-12 -44 -3 -33 0 -24 C3 -33 12 -44 27 -45 C58 -48 70 0 0 45 Z"
    return group(shape(outline, colour), f"translate({x} {y}) scale({scale})")


def steam(x: float, y: float, colour: str = SILVER) -> str:
    """Two curls above something warm."""
    curl = "c-14 -16 14 -26 0 -44 c-10 -14 10 -20 4 -32"
    return stroke(f"M{x} {y} {curl}", colour, 8) + stroke(f"M{x + 30} {y + 6} {curl}", colour, 8)
