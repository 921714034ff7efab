"""The job that shows: one picture after the other, each counted once it was up for its full time.

It reads what `sync` keeps, talks to nobody, and needs nothing but the standard library.
"""

import logging
from collections.abc import Callable
from contextlib import ExitStack

from player.cache import Adopted, load_frame, read_current
from player.clock import Clock, uptime_ms
from player.contract import Showing
from player.display import Display, open_display
from player.display.builtin import Builtin, builtin_picture, usual_language
from player.errors import DisplayClosedError, DisplayError, StorageError
from player.files import Watched, write_lightly
from player.journal import Journal
from player.onscreen import OnScreen
from player.problems import Problems
from player.settings import Settings
from player.state import State, use_memory
from player.stopping import Stopping, sole
from player.strict import encode
from player.turns import Place, Turn, find_news, next_turn

TICK_SECONDS = 0.25
NEUTRAL_SECONDS = 5.0
"""How long a built-in picture stays before looking again."""

log = logging.getLogger(__name__)


def show(settings: Settings, display_word: str, *, fullscreen: bool = False, once: bool = False) -> int:
    """Show until asked to stop, or until the window is closed; returns the exit code, 1 if `once` showed nothing."""
    state = State(settings.state)
    with ExitStack() as stack:
        stopping = stack.enter_context(Stopping())
        stack.enter_context(sole(state, "show"))
        use_memory(state)
        journal = Journal(state)
        stack.callback(journal.close)
        display = open_display(display_word, settings.width, settings.height, fullscreen=fullscreen)
        stack.callback(display.close)
        job = Show(state, Clock(state), journal, display, stopping, (settings.width, settings.height))
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
    ) -> None:
        self._state = state
        self._clock = clock
        self._journal = journal
        self._display = display
        self._stopping = stopping
        self._size = size
        self._problems = Problems()
        self._current = Watched(state.current, lambda: read_current(state))
        self._adopted = self._current.value()
        if self._adopted is not None:
            journal.keep_pace(self._adopted.programme.report_seconds)
        self._places: tuple[Place, ...] | None = None
        self._fresh: frozenset[str] = frozenset()

    def show_next(self, *, patient: bool = False) -> bool:
        """Show whatever is next for its full time; whether that was a view.

        `patient` waits for something else to do where there is nothing to show.
        """
        self._look_for_news()
        found = self._find_turn()
        if found is None:
            self._show_neutral()
            if patient:
                self._wait_for_news()
            return False
        turn, picture = found
        started_ms = self._put_up(turn, picture)
        if started_ms is None or not self._hold(turn, started_ms):
            return False
        self._record(turn, uptime_ms() - started_ms)
        return True

    def _look_for_news(self) -> None:
        """Take over a newly adopted programme, and remember which of its frames nobody has seen yet."""
        if not self._current.changed():
            return
        before = self._adopted
        unpaired = not self._state.identity.is_file()
        self._adopted = self._current.value() or (None if unpaired else before)
        if self._adopted is not None:
            self._journal.keep_pace(self._adopted.programme.report_seconds)
        if before is not None and self._adopted is not None:
            self._fresh = find_news(
                (before.programme, before.manifests), (self._adopted.programme, self._adopted.manifests)
            )

    def _find_turn(self) -> tuple[Turn, bytes] | None:
        """The next turn whose frame is sound, with its bytes."""
        shunned: set[str] = set()
        while self._adopted is not None:
            turn = self._choose(self._adopted, frozenset(shunned))
            if turn is None:
                return None
            picture = load_frame(self._state, turn.entry.frame)
            if picture is not None:
                self._problems.clear(turn.entry.slide)
                return turn, picture
            self._problems.report(turn.entry.slide, "its frame is not here, or is damaged. The next slide is shown.")
            shunned.add(turn.entry.frame)
        return None

    def _choose(self, adopted: Adopted, shunned: frozenset[str]) -> Turn | None:
        now = self._clock.reckon()
        places = self._known_places()
        fresh = self._fresh - shunned
        return next_turn(adopted.programme, adopted.manifests, places, now, shunned=shunned, fresh=fresh)

    def _known_places(self) -> tuple[Place, ...]:
        if self._places is None:
            try:
                self._places = self._journal.places()
                self._problems.clear("journal")
            except StorageError as error:
                self._problems.report("journal", str(error))
                self._places = ()
        return self._places

    def _put_up(self, turn: Turn, picture: bytes) -> int | None:
        """Show a turn's frame; returns when it went up, or None if the display did not take it."""
        self._places = turn.places
        self._fresh = frozenset()
        try:
            self._display.show(picture)
        except DisplayClosedError:
            raise
        except DisplayError as error:
            self._problems.report("display", f"{error} The last picture stays up.")
            self._stopping.wait(NEUTRAL_SECONDS)
            return None
        self._problems.clear("display")
        started_ms = uptime_ms()
        self._say_what_is_up(turn, started_ms)
        return started_ms

    def _hold(self, turn: Turn, started_ms: int) -> bool:
        """Keep the frame up for its full time; False if it went down, or made room for news."""
        until_ms = started_ms + turn.entry.dwell_seconds * 1000
        while (left_ms := until_ms - uptime_ms()) > 0:
            if not self._is_up() or self._makes_room(turn):
                return False
            self._count(self._journal.flush_if_due)
            self._stopping.wait(min(TICK_SECONDS, left_ms / 1000))
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

    def _makes_room(self, turn: Turn) -> bool:
        """Whether a new programme has frames that nobody has seen yet, or no longer has this one."""
        if not self._current.changed():
            return False
        self._look_for_news()
        return bool(self._fresh) or self._adopted is None or turn.entry.frame not in self._adopted.frames()

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

    def _show_neutral(self) -> None:
        picture = self._neutral_picture()
        try:
            self._display.show(picture)
            self._problems.clear("display")
        except DisplayClosedError:
            raise
        except DisplayError as error:
            self._problems.report("display", str(error))
        self._say_what_is_up(None, uptime_ms())

    def _wait_for_news(self) -> None:
        until_ms = uptime_ms() + int(NEUTRAL_SECONDS * 1000)
        while uptime_ms() < until_ms and not self._current.changed():
            self._is_up()
            self._count(self._journal.flush_if_due)
            self._stopping.wait(TICK_SECONDS)

    def _neutral_picture(self) -> bytes:
        if self._adopted is None and self._state.pairing_picture.is_file():
            return self._state.pairing_picture.read_bytes()
        name = Builtin.WELCOME
        if self._adopted is None:
            name = Builtin.STARTING if self._state.identity.is_file() else Builtin.NOT_CONNECTED
        return builtin_picture(name, *self._size_now(), self._language_now())

    def _size_now(self) -> tuple[int, int]:
        if self._adopted is None:
            return self._size
        return self._adopted.programme.width, self._adopted.programme.height

    def _language_now(self) -> str:
        manifests = self._adopted.manifests.values() if self._adopted is not None else ()
        return usual_language(entry.language for manifest in manifests for entry in manifest.entries)

    def _say_what_is_up(self, turn: Turn | None, since_ms: int) -> None:
        serial = self._adopted.programme.serial if self._adopted is not None else None
        problem = next(iter(self._problems.sentences()), None)
        if turn is None:
            showing = Showing(None, None, None, None, since_ms, serial, problem)
        else:
            entry = turn.entry
            showing = Showing(entry.frame, entry.slide, turn.playlist, turn.edition, since_ms, serial, problem)
        on_screen = OnScreen(self._clock.now().boot, showing, turn.entry.title if turn is not None else None)
        try:
            write_lightly(self._state.showing, encode(on_screen))
        except StorageError as error:
            self._problems.report("state", str(error))
        else:
            self._problems.clear("state")
