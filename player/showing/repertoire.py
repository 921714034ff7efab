"""What this screen may show: the programme that was adopted, its sound frames, and whose turn it is."""

from player.contract.errors import StorageError
from player.contract.hours import is_open
from player.counting.journal import Journal
from player.device.clock import Clock
from player.display.kept import kept_digest
from player.keeping.cache import Adopted, load_frame, read_current
from player.keeping.files import Watched, is_file
from player.keeping.state import State, read_pairing_picture
from player.line.contact import read_contact
from player.running.problems import Problems
from player.showing.builtin import Builtin, builtin_picture, usual_language
from player.turns import Place, Turn, find_news, next_turn


class Repertoire:
    """The programme as `show` goes through it."""

    def __init__(self, state: State, clock: Clock, journal: Journal, problems: Problems) -> None:
        self._state = state
        self._clock = clock
        self._journal = journal
        self._problems = problems
        # Who is unpaired loses its identity last: what was read before that may be half of what it was.
        self._current = Watched(state.current, lambda: read_current(state), state.identity)
        self.adopted = self._current.value()
        self._places: tuple[Place, ...] | None = None
        self._fresh = self._kept_frame()
        self._keep_pace()

    def has_news(self) -> bool:
        """Whether another programme was adopted since `look_for_news`."""
        return self._current.changed()

    def look_for_news(self) -> None:
        """Take over a newly adopted programme, and remember which of its frames nobody has seen yet."""
        if not self._current.changed():
            return
        before = self.adopted
        self.adopted = self._current.value() or (before if is_file(self._state.identity) else None)
        if self.adopted is None:
            self._forget()
        self._clear_problems(before)
        self._keep_pace()
        if before is not None and self.adopted is not None:
            self._fresh = find_news(
                (before.programme, before.manifests), (self.adopted.programme, self.adopted.manifests)
            )

    def makes_room(self, turn: Turn) -> bool:
        """Whether a new programme has frames that nobody has seen yet, or no longer has this one."""
        if not self._current.changed():
            return False
        self.look_for_news()
        return bool(self._fresh) or self.adopted is None or turn.entry.frame not in self.adopted.frames()

    def is_open(self) -> bool:
        """Whether the panel should be on now."""
        return self.adopted is None or is_open(self.adopted.programme, self._clock.reckon())

    def find(self) -> tuple[Turn, bytes] | None:
        """The next turn whose frame is sound, with its bytes; None if nothing may be shown."""
        shunned: set[str] = set()
        while self.adopted is not None:
            turn = self._choose(self.adopted, frozenset(shunned))
            if turn is None:
                return None
            picture = load_frame(self._state, turn.entry.frame)
            if picture is not None:
                self._problems.clear(turn.entry.slide)
                return turn, picture
            self._problems.report(turn.entry.slide, "its frame is not here, or is damaged. The next slide is shown.")
            shunned.add(turn.entry.frame)
        return None

    def take(self, turn: Turn) -> None:
        """This turn is had; `find` goes on from here."""
        self._places = turn.places
        self._fresh = frozenset()

    def neutral_picture(self, size: tuple[int, int]) -> bytes:
        """What to show when nothing may be shown: how to pair, or a built-in picture; `size` until we know better."""
        if self.adopted is not None:
            programme, manifests = self.adopted.programme, self.adopted.manifests.values()
            language = usual_language(entry.language for manifest in manifests for entry in manifest.entries)
            return builtin_picture(Builtin.WELCOME, programme.width, programme.height, language)
        pairing_picture = read_pairing_picture(self._state)
        if pairing_picture is not None:
            return pairing_picture
        contact = read_contact(self._state)
        if contact is not None and contact.elsewhere:
            name = Builtin.ELSEWHERE
        else:
            name = Builtin.STARTING if is_file(self._state.identity) else Builtin.NOT_CONNECTED
        return builtin_picture(name, *size, usual_language(()))

    def _forget(self) -> None:
        """The screen was unpaired: what it has shown is nothing to whoever pairs it next.

        `sync` has removed the journal. But views that were committed since then have made it anew.
        """
        try:
            self._journal.drop()
        except StorageError as error:
            self._problems.report("journal", str(error))
        self._places = None
        self._fresh = frozenset()

    def _clear_problems(self, before: Adopted | None) -> None:
        """What was wrong with slides that are no more is not wrong any more."""
        gone = _slides(before) - _slides(self.adopted)
        for slide in gone:
            self._problems.clear(slide)

    def _keep_pace(self) -> None:
        if self.adopted is not None:
            self._journal.keep_pace(self.adopted.programme.report_seconds)

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

    def _kept_frame(self) -> frozenset[str]:
        """The picture that a television has ready goes up first, so that power-on takes no time."""
        kept = kept_digest(self._state.kept)
        return frozenset({kept}) if kept is not None else frozenset()


def _slides(adopted: Adopted | None) -> set[str]:
    return {entry.slide for entry in adopted.frames().values()} if adopted is not None else set()
