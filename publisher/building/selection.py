"""What of a playlist goes into an edition today, and everything the checks say about it."""

from dataclasses import dataclass, replace
from datetime import date

from publisher.checks.checking import bearing_on, check_playlist, check_slide
from publisher.checks.leaving_out import left_out
from publisher.checks.registers import check_entries, check_registers
from publisher.checks.timing import upcoming
from publisher.errors import ContentError, SlidesRefusedError
from publisher.model.content import Content, LeftOut, Playlist, PlaylistEntry
from publisher.model.findings import Finding, Level, has_errors
from publisher.model.groups import Group
from publisher.model.slides import Slide
from publisher.model.themes import Theme


@dataclass(frozen=True, slots=True)
class Turn:
    """One slide that shows, with its place in the playlist and the group that owns it."""

    entry: PlaylistEntry
    slide: Slide
    group: Group | None


@dataclass(frozen=True, slots=True)
class Selection:
    """What shows of a playlist, in order, what is left out of it and why, and every finding about it."""

    playlist: Playlist
    theme: Theme
    turns: tuple[Turn, ...]
    left_out: tuple[LeftOut, ...]
    findings: tuple[Finding, ...]


def select(content: Content, playlist_id: str, today: date) -> Selection:
    """The slides of a playlist that may show today; those that may not are left out, and it is said why.

    Raises ContentError if there is no such playlist, and SlidesRefusedError with every finding
    if it has no theme or nothing is left to show. Other errors are among the findings.
    """
    playlist = _playlist(content, playlist_id)
    listed = [(entry, content.slides[entry.slide]) for entry in playlist.entries if entry.slide in content.slides]
    reasons = [left_out(content, slide, entry, today) for entry, slide in listed]
    turns = tuple(
        Turn(entry, upcoming(slide, today), content.groups.get(slide.group))
        for (entry, slide), why_not in zip(listed, reasons, strict=True)
        if not why_not
    )
    without = tuple(dict.fromkeys(one for each in reasons for one in each))
    findings = tuple(sorted(set(_findings(content, playlist, listed, {turn.slide.id for turn in turns}, today))))
    theme = content.themes.get(playlist.theme)
    if theme is None or not turns:
        refuse_errors(playlist_id, findings)
        what = f"no slide of it may show on {today}" if theme else f"there is no theme '{playlist.theme}'"
        said = "".join(f"\n{one}" for one in without)
        raise SlidesRefusedError(f"{playlist.file}: {what}, so nothing was built.{said}", findings)
    return Selection(playlist, theme, turns, without, findings)


def refuse_errors(playlist_id: str, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings, in order; SlidesRefusedError with all of them if one is an error."""
    findings = tuple(sorted(set(findings)))
    if has_errors(findings):
        errors = sum(finding.level is Level.ERROR for finding in findings)
        what = "1 error" if errors == 1 else f"{errors} errors"
        raise SlidesRefusedError(
            f"{playlist_id} has {what}, so nothing was built. Correct them and try again.", findings
        )
    return findings


def _playlist(content: Content, playlist_id: str) -> Playlist:
    if playlist_id in content.playlists:
        return content.playlists[playlist_id]
    unread = tuple(finding for finding in content.findings if finding.place.file == f"playlists/{playlist_id}.yaml")
    if unread:
        refuse_errors(playlist_id, unread)
    known = ", ".join(sorted(content.playlists)) or "none"
    raise ContentError(f"There is no playlist '{playlist_id}'. The content has: {known}.")


def _findings(
    content: Content, playlist: Playlist, listed: list[tuple[PlaylistEntry, Slide]], showing: set[str], today: date
) -> tuple[Finding, ...]:
    slides = tuple(slide for _, slide in listed)
    checked = [finding for slide in slides for finding in _about_slide(content, slide, slide.id in showing, today)]
    left_out = {slide.file for slide in slides if slide.id not in showing}
    checked += [_as_reason(finding, left_out) for finding in check_registers(content, slides)]
    about_playlist = check_playlist(playlist, content.slides, today, content.groups)
    yes_to_stale = check_entries(content, playlist)
    return (*bearing_on(content, playlist.id, content.findings), *about_playlist, *yes_to_stale, *checked)


def _about_slide(content: Content, slide: Slide, shows: bool, today: date) -> tuple[Finding, ...]:
    """What the checks say; of a slide that is left out, only what keeps nothing from being built."""
    findings = check_slide(slide, content.groups.get(slide.group), today).findings
    return findings if shows else tuple(finding for finding in findings if finding.level is not Level.ERROR)


def _as_reason(finding: Finding, left_out: set[str]) -> Finding:
    """Why a slide was left out is told as a warning, and keeps the others from nothing."""
    return replace(finding, level=Level.WARNING) if finding.place.file in left_out else finding
