"""Frames drawn side by side: what one drawing needs, and what came of it."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, as_completed

from player.frozen import dataclass
from publisher.drawing import draw, lay_out
from publisher.editions.pools import DrawingPool
from publisher.errors import DrawingError
from publisher.model import Finding, Frame, Group, Level, Size, Slide, Theme

Progress = Callable[[int, int], None]

MOST_TOGETHER = 6
"""Frames with one picture that one process draws; more would leave the others without work at the end."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One frame that is wanted, with everything that goes into it."""

    slide: Slide
    theme: Theme
    size: Size
    group: Group | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a drawing: a frame, or no frame and findings that say why."""

    frame: Frame | None
    findings: tuple[Finding, ...]


def draw_one(wanted: Wanted) -> Outcome:
    """Lay a slide out and draw it, unless something on it cannot be read from a seat."""
    layout = lay_out(wanted.slide, wanted.theme, wanted.size, wanted.group)
    refused = any(finding.level is Level.ERROR for finding in layout.findings)
    return Outcome(None if refused else draw(layout), layout.findings)


def look_over(wanted: Wanted) -> Outcome:
    """What laying a slide out finds, without drawing it."""
    return Outcome(None, lay_out(wanted.slide, wanted.theme, wanted.size, wanted.group).findings)


def do_all(
    task: Callable[[Wanted], Outcome],
    wanted: Mapping[str, Wanted],
    executor: Executor | None,
    step: Callable[[], None],
) -> dict[str, Outcome]:
    """Draw or look over everything that is wanted, by its frame key; `step` is called after each one.

    If one of them fails, or `step` raises, those that have not begun are never begun.
    """
    if executor is None or (isinstance(executor, DrawingPool) and executor.leaves_here(len(wanted))):
        return {key: _and_then(step, task(one)) for key, one in wanted.items()}
    futures: dict[Future[list[Outcome]], Sequence[str]] = {}
    done: dict[str, Outcome] = {}
    try:
        for keys in _by_picture(wanted):
            futures[executor.submit(_do_some, task, [wanted[key] for key in keys])] = keys
        for future in as_completed(futures):
            for key, outcome in zip(futures[future], future.result(), strict=True):
                done[key] = _and_then(step, outcome)
    except (BrokenExecutor, CancelledError) as error:
        raise DrawingError(
            "Drawing was stopped before it was done, so nothing was built. If this comes again, the machine may "
            "be short of memory: set PUBLISHER_PROCESSES to a smaller number."
        ) from error
    finally:
        for future in futures:
            future.cancel()
    return {key: done[key] for key in wanted}


def _by_picture(wanted: Mapping[str, Wanted]) -> list[Sequence[str]]:
    """The keys, those of frames with the same picture together: whoever draws them unpacks it once."""
    groups: dict[str, list[str]] = {}
    for key, one in wanted.items():
        picture = one.slide.picture
        groups.setdefault(key if picture is None else picture.path, []).append(key)
    return [group[at : at + MOST_TOGETHER] for group in groups.values() for at in range(0, len(group), MOST_TOGETHER)]


def _do_some(task: Callable[[Wanted], Outcome], some: Sequence[Wanted]) -> list[Outcome]:
    return [task(one) for one in some]


def _and_then(step: Callable[[], None], outcome: Outcome) -> Outcome:
    step()
    return outcome
