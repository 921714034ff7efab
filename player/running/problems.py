"""What is wrong now: said once when it starts, once when it is over, and never at each attempt."""

from player.keeping.log import Log

log = Log(__name__)


class Problems:
    """The problems that a job has now, each under the name of what it belongs to."""

    def __init__(self) -> None:
        self._now: dict[str, str] = {}

    def report(self, topic: str, problem: str) -> None:
        """There is a problem; said in the log only if it is a new one."""
        if self._now.get(topic) != problem:
            self._now[topic] = problem
            log.warning("%s: %s", topic, problem)

    def clear(self, topic: str) -> None:
        """All is well with this; said in the log only if it was not before."""
        if self._now.pop(topic, None) is not None:
            log.info("%s: well again", topic)

    def sentences(self) -> tuple[str, ...]:
        """Everything that is wrong now."""
        return tuple(self._now.values())
