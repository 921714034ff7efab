"""Views that came back: how often each slide was shown, and where."""

from datetime import date

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from publisher import words
from publisher.evidence.names import read_names
from publisher.evidence.spreadsheet import spreadsheet
from publisher.evidence.view_tables import PERIODS, Period, tables_of
from publisher.store import views
from publisher.web.surroundings import here, now

routes = Blueprint("views", __name__)


@routes.get("/views")
def show() -> ResponseReturnValue:
    """Tables by playlist, slide and screen, for today, seven days or all."""
    period = _period()
    with here().store.look() as db:
        totals = views.totals(db, from_day=_first_day(period))
    return render_template(
        "views.html",
        period=period,
        periods=PERIODS,
        tables=tables_of(totals, read_names(here().store, here().shelf, totals)),
        total=sum(each.views for each in totals),
        uncertain=words.counted(lost, "view") if (lost := sum(e.views for e in totals if not e.certain)) else "",
        rhythm=f"every {words.span(here().settings.report_seconds)}",
    )


@routes.get("/views.csv")
def download() -> ResponseReturnValue:
    """Every count as a spreadsheet."""
    period = _period()
    with here().store.look() as db:
        counts = views.counts(db, from_day=_first_day(period))
    data = spreadsheet(counts, read_names(here().store, here().shelf, counts))
    name = f"views-{period.name}-{now().astimezone(here().settings.timezone).date()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(data, mimetype="text/csv", headers=headers)


def _period() -> Period:
    asked = request.args.get("period", PERIODS[0].name)
    found = next((period for period in PERIODS if period.name == asked), None)
    return found if found is not None else abort(404)


def _first_day(period: Period) -> date | None:
    return period.first_day(now().astimezone(here().settings.timezone).date())
