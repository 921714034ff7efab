"""Which slides of a playlist are left out of an edition, and why: one list, told wherever an edition is made or shown.

A slide is left out for as long as one of these holds, and the others go on without it:

- its review day has passed, or the last day of its event;
- somebody has taken back what it shows of them;
- it translates a slide that means something else by now, and its line in the playlist names nobody who said yes.

Whatever else keeps a slide from being shown is an error, and keeps the whole edition back.
"""

from collections.abc import Iterator
from datetime import date

from publisher.checks.consent import withdrawn_of
from publisher.checks.translations import is_stale
from publisher.model.content import Content, LeftOut, PlaylistEntry, Reason
from publisher.model.slides import Slide


def left_out(content: Content, slide: Slide, entry: PlaylistEntry, today: date) -> tuple[LeftOut, ...]:
    """Why a slide is left out of a playlist today, each reason for itself; nothing if it shows."""
    return tuple(
        LeftOut(slide.id, slide.title, slide.language, reason.value, why, cure)
        for reason, why, cure in _reasons(content, slide, entry, today)
    )


def _reasons(content: Content, slide: Slide, entry: PlaylistEntry, today: date) -> Iterator[tuple[Reason, str, str]]:
    if slide.review_by_day is not None and slide.review_by_day < today:
        why = f"It was to be reviewed by {_day(slide.review_by_day)}."
        yield Reason.REVIEW, why, "Look at it again, agree, and write the new days."
    if slide.event is not None and slide.event.days and max(slide.event.days) < today:
        why = f"The last day of its event was {_day(max(slide.event.days))}."
        yield Reason.EVENT, why, "Write the next days, or take the slide away."
    for consent in withdrawn_of(slide, content.consents):
        why = "Somebody has taken back what it shows of them."
        yield Reason.CONSENT, why, f"Take the slide away; it is shown under the consent `{consent.id}`."
    if slide.translates is not None and is_stale(slide, content.slides) and not entry.although_stale:
        why = "The slide that it translates was changed since."
        cure = f"Translate `{slide.translates.slide}` anew, or write who says yes as `although_stale`."
        yield Reason.TRANSLATION, why, cure


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
