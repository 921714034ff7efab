"""Work that is heavy and rare, done by a child process that ends with it: what it loads is gone again with it."""

import ctypes
import logging
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass

from player.contract import errors
from player.contract.errors import ContractError, OfflineError, PlayerError
from player.contract.strict import decode, encode
from player.running.patience import patience

PIECE_BYTES = 65_536
_SIGNAL_WHEN_PARENT_DIES = 1  # prctl(2): PR_SET_PDEATHSIG

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a child says when it is done: its result, or the error that it ended with."""

    result: str = ""
    error: str | None = None
    sentence: str = ""
    retry_after_seconds: float | None = None


def apart(work: Callable[[], bytes], seconds: float, task: str) -> bytes:
    """The UTF-8 text that `work` gives, done in a child; its PlayerErrors come through as they are.

    `task` says in a few words what is done, such as `checking the publisher's news`. Raises OfflineError if it
    takes longer than these seconds, and PlayerError if the child dies of something else.
    """
    ours, theirs = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        os.close(ours)
        _work_and_end(work, task, theirs, parent)
    os.close(theirs)
    try:
        with patience(seconds, OfflineError(f"{_begun(task)} takes more than {seconds:g} s.")):
            said = _read_all(ours)
    finally:
        os.close(ours)
        os.kill(child, signal.SIGKILL)  # it has nothing more to do
        os.waitpid(child, 0)
    return _understand(said, task)


def _work_and_end(work: Callable[[], bytes], task: str, pipe: int, parent: int) -> None:
    """The child's whole life; it never returns."""
    try:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        ctypes.CDLL(None).prctl(_SIGNAL_WHEN_PARENT_DIES, signal.SIGKILL)
        if os.getppid() == parent:  # it has not died meanwhile
            said = encode(_outcome_of(work, task))
            while said:
                said = said[os.write(pipe, said) :]
    finally:
        os._exit(0)


def _outcome_of(work: Callable[[], bytes], task: str) -> _Outcome:
    try:
        return _Outcome(work().decode())
    except PlayerError as error:
        return _Outcome("", type(error).__name__, str(error), getattr(error, "retry_after_seconds", None))
    except Exception as error:
        log.exception("%s went wrong.", _begun(task))
        return _Outcome("", "TrustError", f"{_begun(task)} went wrong: {type(error).__name__}: {error}.")


def _read_all(pipe: int) -> bytes:
    said = bytearray()
    while piece := os.read(pipe, PIECE_BYTES):
        said += piece
    return bytes(said)


def _understand(said: bytes, task: str) -> bytes:
    try:
        outcome = decode(_Outcome, said)
    except ContractError as error:
        raise PlayerError(f"The process that was {task} died. Is there enough memory?") from error
    if outcome.error is None:
        return outcome.result.encode()
    kind: type[PlayerError] = getattr(errors, outcome.error)
    if issubclass(kind, OfflineError):
        raise kind(outcome.sentence, outcome.retry_after_seconds)
    raise kind(outcome.sentence)


def _begun(task: str) -> str:
    """The task at the beginning of a sentence."""
    return f"{task[:1].upper()}{task[1:]}"
