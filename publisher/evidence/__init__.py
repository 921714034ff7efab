"""Evidence: what screens report of what they showed, and what was counted from it."""

from publisher.evidence.intake import accept

__all__ = ["accept"]
