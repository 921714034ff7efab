"""What is printed and logged: signs that a terminal would obey are written out, for others sent the words."""

import logging
import sys
from collections.abc import Callable, Iterable

from player.contract.errors import PlayerError
from player.contract.plain import plain as plain  # noqa: PLC0414 - asked for here by whoever prints

log = logging.getLogger(__name__)


class PlainLines(logging.Formatter):
    """Log lines that no name in them can colour, move or hide."""

    def format(self, record: logging.LogRecord) -> str:
        """One record as it is written."""
        return plain(super().format(record))


def speak(command: str, work: Callable[[], int]) -> int:
    """Do a command's work, with its log on standard error; what it cannot go on from is one line and exit code 2."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(PlainLines(f"player {command}: %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.INFO)
    try:
        return work()
    except PlayerError as error:
        sys.stderr.write(plain(f"player {command}: {error}\n"))
        return 2


def tell(problems: Iterable[str]) -> None:
    """Write problems into the log that are no reason to end."""
    for problem in problems:
        log.warning("%s", problem)
