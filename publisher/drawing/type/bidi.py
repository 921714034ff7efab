"""Text that runs both ways: the Unicode bidirectional algorithm (UAX #9).

The names of rules, such as W4, are those of the standard. A level is even for letters that run
from left to right and odd for those from right to left.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from publisher.drawing.type.bidi_runs import REMOVED, isolating_runs, resolve

MAX_DEPTH = 125
ISOLATES = {"LRI", "RLI", "FSI"}
EMBEDDINGS = {"LRE": (0, ""), "RLE": (1, ""), "LRO": (0, "L"), "RLO": (1, "R")}
_SPACES = {"WS", *ISOLATES, "PDI", *REMOVED}


@dataclass(frozen=True, slots=True)
class _Status:
    """One embedding that text can stand in."""

    level: int
    override: str
    isolate: bool


def levels_of(text: str, base: int | None = None) -> tuple[int, ...]:
    """The level of each character of one paragraph; `base` is the paragraph's own, found from the text if None."""
    if not base and text.isascii():
        return (0,) * len(text)
    classes = [class_of(mark) for mark in text]
    return levels_of_classes(classes, text, paragraph_level(classes) if base is None else base)


def levels_of_classes(classes: Sequence[str], text: str, base: int) -> tuple[int, ...]:
    """The level of each character by its bidirectional class; `text` tells which are brackets."""
    levels, resolved = _explicit(classes, base)
    for run in tuple(isolating_runs(classes, levels, base)):
        resolve(run, resolved, levels, text)
    return _at_ends(classes, levels, base)


@lru_cache(4096)
def class_of(mark: str) -> str:
    """The bidirectional class of a character; one that is not known counts as a letter from left to right."""
    return unicodedata.bidirectional(mark) or "L"


def paragraph_level(classes: Sequence[str], start: int = 0) -> int:
    """P2 and P3: the level of the first strong letter outside of isolates, 0 without one."""
    depth = 0
    for name in classes[start:]:
        if name in ISOLATES:
            depth += 1
        elif name == "PDI":
            if not depth and start:
                return 0
            depth = max(0, depth - 1)
        elif not depth and name in {"L", "R", "AL"}:
            return int(name != "L")
        elif name == "B":
            break
    return 0


def visual_order(levels: Sequence[int]) -> list[int]:
    """L2: the places of a line's parts from left to right."""
    order = list(range(len(levels)))
    for least in range(max(levels, default=0), 0, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and levels[order[end]] >= least:
                end += 1
            order[at:end] = order[at:end][::-1]
            at = end + 1
    return order


def _explicit(classes: Sequence[str], base: int) -> tuple[list[int], list[str]]:
    """X1 to X8: levels from embeddings, overrides and isolates, and the classes that these leave."""
    reader = _Embeddings(classes, base)
    for at, name in enumerate(classes):
        reader.read(at, name)
    return reader.levels, reader.classes


class _Embeddings:
    """The stack of embeddings that the standard describes, while a paragraph is read."""

    def __init__(self, classes: Sequence[str], base: int) -> None:
        self.levels = [base] * len(classes)
        self.classes = list(classes)
        self._stack = [_Status(base, "", isolate=False)]
        self._base = base
        self._lost_isolates = self._lost_embeddings = self._valid_isolates = 0

    def read(self, at: int, name: str) -> None:
        """Take in the next character."""
        if name in EMBEDDINGS:
            self.levels[at] = self._stack[-1].level
            self._embed(*EMBEDDINGS[name])
        elif name in ISOLATES:
            self._place(at)
            self._isolate(name == "RLI" or (name == "FSI" and bool(paragraph_level(self.classes, at + 1))))
        elif name == "PDI":
            self._end_isolate()
            self._place(at)
        elif name == "PDF":
            self._end_embedding()
            self.levels[at] = self._stack[-1].level
        elif name == "B":
            self.levels[at] = self._base
        else:
            self._place(at)

    def _place(self, at: int) -> None:
        self.levels[at] = self._stack[-1].level
        if self._stack[-1].override and self.classes[at] not in REMOVED:
            self.classes[at] = self._stack[-1].override

    def _next(self, rightward: int) -> int:
        level = self._stack[-1].level + 1
        return level + int(level % 2 != rightward)

    def _embed(self, rightward: int, override: str) -> None:
        level = self._next(rightward)
        if level <= MAX_DEPTH and not self._lost_isolates and not self._lost_embeddings:
            self._stack.append(_Status(level, override, isolate=False))
        elif not self._lost_isolates:
            self._lost_embeddings += 1

    def _isolate(self, rightward: bool) -> None:
        level = self._next(int(rightward))
        if level <= MAX_DEPTH and not self._lost_isolates and not self._lost_embeddings:
            self._valid_isolates += 1
            self._stack.append(_Status(level, "", isolate=True))
        else:
            self._lost_isolates += 1

    def _end_isolate(self) -> None:
        if self._lost_isolates:
            self._lost_isolates -= 1
        elif self._valid_isolates:
            self._lost_embeddings = 0
            while not self._stack[-1].isolate:
                self._stack.pop()
            self._stack.pop()
            self._valid_isolates -= 1

    def _end_embedding(self) -> None:
        if self._lost_isolates:
            return
        if self._lost_embeddings:
            self._lost_embeddings -= 1
        elif not self._stack[-1].isolate and len(self._stack) > 1:
            self._stack.pop()


def _at_ends(classes: Sequence[str], levels: list[int], base: int) -> tuple[int, ...]:
    """L1: spaces before a separator or at the end stand at the paragraph's own level."""
    trailing = True
    for at in range(len(classes) - 1, -1, -1):
        name = classes[at]
        if name in {"B", "S"}:
            trailing = True
        elif name not in _SPACES:
            trailing = False
        if trailing:
            levels[at] = base
    return tuple(levels)
