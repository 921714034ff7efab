"""How many reports a screen may send: no more than a player has to say."""

from collections import defaultdict, deque
from datetime import datetime, timedelta
from threading import Lock

HOUR = timedelta(hours=1)
MOST_REPORTS = 2_000
"""In an hour. A player that was offline for 90 days, with a slide every 10 seconds all day and night, has 1,556."""


class Pace:
    """Remembers when each screen reported in the last hour, in this process."""

    def __init__(self, most: int = MOST_REPORTS) -> None:
        self._most = most
        self._lock = Lock()
        self._sent: defaultdict[str, deque[datetime]] = defaultdict(deque)

    def seconds_to_wait(self, screen_id: str, now: datetime) -> int:
        """0 and one more report on the list, or how long the screen has to wait until it may send one."""
        with self._lock:
            sent = self._sent[screen_id]
            while sent and now - sent[0] >= HOUR:
                sent.popleft()
            if len(sent) < self._most:
                sent.append(now)
                return 0
            return int((HOUR - (now - sent[0])).total_seconds()) + 1
