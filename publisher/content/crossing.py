"""What the files say of each other: slides, groups and themes that are named have to be there."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from publisher.content.names import did_you_mean, shown
from publisher.model.content import Playlist
from publisher.model.findings import Finding, Place
from publisher.model.slides import Slide
from publisher.model.themes import Theme
from publisher.rules import rules


def check_playlist_slides(playlist: Playlist, standing: Iterable[str]) -> Iterator[Finding]:
    """Slides that are not there, and slides that stand twice."""
    known = set(standing)
    first: dict[str, int] = {}
    for entry in playlist.entries:
        place = Place(playlist.file, entry.line, entry.column)
        if entry.slide not in known:
            hint = did_you_mean(entry.slide, known) or " Write the slide, or take this line away."
            yield rules.NO_SUCH_SLIDE.at(place, f"There is no slide `{shown(entry.slide)}`.{hint}")
        elif entry.slide in first:
            message = f"`{entry.slide}` stands here a second time; the first is in line {first[entry.slide]}. Keep one."
            yield rules.TWICE.at(place, message)
        first.setdefault(entry.slide, entry.line)


def check_group(thing: Slide | Playlist, groups: Collection[str], refused: Iterable[str]) -> Iterator[Finding]:
    """The group of a slide or playlist."""
    if thing.group and thing.group not in groups and f"groups/{thing.group}.yaml" not in refused:
        hint = did_you_mean(thing.group, groups) or f" Write groups/{shown(thing.group)}.yaml, or correct the name."
        place = Place(thing.file, thing.lines.get("group", 1), 1)
        yield rules.NO_SUCH_GROUP.at(place, f"There is no group `{shown(thing.group)}`.{hint}")


def check_theme(playlist: Playlist, themes: Mapping[str, Theme], refused: Iterable[str]) -> Iterator[Finding]:
    """The theme of a playlist."""
    if playlist.theme not in themes and f"themes/{playlist.theme}.yaml" not in refused:
        hint = did_you_mean(playlist.theme, themes) or f" There are: {', '.join(sorted(themes))}."
        place = Place(playlist.file, playlist.lines.get("theme", 1), 1)
        yield rules.NO_SUCH_THEME.at(place, f"There is no theme `{shown(playlist.theme)}`.{hint}")
