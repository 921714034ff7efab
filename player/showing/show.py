"""The job that shows: one picture after the other, each counted once it was up for its full time.

It reads what `sync` keeps, talks to nobody, and needs nothing but the standard library.
"""

from collections.abc import Callable
from contextlib import ExitStack

from player.contract.errors import DisplayClosedError, DisplayError, StorageError
from player.contract.records import Showing
from player.contract.strict import encode
from player.counting.journal import Journal
from player.device.clock import Clock, uptime_ms
from player.display.display import Display, open_display
from player.display.panel import Panel
from player.keeping.files import write_lightly
from player.keeping.log import Log
from player.keeping.state import State, use_memory
from player.keeping.stopping import Stopping, sole
from player.running.notify import Supervisor
from player.running.problems import Problems
from player.settings import Settings
from player.showing.onscreen import OnScreen
from player.showing.repertoire import Repertoire
from player.showing.tidying import tidy_up
from player.turns import Turn

TICK_SECONDS = 0.25
NEUTRAL_SECONDS = 5.0
"""How long a built-in picture stays before looking again."""
LATEST_MS = 60_000
"""By which a picture may come down late. The watchdog ends a player that hangs longer: so the machine slept."""

log = Log(__name__)


def show(settings: Settings, display_word: str, *, fullscreen: bool = False, once: bool = False) -> int:
    """Show until asked to stop, or until the window is closed; returns the exit code, 1 if `once` showed nothing."""
    state = State(settings.state)
    size = settings.width, settings.height
    panel = Panel(settings.rotation, settings.mode, settings.fade_ms, settings.shift_px)
    with ExitStack() as stack:
        stopping = stack.enter_context(Stopping())
        stack.enter_context(sole(state, "show"))
        use_memory(state)
        supervisor = Supervisor()
        stack.callback(supervisor.close)
        display = open_display(
            display_word, *size, fullscreen=fullscreen, state=state, panel=panel, supervisor=supervisor
        )
        stack.callback(display.close)
        journal = Journal(state)
        stack.callback(journal.close)
        job = Show(state, Clock(state), journal, display, stopping, size, supervisor)
        try:
            if once:
                return 0 if job.show_next() else 1
            while True:
                job.show_next(patient=True)
        except DisplayClosedError:
            log.info("The window was closed.")
    return 0


