"""What is printed and logged: signs that a terminal would obey are written out, for others sent the words."""

import logging

from player.plain import plain as plain  # noqa: PLC0414 - asked for here by whoever prints


class PlainLines(logging.Formatter):
    """Log lines that no name in them can colour, move or hide."""

    def format(self, record: logging.LogRecord) -> str:
        """One record as it is written."""
        return plain(super().format(record))
