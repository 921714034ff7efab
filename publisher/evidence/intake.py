"""Taking in a report: whose it is, when its views were, and counting each once."""

from datetime import datetime
from zoneinfo import ZoneInfo

from player.contract import Receipt, Report
from player.errors import ContractError
from publisher.evidence.times import place_views
from publisher.store import Screen, Store, practices, screens, views


def accept(report: Report, screen: Screen, received_at: datetime, store: Store) -> Receipt:
    """Count a report's views, once however often it is sent, and note what the screen shows now.

    `screen` is the one whose secret came with the report. Raises ContractError if the report names another
    screen, StoreError if the screen was unpaired in the meantime.
    """
    if report.screen != screen.id:
        raise ContractError(f"The report is of screen '{report.screen:.80}', and '{screen.id}' sent it.")
    with store.begin() as db:
        zone = ZoneInfo(practices.get(db, screen.practice).timezone)
        days = place_views(report, received_at, zone)
        receipt = views.take_in(db, report, screen.id, received_at, days)
        screens.heard(db, screen.id, received_at, report.player_version, report.showing)
    return receipt
