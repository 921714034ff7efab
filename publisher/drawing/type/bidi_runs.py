"""The middle of the bidirectional algorithm: runs of one level, and what their weak and neutral characters become."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publisher.drawing.type.brackets import closing_of, is_closing, usual

REMOVED = {"LRE", "RLE", "LRO", "RLO", "PDF", "BN"}
"""X9: characters that the rules after it do not see."""
_STARTS = {"LRI", "RLI", "FSI"}
_NEUTRAL = {"B", "S", "WS", "ON", "PDI", *_STARTS}
_MOST_OPEN = 63


@dataclass(frozen=True, slots=True)
class Run:
    """An isolating run sequence: places in the text, and the directions before and after it."""

    places: tuple[int, ...]
    level: int
    before: str
    after: str


def isolating_runs(classes: Sequence[str], levels: Sequence[int], base: int) -> Iterator[Run]:
    """X10: the runs of one level, each isolate's inside left out of the run around it."""
    kept = [at for at, name in enumerate(classes) if name not in REMOVED]
    runs: list[list[int]] = []
    for before, at in zip([-1, *kept], kept, strict=False):
        if before >= 0 and levels[at] == levels[before]:
            runs[-1].append(at)
        else:
            runs.append([at])
    follows = _matching(classes)
    starting = {run[0]: run for run in runs}
    around = {at: (before, after) for before, at, after in zip([-1, *kept], kept, [*kept[1:], -1], strict=False)}
    inside = set(follows.values())
    for run in runs:
        if run[0] in inside:
            continue
        places = list(run)
        while places[-1] in follows:
            places += starting[follows[places[-1]]]
        before, after = around[places[0]][0], around[places[-1]][1]
        first = levels[before] if before >= 0 else base
        last = base if classes[places[-1]] in _STARTS or after < 0 else levels[after]
        level = levels[places[0]]
        yield Run(tuple(places), level, _direction(max(level, first)), _direction(max(level, last)))


def _matching(classes: Sequence[str]) -> dict[int, int]:
    """BD9: each start of an isolate with its end."""
    found, opened = {}, []
    for at, name in enumerate(classes):
        if name in _STARTS:
            opened.append(at)
        elif name == "PDI" and opened:
            found[opened.pop()] = at
    return found


def _direction(level: int) -> str:
    return "R" if level % 2 else "L"


def resolve(run: Run, classes: list[str], levels: list[int], text: str) -> None:
    """Turn every class of a run into a level, in place."""
    names = [classes[at] for at in run.places]
    original = list(names)
    _resolve_weak(names, run.before)
    _resolve_brackets(names, original, run, text)
    _resolve_neutral(names, run)
    for at, name in zip(run.places, names, strict=True):
        levels[at] = run.level + _rise(name, run.level)


def _rise(name: str, level: int) -> int:
    """I1 and I2."""
    if level % 2:
        return int(name != "R")
    return {"L": 0, "R": 1}.get(name, 2)


def _resolve_weak(names: list[str], before: str) -> None:
    """W1 to W7."""
    _marks_and_numbers(names, before)
    _number_separators(names)
    strong = before
    for at, name in enumerate(names):
        if name in {"L", "R"}:
            strong = name
        elif name in {"ES", "ET", "CS"}:
            names[at] = "ON"
        elif name == "EN" and strong == "L":
            names[at] = "L"


def _marks_and_numbers(names: list[str], before: str) -> None:
    """W1 to W3."""
    last = strong = before
    for at, name in enumerate(names):
        if name == "NSM":
            names[at] = "ON" if last in {*_STARTS, "PDI"} else last
        last = names[at]
        if last in {"L", "R", "AL"}:
            strong = last
        elif last == "EN" and strong == "AL":
            names[at] = "AN"
            last = "EN"
    for at, name in enumerate(names):
        if name == "AL":
            names[at] = "R"


def _number_separators(names: list[str]) -> None:
    """W4 and W5."""
    for at in range(1, len(names) - 1):
        around = {names[at - 1], names[at + 1]}
        if names[at] in {"ES", "CS"} and around == {"EN"}:
            names[at] = "EN"
        elif names[at] == "CS" and around == {"AN"}:
            names[at] = "AN"
    at = 0
    while at < len(names):
        end = at
        while end < len(names) and names[end] == "ET":
            end += 1
        touched = (at and names[at - 1] == "EN") or (end < len(names) and names[end] == "EN")
        if end > at and touched:
            names[at:end] = ["EN"] * (end - at)
        at = end + 1


def _resolve_brackets(names: list[str], original: list[str], run: Run, text: str) -> None:
    """N0: both brackets of a pair take one direction."""
    if not text:
        return
    own = _direction(run.level)
    for start, end in _bracket_pairs(names, run, text):
        inside = {_strong(name) for name in names[start + 1 : end]}
        if own in inside:
            direction = own
        elif inside & {"L", "R"}:
            earlier = (_strong(name) for name in reversed(names[:start]))
            context = next((name for name in earlier if name), run.before)
            direction = context if context != own else own
        else:
            continue
        for at in (start, end):
            names[at] = direction
            for mark in range(at + 1, len(names)):
                if original[mark] != "NSM":
                    break
                names[mark] = direction


def _bracket_pairs(names: list[str], run: Run, text: str) -> list[tuple[int, int]]:
    """BD16: brackets that belong together, by where they open."""
    opened: list[tuple[str, int]] = []
    pairs = []
    for at, place in enumerate(run.places):
        mark = text[place]
        if names[at] != "ON":
            continue
        if closing_of(mark):
            if len(opened) == _MOST_OPEN:
                return []
            opened.append((closing_of(mark), at))
        elif is_closing(mark):
            match = next((order for order in range(len(opened) - 1, -1, -1) if opened[order][0] == usual(mark)), None)
            if match is not None:
                pairs.append((opened[match][1], at))
                del opened[match:]
    return sorted(pairs)


def _strong(name: str) -> str:
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(name, "")


def _resolve_neutral(names: list[str], run: Run) -> None:
    """N1 and N2."""
    at = 0
    while at < len(names):
        end = at
        while end < len(names) and names[end] in _NEUTRAL:
            end += 1
        if end > at:
            left = _strong(names[at - 1]) if at else run.before
            right = _strong(names[end]) if end < len(names) else run.after
            names[at:end] = [left if left == right else _direction(run.level)] * (end - at)
        at = end + 1
