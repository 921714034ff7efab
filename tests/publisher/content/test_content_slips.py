"""Each slip of the pen in a YAML text is named at the line and column where it was made, with its own cure."""

from pathlib import Path

import pytest

from publisher.content.source.sources import open_folder
from publisher.content.text.documents import compose
from publisher.content.text.notes import Notebook
from tests.publisher.broken import GROUP, slide

ALL_OF_IT = "Put quotes around all of it"
SLIPS = {
    "no colon": ("title Rest well\nkind: local", 1, 1, "no “: ”"),
    "no colon further down": ("kind: local\ntitle Rest well\ngroup: us", 2, 1, "no “: ”"),
    "no colon further in": ("event:\n  place Town hall\n  starts: x", 2, 3, "no “: ”"),
    "no colon in a list": ("sources:\n  - publisher BHF\n    title: x", 2, 3, "no “: ”"),
    "no space": ("title:Rest well\nkind: local", 1, 7, "no space after `title:`"),
    "no space further down": ("kind: local\ntitle:Rest\ngroup: us", 2, 7, "no space after `title:`"),
    "no space in the last line": ("kind: local\nphone:0808 157 0111", 2, 7, "no space after `phone:`"),
    "no space further in": ("event:\n  place:Hall\n  starts: x", 2, 9, "no space after `place:`"),
    "no space in a line that goes on": ("title: Rest\n  kind:local", 2, 8, "no space after `kind:`"),
    "a no-break space": ("title:\u00a0Rest\nkind: local", 1, 7, "not a plain one"),
    "a full-width space": ("kind: local\ntitle:\u3000Rest\ngroup: us", 2, 7, "not a plain one"),
    "a full-width colon": ("title\uff1aRest\nkind: local", 1, 6, "full-width"),
    "an equals sign": ("title = Rest\nkind: local", 1, 7, "in place of a colon"),
    "an equals sign further down": ("kind: local\ntitle=Rest\ngroup: us", 2, 6, "in place of a colon"),
    "words behind single quotes": ("title: 'It's time'\nkind: local", 1, 8, ALL_OF_IT),
    "words behind double quotes": ('title: "Rest" is best\nkind: local', 1, 8, ALL_OF_IT),
    "words behind quotes in a list": ('owners:\n  - "Nurse" Ann\n  - a carer', 2, 5, ALL_OF_IT),
    "words behind a bracket": ("title: [New] Rest\nkind: local", 1, 8, ALL_OF_IT),
    "words behind a brace": ("title: {New} Rest\nkind: local", 1, 8, ALL_OF_IT),
    "an open double quote": ('title: "Rest\nkind: local', 1, 8, "not closed"),
    "an open quote, and another later": ('title: "Rest\nevent:\n  starts: "14:00"', 1, 8, "not closed"),
    "an open quote that swallows a name": ('title: "Rest\nkind: local"\ngroup: us', 1, 8, "not closed"),
    "an open single quote": ("title: 'Rest\nkind: local\ncredit: it's me", 1, 8, "not closed"),
    "an open bracket": ("owners: [a nurse, a carer\nkind: local", 1, 9, "not closed"),
    "an open brace": ("agreeing: {rule: All say yes.\nname: x", 1, 11, "not closed"),
    "a bracket in a list in brackets": (
        "owners: [a carer [Fife], a nurse]\nkind: local",
        1,
        18,
        "Put the item in quotes",
    ),
    "a second colon": ("title: Rest: why\nkind: local", 1, 12, "second “: ”"),
    "a colon at the end": ("title: What helps:\nkind: local", 1, 18, "second “: ”"),
    "curly quotes": ("title: “Rest: why”\nkind: local", 1, 8, "curly"),
    "an at sign": ("credit: @ann\nkind: local", 1, 9, ALL_OF_IT),
    "a backtick": ("credit: `ann`\nkind: local", 1, 9, ALL_OF_IT),
    "a per cent sign": ("title: %5 off\nkind: local", 1, 8, ALL_OF_IT),
    "a per cent sign before the name": ("%title: x\nkind: local", 1, 1, "cannot start with %"),
    "stars": ("title: **Rest** now\nkind: local", 1, 8, "bold mean nothing"),
    "an ampersand": ("title: & rest\nkind: local", 1, 8, "cannot start with &"),
    "a greater-than sign": ("title: > 5 days\nkind: local", 1, 8, "cannot start with >"),
    "a bar": ("title: | Rest\nkind: local", 1, 8, "or |"),
    "a dash": ("title: - rest\nkind: local", 1, 8, "a dash"),
    "a question mark": ("title: ? rest\nkind: local", 1, 8, "a question mark"),
    "a tab in front": ("\ttitle: x", 1, 1, "tab"),
    "a tab behind the colon": ("title:\tx", 1, 7, "tab"),
    "a line too far right": ("kind: local\n  title: x", 2, 3, "too far"),
    "an item too far right": ("owners:\n- a carer\n - a nurse\nkind: local", 3, 2, "too far"),
    "a line too far left": ("event:\n    place: x\n  starts: y", 3, 3, "does not fit"),
    "a first line too far in": (" title: Rest\nkind: local", 1, 1, "spaces in front"),
    "a first line too far in below a remark": ("\n# our slide\n  title: Rest\n kind: local", 3, 1, "spaces in front"),
    "a second text": ("a: b\n---\nc: d", 2, 1, "second `---`"),
    "a backslash": ('title: "50\\% less"\nkind: local', 1, 12, "single quotes"),
}
"""Each with its line, its column and words of its cure."""

