"""The job that talks: keeps the programme up to date and sends what was shown. It never touches the panel."""

import importlib.util
import logging
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta

from player.cache import Adopted, fetch_missing, is_complete, read_current
from player.client import Client
from player.clock import Clock, uptime_ms
from player.contact import ContactKeeper, Tags
from player.contract import Now, Showing
from player.enrolment import open_client, recover_identity
from player.errors import OfflineError, PlayerError, StorageError, TrustError, UnpairedError
from player.floor import read_floor
from player.health import PowerWatch, read_health
from player.identity import Identity, read_identity
from player.journal import Journal
from player.onscreen import read_showing
from player.pace import Pace
from player.problems import Problems
from player.reports import Reporter
from player.settings import Settings
from player.state import State
from player.stopping import Stopping, sole

WAITING_SECONDS = 2.0
"""How often a screen that is not paired looks whether it is."""
FIRST_POLL_SECONDS = 60
FIRST_REPORT_SECONDS = 900
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
        identity = _wait_for_identity(state, settings, stopping, once=once)
        client = open_client(settings, identity.publisher, identity.secret)
        stack.callback(client.close)
        journal = Journal(state)
        stack.callback(journal.close)
        job = Sync(state, identity, client, journal, Clock(state))
        if once:
            return 0 if job.poll() & job.report() else 1
        job.run(stopping)
    return 0


def demand_cryptography() -> None:
    """Refuse to start where signatures would be checked by a weaker stand-in; raises TrustError."""
    if importlib.util.find_spec("cryptography") is None:
        raise TrustError("The Python package `cryptography` is missing. Install it; signatures need it.")


class Sync:
    """One screen's exchange with its publisher."""

    def __init__(self, state: State, identity: Identity, client: Client, journal: Journal, clock: Clock) -> None:
        self._state = state
        self._identity = identity
        self._client = client
        self._clock = clock
        self._journal = journal
        self._power = PowerWatch(state)
        self._reporter = Reporter(state, identity, client, journal, clock)
        self._problems = Problems()
        self._contact = ContactKeeper(state, identity.publisher)
        self._poll = Pace(FIRST_POLL_SECONDS)
        self._report = Pace(FIRST_REPORT_SECONDS)
        self._pause = 0.0
        client.date_seen = self._note_date
        self._set_pace(read_current(state))

    def run(self, stopping: Stopping) -> None:
        """Poll and report, each at its own pace, until asked to stop."""
        poll_at = report_at = 0.0
        while True:
            if _seconds() >= poll_at:
                self.poll()
                poll_at = _seconds() + self._pause
            if _seconds() >= report_at:
                self.report()
                report_at = _seconds() + self._pause
            stopping.wait(min(poll_at, report_at) - _seconds())

    def poll(self) -> bool:
        """Ask for news once; whether all went well."""
        return self._try("programme", self._poll, self._bring_up_to_date)

    def report(self) -> bool:
        """Send what was shown once; whether all went well."""
        return self._try("reports", self._report, self._send_reports)

    def _try(self, topic: str, pace: Pace, work: Callable[[], None]) -> bool:
        try:
            work()
        except PlayerError as error:
            advice = " `player pair --again` pairs it anew." if isinstance(error, UnpairedError) else ""
            self._problems.report(topic, f"{error} The screen goes on with what it has.{advice}")
            self._pause = _pause_after(error, pace)
            well = False
        else:
            self._problems.clear(topic)
            self._pause = pace.after_success()
            well = True
        self._contact.write(self._problems.sentences())
        return well

    def _bring_up_to_date(self) -> None:
        self._power.look()
        adopted = read_current(self._state)
        if adopted is not None:
            fetch_missing(self._state, self._client.fetch, adopted.frames())  # named by digest: needs no new signature
        settled = is_complete(self._state, adopted) and read_floor(self._state).marks
        tags = self._contact.tags_for(adopted if settled else None)
        asked = Tags(
            self._ask(f"/screens/{self._identity.screen}/metadata/timestamp.json", tags.programme, private=True),
            self._ask("/content/metadata/timestamp.json", tags.content, private=False),
        )
        now = self._clock.reckon()
        if asked != tags or asked.programme is None or self._contact.expires_at - now.at < RENEWAL:
            self._verify(asked, now)

    def _verify(self, asked: Tags, now: Now) -> None:
        from player.adoption import refresh  # noqa: PLC0415 - python-tuf stays out of memory while nothing changes

        expires_at = refresh(self._state, self._identity, self._client, now)
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
        health = read_health(self._state, self._clock, panel, self._journal.lost())
        self._reporter.send_all(self._with_problem(on_screen.showing) if on_screen is not None else None, health)

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


def _pause_after(error: PlayerError, pace: Pace) -> float:
    if isinstance(error, UnpairedError):
        return max(pace.after_failure(), pace.ceiling())
    if isinstance(error, OfflineError):
        return pace.after_failure(error.retry_after_seconds)
    if isinstance(error, StorageError):
        return pace.after_failure()
    return pace.after_success()  # there, but not to be trusted: the next answer may be sound


def _wait_for_identity(state: State, settings: Settings, stopping: Stopping, *, once: bool) -> Identity:
    """Who this screen is, as soon as that is known; raises PlayerError if it is to be `once` and is not."""
    problems = Problems()
    while True:
        problem = "This player is not paired. Run `player pair --publisher ADDRESS`."
        try:
            identity = read_identity(state) or recover_identity(state, settings)
        except PlayerError as error:
            identity, problem = None, f"{problem} {error}"
        if identity is not None:
            return identity
        if once:
            raise PlayerError(problem)
        problems.report("pairing", problem)
        stopping.wait(WAITING_SECONDS)


def _seconds() -> float:
    return uptime_ms() / 1000
