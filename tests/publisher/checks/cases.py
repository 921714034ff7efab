"""For each rule a slide that breaks it and one that keeps it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time

from publisher.model.content import Playlist, PlaylistEntry
from publisher.model.groups import Group, Word
from publisher.model.slides import (
    Block,
    Bullets,
    Event,
    Heading,
    Item,
    Kind,
    Paragraph,
    Picture,
    Quotation,
    Slide,
    Source,
    Text,
)

TODAY = date(2026, 11, 22)

GROUP = Group("friends", "groups/friends.yaml", "Friends", (), "Everybody says yes.", 2, 1)
PICKY = replace(GROUP, words=(Word("mild", "not too bad", 3, "It is not mild to me."),))
SLOW = replace(GROUP, words_per_second=1.25)

SOURCE = Source("NHS", "Heart failure", "https://www.nhs.uk/conditions/heart-failure/", date(2026, 11, 1), 6)
EVENT = Event((date(2026, 12, 1),), time(14), time(16), "Town hall", "Bus 5", 7)
STAIRS = Picture("images/stairs.png", "A man rests on the stairs", 8, b"")

SOUND = Slide(
    id="stairs",
    file="slides/stairs.md",
    title="Out of breath on the stairs",
    language="en",
    kind=Kind.CONDITION,
    group="friends",
    blocks=(Paragraph((Text("Tell your nurse about it."),), 20),),
    revision="0" * 64,
    picture=STAIRS,
    sources=(SOURCE,),
    owners=("a carer", "a nurse"),
    agreed_day=date(2026, 11, 2),
    review_by_day=date(2027, 11, 2),
    lines={"title": 2, "kind": 3, "group": 4, "picture.alt": 8},
)
WRONG_ADDRESSES = (
    *("nhs.uk", "ftp://nhs.uk/a", "https://nhs", "https://[nhs.uk", "https://nhs.uk/a b", "https://nhs.uk/..."),
    *("https://...", "https://www.nhs.uk/…", "https://nhs..uk/a", "https://-nhs.uk", "https://1.2", "https://nhs.u"),
    *("https://nhs.uk:x/a", "https://nhs.uk@example.org/a", f"https://{'x' * 64}.uk", "https://n_.uk/"),
)
LOCAL = replace(SOUND, kind=Kind.LOCAL)
STORY = replace(SOUND, kind=Kind.STORY)


def saying(*texts: str, **changes: object) -> Slide:
    """The sound slide with other paragraphs."""
    blocks: tuple[Block, ...] = tuple(Paragraph((Text(text),), 20 + at) for at, text in enumerate(texts))
    return replace(SOUND, blocks=blocks, **changes)


def listing(items: int) -> Slide:
    """The sound slide with a list."""
    return replace(SOUND, blocks=(Bullets(tuple(Item((Text(f"Item {at}"),), 20 + at) for at in range(items)), 20),))


def quoting(text: str) -> Slide:
    """The sound slide with somebody's words."""
    return replace(SOUND, blocks=(Quotation((Text(text),), 20),))


def words(count: int) -> str:
    """A sentence of so many words."""
    return " ".join(["word"] * count) + "."


def many_words(count: int) -> Slide:
    """A slide of so many words in all, in short sentences."""
    left = count - len(SOUND.title.split())
    return saying(*(words(min(10, left - at)) for at in range(0, left, 10)))


@dataclass(frozen=True)
class Case:
    """A rule's code, a slide that breaks it, one that keeps it, and their group."""

    code: str
    breaks: Slide
    keeps: Slide
    group: Group = GROUP

    def __str__(self) -> str:
        return self.code


def _without(name: str, **changes: object) -> Slide:
    return replace(SOUND, lines={key: line for key, line in SOUND.lines.items() if key != name}, **changes)


def _source(**changes: object) -> Slide:
    return replace(SOUND, sources=(replace(SOURCE, **changes),))


def _event(**changes: object) -> Slide:
    return replace(SOUND, kind=Kind.EVENT, event=replace(EVENT, **changes))


def slide_cases() -> Iterator[Case]:
    """At least one case for each rule about a single slide."""
    yield from _wording()
    yield from _look()
    yield from _trust()
    yield from _privacy()