HIDDEN = {
    "the end of a value": ("title: The #1 question\nkind: local", [(1, 12)]),
    "all of a value": ("title: #1 choice\nkind: local", [(1, 8)]),
    "ends of values further in": ("event:\n  place: Flat #3\n  getting_there: Bus #240 stops", [(2, 15), (3, 22)]),
    "the end of an item": ("slides:\n  - rest #1\n  - walk", [(2, 10)]),
    "all of an item": ("owners:\n  - #1 nurse\n  - a carer", [(2, 5)]),
    "the end of an item in brackets": ("owners: [a nurse #1\n  , b]", [(1, 18)]),
    "the end of a second line": ("title: Rest\n  well #1\nkind: local", [(2, 8)]),
    "a phone's extension": ("phone: 0141 496 0122 # 5\nkind: local", [(1, 22)]),
    "a colour": ("text: #aaaaaa\nname: Pale", [(1, 7)]),
}
NOT_HIDDEN = [
    'place: "Flat #3, upstairs"\nkind: local',
    "place: 'Flat #3'\nkind: local",
    "# all of this line\ntitle: Rest\n  # and this one\nkind: local",
    "title: C# and F#minor\nkind: local",
    'text: "#aaaaaa" # a warm grey\nname: Pale',
    "owners: [a, b] # both agreed\nkind: local",
    "owners: # two people\n  - a nurse\n  - a carer",
    "event: # on Mondays\n  place: Hall",
    "title: >-\n  The #1\n  question\nkind: local",
]


def findings_of(text: str) -> tuple:
    notes = Notebook("a.yaml")
    node = compose(text, notes)
    assert (node is None) == bool(notes.findings)
    return notes.findings


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_named_where_it_was_made_with_its_cure(name):
    text, line, column, cure = SLIPS[name]
    (finding,) = findings_of(text)
    assert (finding.place.line, finding.place.column, finding.code) == (line, column, "FM103")
    assert cure in finding.message


@pytest.mark.parametrize("name", HIDDEN)
def test_a_hash_that_hides_words_is_found_where_it_is(name):
    text, places = HIDDEN[name]
    found = findings_of(text)
    assert [(one.place.line, one.place.column) for one in found] == places
    assert {one.code for one in found} == {"FM111"}
    assert "in quotes" in found[0].message


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("kind: local # of the heart\ngroup: us", (1, 13)),
        ("slides:\n  - rest # first\n  - walk", (2, 10)),
        ("agreed: 2026-11-02 #\nkind: local", (1, 20)),
    ],
)
def test_a_remark_behind_one_word_is_a_warning_and_the_word_is_read(text, place):
    notes = Notebook("a.yaml")
    assert compose(text, notes) is not None
    assert [(one.place.line, one.place.column, one.code) for one in notes.findings] == [(*place, "FM112")]


