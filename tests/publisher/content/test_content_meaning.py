"""A revision is what a slide means: no way of writing it down changes it, and every change of meaning does."""

import hashlib
from dataclasses import fields, replace
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from player.contract.limits import demand_digest
from publisher.content.album import Album
from publisher.content.meaning import meaning_of, revision_of
from publisher.content.slides import read_slide
from publisher.content.source.files import walk
from publisher.content.source.folder import ROOT, Folder
from publisher.content.source.sources import open_folder
from publisher.drawing.keys import frame_key
from publisher.model.screens import Size
from publisher.model.slides import Bullets, Event, Item, Kind, Paragraph, Picture, Slide, Source, Text
from tests.publisher.broken import small_picture
from tests.publisher.content.hands import SAID, Hand

EVENT = Event((date(2027, 3, 2),), time(14), time(15), "The hall", "Bus 240", 6)
WHOLE = Slide(
    id="a",
    file="slides/a.md",
    title="Rest",
    language="en",
    kind=Kind.LOCAL,
    group="friends",
    blocks=(Paragraph((Text("Sit a while."),), 9), Bullets((Item((Text("A chair"),), 11, "images/chair.png"),), 11)),
    revision="",
    layout="text",
    picture=Picture("images/a.png", "Stairs", 4, b"picture", "At home"),
    icons=(Picture("images/chair.png", "A chair", 11, b"icon"),),
    sources=(Source("NHS", "Rest", "https://nhs.uk/rest", date(2026, 11, 1), 5),),
    credit="A carer",
    event=EVENT,
    link="example.org/a",
    phone="111",
)
MEANT = {
    "title": "Rest more",
    "language": "pl",
    "kind": Kind.STORY,
    "group": "strangers",
    "layout": "big",
    "blocks": (Paragraph((Text("Sit down."),), 9),),
    "picture.data": b"another picture",
    "picture.alt": "A garden",
    "picture.caption": "In the park",
    "icons": (Picture("images/chair.png", "A chair", 11, b"another icon"),),
    "sources.publisher": "NHS 24",
    "sources.title": "Sleep",
    "sources.address": "https://nhs.uk/sleep",
    "credit": "A nurse",
    "event.days": (date(2027, 3, 2), date(2027, 3, 9)),
    "event.starts": time(14, 15),
    "event.ends": time(17),
    "event.place": "The library",
    "event.getting_there": "On foot",
    "link": "example.org/b",
    "phone": "112",
}
"""Each part of a slide's meaning, with another value."""
BOOKKEEPING = {
    "owners": ("a carer",),
    "agreed_day": date(2026, 11, 2),
    "review_by_day": date(2028, 1, 1),
    "dwell_seconds": 40,
    "translates": None,
    "consents": ("chair",),
    "shows_person": True,
    "earlier": ("0" * 64,),
    "revision": "0" * 64,
    "lines": {"title": 9},
    "id": "b",
    "file": "slides/b.md",
    "picture.path": "images/b.png",
    "picture.line": 12,
    "sources.checked_day": date(2026, 11, 30),
    "sources.line": 12,
    "event.line": 12,
    "event.with_year": False,
}
"""Each part that says nothing to those who wait, with another value."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the picture that slides name."""
    made = tmp_path_factory.mktemp("content")
    (made / "images").mkdir()
    (made / "images/stairs.png").write_bytes(small_picture())
    return made


def read(folder: Path, data: bytes) -> Slide:
    files = Folder(folder)
    found = read_slide("a", "slides/a.md", data, Album(files, walk(files, ROOT)))
    assert found.slide is not None and found.sound, (data.decode("utf-8", "replace"), found.findings)
    return found.slide


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(said=SAID, one=st.integers(0, 2**32), other=st.integers(0, 2**32))
def test_no_way_of_writing_a_slide_down_changes_its_revision(folder, said, one, other):
    first, second = read(folder, Hand(one).writes(said)), read(folder, Hand(other).writes(said))
    assert meaning_of(first) == meaning_of(second)
    assert first.revision == second.revision == revision_of(first)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(said=SAID, seed=st.integers(0, 2**32), data=st.data())
def test_every_other_word_makes_another_revision(folder, said, seed, data):
    name = data.draw(st.sampled_from(sorted(said.keys() - {"kind", "group", "layout", "language"})))
    changed = {**said, name: _with_another_word(said[name], data)}
    assert read(folder, Hand(seed).writes(said)).revision != read(folder, Hand(seed).writes(changed)).revision


def _with_another_word(value, data):
    if isinstance(value, str):
        return {"[": "[2027-03-02, 2027-03-16]", "1": "17:45"}.get(value[0], f"{value}7")
    if isinstance(value, dict):
        name = data.draw(st.sampled_from(sorted(value.keys() - {"file"})))
        return {**value, name: _with_another_word(value[name], data)}
    at = data.draw(st.integers(0, len(value) - 1))
    if isinstance(value[at], tuple):
        return [*value[:at], (value[at][0], f"{value[at][1]} 7"), *value[at + 1 :]]
    return [*value[:at], _with_another_word(value[at], data), *value[at + 1 :]]


