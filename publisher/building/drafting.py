"""One slide drawn for its author; this imports no more than that takes, since somebody waits for it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from publisher.content.alone import read_slide_file
from publisher.drawing.compose import lay_out
from publisher.drawing.render import draw
from publisher.errors import ContentError, SlidesRefusedError
from publisher.model.content import Content
from publisher.model.editions import Frame
from publisher.model.findings import Finding, has_errors
from publisher.model.screens import Size
from publisher.model.themes import Theme


def draft(file: Path, size: Size, theme_id: str, today: Callable[[], date]) -> tuple[Frame, tuple[Finding, ...]]:
    """The picture of one slide's file, and what its author should look at; `today` is asked where it has an event.

    Raises SlidesRefusedError with every finding if one is an error, and ContentError if there is
    no such theme.
    """
    slide, content = read_slide_file(file, theme_id)
    if slide is None:
        raise SlidesRefusedError(f"{file} could not be read, so nothing was drawn.", content.findings)
    noticed = [finding for finding in content.findings if finding.place.file == slide.file]
    if slide.event is not None:
        from publisher.checks.timing import upcoming  # noqa: PLC0415 - most slides have no event

        slide = upcoming(slide, today())
    layout = lay_out(slide, _theme(content, theme_id), size, content.groups.get(slide.group))
    findings = (*noticed, *layout.findings)
    if has_errors(findings):
        raise SlidesRefusedError(f"{file} has errors, so nothing was drawn.", findings)
    return draw(layout), findings


def _theme(content: Content, theme_id: str) -> Theme:
    if theme_id not in content.themes:
        raise ContentError(f"There is no theme '{theme_id}'. Choose one of: {', '.join(sorted(content.themes))}.")
    return content.themes[theme_id]
