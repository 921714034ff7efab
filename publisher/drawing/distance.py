"""How large letters must be to be read from a seat; the formula and its source stand here alone.

A capital letter is seen under an angle. NUREG-0700 gives its height as
6.283 x distance x arcminutes / 21600. ISO 9241-3 asks for at least 16 arcminutes and prefers 20 to 22.
"""

import math

from publisher.drawing.faces import CAP_HEIGHT
from publisher.model import Size

SMALLEST_ARCMINUTES = 16.0
SMALL_PRINT_ARCMINUTES = 8.0
"""Sources and credits: 16 arcminutes for somebody who walks up to half the distance."""
SEAT_DISTANCE_MM = 5000.0
"""The farthest seat where nothing else is known."""
PANEL_DIAGONAL_MM = 43 * 25.4
"""A 43-inch television, where nothing else is known."""
SOURCE = "NUREG-0700 and ISO 9241-3: at least 16 arcminutes at 5 m on a 43-inch screen"


def smallest_body(size: Size) -> int:
    """The smallest font size in pixels for titles and body text on a screen of this size."""
    return math.ceil(_font_pixels(size, SMALLEST_ARCMINUTES))


def smallest_print(size: Size) -> int:
    """The smallest font size in pixels for sources and credits."""
    return math.ceil(_font_pixels(size, SMALL_PRINT_ARCMINUTES))


def arcminutes(size: Size, font_pixels: float) -> float:
    """The angle under which a capital letter of this font size is seen from the farthest seat."""
    return SMALLEST_ARCMINUTES * font_pixels / _font_pixels(size, SMALLEST_ARCMINUTES)


def _font_pixels(size: Size, angle: float) -> float:
    capital_mm = 6.283 * SEAT_DISTANCE_MM * angle / 21600
    pixels_per_mm = math.hypot(size.width, size.height) / PANEL_DIAGONAL_MM
    return capital_mm * pixels_per_mm / CAP_HEIGHT