class Show:
    """One screen's loop."""

    def __init__(  # noqa: PLR0913, PLR0917 - the parts that start-up put together
        self,
        state: State,
        clock: Clock,
        journal: Journal,
        display: Display,
        stopping: Stopping,
        size: tuple[int, int],
        supervisor: Supervisor | None = None,
    ) -> None:
        self._state = state
        self._clock = clock
        self._journal = journal
        self._display = display
        self._stopping = stopping
        self._size = size
        self._supervisor = supervisor or Supervisor({})
        self._problems = Problems()
        self._repertoire = Repertoire(state, clock, journal, self._problems)

    def show_next(self, *, patient: bool = False) -> bool:
        """Show whatever is next for its full time; whether that was a view.

        `patient` waits for something else to do where there is nothing to show.
        """
        self._repertoire.look_for_news()
        if not self._repertoire.is_open():
            self._rest(patient=patient)
            return False
        self._display.wake()
        found = self._repertoire.find()
        if found is None:
            self._show_neutral(patient=patient)
            return False
        turn, started_ms = found[0], self._put_up(*found)
        del found  # with the picture's bytes, which nobody needs while it is up
        if started_ms is None or not self._hold(turn, started_ms):
            return False
        held_ms = uptime_ms() - started_ms
        if held_ms > turn.entry.dwell_seconds * 1000 + LATEST_MS:
            return False  # nobody knows for how much of that it was seen
        self._record(turn, held_ms)
        return True

    def _rest(self, *, patient: bool) -> None:
        """Outside opening hours: the panel sleeps."""
        self._display.standby()
        self._supervisor.ready()
        self._say_what_is_up(None, uptime_ms())
        if patient:
            self._wait_for_news()

    def _put_up(self, turn: Turn, picture: bytes) -> int | None:
        """Show a turn's frame, and get the next one ready; returns when it went up, or None if it did not."""
        self._repertoire.take(turn)
        if not self._is_taken(picture):
            self._say_what_is_up(None, uptime_ms())
            self._wait_for_panel()
            return None
        started_ms = uptime_ms()
        self._say_what_is_up(turn, started_ms)
        following = self._repertoire.find()
        if following is not None:
            self._display.prepare(following[1])
        tidy_up()
        return started_ms

    def _is_taken(self, picture: bytes) -> bool:
        try:
            self._display.show(picture)
        except DisplayClosedError:
            raise
        except DisplayError as error:
            self._problems.report("display", str(error))
            return False
        self._problems.clear("display")
        self._supervisor.ready()
        return True

    def _hold(self, turn: Turn, started_ms: int) -> bool:
        """Keep the frame up for its full time; False if it went down, or made room for news."""
        until_ms = started_ms + turn.entry.dwell_seconds * 1000
        while (left_ms := until_ms - uptime_ms()) > 0:
            if not self._is_up() or self._repertoire.makes_room(turn):
                return False
            self._pause(min(TICK_SECONDS, left_ms / 1000))
        return self._is_up()

    def _is_up(self) -> bool:
        try:
            self._display.attend()
        except DisplayClosedError:
            raise
        except DisplayError as error:
            self._problems.report("display", str(error))
            return False
        return True

    def _record(self, turn: Turn, held_ms: int) -> None:
        self._count(lambda: self._journal.record(turn, held_ms, self._clock.now()))

    def _count(self, work: Callable[[], None]) -> None:
        try:
            work()
        except StorageError as error:
            self._problems.report("journal", f"{error} Views are kept in memory for now.")
        else:
            if not self._journal.failing:
                self._problems.clear("journal")

    def _show_neutral(self, *, patient: bool) -> None:
        taken = self._is_taken(self._repertoire.neutral_picture(self._size))
        self._say_what_is_up(None, uptime_ms())
        if patient and taken:
            self._wait_for_news()
        elif patient:
            self._wait_for_panel()

    def _wait_for_news(self) -> None:
        until_ms = uptime_ms() + int(NEUTRAL_SECONDS * 1000)
        while uptime_ms() < until_ms and not self._repertoire.has_news():
            self._is_up()
            self._pause(TICK_SECONDS)

    def _wait_for_panel(self) -> None:
        """Wait a little; not a moment longer once a panel that was away is back."""
        was_up = self._is_up()
        if not was_up:
            self._supervisor.ready()  # there is no television: nothing more can be done to start
        until_ms = uptime_ms() + int(NEUTRAL_SECONDS * 1000)
        while uptime_ms() < until_ms and (was_up or not self._is_up()):
            self._pause(TICK_SECONDS)

    def _pause(self, seconds: float) -> None:
        self._supervisor.beat()
        self._count(self._journal.flush_if_due)
        self._stopping.wait(seconds)

    def _say_what_is_up(self, turn: Turn | None, since_ms: int) -> None:
        adopted, panel = self._repertoire.adopted, self._display.describe()
        serial = adopted.programme.serial if adopted is not None else None
        problem = next(iter(self._problems.sentences()), None)
        if turn is None:
            showing = Showing(None, None, None, None, since_ms, serial, problem)
        else:
            entry = turn.entry
            showing = Showing(entry.frame, entry.slide, turn.playlist, turn.edition, since_ms, serial, problem)
        title = turn.entry.title if turn is not None else None
        self._supervisor.say(f"{panel}: {title}" if title is not None else panel)
        try:
            write_lightly(self._state.showing, encode(OnScreen(self._clock.now().boot, showing, title, panel)))
        except StorageError as error:
            self._problems.report("state", str(error))
        else:
            self._problems.clear("state")