def _wording() -> Iterator[Case]:
    yield Case("WO101", saying(words(21)), saying(words(20)))
    yield Case("WO101", quoting(words(21)), saying(f"{words(12)} {words(12)}"))
    yield Case("WO102", saying("One. Two. Three. Four."), saying("See Dr. Shah at 9.30am. Or at A&E. Or call."))
    yield Case("WO103", listing(7), listing(6))
    yield Case("WO104", replace(SOUND, title="x" * 66), replace(SOUND, title="x" * 65))
    yield Case("WO105", saying("This is IMPORTANT."), saying("The NHS, your GP and COPD."))
    yield Case("WO105", saying("Do NOT wait."), saying("An ECG is quick."))
    for short in ("eg", "e.g.", "ie", "i.e.", "etc", "Etc."):
        yield Case("WO106", saying(f"Fruit, {short} apples"), saying("For example a diet pie or a leg."))
    yield Case("WO107", saying("Salt & sugar"), saying("Go to A&E now."))
    yield Case("WO108", saying("You can't wait."), saying("You cannot wait."))
    yield Case("WO108", saying("Don\u2019t wait."), quoting("I can't climb the stairs."))
    yield Case("WO109", saying("A chronic cough"), saying("A cough for a long time"))
    yield Case("WO109", saying("Take your Water Tablets"), saying("Take your tablets that make you pee more"))
    yield Case("WO110", saying("It is mild"), saying("The weather is milder"), PICKY)


def _look() -> Iterator[Case]:
    yield Case("LN101", many_words(46), many_words(45))
    yield Case("LN102", many_words(31), many_words(30))
    bare = replace(STAIRS, alt="")
    decorative = replace(SOUND, picture=bare, lines={"picture.decorative": 9})
    yield Case("PI101", _without("picture.alt", picture=bare), decorative)
    long, longest = replace(STAIRS, alt="x" * 126), replace(STAIRS, alt="x" * 125)
    yield Case("PI102", replace(SOUND, picture=long), replace(SOUND, picture=longest))
    yield Case("TI101", replace(SOUND, dwell_seconds=9), replace(SOUND, dwell_seconds=10))
    yield Case("TI101", replace(many_words(40), dwell_seconds=22), replace(many_words(40), dwell_seconds=23))
    yield Case("TI101", replace(many_words(40), dwell_seconds=34), replace(many_words(40), dwell_seconds=35), SLOW)
    yield Case("EV101", _event(days=(date(2026, 11, 1), date(2026, 11, 21))), _event(days=(date(2026, 1, 1), TODAY)))
    yield Case("EV102", _event(ends=time(13)), _event())
    yield Case("EV103", replace(SOUND, kind=Kind.EVENT), _event())
    yield Case("LI101", replace(SOUND, link="heart failure page"), replace(SOUND, link="nhs.uk/heart"))
    yield Case("LI101", replace(SOUND, link="javascript:alert(1)"), replace(SOUND, link="https://nhs.uk"))
    for long in (f"https://www.nhs.uk/{'x' * 12}", f"nhs.uk/{'x' * 24}", f"(nhs.uk/{'x' * 24})."):
        yield Case("LI103", saying(f"Read {long}"), saying(f"Read nhs.uk/{'x' * 23}. {'x' * 40}"))
    yield Case("LI102", replace(SOUND, link=f"nhs.uk/{'x' * 24}"), replace(SOUND, link=f"nhs.uk/{'x' * 23}"))


def _trust() -> Iterator[Case]:
    yield Case("SO101", replace(SOUND, sources=()), replace(LOCAL, sources=()))
    for address in WRONG_ADDRESSES:
        yield Case("SO102", _source(address=address), _source(address="http://nhs.uk/a"))
    yield Case("SO104", _source(checked_day=date(2026, 11, 23)), _source(checked_day=TODAY))
    yield Case("AG101", _without("group", group=""), SOUND)
    yield Case("AG102", replace(SOUND, owners=("a carer",)), replace(LOCAL, owners=()))
    for owners in (("x", "x"), ("a nurse", "The Nurse")):
        yield Case("AG102", replace(SOUND, owners=owners), replace(SOUND, owners=("a nurse", "another nurse")))
    yield Case("DA101", replace(SOUND, agreed_day=None), replace(LOCAL, agreed_day=None))
    yield Case("DA102", replace(SOUND, review_by_day=None), replace(LOCAL, review_by_day=None))
    leap = replace(SOUND, agreed_day=date(2024, 2, 29))
    yield Case(
        "DA103", replace(SOUND, review_by_day=date(2029, 11, 3)), replace(SOUND, review_by_day=date(2029, 11, 2))
    )
    yield Case("DA103", replace(leap, review_by_day=date(2027, 3, 1)), replace(leap, review_by_day=date(2027, 2, 28)))
    yield Case("DA104", replace(SOUND, review_by_day=date(2026, 11, 1)), SOUND)
    yield Case("DA105", replace(leap, review_by_day=date(2026, 11, 21)), replace(leap, review_by_day=TODAY))
    yield Case("DA106", replace(SOUND, agreed_day=date(2026, 11, 23)), replace(SOUND, agreed_day=TODAY))
    both = "Call 999 if life is in danger. Call 111 if not."
    yield Case("UR101", saying("Call 111.", layout="signs"), saying(both, layout="signs"))
    yield Case("UR102", saying("Call 999.", layout="signs"), saying("Call 999.", layout="signs", phone="111"))
    eastern = ("\u06f9\u06f9\u06f9", "\u0661\u0661\u0661")
    yield Case("UR101", saying(eastern[1], layout="signs"), saying(*eastern, layout="signs"))
    yield Case("UR103", replace(SOUND, title="Early signs"), saying(both, title="Early signs"))
    heading = (Heading((Text("Symptoms"),), 20),)
    yield Case("UR103", replace(SOUND, blocks=heading), replace(LOCAL, blocks=heading))
    yield Case("UR103", replace(SOUND, title="Symptoms"), replace(SOUND, title="Sign up for a walk"))
    yield from _emergency()


