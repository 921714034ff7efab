"""Frames drawn side by side: what one drawing needs, and what came of it."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from concurrent.futures import TimeoutError as TooLate
from dataclasses import dataclass

from publisher.building.pools import DrawingPool
from publisher.drawing.compose import lay_out
from publisher.drawing.render import draw
from publisher.errors import DrawingError
from publisher.limits import MAX_DRAWING_SECONDS
from publisher.model.editions import Frame
from publisher.model.findings import Finding, Level
from publisher.model.groups import Group
from publisher.model.screens import Size
from publisher.model.slides import Slide
from publisher.model.themes import Theme

Progress = Callable[[int, int], None]

MOST_TOGETHER = 6
"""Frames with one picture that one process draws; more would leave the others without work at the end."""


MOST_LOST = 3
"""When so many cannot be drawn, it is the machine, and trying the others takes long."""
_SHORT = "If this comes again, the machine may be short of memory: set PUBLISHER_PROCESSES to a smaller number."


class _StalledError(Exception):
    """No process comes to an end."""


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
    done: dict[str, Outcome] = {}
    try:
        _do_together(task, wanted, executor, done, step)
    except (BrokenExecutor, CancelledError, _StalledError) as error:
        if not isinstance(executor, DrawingPool):
            raise DrawingError(f"Drawing was stopped before it was done, so nothing was built. {_SHORT}") from error
        executor.kill()
        _do_alone(task, {key: one for key, one in wanted.items() if key not in done}, executor, done, step)
    return {key: done[key] for key in wanted}


def _do_together(
    task: Callable[[Wanted], Outcome],
    wanted: Mapping[str, Wanted],
    executor: Executor,
    done: dict[str, Outcome],
    step: Callable[[], None],
) -> None:
    """Everything side by side; raises _StalledError once no process comes to an end any more."""
    futures: dict[Future[list[Outcome]], Sequence[str]] = {}
    try:
        for keys in _by_picture(wanted):
            futures[executor.submit(_do_some, task, [wanted[key] for key in keys])] = keys
        waiting = set(futures)
        while waiting:
            finished, waiting = wait(waiting, MAX_DRAWING_SECONDS, FIRST_COMPLETED)
            if not finished:
                raise _StalledError
            for future in finished:
                for key, outcome in zip(futures[future], future.result(), strict=True):
                    done[key] = _and_then(step, outcome)
    finally:
        for future in futures:
            future.cancel()


def _do_alone(
    task: Callable[[Wanted], Outcome],
    wanted: Mapping[str, Wanted],
    executor: DrawingPool,
    done: dict[str, Outcome],
    step: Callable[[], None],
) -> None:
    """One after the other, so that those that end their process, or never come to an end, can be named."""
    lost: list[str] = []
    for key, one in wanted.items():
        try:
            (outcome,) = executor.submit(_do_some, task, [one]).result(MAX_DRAWING_SECONDS)
            done[key] = _and_then(step, outcome)
        except (BrokenExecutor, TooLate, CancelledError):
            executor.kill()
            lost.append(f"{one.slide.file} at {one.size}")
        if len(lost) == MOST_LOST:
            break
    if lost:
        raise DrawingError(
            f"Nothing was built: drawing took more than {MAX_DRAWING_SECONDS} seconds, or more memory than there is, "
            f"for {', '.join(lost)}. Look at its picture and its words first. {_SHORT}"
        )


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