@pytest.mark.parametrize("text", NOT_HIDDEN)
def test_a_hash_that_hides_nothing_is_left_alone(text):
    assert findings_of(text) == ()


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("slides/b.md", slide(front="credit: Ward #3\n")),
        ("playlists/w.yaml", "title: Best #1 slides\nslides: [a]\n"),
        ("groups/others.yaml", f"{GROUP}words_per_second: 2 #slow\n"),
        ("themes/pale.yaml", "name: Pale #2\n"),
        ("facts.yaml", "numbers:\n  - says: 2 kg #1\n    checked: 2026-11-22\n"),
        ("consent.yaml", "a-story:\n  uses: [story]\n  given: 2026-11-22\n  kept: safe #4\n"),
    ],
)
def test_every_kind_of_file_is_looked_at(tmp_path: Path, file: str, text: str) -> None:
    for name, what in {"slides/a.md": slide(), "groups/friends.yaml": GROUP, file: text}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(what)
    found = open_folder(tmp_path).read().findings
    assert [(one.code, one.place.file) for one in found if one.code == "FM111"] == [("FM111", file)]


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("Rest\n  well", "Rest well"),
        (">-\n  每天\n  吃药", "每天吃药"),
        ("每天\n  吃药", "每天吃药"),
        ('"每天\n  吃药"', "每天吃药"),
        ("每天\n  NHS\n  吃药", "每天 NHS 吃药"),
        ("吃药，\n  NHS", "吃药，NHS"),  # noqa: RUF001 - a Chinese comma
        ("お薬を\n  飲む", "お薬を飲む"),
        ("매일\n  약을", "매일 약을"),
        ("กินยา\n  ทุกวัน", "กินยา ทุกวัน"),
        ("|\n  Rest", "Rest"),
        ("Cafe\u0301", "Caf\u00e9"),
        ('"Cafe\\u0301"', "Caf\u00e9"),
    ],
)
def test_lines_of_a_value_are_joined_as_its_script_joins_them(tmp_path, title, read):
    (tmp_path / "slides").mkdir()
    (tmp_path / "slides/a.md").write_text(slide(title=title))
    content = open_folder(tmp_path).read()
    assert (content.slides | content.drafts)["a"].title == read


@pytest.mark.parametrize(
    ("path", "sign"), [("images\\a.png", "\\a"), ("images\\new.png", "\\n"), ("a\\tea.png", "\\t")]
)
def test_a_path_with_backslashes_between_double_quotes_is_told_of_these(tmp_path, path, sign):
    (tmp_path / "slides").mkdir()
    (tmp_path / "slides/a.md").write_text(slide(front=f'picture:\n  file: "{path}"\n  alt: A door\n'))
    (finding,) = [one for one in open_folder(tmp_path).read().findings if one.place.line == 6]
    assert finding.message.startswith(f"picture.file: {sign} ") and "single quotes" in finding.message


def test_characters_that_are_written_by_their_number_are_read(tmp_path):
    (tmp_path / "slides").mkdir()
    (tmp_path / "slides/a.md").write_text(slide(title='"A caf\\u00e9 \\"here\\""'))
    content = open_folder(tmp_path).read()
    assert (content.slides | content.drafts)["a"].title == 'A caf\u00e9 "here"'


@pytest.mark.parametrize(
    "place", ['"Town\\nhall"', "|\n    Town\n    hall", ">\n    Town\n\n    hall", "Town\n\n    hall"]
)
def test_a_line_break_in_a_value_is_refused_and_not_lost(tmp_path, place):
    event = f"event:\n  days: [2026-12-01]\n  starts: 14:00\n  ends: 15:00\n  place: {place}\n"
    (tmp_path / "slides").mkdir()
    (tmp_path / "slides/a.md").write_text(slide(front=event))
    (finding,) = [one for one in open_folder(tmp_path).read().findings if one.code == "FM109"]
    assert (finding.place.line, finding.place.column) == (9, 10)
    assert "line break" in finding.message
