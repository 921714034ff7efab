"""Pairing: a new screen shows a code until somebody at the practice types it in."""

import logging
import shutil
import sys
from contextlib import ExitStack

from player.client import Client, demand_safe_address
from player.contract import Enrolment, Paired
from player.display import Display, open_display
from player.display.builtin import Builtin, builtin_picture
from player.enrolment import accept, ask_for_code, ask_whether_paired, fetch_picture, open_client
from player.errors import DisplayClosedError, DisplayError, OfflineError, PlayerError, UnpairedError
from player.files import remove, write_lightly
from player.identity import Identity, Pairing, begin_pairing, read_identity
from player.pace import Pace
from player.problems import Problems
from player.settings import Settings
from player.state import State
from player.stopping import Stopping, sole
from player.terminal import plain

TICK_SECONDS = 0.25
ASKING_SECONDS = 3.0
"""The pace of trying while somebody stands in front of the screen."""

log = logging.getLogger(__name__)


def pair(settings: Settings, display_word: str | None, *, fullscreen: bool = False, again: bool = False) -> int:
    """Wait until this screen is paired, showing its code; returns the exit code."""
    state = State(settings.state)
    with ExitStack() as stack:
        stopping = stack.enter_context(Stopping())
        stack.enter_context(sole(state, "pair"))
        if again:
            forget_everything(state)
        identity = read_identity(state)
        if identity is not None:
            _say(f"This player is paired already: it is {identity.name} of {identity.practice}.")
            return 0
        demand_safe_address(settings.publisher, plain_http=settings.plain_http)
        pairing = begin_pairing(state, settings.publisher, settings.width, settings.height)
        display = None
        if display_word is not None:
            display = open_display(display_word, settings.width, settings.height, fullscreen=fullscreen)
            stack.callback(display.close)
        client = open_client(settings, pairing.publisher, pairing.secret)
        stack.callback(client.close)
        identity = _Wait(state, pairing, client, display, stopping).until_paired()
        _say(f"Paired: this screen is {identity.name} of {identity.practice}.")
        return 0
    return 1


def forget_everything(state: State) -> None:
    """Wipe who this screen is, its pictures and its journal; raises PlayerError while `show` or `sync` runs."""
    with sole(state, "show"), sole(state, "sync"):
        for path in state.root.iterdir():
            if path.suffix == ".lock":
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                remove(path)


class _Wait:
    """The time between the first question and the answer."""

    def __init__(
        self, state: State, pairing: Pairing, client: Client, display: Display | None, stopping: Stopping
    ) -> None:
        self._state = state
        self._pairing = pairing
        self._client = client
        self._display = display
        self._stopping = stopping
        self._problems = Problems()
        self._code = ""

    def until_paired(self) -> Identity:
        """Ask until the answer is there."""
        self._show(self._builtin(Builtin.NOT_CONNECTED))
        pace = Pace(ASKING_SECONDS)
        while True:
            try:
                answer = ask_whether_paired(self._client) or ask_for_code(self._client, self._pairing)
                if isinstance(answer, Paired):
                    identity = accept(self._state, self._pairing, answer)
                    remove(self._state.pairing_picture)
                    self._show(self._builtin(Builtin.STARTING))
                    return identity
                self._announce(answer)
                self._problems.clear("pairing")
                pause = float(max(1, min(answer.poll_seconds, 60)))
            except DisplayClosedError:
                raise
            except PlayerError as error:
                advice = " Run `player pair --again`." if isinstance(error, UnpairedError) else ""
                self._problems.report("pairing", f"{error}{advice}")
                pause = pace.after_failure(error.retry_after_seconds if isinstance(error, OfflineError) else None)
            self._hold(pause)

    def _announce(self, enrolment: Enrolment) -> None:
        if enrolment.code == self._code:
            return
        picture = fetch_picture(self._client)
        write_lightly(self._state.pairing_picture, picture)
        self._show(picture)
        self._code = enrolment.code
        _say(f"Pairing code: {enrolment.code}. Type it in at {self._pairing.publisher}.")

    def _show(self, picture: bytes) -> None:
        if self._display is None:
            return
        try:
            self._display.show(picture)
        except DisplayClosedError:
            raise
        except DisplayError as error:
            log.warning("%s", error)

    def _hold(self, seconds: float) -> None:
        left = seconds
        while left > 0:
            if self._display is not None:
                self._display.attend()
            self._stopping.wait(min(TICK_SECONDS, left))
            left -= TICK_SECONDS

    def _builtin(self, name: Builtin) -> bytes:
        return builtin_picture(name, self._pairing.width, self._pairing.height)


def _say(sentence: str) -> None:
    sys.stdout.write(plain(f"{sentence}\n"))
    sys.stdout.flush()
