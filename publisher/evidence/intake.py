"""Taking in a report: whose it is, when its views were, and counting each once."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from player.contract import Receipt, Report, Showing, View
from player.errors import ContractError
from publisher.evidence.times import place_views
from publisher.store import Screen, Store, ViewDay, practices, screens, views

DOUBLED = "Two screens report under this name, so some views are not counted. Pair one of them anew."
"""A player never puts one view into two reports; the copy of a memory card does."""

log = logging.getLogger(__name__)


def accept(
    report: Report,
    screen: Screen,
    received_at: datetime,
    store: Store,
    was_published: Callable[[View], bool] = lambda _: True,
) -> Receipt:
    """Count a report's views, once however often it is sent, and note what the screen shows now.

    Views of what was never published are counted together, without the names in them: they come from
    somebody who holds a screen's secret, and who has a receipt like everybody else.

    `screen` is the one whose secret came with the report. Raises ContractError if the report names another
    screen, StoreError if the screen was unpaired in the meantime.
    """
    if report.screen != screen.id:
        raise ContractError(f"The report is of screen '{report.screen:.80}', and '{screen.id}' sent it.")
    invented = {view.sequence for view in report.views if not was_published(view)}
    with store.begin() as db:
        zone = ZoneInfo(practices.get(db, screen.practice).timezone)
        days = place_views(report, received_at, zone)
        arrived = ViewDay(received_at.astimezone(zone).date(), certain=False)
        days = {**days, **dict.fromkeys(invented, arrived)}
        known = views.came_before(db, screen.id, report.id)
        receipt = views.take_in(db, report, screen.id, received_at, days, invented)
        doubled = receipt.already > 0 and not known
        showing = _doubted(report.showing, screen.id) if doubled else report.showing
        screens.heard(db, screen.id, received_at, report.player_version, showing, report.health)
    return receipt


def _doubted(showing: Showing | None, screen_id: str) -> Showing | None:
    """What is on the panel, with a word that there seem to be two of them."""
    log.warning("%s: %s", screen_id, DOUBLED)
    return None if showing is None else replace(showing, problem=DOUBLED)
