"""Everything that is wrong with content, whether a playlist uses it or not."""

from collections.abc import Iterable, Iterator
from datetime import date

from publisher.checks import check_content
from publisher.drawing import lay_out
from publisher.model import Content, Finding, Size, Slide, Theme

PLAIN_THEME = "light"
"""What a slide is laid out in when no playlist shows it yet."""


def review(content: Content, today: date, sizes: Iterable[Size]) -> tuple[Finding, ...]:
    """All findings about the content, each once, in the order of files and lines.

    Each slide is laid out at each size, in the theme of every playlist that shows it.
    """
    return tuple(sorted({*check_content(content, today), *_about_drawing(content, tuple(sizes))}))


def _about_drawing(content: Content, sizes: tuple[Size, ...]) -> Iterator[Finding]:
    """What laying out finds; it looks into every picture of a slide as well."""
    for slide in (*content.slides.values(), *content.drafts.values()):
        for theme in _themes_of(content, slide):
            for size in sizes:
                yield from lay_out(slide, theme, size, content.groups.get(slide.group)).findings


def _themes_of(content: Content, slide: Slide) -> tuple[Theme, ...]:
    playlists = content.playlists.values()
    names = {playlist.theme for playlist in playlists if slide.id in {entry.slide for entry in playlist.entries}}
    return tuple(content.themes[name] for name in sorted(names or {PLAIN_THEME}) if name in content.themes)
