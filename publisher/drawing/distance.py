"""How large letters must be to be read from a seat; the formula and its source stand here alone.

A capital letter is seen under an angle. NUREG-0700 gives its height as
6.283 x distance x arcminutes / 21600. ISO 9241-3 asks for at least 16 arcminutes and prefers 20 to 22.
"""

import math

from publisher.drawing.type.faces import CAP_HEIGHT
from publisher.model.screens import Seat, Size

SMALLEST_ARCMINUTES = 16.0
SMALL_PRINT_ARCMINUTES = 8.0
"""Sources and credits: 16 arcminutes for somebody who walks up to half the distance."""
USUAL_SEAT = Seat()
"""The farthest seat and the television, where nothing else is known."""
MM_PER_INCH = 25.4
SEAT_DISTANCE_MM = USUAL_SEAT.distance_m * 1000
PANEL_DIAGONAL_MM = USUAL_SEAT.diagonal_inches * MM_PER_INCH


def smallest_body(size: Size, seat: Seat = USUAL_SEAT) -> int:
    """The smallest font size in pixels for titles and body text on a screen of this size."""
    return math.ceil(_font_pixels(size, SMALLEST_ARCMINUTES, seat))


def smallest_print(size: Size, seat: Seat = USUAL_SEAT) -> int:
    """The smallest font size in pixels for sources and credits."""
    return math.ceil(_font_pixels(size, SMALL_PRINT_ARCMINUTES, seat))


def arcminutes(size: Size, font_pixels: float, seat: Seat = USUAL_SEAT) -> float:
    """The angle under which a capital letter of this font size is seen from the farthest seat."""
    return SMALLEST_ARCMINUTES * font_pixels / _font_pixels(size, SMALLEST_ARCMINUTES, seat)


def mm_per_pixel(size: Size, seat: Seat = USUAL_SEAT) -> float:
    """How large a pixel is on the screen."""
    return seat.diagonal_inches * MM_PER_INCH / math.hypot(size.width, size.height)


def _font_pixels(size: Size, angle: float, seat: Seat) -> float:
    capital_mm = 6.283 * seat.distance_m * 1000 * angle / 21600
    return capital_mm / mm_per_pixel(size, seat) / CAP_HEIGHT
