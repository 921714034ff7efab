"""Pairing from a desk: says the code, and waits with whoever types it in. `player sync` does the asking if it runs."""

import logging
import sys
from contextlib import ExitStack

from player.contract.errors import DisplayClosedError, DisplayError
from player.contract.plain import plain
from player.display.display import Display, open_display
from player.keeping.files import Watched
from player.keeping.identity import Identity, begin_pairing, read_identity, read_pairing
from player.keeping.state import State, read_pairing_picture
from player.keeping.stopping import Stopping, is_running, sole
from player.line.line import demand_safe_address
from player.pairing.newcomer import Newcomer, read_code
from player.pairing.unpairing import ask_to_unpair, is_asked_to_unpair
from player.settings import Settings
from player.showing.builtin import Builtin, builtin_picture
from player.syncing.sync import leave

TICK_SECONDS = 0.25

log = logging.getLogger(__name__)


def pair(settings: Settings, display_word: str | None, *, fullscreen: bool = False, again: bool = False) -> int:
    """Wait until this screen is paired, showing its code; returns the exit code."""
    state = State(settings.state)
    with ExitStack() as stack:
        stopping = stack.enter_context(Stopping())
        stack.enter_context(sole(state, "pair"))
        identity = read_identity(state)
        if identity is not None and not again:
            _say(f"This player is paired already: it is {identity.name} of {identity.practice}.")
            return 0
        publisher = _find_publisher(state, settings, identity)
        if identity is not None:
            ask_to_unpair(state, publisher)
        else:
            begin_pairing(state, publisher, settings.width, settings.height)
        display = None
        if display_word is not None:
            display = open_display(display_word, settings.width, settings.height, fullscreen=fullscreen)
            stack.callback(display.close)
        identity = _Desk(state, settings, display, stopping).until_paired()
        _say(f"Paired: this screen is {identity.name} of {identity.practice}.")
        return 0
    return 1


def _find_publisher(state: State, settings: Settings, identity: Identity | None) -> str:
    """The address that was set, or else the one known from before; raises PlayerError."""
    known = identity or read_pairing(state)
    publisher = settings.publisher or (known.publisher if known is not None else "")
    demand_safe_address(publisher, plain_http=settings.plain_http)
    return publisher


class _Desk:
    """Somebody in front of the screen, who wants to see the code."""

    def __init__(self, state: State, settings: Settings, display: Display | None, stopping: Stopping) -> None:
        self._state = state
        self._settings = settings
        self._display = display
        self._stopping = stopping
        self._code = Watched(state.pairing_code, lambda: read_code(state))

    def until_paired(self) -> Identity:
        """Wait for `player sync`, or do its work while it does not run."""
        self._show(self._builtin(Builtin.NOT_CONNECTED))
        while (identity := read_identity(self._state)) is None or is_asked_to_unpair(self._state):
            if is_running(self._state, "sync"):
                self._hold(TICK_SECONDS)
                continue
            with sole(self._state, "sync"):
                leave(self._state, self._settings)
                Newcomer(self._state, self._settings).until_paired(self._hold)
        self._show(self._builtin(Builtin.STARTING))
        return identity

    def _hold(self, seconds: float) -> None:
        """Look after the display for a while, and say a new code."""
        self._announce()
        left = seconds
        while left > 0:
            if self._display is not None:
                self._display.attend()
            self._stopping.wait(min(TICK_SECONDS, left))
            left -= TICK_SECONDS

    def _announce(self) -> None:
        if not self._code.changed():
            return
        code = self._code.value()
        picture = read_pairing_picture(self._state)
        if code is not None and picture is not None:
            self._show(picture)
            _say(f"Pairing code: {code.code}. Type it in at {code.publisher}.")

    def _show(self, picture: bytes) -> None:
        if self._display is None:
            return
        try:
            self._display.show(picture)
        except DisplayClosedError:
            raise
        except DisplayError as error:
            log.warning("%s", error)

    def _builtin(self, name: Builtin) -> bytes:
        return builtin_picture(name, self._settings.width, self._settings.height)


def _say(sentence: str) -> None:
    sys.stdout.write(plain(f"{sentence}\n"))
    sys.stdout.flush()
