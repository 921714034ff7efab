"""A practice's line is not ours alone: what comes in keeps to the bandwidth that was set."""

import time


class Bucket:
    """A token bucket that fills with so many kilobits a second, and holds what comes in in one second."""

    def __init__(self, kbit: int) -> None:
        self.bytes_a_second = kbit * 125
        """0 for as fast as it goes."""
        self._tokens = float(self.bytes_a_second)
        self._filled_at = time.monotonic()

    def sip(self, most: int) -> int:
        """How many bytes to read at once, so that the line is never full for longer than a second."""
        return min(most, self.bytes_a_second) if self.bytes_a_second else most

    def take(self, count: int) -> None:
        """Wait until so many bytes may have come in."""
        if not self.bytes_a_second:
            return
        now = time.monotonic()
        gained = (now - self._filled_at) * self.bytes_a_second
        self._tokens = min(float(self.bytes_a_second), self._tokens + gained) - count
        self._filled_at = now
        if self._tokens < 0:
            time.sleep(-self._tokens / self.bytes_a_second)

    def seconds_for(self, count: int) -> float:
        """How long so many bytes take at least."""
        return count / self.bytes_a_second if self.bytes_a_second else 0.0
