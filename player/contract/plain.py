"""Text that a terminal cannot be made to obey."""

import json

_KEPT = frozenset("\n\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}")
"""Line ends, and what joins letters in Persian, Bengali and others; neither moves anything else on the screen."""


def plain(text: str) -> str:
    r"""The text with every other sign that cannot be seen as JSON would have it, such as `\u001b`."""
    return "".join(sign if sign.isprintable() or sign in _KEPT else json.dumps(sign)[1:-1] for sign in text)
