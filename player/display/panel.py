"""How a panel hangs and is treated, as it was set."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Panel:
    """What can be set about a television."""

    rotation: int = 0
    """How far the panel hangs turned clockwise, in degrees: 0, 90, 180 or 270; pictures are turned back by as much."""
    mode: str = ""
    """Such as 1920x1080 or 1920x1080@50; empty for the one that the television prefers."""
    fade_ms: int = 0
    """How long one picture takes to fade into the next; 0 changes at once."""
    shift_px: int = 0
    """How far pictures wander from their place, slowly, against burn-in: 0, 1 or 2."""
