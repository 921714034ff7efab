"""Views that came back: how often each slide was shown, and where."""

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from publisher.store import Count, views
from publisher.web import words
from publisher.web.names import read_names
from publisher.web.spreadsheet import spreadsheet
from publisher.web.surroundings import here, now
from publisher.web.view_tables import PERIODS, Period, tables_of

routes = Blueprint("views", __name__)


@routes.get("/views")
def show() -> ResponseReturnValue:
    """Tables by playlist, slide and screen, for today, seven days or all."""
    period = _period()
    counts = _counts(period)
    return render_template(
        "views.html",
        period=period,
        periods=PERIODS,
        tables=tables_of(counts, read_names(here(), counts)),
        total=sum(count.views for count in counts),
        uncertain=words.counted(lost, "view") if (lost := sum(c.views for c in counts if not c.certain)) else "",
        rhythm=f"every {words.span(here().settings.report_seconds)}",
    )


@routes.get("/views.csv")
def download() -> ResponseReturnValue:
    """Every count as a spreadsheet."""
    period = _period()
    counts = _counts(period)
    data = spreadsheet(counts, read_names(here(), counts))
    name = f"views-{period.name}-{now().astimezone(here().settings.timezone).date()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(data, mimetype="text/csv", headers=headers)


def _period() -> Period:
    asked = request.args.get("period", PERIODS[0].name)
    found = next((period for period in PERIODS if period.name == asked), None)
    return found if found is not None else abort(404)


def _counts(period: Period) -> tuple[Count, ...]:
    today = now().astimezone(here().settings.timezone).date()
    with here().store.begin() as db:
        return views.counts(db, from_day=period.first_day(today))
