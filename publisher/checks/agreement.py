"""Who answers for a slide, when they agreed to it, and until when it holds."""

import re
from collections.abc import Iterator
from datetime import date

from publisher.checks.words.reading import left_out, place_of
from publisher.model.findings import Finding
from publisher.model.groups import Group
from publisher.model.slides import Kind, Slide
from publisher.rules import rules

_ARTICLE = re.compile(r"^(?:an?|the) ")


def check_agreement(slide: Slide, group: Group | None, today: date) -> Iterator[Finding]:
    """Every slide has a group; one about a condition also two owners, and days of agreement and review."""
    years = int(rules.LATE_REVIEW.limit_for(group))
    if not slide.group and left_out(slide, "group"):
        yield rules.NO_GROUP.at(place_of(slide, "group"), "No group is named. Write `group` with the group's id.")
    if slide.kind is Kind.CONDITION:
        yield from _check_owners(slide, rules.FEW_OWNERS.limit_for(group))
        yield from _check_days_written(slide, years)
    yield from _check_days(slide, years, today)


def _check_owners(slide: Slide, needed: float) -> Iterator[Finding]:
    people = {_ARTICLE.sub("", owner.casefold()) for owner in slide.owners}
    if len(people) < needed:
        twice = " The same one stands there twice: write 2 different roles." if len(people) < len(slide.owners) else ""
        message = f"A condition slide needs {needed:g} owners, and has {len(people)}.{twice} Name them in `owners`."
        yield rules.FEW_OWNERS.at(place_of(slide, "owners"), message)


def _check_days_written(slide: Slide, years: int) -> Iterator[Finding]:
    if slide.agreed_day is None and left_out(slide, "agreed"):
        message = "Nobody has agreed to this slide yet. Once the group has, write the day as `agreed`."
        yield rules.NOT_AGREED.at(place_of(slide, "kind"), message)
    if slide.review_by_day is None and left_out(slide, "review_by"):
        message = f"There is no `review_by`. Write a day at most {years} years after `agreed`."
        yield rules.NO_REVIEW.at(place_of(slide, "kind"), message)


def _check_days(slide: Slide, years: int, today: date) -> Iterator[Finding]:
    agreed, review = slide.agreed_day, slide.review_by_day
    if agreed is not None and agreed > today:
        message = f"It says agreed on {agreed}, which is still to come. Write the day on which the group agreed."
        yield rules.AGREED_LATER.at(place_of(slide, "agreed"), message)
    if agreed is not None and review is not None:
        yield from _check_span(slide, agreed, review, years)
    if review is not None and review < today:
        message = f"This slide was to be reviewed by {review}, and is not shown any more. Look at it again and agree."
        yield rules.DROPPED_OUT.at(place_of(slide, "review_by"), message)


def _check_span(slide: Slide, agreed: date, review: date, years: int) -> Iterator[Finding]:
    latest = years_after(agreed, years)
    if review > latest:
        message = f"Review by {review} is more than {years} years after {agreed}. Write {latest} or earlier."
        yield rules.LATE_REVIEW.at(place_of(slide, "review_by"), message)
    if review < agreed:
        message = f"Review by {review} is before {agreed}, the day it was agreed. One of the two days is wrong."
        yield rules.EARLY_REVIEW.at(place_of(slide, "review_by"), message)


def years_after(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 28 February."""
    try:
        return day.replace(year=min(day.year + years, date.max.year))
    except ValueError:
        return day.replace(year=day.year + years, day=28)
