"""The job that talks: keeps the programme up to date and sends what was shown. It never touches the panel.

It is small because it rests nearly always: whatever is heavy and rare is done by a child (see `apart`).
"""

import importlib.util
import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta

from player.contract.errors import (
    ContractError,
    ElsewhereError,
    GoneError,
    MissingError,
    OfflineError,
    PlayerError,
    StorageError,
    TrustError,
    UnpairedError,
)
from player.contract.records import Now, Showing
from player.device.clock import Clock, uptime_ms
from player.device.health import PowerWatch, read_health
from player.keeping.cache import Adopted, is_complete, read_current
from player.keeping.floor import read_floor
from player.keeping.frames import fetch_missing
from player.keeping.identity import Identity, keep_pairing, read_identity
from player.keeping.shape import mend
from player.keeping.state import State, use_memory
from player.keeping.stopping import Stopping, sole
from player.line.client import Client
from player.line.contact import ContactKeeper, Tags
from player.pairing.enrolment import open_client, recover_identity
from player.pairing.newcomer import NO_ADDRESS, Newcomer
from player.pairing.unpairing import forget_everything, is_asked_to_unpair
from player.running.apart import apart
from player.running.pace import Pace
from player.running.problems import Problems
from player.settings import Settings
from player.showing.onscreen import read_showing
from player.syncing.adoption import refresh
from player.syncing.refusals import tell_refusal
from player.trust.signatures import MISSING

LOOKING_SECONDS = 2.0
"""How often to look whether somebody at the desk wants the screen to be forgotten."""
FIRST_POLL_SECONDS = 60
FIRST_REPORT_SECONDS = 900
SENDING_SECONDS = 3600
"""Sending a month's views takes minutes; what is not sent by then is sent the next time."""
RENEWAL = timedelta(days=1)
"""Signatures with less time left than this are verified anew, changed or not: a new root may have come."""

log = logging.getLogger(__name__)


def sync(settings: Settings, *, once: bool = False) -> int:
    """Keep this screen up to date until asked to stop; returns the exit code, 1 if `once` went wrong."""
    demand_cryptography()
    state = State(settings.state)
    with ExitStack() as stack:
        stopping = stack.enter_context(Stopping())
        stack.enter_context(sole(state, "sync"))
        use_memory(state)
        if once:
            return _sync_once(state, settings)
        while True:
            leave(state, settings)
            identity = Newcomer(state, settings).until_paired(stopping.wait)
            with _exchange(state, identity, settings) as job:
                job.run_until_unpaired(stopping)
            forget_everything(state, identity, settings)
    return 0


def leave(state: State, settings: Settings) -> None:
    """If somebody asked for it, forget who this screen is, after a last try to send what it has shown."""
    if not is_asked_to_unpair(state):
        return
    identity = read_identity(state)
    if identity is not None:
        with _exchange(state, identity, settings) as job:
            job.report()
    forget_everything(state, identity, settings)


def demand_cryptography() -> None:
    """Refuse to start where signatures would be checked by a weaker stand-in; raises TrustError."""
    if importlib.util.find_spec("cryptography") is None:
        raise TrustError(MISSING)


def _sync_once(state: State, settings: Settings) -> int:
    identity = read_identity(state) or recover_identity(state, settings)
    if identity is None:
        raise PlayerError(NO_ADDRESS)
    with _exchange(state, identity, settings) as job:
        return 0 if job.poll() & job.report() else 1


@contextmanager
def _exchange(state: State, identity: Identity, settings: Settings) -> Iterator["Sync"]:
    """The job for this screen, over a line of its own."""
    with closing(open_client(settings, identity.publisher, identity.secret)) as client:
        job = Sync(state, identity, client, Clock(state), quota_mb=settings.quota_mb)
        job.known = lambda: keep_pairing(state, identity, settings.width, settings.height)
        with closing(job):
            yield job


