"""Fading one picture out and the next one in, by the card's gamma ramp."""

import array
import time
from collections.abc import Callable, Iterator

STEP_SECONDS = 1 / 50
LONGEST_MS = 2000


def ramp(size: int, level: float) -> "array.array[int]":
    """How bright each of `size` steps comes out at a level from 0 (dark) to 1 (as it is)."""
    return array.array("H", (round(65535 * level * at / (size - 1)) for at in range(size)))


def levels(milliseconds: int) -> Iterator[float]:
    """The levels on the way from bright to dark within a time."""
    steps = max(1, round(min(milliseconds, LONGEST_MS) / 1000 / STEP_SECONDS))
    return (1 - step / steps for step in range(1, steps + 1))


def fade(milliseconds: int, size: int, put: Callable[["array.array[int]"], None], change: Callable[[], None]) -> None:
    """Down, the change, and up again; a card without a ramp (size 0) or that refuses one just changes.

    `put` sets a ramp and may raise OSError. Whatever happens, the ramp ends as it should be.
    """
    if milliseconds <= 0 or size < 2:
        change()
        return
    ways = list(levels(milliseconds // 2))
    try:
        _walk(ways, size, put)
        change()
        _walk([*reversed(ways[:-1]), 1.0], size, put)
    finally:
        _put(put, ramp(size, 1.0))


def _walk(ways: list[float], size: int, put: Callable[["array.array[int]"], None]) -> None:
    for level in ways:
        if not _put(put, ramp(size, level)):
            return
        time.sleep(STEP_SECONDS)


def _put(put: Callable[["array.array[int]"], None], wanted: "array.array[int]") -> bool:
    try:
        put(wanted)
    except OSError:
        return False
    return True