def changed(name: str, value: object) -> Slide:
    part, _, below = name.partition(".")
    if not below:
        return replace(WHOLE, **{name: value})
    inner = getattr(WHOLE, part)
    other = (replace(inner[0], **{below: value}),) if isinstance(inner, tuple) else replace(inner, **{below: value})
    return replace(WHOLE, **{part: other})


@pytest.mark.parametrize("name", MEANT)
def test_each_part_of_the_meaning_counts(name):
    assert revision_of(changed(name, MEANT[name])) != revision_of(WHOLE)


@pytest.mark.parametrize("name", BOOKKEEPING)
def test_how_a_slide_is_looked_after_does_not_count(name):
    assert revision_of(changed(name, BOOKKEEPING[name])) == revision_of(WHOLE)


def test_of_every_part_of_a_slide_it_is_said_whether_it_counts():
    parts = {"picture": Picture, "sources": Source, "event": Event}
    names = {name for name in (one.name for one in fields(Slide)) if name not in parts}
    names |= {f"{part}.{name}" for part, kind in parts.items() for name in (one.name for one in fields(kind))}
    assert names == MEANT.keys() | BOOKKEEPING.keys()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Rest a\nwhile.", "Rest a while.", True),
        ("Rest.\n\nWalk.", "Rest.\n\n\n\nWalk.", True),
        ("Rest.\n\nWalk.", "Rest. Walk.", False),
        ("**Rest** now.", "__Rest__ now.", True),
        ("**Rest** now.", "Rest now.", False),
        ("**Rest** now.", "**Rest now.**", False),
        ("Re**st**.", "Re **st**.", False),
        ("> Rest.", ">Rest.", True),
        ("> Rest.", "Rest.", False),
        ("- Rest\n- Walk", "-   Rest\n\n-   Walk", True),
        ("- Rest\n- Walk", "- Walk\n- Rest", False),
        ("## Rest\n\nSoon", "## Rest ##\n\nSoon", True),
        ("Rest\\\nnow.", "Rest  \nnow.", True),
        ("Rest\\\nnow.", "Rest now.", False),
        ("Rest\\\nnow.", "Rest\n\nnow.", False),
        ("Le caf\u00e9.", "Le cafe\u0301.", True),
        ("Le caf\u00e9.", "Le cafe.", False),
        ("Take 10\u00a0mg.", "Take 10 mg.", True),
        ("Cardio\u00admyopathy.", "Cardiomyopathy.", True),
        ("Rest &amp; walk.", "Rest \\& walk.", True),
        ("Take 1 pill.", "Take 7 pills.", False),
        ("Take 0.5 mg.", "Take 5 mg.", False),
    ],
)
def test_the_text_counts_and_its_marks_do_not(folder, one, other, same):
    revisions = {
        read(folder, f"---\ntitle: Rest\nkind: local\ngroup: friends\n---\n\n{body}\n".encode()).revision
        for body in (one, other)
    }
    assert len(revisions) == (1 if same else 2)


def test_the_worked_example_comes_out_as_it_is_told(folder):
    slide = read(
        folder,
        b'---\ntitle:  "Your pills"\nowners: [a patient, a nurse]\n# not about a condition\nkind: local     \n'
        b"group: friends\n---\n\nTake **1 pill**\na day.\n",
    )
    lines = ["slide\t1", "title\tYour pills", "language\ten", "kind\tlocal", "group\tfriends"]
    lines += ["layout\t", "credit\t", "link\t", "phone\t", "paragraph\t", "words\tTake ", "bold\t1 pill"]
    told = "\n".join([*lines, "words\t a day.", ""])
    assert meaning_of(slide) == told
    assert slide.revision == hashlib.sha256(told.encode()).hexdigest()
    assert slide.revision.startswith("9300dd2ce0a1"), (
        "every translation pins revisions: keep them, or raise the version"
    )
    demand_digest(slide.revision)  # raises ContractError for what no player would read


def test_a_picture_drawn_otherwise_is_drawn_again_although_the_meaning_stays(tmp_path):
    """Which frame is used again is a question of what is drawn, and is asked of another digest."""
    (tmp_path / "slides").mkdir()
    keys, revisions = set(), set()
    for day in ("2026-11-01", "2025-11-01"):
        source = f"sources: [{{publisher: NHS, title: Rest, address: 'https://nhs.uk', checked: {day}}}]"
        text = f"---\ntitle: Rest\nkind: local\ngroup: friends\n{source}\n---\n\nRest.\n"
        (tmp_path / "slides/a.md").write_text(text)
        content = open_folder(tmp_path).read()
        slide = content.slides["a"]
        keys.add(frame_key(slide, content.themes["light"], Size(1920, 1080), None))
        revisions.add(slide.revision)
    assert (len(keys), len(revisions)) == (2, 1)
