"""Programmes: from what a practice manager chose to what one screen is told."""

from publisher.programmes.ending import end_of, read_end
from publisher.programmes.opening import (
    CLOSED,
    next_opening,
    opening_of,
    parse_opening,
    say_opening,
    type_opening,
    week_of,
    write_opening,
)
from publisher.programmes.planning import Chosen, Drawn, draft_of, issued, plan

__all__ = [
    "CLOSED",
    "Chosen",
    "Drawn",
    "draft_of",
    "end_of",
    "issued",
    "next_opening",
    "opening_of",
    "parse_opening",
    "plan",
    "read_end",
    "say_opening",
    "type_opening",
    "week_of",
    "write_opening",
]
