"""Everything that is wrong with content, whether a playlist uses it or not."""

from collections.abc import Iterable, Iterator
from datetime import date

from publisher.checks.checking import check_content
from publisher.checks.scanning import check_code
from publisher.checks.timing import upcoming
from publisher.drawing.boxes import Code, Layout
from publisher.drawing.compose import lay_out
from publisher.drawing.distance import USUAL_SEAT, mm_per_pixel
from publisher.model.content import Content
from publisher.model.findings import Finding
from publisher.model.screens import Seat, Size
from publisher.model.slides import Slide
from publisher.model.themes import Theme

PLAIN_THEME = "light"
"""What a slide is laid out in when no playlist shows it yet."""


def review(content: Content, today: date, sizes: Iterable[Size], seat: Seat = USUAL_SEAT) -> tuple[Finding, ...]:
    """All findings about the content, each once, in the order of files and lines.

    Each slide is laid out at each size, in the theme of every playlist that shows it, for the farthest seat.
    """
    return tuple(sorted({*check_content(content, today), *_about_drawing(content, today, tuple(sizes), seat)}))


def _about_drawing(content: Content, today: date, sizes: tuple[Size, ...], seat: Seat) -> Iterator[Finding]:
    """What laying out finds; it looks into every picture of a slide as well."""
    for slide in (*content.slides.values(), *content.drafts.values()):
        for theme in _themes_of(content, slide):
            for size in sizes:
                layout = lay_out(upcoming(slide, today), theme, size, content.groups.get(slide.group), seat)
                yield from layout.findings
                yield from _about_code(slide, layout, seat)


def _about_code(slide: Slide, layout: Layout, seat: Seat) -> Iterator[Finding]:
    for code in (box.content for box in layout.boxes if isinstance(box.content, Code)):
        quiet = next(at for at, row in enumerate(code.rows) if "1" in row)
        side_px = (len(code.rows) - 2 * quiet) * code.module_px
        yield from check_code(slide, side_px * mm_per_pixel(layout.size, seat))


def _themes_of(content: Content, slide: Slide) -> tuple[Theme, ...]:
    playlists = content.playlists.values()
    names = {playlist.theme for playlist in playlists if slide.id in {entry.slide for entry in playlist.entries}}
    return tuple(content.themes[name] for name in sorted(names or {PLAIN_THEME}) if name in content.themes)
