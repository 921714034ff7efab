"""All checks of a slide, a playlist or the whole content, one family after the other."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from publisher.checks.agreement import check_agreement
from publisher.checks.events import check_events
from publisher.checks.links import check_links
from publisher.checks.phones import check_phones
from publisher.checks.pictures import check_pictures
from publisher.checks.privacy import check_privacy
from publisher.checks.registers import check_entries, check_registers
from publisher.checks.sources import check_sources
from publisher.checks.timing import check_dwell, check_turns
from publisher.checks.urgent import check_urgent
from publisher.checks.words.emphasis import check_emphasis
from publisher.checks.words.length import check_length
from publisher.checks.words.readability import check_readability
from publisher.checks.words.wording import check_wording
from publisher.model.content import CheckedSlide, Content, Playlist
from publisher.model.findings import Finding
from publisher.model.groups import Group
from publisher.model.slides import Slide
from publisher.rules.changes import settle

REGISTERS = ("facts.yaml", "consent.yaml")
"""Files that every playlist depends on."""


def check_slide(slide: Slide, group: Group | None, today: date) -> CheckedSlide:
    """The slide with everything its author should look at, in the order of its lines."""
    findings = (
        *check_wording(slide, group),
        *check_emphasis(slide, group),
        *check_length(slide, group),
        *check_pictures(slide, group),
        *check_sources(slide, today),
        *check_agreement(slide, group, today),
        *check_urgent(slide),
        *check_dwell(slide, group),
        *check_events(slide, today),
        *check_privacy(slide),
        *check_phones(slide),
        *check_links(slide, group),
    )
    return CheckedSlide(slide, tuple(sorted(set(settle(findings, group)))))


def check_playlist(
    playlist: Playlist,
    slides: Mapping[str, Slide],
    today: date,
    groups: Mapping[str, Group] = MappingProxyType({}),
) -> tuple[Finding, ...]:
    """Everything about a playlist as a whole: how long each slide stays and the loop is, how hard it is to read."""
    findings = (*check_turns(playlist, slides, groups, today), *check_readability(playlist, slides, groups))
    return tuple(sorted(set(settle(findings, groups.get(playlist.group)))))


def check_content(content: Content, today: date) -> tuple[Finding, ...]:
    """Everything that was found while reading, and everything that the checks say, in order of place."""
    return tuple(sorted({*content.findings, *_checked(content, today)}))


def bearing_on(content: Content, playlist_id: str, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those of the findings that stand in a playlist's own files: the playlist, its slides, groups and theme."""
    files = files_of(content, playlist_id) - {f"slides/{name}.md" for name in originals_of(content, playlist_id)}
    return tuple(finding for finding in findings if finding.place.file in files)


def _checked(content: Content, today: date) -> Iterator[Finding]:
    for slide in (*content.slides.values(), *content.drafts.values()):
        yield from check_slide(slide, content.groups.get(slide.group), today).findings
    known = {**content.drafts, **content.slides}
    for playlist in content.playlists.values():
        yield from check_playlist(playlist, known, today, content.groups)
        yield from check_entries(content, playlist)
    yield from check_registers(content, known.values())


def files_of(content: Content, playlist_id: str) -> set[str]:
    """The files that a playlist depends on, pictures aside, whether they are there or not."""
    playlist = content.playlists[playlist_id]
    names = {entry.slide for entry in playlist.entries}
    slides = [found for name in names if (found := content.slides.get(name) or content.drafts.get(name))]
    groups = {playlist.group, *(slide.group for slide in slides)}
    return {
        playlist.file,
        *REGISTERS,
        *(f"slides/{name}.md" for name in (*names, *originals_of(content, playlist_id))),
        *(f"groups/{group}.yaml" for group in groups),
        f"themes/{playlist.theme}.yaml",
    }


def originals_of(content: Content, playlist_id: str) -> set[str]:
    """The slides that this playlist's translations are held against, and that it does not show itself."""
    names = {entry.slide for entry in content.playlists[playlist_id].entries}
    slides = (content.slides.get(name) or content.drafts.get(name) for name in names)
    return {slide.translates.slide for slide in slides if slide is not None and slide.translates} - names
