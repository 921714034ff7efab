"""Programmes: from what a practice manager chose to what one screen is told."""

from publisher.programmes.opening import opening_of, parse_opening, say_opening, week_of, write_opening
from publisher.programmes.planning import Chosen, Drawn, issued, plan

__all__ = [
    "Chosen",
    "Drawn",
    "issued",
    "opening_of",
    "parse_opening",
    "plan",
    "say_opening",
    "week_of",
    "write_opening",
]
