"""How large a waiting-room screen looks from the farthest seat, on the screen in front of an author.

What the eye meets is an angle: a thing of width w at a distance d takes w / d of the view. A
43-inch screen is 952 mm wide, which at 5 m is 0.190. CSS defines its pixel as an angle too: the
reference pixel is 1/96 inch seen from an arm's length of 28 inches (W3C, CSS Values and Units
Level 4, "Absolute Lengths"). So w / d times 28 x 96 gives CSS pixels: 512 for that screen, and a
capital letter of 16 arcminutes becomes 12.5 of them. A browser whose zoom is at 100 % keeps to
this as far as its screen is set up for an arm's length; somebody who sits nearer sees more.
"""

import math

from publisher.drawing.distance import PANEL_DIAGONAL_MM, SEAT_DISTANCE_MM
from publisher.model.screens import Size

ARMS_LENGTH_INCHES = 28
PIXELS_AN_INCH = 96


def seen_from_seat(
    size: Size, distance_mm: float = SEAT_DISTANCE_MM, diagonal_mm: float = PANEL_DIAGONAL_MM
) -> tuple[int, int]:
    """Width and height, in CSS pixels, that a screen of this size takes in the view from the seat."""
    millimetres = diagonal_mm / math.hypot(size.width, size.height)
    scale = millimetres / distance_mm * ARMS_LENGTH_INCHES * PIXELS_AN_INCH
    return round(size.width * scale), round(size.height * scale)
