"""Telling the publisher what was shown: oldest first, at least once, and nothing is forgotten before its receipt."""

import logging
import uuid
from dataclasses import replace

from player import VERSION
from player.contract.errors import ContractError, OfflineError, StorageError
from player.contract.limits import FORMAT
from player.contract.reading import read_receipt, write
from player.contract.records import Health, Report, Showing, View
from player.counting.journal import Batch, Journal
from player.counting.proofs import ASK_FOR_PROOF, forget_proofs, prove
from player.device.clock import Clock
from player.keeping.files import paths_in, remove, write_whole
from player.keeping.identity import Identity
from player.keeping.state import State
from player.line.client import Answer, Client

INVALID = frozenset({400, 413, 422})
UNPROVEN = 409
REFUSED_KEPT = 20

log = logging.getLogger(__name__)


class Reporter:
    """Sends the journal of one screen."""

    def __init__(self, state: State, identity: Identity, client: Client, journal: Journal, clock: Clock) -> None:
        self._state = state
        self._identity = identity
        self._client = client
        self._journal = journal
        self._clock = clock

    def send_all(self, showing: Showing | None, health: Health | None = None) -> int:
        """Send every view that waits, or a sign of life if none does; returns how many were counted.

        Raises OfflineError, UnpairedError or StorageError; what was not sent stays.
        """
        counted = 0
        batch = self._journal.oldest_batch()
        if batch is None:
            self._send(self._report(str(uuid.uuid4()), self._journal.id(), (), showing, health))
        while batch is not None:
            counted += self._settle(batch, showing, health)
            health = None  # once is enough
            batch = self._journal.oldest_batch()
        forget_proofs(self._state)
        return counted

    def send_sign_of_life(self, error: StorageError, showing: Showing | None, health: Health) -> None:
        """Tell the publisher of a disk that does not give or take the journal; raises OfflineError, UnpairedError."""
        told = replace(showing, problem=str(error)) if showing is not None else None
        self._send(self._report(str(uuid.uuid4()), str(uuid.uuid4()), (), told, health))

    def _settle(self, batch: Batch, showing: Showing | None, health: Health | None) -> int:
        report = self._report(batch.id, batch.journal, batch.views, showing, health)
        answer = self._send(report)
        if answer.status in INVALID:
            self._set_aside(report, answer)
        self._journal.forget(batch)
        return 0 if answer.status in INVALID else len(batch.views)

    def _send(self, report: Report) -> Answer:
        """Its answer; what the publisher does not know is proven first, as far as that can be done."""
        path = f"/screens/{self._identity.screen}/reports"
        answer = self._client.post(path, write(report), private=True, prefer=ASK_FOR_PROOF)
        if answer.status == UNPROVEN:
            prove(self._state, self._identity, self._client, answer.body)
            answer = self._client.post(path, write(report), private=True)
        if answer.status in INVALID:
            return answer
        try:
            if answer.status == 202 and read_receipt(answer.body).report == report.id:
                return answer
        except ContractError:
            pass  # whatever that was, it is no receipt
        raise OfflineError(f"{self._client.address} answered {answer.status} to a report, without a receipt for it.")

    def _set_aside(self, report: Report, answer: Answer) -> None:
        path = self._state.refused / f"{report.id}.json"
        write_whole(path, write(report))
        oldest_first = sorted(paths_in(self._state.refused), key=lambda file: file.lstat().st_mtime_ns)
        for old in oldest_first[:-REFUSED_KEPT]:
            remove(old)
        said = answer.body[:200].decode(errors="replace").strip()
        log.warning("The publisher refuses a report of %d views: %s It is kept as %s.", len(report.views), said, path)

    def _report(
        self, name: str, journal: str, views: tuple[View, ...], showing: Showing | None, health: Health | None
    ) -> Report:
        now = self._clock.now()
        return Report(FORMAT, name, self._identity.screen, journal, VERSION, now, showing, views, health)
