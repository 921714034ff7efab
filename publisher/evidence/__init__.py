"""Evidence: what screens report of what they showed, and what was counted from it."""

from publisher.evidence.intake import accept
from publisher.evidence.times import place_views

__all__ = ["accept", "place_views"]
