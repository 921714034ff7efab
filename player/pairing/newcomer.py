"""A player that nobody knows yet: it asks for a code, keeps it where `show` finds it, and waits for its answer."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from player.contract.errors import ElsewhereError, GoneError, OfflineError, PlayerError
from player.contract.records import Enrolment, Paired
from player.contract.strict import encode
from player.keeping.files import is_file, read_hint, remove, write_lightly
from player.keeping.identity import Identity, Pairing, begin_pairing, read_identity, read_pairing
from player.keeping.state import State
from player.line.client import Client
from player.line.contact import ContactKeeper, read_contact
from player.pairing.enrolment import accept, ask_for_code, ask_whether_paired, fetch_picture, open_client
from player.running.pace import Pace
from player.running.problems import Problems
from player.settings import Settings

PACE_SECONDS = 12.0
"""Keeps the longest pause to a minute: somebody may just have plugged the network in."""
LOOKING_SECONDS = 2.0
"""How often to look whether `player pair` was told an address."""
STALE_SECONDS = 900.0
"""A code that the publisher has not confirmed for so long is shown no more."""
NO_ADDRESS = "This player is not paired. Set PLAYER_PUBLISHER, or run `player pair --publisher ADDRESS`."

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Code:
    """The code that is to be typed in, and where."""

    code: str
    publisher: str


def read_code(state: State) -> Code | None:
    """The code that holds now; None if there is none."""
    return read_hint(Code, state.pairing_code)


class Newcomer:
    """The time between a player's first question and the answer."""

    def __init__(self, state: State, settings: Settings) -> None:
        self._state = state
        self._settings = settings
        self._client: Client | None = None
        self._pairing: Pairing | None = None
        self._problems = Problems()
        self._pace = Pace(PACE_SECONDS)
        self._heard_at = time.monotonic()

    def until_paired(self, hold: Callable[[float], None]) -> Identity:
        """Ask until the answer is here, and `hold` between the questions."""
        try:
            while (identity := read_identity(self._state)) is None:
                hold(self._ask())
        finally:
            self._hang_up()
        self._forget_code()
        return identity

    def _ask(self) -> float:
        """Take one step; returns the seconds until the next."""
        try:
            return self._step()
        except GoneError:
            self._renew()
            return 0.0
        except PlayerError as error:
            self._problems.report("pairing", str(error))
            self._note(str(error), elsewhere=isinstance(error, ElsewhereError))
            if time.monotonic() - self._heard_at > STALE_SECONDS:
                self._forget_code()
            return self._pace.after_failure(error.retry_after_seconds if isinstance(error, OfflineError) else None)

    def _step(self) -> float:
        pairing = self._find_pairing()
        if pairing is None:
            self._problems.report("pairing", NO_ADDRESS)
            return LOOKING_SECONDS
        client = self._line_to(pairing)
        answer = ask_whether_paired(client) or ask_for_code(client, pairing)
        self._heard_at = time.monotonic()
        if isinstance(answer, Paired):
            accept(self._state, pairing, answer)
            return 0.0
        self._announce(answer, client)
        self._problems.clear("pairing")
        self._note()
        self._pace.after_success()
        return float(max(1, min(answer.poll_seconds, 60)))

    def _note(self, *problems: str, elsewhere: bool = False) -> None:
        """Keep for `player status` what is in the way, or that nothing is."""
        if self._pairing is not None and (problems or read_contact(self._state) is not None):
            ContactKeeper(self._state, self._pairing.publisher).write(problems, elsewhere=elsewhere)

    def _find_pairing(self) -> Pairing | None:
        """The publisher that was set, or else the one that `player pair` was told."""
        if not self._settings.publisher:
            return read_pairing(self._state)
        return begin_pairing(self._state, self._settings.publisher, self._settings.width, self._settings.height)

    def _renew(self) -> None:
        """Make another secret: this one is of a screen that is no more."""
        if self._pairing is not None:
            remove(self._state.pairing)
            begin_pairing(self._state, self._pairing.publisher, self._pairing.width, self._pairing.height)

    def _line_to(self, pairing: Pairing) -> Client:
        if self._client is None or pairing != self._pairing:
            self._hang_up()
            self._client = open_client(self._settings, pairing.publisher, pairing.secret)
            self._pairing = pairing
        return self._client

    def _announce(self, enrolment: Enrolment, client: Client) -> None:
        code = Code(enrolment.code, client.address)
        if code == read_code(self._state) and is_file(self._state.pairing_picture):
            return
        write_lightly(self._state.pairing_picture, fetch_picture(client))
        write_lightly(self._state.pairing_code, encode(code))
        log.info("Pairing code: %s. Type it in at %s.", code.code, code.publisher)

    def _forget_code(self) -> None:
        remove(self._state.pairing_picture)
        remove(self._state.pairing_code)

    def _hang_up(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None