class Sync:
    """One screen's exchange with its publisher."""

    def __init__(self, state: State, identity: Identity, client: Client, clock: Clock, *, quota_mb: int = 0) -> None:
        self._state = state
        self._identity = identity
        self._client = client
        self._clock = clock
        self._quota_mb = quota_mb
        self._power = PowerWatch(state)
        self._problems = Problems()
        self._contact = ContactKeeper(state, identity.publisher)
        self._poll = Pace(FIRST_POLL_SECONDS)
        self._report = Pace(FIRST_REPORT_SECONDS)
        self._pause = 0.0
        self._gone = False
        self.known: Callable[[], None] = _nothing
        """What to do when the publisher has shown that it knows this screen."""
        client.date_seen = self._note_date
        client.believe(clock.reckon)
        self._set_pace(read_current(state))

    def run_until_unpaired(self, stopping: Stopping) -> None:
        """Poll and report, each at its own pace, until this screen is to be forgotten.

        What waits is then sent once more, unless the publisher itself has forgotten this screen.
        """
        poll_at = report_at = 0.0
        while not (self._gone or is_asked_to_unpair(self._state)):
            if _seconds() >= poll_at:
                self.poll()
                poll_at = _seconds() + self._pause
            if not self._gone and _seconds() >= report_at:
                self.report()
                report_at = _seconds() + self._pause
            stopping.wait(min(poll_at - _seconds(), report_at - _seconds(), LOOKING_SECONDS))
        if not self._gone:
            self.report()

    def close(self) -> None:
        """Let go of the device; the client is its owner's."""
        self._power.close()

    def poll(self) -> bool:
        """Ask for news once; whether all went well."""
        return self._try("programme", self._poll, self._bring_up_to_date)

    def report(self) -> bool:
        """Send what was shown once; whether all went well."""
        return self._try("reports", self._report, self._send_reports)

    def _try(self, topic: str, pace: Pace, work: Callable[[], None]) -> bool:
        elsewhere = False
        try:
            mend(self._state)
            work()
        except PlayerError as error:
            elsewhere = isinstance(error, ElsewhereError)
            self._gone = self._gone or isinstance(error, GoneError)
            self._problems.report(topic, f"{error} {_what_follows(error)}")
            self._pause = _pause_after(error, pace)
            well = False
        else:
            self._problems.clear(topic)
            self._pause = pace.after_success()
            well = True
        self._contact.write(self._problems.sentences(), elsewhere=elsewhere)
        return well

    def _bring_up_to_date(self) -> None:
        self._power.look()
        adopted = read_current(self._state)
        if adopted is not None:
            with suppress(MissingError):  # publishers sweep old frames away, and their news names others
                fetch_missing(self._state, self._client.fetch, adopted.frames())  # by digest: needs no new signature
        settled = is_complete(self._state, adopted) and read_floor(self._state).marks
        tags = self._contact.tags_for(adopted if settled else None)
        asked = Tags(
            self._ask(f"/screens/{self._identity.screen}/metadata/timestamp.json", tags.programme, private=True),
            self._ask("/content/metadata/timestamp.json", tags.content, private=False),
        )
        self.known()
        now = self._clock.reckon()
        if asked != tags or asked.programme is None or self._contact.expires_at - now.at < RENEWAL:
            self._verify(asked, now)

    def _verify(self, asked: Tags, now: Now) -> None:
        try:
            expires_at = refresh(self._state, self._identity, self._client, now, self._quota_mb)
        except (TrustError, ContractError) as error:
            tell_refusal(self._state, self._identity, self._client, error)
            raise
        adopted = read_current(self._state)
        self._contact.adopted(adopted, asked, expires_at)
        self._set_pace(adopted)

    def _ask(self, path: str, tag: str | None, *, private: bool) -> str | None:
        """The tag of what is there now; the same one if nothing changed."""
        answer = self._client.get(path, etag=tag, private=private)
        if answer.status not in {200, 304}:
            raise OfflineError(f"{self._client.address} answered {answer.status} for {path}.")
        return tag if answer.status == 304 else answer.etag

    def _send_reports(self) -> None:
        on_screen = read_showing(self._state, self._clock.now().boot)
        panel = on_screen.panel if on_screen is not None else None
        showing = self._with_problem(on_screen.showing) if on_screen is not None else None

        def work() -> bytes:
            """What the child does; nothing comes back but an error."""
            from player.counting.journal import Journal  # noqa: PLC0415 - SQLite is loaded by the child, and gone with it
            from player.counting.reports import Reporter  # noqa: PLC0415

            self._client.close()  # the line that is open is our parent's
            with closing(Journal(self._state)) as journal:
                reporter = Reporter(self._state, self._identity, self._client, journal, self._clock)
                try:
                    health = read_health(self._state, self._clock, panel, journal.lost())
                    reporter.send_all(showing, health)
                except StorageError as error:
                    reporter.send_sign_of_life(error, showing, read_health(self._state, self._clock, panel, None))
                    raise
            return b""

        apart(work, SENDING_SECONDS, "sending what was shown")

    def _with_problem(self, showing: Showing) -> Showing:
        problem = showing.problem or next(iter(self._problems.sentences()), None)
        return replace(showing, problem=problem)

    def _note_date(self, publishers: datetime) -> None:
        self._clock.compare(publishers)
        self._contact.heard(self._clock.now())

    def _set_pace(self, adopted: Adopted | None) -> None:
        if adopted is not None:
            self._poll.seconds = adopted.programme.poll_seconds
            self._report.seconds = adopted.programme.report_seconds


def _what_follows(error: PlayerError) -> str:
    """What becomes of the screen, for whoever reads what went wrong."""
    if isinstance(error, GoneError):
        return "It has to forget everything, and to ask for a new code."
    if isinstance(error, UnpairedError):
        return "The screen goes on with what it has. `player pair --again` pairs it anew."
    return "The screen goes on with what it has."


def _pause_after(error: PlayerError, pace: Pace) -> float:
    if isinstance(error, UnpairedError):
        return max(pace.after_failure(), pace.ceiling())
    if isinstance(error, OfflineError):
        return pace.after_failure(error.retry_after_seconds)
    if isinstance(error, StorageError):
        return pace.after_failure()
    return pace.after_success()  # there, but not to be trusted: the next answer may be sound


def _nothing() -> None:
    pass


def _seconds() -> float:
    return uptime_ms() / 1000
