"""Content as its authors could have written it, made in memory."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from hashlib import sha256

from player.contract.limits import FORMAT
from player.contract.records import Assigned, Entry, Manifest, Programme
from publisher.model.content import Content, Playlist, PlaylistEntry
from publisher.model.editions import Edition, Frame
from publisher.model.groups import Group
from publisher.model.screens import Size
from publisher.model.slides import Event, Kind, Paragraph, Slide, Source, Text
from publisher.model.themes import Theme

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
COMMIT = "c0ffee" + "0" * 34
LANDSCAPE, PORTRAIT = Size(1920, 1080), Size(1080, 1920)

LIGHT = Theme(
    id="light",
    file="themes/light.yaml",
    name="Light",
    background="#ffffff",
    text="#101820",
    title="#003366",
    accent="#003366",
    accent_text="#ffffff",
    panel="#e8eef4",
    panel_text="#101820",
    urgent="#8a0012",
    urgent_text="#ffffff",
    quiet="#3a4650",
)

GROUP = Group(
    id="walkers",
    file="groups/walkers.yaml",
    name="The walking group",
    agreement=("We listen to each other.",),
    agreeing_rule="Everybody says yes.",
    lived_experience_needed=1,
    practice_needed=1,
)


def slide(name: str, words: str = "Meet us at the front door on Tuesday.") -> Slide:
    """A short slide with nothing wrong with it."""
    return Slide(
        id=name,
        file=f"slides/{name}.md",
        title=f"Walk with us: {name}",
        language="en",
        kind=Kind.LOCAL,
        group="walkers",
        blocks=(Paragraph((Text(words),), 12),),
        revision=sha256(f"{name} {words}".encode()).hexdigest(),
        sources=(Source("The walking group", "Our leaflet", "https://example.org/leaflet", date(2026, 10, 1), 6),),
        owners=("a carer, Motherwell", "a nurse, Motherwell"),
        credit="The walking group",
        agreed_day=date(2026, 10, 2),
        review_by_day=date(2028, 10, 2),
        lines={"title": 2, "language": 3, "group": 4},
    )


def event(name: str, *days: date) -> Slide:
    """A slide about something that happens on these days."""
    meeting = Event(days, time(14), time(16), "The Hall, High Street", "Bus 240 stops outside.", 9)
    return replace(slide(name, "Tea and company."), kind=Kind.EVENT, event=meeting)


def content(*slides: Slide, commit: str = COMMIT, playlist: str = "walks") -> Content:
    """Content with one playlist that shows these slides in order."""
    entries = tuple(PlaylistEntry(one.id, 6 + at) for at, one in enumerate(slides))
    walks = Playlist(playlist, f"playlists/{playlist}.yaml", "Walks", "en", "walkers", entries, lines={"slides": 5})
    return Content(commit, {one.id: one for one in slides}, {playlist: walks}, {"walkers": GROUP}, {"light": LIGHT})


def frame(words: str = "a picture") -> Frame:
    """A frame of a few bytes; the shelf never looks inside."""
    data = words.encode()
    return Frame(LANDSCAPE, "image/jpeg", data, sha256(data).hexdigest())


def edition(number: int = 1, playlist: str = "walks", picture: Frame | None = None) -> Edition:
    """An edition of one slide at one size, whose frame is `picture`."""
    shown = picture or frame()
    entry = Entry("door", "e" * 64, "At the door", "en", "At the door", shown.digest, len(shown.data), 10)
    manifest = Manifest(FORMAT, playlist, "Walks", number, COMMIT, 1920, 1080, "image/jpeg", (entry,))
    return Edition(playlist, "Walks", number, COMMIT, (manifest,))


def programme(screen: str = "oakfield-1", serial: int = 1) -> Programme:
    """A programme that shows one playlist all day."""
    assigned = (Assigned("walks", 1, "d" * 64, 900),)
    return Programme(FORMAT, screen, serial, "Oakfield", "Europe/London", NOW, 1920, 1080, 60, 900, assigned)
