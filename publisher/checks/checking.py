"""All checks of a slide, a playlist or the whole content, one family after the other."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from publisher.checks.agreement import check_agreement
from publisher.checks.events import check_events
from publisher.checks.length import check_length
from publisher.checks.links import check_links
from publisher.checks.pictures import check_pictures
from publisher.checks.privacy import check_privacy
from publisher.checks.sources import check_sources
from publisher.checks.timing import (
    check_dwell,
    check_turns,
)
from publisher.checks.urgent import check_urgent
from publisher.checks.wording import check_wording
from publisher.model import CheckedSlide, Content, Finding, Group, Playlist, Slide


def check_slide(slide: Slide, group: Group | None, today: date) -> CheckedSlide:
    """The slide with everything its author should look at, in the order of its lines."""
    findings = (
        *check_wording(slide, group),
        *check_length(slide),
        *check_pictures(slide),
        *check_sources(slide, today),
        *check_agreement(slide, today),
        *check_urgent(slide),
        *check_dwell(slide, group),
        *check_events(slide, today),
        *check_privacy(slide),
        *check_links(slide),
    )
    return CheckedSlide(slide, tuple(sorted(set(findings))))


def check_playlist(
    playlist: Playlist,
    slides: Mapping[str, Slide],
    today: date,
    groups: Mapping[str, Group] = MappingProxyType({}),
) -> tuple[Finding, ...]:
    """Everything about a playlist as a whole: how long each slide stays, and how long the loop is."""
    return tuple(sorted(set(check_turns(playlist, slides, groups, today))))


def check_content(content: Content, today: date) -> tuple[Finding, ...]:
    """Everything that was found while reading, and everything that the checks say, in order of place."""
    return tuple(sorted({*content.findings, *_checked(content, today)}))


def bearing_on(content: Content, playlist_id: str, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those of the findings that stand in a playlist's own files: the playlist, its slides, groups and theme."""
    files = _files_of(content, playlist_id)
    return tuple(finding for finding in findings if finding.place.file in files)


def _checked(content: Content, today: date) -> Iterator[Finding]:
    for slide in (*content.slides.values(), *content.drafts.values()):
        yield from check_slide(slide, content.groups.get(slide.group), today).findings
    known = {**content.drafts, **content.slides}
    for playlist in content.playlists.values():
        yield from check_playlist(playlist, known, today, content.groups)


def _files_of(content: Content, playlist_id: str) -> set[str]:
    playlist = content.playlists[playlist_id]
    names = {entry.slide for entry in playlist.entries}
    slides = [found for name in names if (found := content.slides.get(name) or content.drafts.get(name))]
    groups = {playlist.group, *(slide.group for slide in slides)}
    return {
        playlist.file,
        *(f"slides/{name}.md" for name in names),
        *(f"groups/{group}.yaml" for group in groups),
        f"themes/{playlist.theme}.yaml",
    }
