"""Slides as an author looks at them: laid out, checked, and drawn once for each way of looking."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import TypeVar

from publisher.checks.checking import check_slide
from publisher.checks.leaving_out import left_out
from publisher.checks.timing import upcoming
from publisher.drawing.boxes import Layout
from publisher.drawing.compose import lay_out
from publisher.drawing.distance import USUAL_SEAT
from publisher.drawing.keys import frame_key
from publisher.drawing.render import draw
from publisher.errors import DrawingError
from publisher.model.content import Content, LeftOut, Playlist
from publisher.model.findings import Finding, Level
from publisher.model.groups import Group
from publisher.model.screens import Seat, Size
from publisher.model.slides import Slide
from publisher.model.themes import Theme
from publisher.watch.desk import Desk

SHAPES = {"landscape": Size(1920, 1080), "portrait": Size(1080, 1920), "4K": Size(3840, 2160)}
"""The screens that an author can look at."""
CHECKED = ("landscape", "portrait")
"""The screens that a slide has to fit whichever of them is looked at, since editions are drawn for both."""
PLAIN_THEME = "light"
_MOST_LAYOUTS = 256
_MOST_PICTURES = 64

Key = TypeVar("Key")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class View:
    """One slide in one way of looking at it; `picture` is the key of its picture, empty if there is none."""

    id: str
    slide: Slide | None
    shape: str
    theme: Theme
    picture: str
    findings: tuple[Finding, ...]
    stale: bool
    """Whether the picture is older than what is written, as that cannot be drawn."""
    gone: bool
    left_out: tuple[tuple[Playlist, LeftOut], ...]
    """The playlists that go without it today, and why."""


class Easel:
    """Draws what is looked at, and remembers it; the same slide is laid out and drawn once."""

    def __init__(self, desk: Desk, seat: Seat = USUAL_SEAT) -> None:
        self._desk = desk
        self._seat = seat
        self._lock = Lock()
        self._layouts: OrderedDict[tuple[str, Slide, Seat], Layout] = OrderedDict()
        self._pictures: OrderedDict[str, bytes] = OrderedDict()
        self._last_good: dict[tuple[str, str, str], str] = {}

    def view(self, id: str, shape: str, theme_id: str, today: date) -> View:
        """A slide with its picture and everything that its author should look at."""
        content, slide = self._desk.content, self._desk.slide(id)
        theme = content.themes.get(theme_id) or content.themes[theme_of(content, id)]
        key, drawn = "", False
        findings = [found for found in content.findings if found.place.file == f"slides/{id}.md"]
        if slide is not None:
            group = content.groups.get(slide.group)
            key, drawn = self._drawn(upcoming(slide, today), shape, theme, group)
            if self._desk.current(id) is not None:
                findings += self._checked(slide, shape, theme, group, today)
        stale = not drawn or self._desk.current(id) is None
        without = tuple(pair for pair in all_left_out(content, today) if pair[1].slide == id)
        gone = not self._desk.stands(id)
        return View(id, slide, shape, theme, key, tuple(sorted(set(findings))), stale, gone, without)

    def picture(self, key: str) -> bytes | None:
        """The JPEG of this key, if a view has named it."""
        with self._lock:
            return self._pictures.get(key)

    def _drawn(self, slide: Slide, shape: str, theme: Theme, group: Group | None) -> tuple[str, bool]:
        """The key of the slide's picture, or of the last one that could be drawn, and whether it is new."""
        place = (slide.id, shape, theme.id)
        key = frame_key(slide, theme, SHAPES[shape], group)
        with self._lock:
            try:
                if key not in self._pictures:
                    made = draw(self._laid_out(key, slide, theme, shape, group)).data
                    _keep(self._pictures, key, made, _MOST_PICTURES)
                self._pictures.move_to_end(key)
            except DrawingError:  # a picture file that cannot be decoded, which is among the findings
                last = self._last_good.get(place, "")
                return (last if last in self._pictures else ""), False
            self._last_good[place] = key
            return key, True

    def _checked(self, slide: Slide, shape: str, theme: Theme, group: Group | None, today: date) -> list[Finding]:
        findings = list(check_slide(slide, group, today).findings)
        for each in dict.fromkeys((*CHECKED, shape)):
            shown = upcoming(slide, today)
            key = frame_key(shown, theme, SHAPES[each], group)
            with self._lock:
                findings += self._laid_out(key, shown, theme, each, group, self._seat).findings
        return findings

    def _laid_out(  # noqa: PLR0913, PLR0917 - a layout depends on each of them
        self, key: str, slide: Slide, theme: Theme, shape: str, group: Group | None, seat: Seat = USUAL_SEAT
    ) -> Layout:
        """A slide's layout; its key says nothing of lines or seats, so slide and seat stand beside it.

        What is drawn is what is published, for the usual seat; findings are those for the seat that was asked for.
        """
        remembered = (key, slide, seat)
        if remembered not in self._layouts:
            _keep(self._layouts, remembered, lay_out(slide, theme, SHAPES[shape], group, seat), _MOST_LAYOUTS)
        return self._layouts[remembered]


def _keep(store: "OrderedDict[Key, Made]", key: Key, made: Made, most: int) -> None:
    """Remember one more thing, and forget the oldest if there are more than `most`."""
    store[key] = made
    while len(store) > most:
        store.popitem(last=False)


def theme_of(content: Content, slide: str) -> str:
    """The theme of the first playlist that shows a slide, or the plain one."""
    for playlist in content.playlists.values():
        if playlist.theme in content.themes and any(entry.slide == slide for entry in playlist.entries):
            return playlist.theme
    return PLAIN_THEME


def all_left_out(content: Content, today: date) -> Iterator[tuple[Playlist, LeftOut]]:
    """Each slide that a playlist goes without today, with the playlist, reason by reason."""
    for playlist in content.playlists.values():
        for entry in playlist.entries:
            if entry.slide in content.slides:
                for one in left_out(content, content.slides[entry.slide], entry, today):
                    yield playlist, one


def tally(findings: tuple[Finding, ...]) -> str:
    """How many errors and warnings there are, in a sentence for somebody who listens."""
    words = []
    for level, noun in ((Level.ERROR, "error"), (Level.WARNING, "warning")):
        count = sum(found.level is level for found in findings)
        words.append(f"{count or 'No'} {noun}{'' if count == 1 else 's'}")
    return f"{words[0]}, {words[1].lower()}."