def _emergency() -> Iterator[Case]:
    asked = "Ring your GP tomorrow."
    chest = replace(saying(asked), title="Chest pain")
    yield Case("UR104", chest, saying(asked, "Call 999.", title="Chest pain"))
    yield Case("UR105", chest, saying("Call 999.", title="Chest pain"))
    for sign in (
        "Your chest hurts",
        "Fighting for breath",
        "You can\u2019t breathe",
        "A pain in your chest",
        "Seizures",
    ):
        yield Case("UR104", saying(sign), saying(f"{sign}? Call 999."))
        yield Case("UR104", saying(sign, kind=Kind.STORY), saying(sign, kind=Kind.EVENT))
    yield Case("UR104", saying("Chest pain"), saying("A chest infection. Painting. Out of breath on the stairs."))
    yield Case(
        "UR105", saying("Chest pain? Call 999. Or make an appointment."), saying("Make an appointment tomorrow.")
    )


def _privacy() -> Iterator[Case]:
    for address in ("ann@example.org", "Write to a.b+c@mail.example.co.uk."):
        yield Case("PR101", saying(address), saying(address, kind=Kind.LOCAL))
    yield Case("PR101", replace(SOUND, credit="ann@example.org"), replace(SOUND, credit="Ann @ home"))
    for number in ("07700 900123", "+44 7700 900123", "0044 7700900123", "+44 (0)7700 900 123", "07700-900-123"):
        yield Case("PR102", saying(f"Call {number} now"), saying("Call 0800 077 1234, or 0141 700 9001"))
    for postcode in ("ML1 1AA", "ec1a 1bb", "M11AE"):
        yield Case("PR103", saying(f"Come to {postcode}"), saying("Take 2 at 10am and 1 at 3pm, B12 or D3"))


def playlist(*entries: PlaylistEntry) -> Playlist:
    """A playlist with these entries."""
    return Playlist("winter", "playlists/winter.yaml", "Winter", "en", "friends", entries, lines={"slides": 3})


LOOP = {f"s{at}": replace(SOUND, id=f"s{at}") for at in range(100)}
PAST = {"stairs": replace(SOUND, agreed_day=date(2024, 1, 1), review_by_day=date(2026, 1, 1))}
FRESH = {"stairs": SOUND}
ONE = playlist(PlaylistEntry("stairs", 4))


@dataclass(frozen=True)
class PlaylistCase:
    """A rule's code, with a playlist and its slides that break it and that keep it."""

    code: str
    breaks: tuple[Playlist, dict[str, Slide]]
    keeps: tuple[Playlist, dict[str, Slide]]

    def __str__(self) -> str:
        return self.code


def _loop(count: int) -> Playlist:
    return playlist(*(PlaylistEntry(f"s{at}", 4 + at) for at in range(count)))


PLAYLIST_CASES = (
    PlaylistCase("PL104", (ONE, PAST), (ONE, FRESH)),
    PlaylistCase(
        "TI102",
        (playlist(PlaylistEntry("stairs", 4, 9)), FRESH),
        (playlist(PlaylistEntry("stairs", 4, 10)), FRESH),
    ),
    PlaylistCase("TI103", (_loop(91), LOOP), (_loop(90), LOOP)),
)
