"""How long a slide stays, how long a loop takes, and until which day a slide may show."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from publisher.checks.words.reading import place_of, words_on
from publisher.model.content import Playlist, PlaylistEntry
from publisher.model.findings import Finding, Place
from publisher.model.groups import Group
from publisher.model.slides import MOST_DAYS, Slide
from publisher.rules import rules

SHORTEST_DWELL_SECONDS = 10
SECONDS_TO_NOTICE = 3
SURE_DAYS = 182
"""Half a year: a day without its year is taken for the nearest one of its name."""
WORDS_PER_SECOND = 2.0
"""120 words a minute; subtitles stay below 160 to 180 (BBC R&D)."""


def reading_seconds(slide: Slide, group: Group | None) -> int:
    """How long people need: 10 seconds, or 3 and the time to read every word if that is longer."""
    speed = group.words_per_second if group is not None else WORDS_PER_SECOND
    return max(SHORTEST_DWELL_SECONDS, math.ceil(SECONDS_TO_NOTICE + words_on(slide) / speed))


def dwell_seconds(slide: Slide, group: Group | None, entry: PlaylistEntry | None = None) -> int:
    """How long a slide stays: what its playlist sets, or what it sets itself, or the time to read it."""
    if entry is not None and entry.dwell_seconds is not None:
        return entry.dwell_seconds
    return slide.dwell_seconds if slide.dwell_seconds is not None else reading_seconds(slide, group)


def last_day(slide: Slide) -> date | None:
    """The last day on which a slide may show: its review day, or the last day of its event."""
    days = [] if slide.review_by_day is None else [slide.review_by_day]
    if slide.event is not None and slide.event.days:
        days.append(max(slide.event.days))
    return min(days, default=None)


def may_show(slide: Slide, today: date) -> bool:
    """Whether a slide's last day has not yet passed."""
    last = last_day(slide)
    return last is None or today <= last


def upcoming(slide: Slide, today: date) -> Slide:
    """The slide with only those days of its event that are still to come; nobody wants to read of the others.

    They say their year where one that is named could be taken for a day of another year. A picture without years
    stays right for as long as it shows, which is until its first day: days only come nearer. An event that is over
    keeps its days with their years, for its author to look at.
    """
    days = () if slide.event is None else tuple(sorted({day for day in slide.event.days if day >= today}))
    if slide.event is None or not days:
        return slide
    with_year = any((day - today).days > SURE_DAYS for day in days[:MOST_DAYS])
    return replace(slide, event=replace(slide.event, days=days, with_year=with_year))


def drawn_until(slide: Slide) -> date | None:
    """The last day on which a slide's picture is right: its review day, or the next day of its event."""
    days = [] if slide.review_by_day is None else [slide.review_by_day]
    if slide.event is not None and slide.event.days:
        days.append(min(slide.event.days))
    return min(days, default=None)


def check_dwell(slide: Slide, group: Group | None) -> Iterator[Finding]:
    """A slide that sets its own time gives people enough of it."""
    needed = reading_seconds(slide, group)
    if slide.dwell_seconds is not None and slide.dwell_seconds < needed:
        message = f"{slide.dwell_seconds} seconds are too short. Write `dwell: {needed}` or more, or leave it out."
        yield rules.SHORT_DWELL.at(place_of(slide, "dwell"), message)


def check_turns(
    playlist: Playlist, slides: Mapping[str, Slide], groups: Mapping[str, Group], today: date
) -> Iterator[Finding]:
    """Each slide of a playlist stays long enough, and the whole is not longer than people wait."""
    shown = [(entry, slides[entry.slide]) for entry in playlist.entries if entry.slide in slides]
    for entry, slide in shown:
        yield from _check_turn(playlist, entry, reading_seconds(slide, groups.get(slide.group)))
    current = [(entry, slide) for entry, slide in shown if may_show(slide, today)]
    if shown and len(shown) == len(playlist.entries) and not current:
        message = "Every slide of this playlist is past its last day. Review them, or take the playlist away."
        yield rules.ALL_PAST.at(_top(playlist), message)
    loop = sum(dwell_seconds(slide, groups.get(slide.group), entry) for entry, slide in current)
    group = groups.get(playlist.group)
    if loop > rules.LONG_LOOP.limit_for(group):
        message = f"The whole playlist takes {loop // 60} minutes. Most people wait 5 to 15; take slides out."
        yield rules.LONG_LOOP.at(_top(playlist), message)
    elif current:
        longest = max(dwell_seconds(slide, groups.get(slide.group), entry) for entry, slide in current)
        yield from _check_chance(playlist, loop, longest, rules.MAY_BE_MISSED.limit_for(group))


def chance_to_meet(dwell_seconds: int, loop_seconds: int, wait_seconds: float) -> float:
    """The share of people who meet one whole showing of a slide while they wait.

    min(1, max(0, W - d) / L), as somebody comes in at any moment of the loop.
    """
    return min(1.0, max(0.0, wait_seconds - dwell_seconds) / loop_seconds)


def _check_chance(playlist: Playlist, loop: int, longest: int, wait: float) -> Iterator[Finding]:
    chance = chance_to_meet(longest, loop, wait)
    if chance < 1:
        message = f"The whole playlist takes {loop // 60} min {loop % 60} s. Of people who wait {wait / 60:g} minutes,"
        yield rules.MAY_BE_MISSED.at(_top(playlist), f"{message} about {chance:.0%} see any one slide to its end.")


def _check_turn(playlist: Playlist, entry: PlaylistEntry, needed: int) -> Iterator[Finding]:
    if entry.dwell_seconds is not None and entry.dwell_seconds < needed:
        message = f"{entry.dwell_seconds} seconds are too short for {entry.slide}. Write `dwell: {needed}` or more."
        yield rules.SHORT_TURN.at(Place(playlist.file, entry.line), message)


def _top(playlist: Playlist) -> Place:
    return Place(playlist.file, playlist.lines.get("slides", 1))
