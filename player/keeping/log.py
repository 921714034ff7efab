"""What a job says while it runs.

Python's own logging weighs over 1 MB, which `show` would carry for years. Where it is loaded, as in
`sync`, it gets every line; where it is not, lines go to standard error as they are.
"""

import sys

from player.contract.plain import plain


class Log:
    """The log of one module."""

    def __init__(self, name: str, prefix: str = "player show: ") -> None:
        self._name = name
        self._prefix = prefix

    def info(self, message: str, *words: object) -> None:
        """Something to know."""
        self._say("info", message, words)

    def warning(self, message: str, *words: object) -> None:
        """Something to look at."""
        self._say("warning", message, words)

    def _say(self, level: str, message: str, words: tuple[object, ...]) -> None:
        logging = sys.modules.get("logging")
        if logging is not None:
            getattr(logging.getLogger(self._name), level)(message, *words)
        else:
            sys.stderr.write(plain(f"{self._prefix}{message % words}\n"))
