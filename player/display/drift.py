"""Moving the picture by a pixel or two, slowly, so that no line burns into a panel that shows it for years."""

STEP_MS = 15 * 60 * 1000
WIDEST = 2
"""Pixels; more would be seen."""


def shift_at(uptime_ms: int, widest: int) -> tuple[int, int]:
    """How far right and down the picture stands at this time: round a square, one pixel at a time."""
    path = _path(min(widest, WIDEST))
    return path[uptime_ms // STEP_MS % len(path)]


def _path(radius: int) -> list[tuple[int, int]]:
    """From the middle out to the right, once round, and back."""
    if radius <= 0:
        return [(0, 0)]
    right = [(radius, at) for at in range(radius + 1)]
    bottom = [(at, radius) for at in range(radius - 1, -radius - 1, -1)]
    left = [(-radius, at) for at in range(radius - 1, -radius - 1, -1)]
    top = [(at, -radius) for at in range(-radius + 1, radius + 1)]
    end = [(radius, at) for at in range(-radius + 1, 0)]
    out = [(at, 0) for at in range(radius)]
    return [*out, *right, *bottom, *left, *top, *end, (radius, 0), *reversed(out[1:])]
