"""How often to try: regularly while it works, more and more seldom while it does not."""

import random

SHORTEST_SECONDS = 2.0
LONGEST_SECONDS = 900.0
SPREAD = 0.2
"""Screens that were switched on together drift apart by this share, so that they do not ask all at once."""


class Pace:
    """The pauses between the tries of one job."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._failures = 0

    def after_success(self) -> float:
        """Seconds until the next try, when the last one worked."""
        self._failures = 0
        return self.seconds * random.uniform(1 - SPREAD, 1 + SPREAD)  # noqa: S311 - spreads load, hides nothing

    def after_failure(self, at_least: float | None = None) -> float:
        """Seconds until the next try, when the last one failed; `at_least` is what the publisher asked for."""
        self._failures = min(self._failures + 1, 30)
        ceiling = min(self.ceiling(), SHORTEST_SECONDS * 2**self._failures)
        pause = random.uniform(ceiling / 2, ceiling)  # noqa: S311 - spreads load, hides nothing
        return max(pause, min(at_least or 0.0, LONGEST_SECONDS))

    def ceiling(self) -> float:
        """The longest pause: 15 minutes, or five tries where those are quicker than one a minute."""
        return LONGEST_SECONDS if self.seconds >= 60 else max(SHORTEST_SECONDS, 5 * self.seconds)
