"""Taking in a report: whose it is, when its views were, and counting each once."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from player.contract.errors import ContractError
from player.contract.records import Receipt, Report, Showing, View
from publisher.evidence.claims import judge_fresh
from publisher.evidence.plausibility import Judged, Shown
from publisher.evidence.times import TimeOfDay
from publisher.store import practices, screens, views
from publisher.store.database import Store
from publisher.store.rows import Screen, ViewDay

DOUBLED = "Two screens report under this name, so some views are not counted. Pair one of them anew."
"""A player never puts one view into two reports; the copy of a memory card does."""

log = logging.getLogger(__name__)


def accept(
    report: Report,
    screen: Screen,
    received_at: datetime,
    store: Store,
    shown_in: Callable[[View], Shown | None] = lambda _: Shown(),
) -> Receipt:
    """Count a report's views, once however often it is sent, and note what the screen shows now.

    `shown_in` tells what is known of a view's slide in its edition, or None if that was never published. Views of
    what was never published are counted together, without the names in them: they come from somebody who holds a
    screen's secret, and who has a receipt like everybody else. What cannot have been is marked as uncertain.

    `screen` is the one whose secret came with the report. Raises ContractError if the report names another
    screen, StoreError if the screen was unpaired in the meantime.
    """
    if report.screen != screen.id:
        raise ContractError(f"The report is of screen '{report.screen:.80}', and '{screen.id}' sent it.")
    shown = {view.sequence: shown_in(view) for view in report.views}
    invented = {sequence for sequence, known in shown.items() if known is None}
    with store.begin() as db:
        zone = ZoneInfo(practices.get(db, screen.practice).timezone)
        known = views.came_before(db, screen.id, report.id)
        fresh = views.take_numbers(db, report, screen.id)
        judged = judge_fresh(db, fresh, shown, report.now, screen, received_at)
        days = {one.view.sequence: _day_of(one, received_at, zone) for one in judged}
        receipt = views.take_in(db, report, screen.id, received_at, fresh, days, invented)
        doubled = receipt.already > 0 and not known
        showing = _doubted(report.showing, screen.id) if doubled else report.showing
        screens.heard(db, screen.id, received_at, report.player_version, showing, report.health)
    return receipt


def _day_of(one: Judged, received_at: datetime, zone: ZoneInfo) -> ViewDay:
    """The day on which a view counts; one that cannot have been counts as it comes, and is marked."""
    when = TimeOfDay(received_at, certain=False) if one.impossible else one.when
    return ViewDay(when.at.astimezone(zone).date(), when.certain)


def _doubted(showing: Showing | None, screen_id: str) -> Showing | None:
    """What is on the panel, with a word that there seem to be two of them."""
    log.warning("%s: %s", screen_id, DOUBLED)
    return None if showing is None else replace(showing, problem=DOUBLED)
