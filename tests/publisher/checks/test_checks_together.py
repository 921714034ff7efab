"""What a group changes about rules, what is left out of an edition, and how findings are written down."""

import hashlib
import json
import re
from dataclasses import replace

import pytest
from click.testing import CliRunner

from publisher.building.selection import select
from publisher.checks.checking import check_content, check_slide
from publisher.checks.likeness import nhs_blue_near
from publisher.checks.timing import chance_to_meet
from publisher.checks.words.casing import misplaced_capitals
from publisher.checks.words.readability import grade_of
from publisher.checks.words.syllables import count_syllables
from publisher.cli import publisher
from publisher.content.source.sources import open_folder
from publisher.errors import SlidesRefusedError
from publisher.model.content import Content
from publisher.model.findings import Level, Place
from publisher.rules.findings import annotations_of
from publisher.rules.rules import LONG_SENTENCE
from tests.publisher.broken import GROUP
from tests.publisher.checks.cases import TODAY, saying, words
from tests.publisher.checks.content_of_examples import make_sound, slide_text, write
from tests.publisher.checks.test_checks_rules import codes

PLAYLIST = "title: Winter\ngroup: friends\nslides:\n  - example\n  - other\n"
STORY = "kind: story\nconsent: [songs]"
CONSENT = "songs:\n  uses: [story]\n  given: 2026-11-01\n  kept: form 3, in the safe\n"


@pytest.fixture
def folder(tmp_path):
    """Two sound slides and a playlist of both."""
    make_sound(tmp_path)
    write(tmp_path, "slides/other.md", slide_text())
    write(tmp_path, "playlists/winter.yaml", PLAYLIST)
    return tmp_path


def read(folder) -> Content:
    return open_folder(folder).read()


def shown(folder) -> list[str]:
    return [turn.slide.id for turn in select(read(folder), "winter", TODAY).turns]


def test_a_group_changes_a_number_and_a_level_and_the_reason_stands_in_the_line(folder):
    changes = "rules:\n  WO101: {limit: 15, why: We tried it out}\n  WO108: {level: warning, why: We talk so}\n"
    write(folder, "groups/friends.yaml", GROUP + changes)
    group = read(folder).groups["friends"]
    assert "WO101" not in codes(saying(words(15)), group)
    (long, short) = check_slide(saying(words(16), "You can't wait."), group, TODAY).findings
    assert (long.code, long.level) == ("WO101", Level.ERROR)
    assert "Cut it to 15" in long.message and "changed this rule: We tried it out.)" in long.message
    assert (short.code, short.level) == ("WO108", Level.WARNING) and "We talk so" in short.message


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("WO101: {limit: 22}", "FM108"),
        ("WO101: {why: We like it}", "FM108"),
        ("WO101: {level: off, why: We like it}", "FM109"),
        ("WO105: {limit: 3, why: We like it}", "FM109"),
        ("MD101: {level: warning, why: We like it}", "GR103"),
        ("LE201: {level: warning, why: We like it}", "GR102"),
    ],
)
def test_a_change_that_cannot_be_made_is_an_error(folder, change, code):
    write(folder, "groups/friends.yaml", f"{GROUP}rules:\n  {change}\n")
    content = read(folder)
    assert code in {finding.code for finding in content.findings}
    assert content.groups["friends"].rules == ()


def test_a_slide_whose_consent_was_withdrawn_is_left_out_and_the_others_go_on(folder):
    write(folder, "slides/other.md", slide_text(STORY, "> We sang."))
    write(folder, "consent.yaml", CONSENT)
    assert shown(folder) == ["example", "other"]
    write(folder, "consent.yaml", f"{CONSENT}  withdrawn: 2026-11-20\n")
    assert shown(folder) == ["example"]
    (why,) = [found for found in select(read(folder), "winter", TODAY).findings if found.code == "CO103"]
    assert (why.level, why.place.file) == (Level.WARNING, "slides/other.md")


def test_a_story_without_consent_keeps_the_whole_playlist_back(folder):
    write(folder, "slides/other.md", slide_text("kind: story", "> We sang."))
    findings = select(read(folder), "winter", TODAY).findings
    assert [(found.code, found.level) for found in findings] == [("CO101", Level.ERROR)]


def test_a_stale_translation_is_left_out_until_somebody_says_yes(folder):
    front = "language: pl\ntranslates: {slide: example, revision: %s, translator: an interpreter}"
    write(folder, "slides/other.md", slide_text(front % read(folder).slides["example"].revision[:12]))
    assert shown(folder) == ["example", "other"]
    write(folder, "slides/example.md", slide_text(body="Rest."))
    assert shown(folder) == ["example"]
    yes = "{slide: other, although_stale: yes by the practice manager}"
    write(folder, "playlists/winter.yaml", PLAYLIST.replace("- other", f"- {yes}"))
    assert shown(folder) == ["example", "other"]


TRANSLATION = "language: pl\ntranslates: {slide: example, revision: %s, translator: an interpreter}"


def _written_otherwise(data: bytes) -> dict[str, bytes]:
    """The same slide as other editors, other people and git on Windows leave it."""
    text = data.decode()
    return {
        "Windows line ends": data.replace(b"\n", b"\r\n"),
        "byte order mark": b"\xef\xbb\xbf" + data,
        "no last line end": data.rstrip(b"\n"),
        "another order": text.replace("kind: condition\n", "").replace("---\n", "---\nkind: condition\n", 1).encode(),
        "agreed again": text.replace("agreed: 2026-11-02", "agreed: 2026-11-20").encode(),
        "source looked at again": text.replace("checked: 2026-11-01", "checked: 2026-11-20").encode(),
        "a comment": text.replace("kind:", "# a word for us\nkind:").encode(),
    }


@pytest.mark.parametrize("way", _written_otherwise(slide_text().encode()))
def test_a_translation_stays_whatever_way_its_original_is_written(folder, way):
    write(folder, "slides/other.md", slide_text(TRANSLATION % read(folder).slides["example"].revision[:12]))
    original = folder / "slides/example.md"
    other = _written_otherwise(original.read_bytes())[way]
    assert other != original.read_bytes()
    original.write_bytes(other)
    assert shown(folder) == ["example", "other"]
    assert not [found for found in check_content(read(folder), TODAY) if found.code.startswith("TR")]


@pytest.mark.parametrize("way", ["as it was", "Windows line ends", "byte order mark", "no last line end"])
def test_a_revision_of_the_old_way_of_counting_is_understood_and_the_new_one_told(folder, way):
    original = folder / "slides/example.md"
    picture = hashlib.sha256((folder / "images/stairs.png").read_bytes()).digest()
    before = hashlib.sha256(hashlib.sha256(original.read_bytes()).digest() + picture).hexdigest()[:12]
    write(folder, "slides/other.md", slide_text(TRANSLATION % before))
    original.write_bytes(_written_otherwise(original.read_bytes()).get(way, original.read_bytes()))
    assert shown(folder) == ["example", "other"]
    (told,) = [found for found in check_content(read(folder), TODAY) if found.code.startswith("TR")]
    assert (told.code, told.place.file, told.place.line) == ("TR105", "slides/other.md", 17)
    assert f"`revision: {read(folder).slides['example'].revision[:12]}`" in told.message
    write(folder, "slides/example.md", slide_text(body="Rest."))
    assert shown(folder) == ["example"]


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("WO1", "See the list of rules: publisher rules."),
        ("WO199", "See the list of rules: publisher rules."),
        ("wo101", "Did you mean `WO101`?"),
        ("WO1O1", "Did you mean `WO101`?"),
    ],
)
def test_a_rule_is_guessed_only_where_one_is_surely_meant(folder, code, hint):
    write(folder, "groups/friends.yaml", f"{GROUP}rules:\n  {code}:\n    level: note\n    why: We tried it.\n")
    (told,) = [found.message for found in read(folder).findings if found.code == "GR102"]
    assert told.endswith(hint)


@pytest.mark.parametrize("revision", ["", "revision: what, "])
def test_a_translation_without_its_revision_is_told_the_true_one_and_no_other(folder, revision):
    front = f"language: pl\ntranslates: {{slide: example, {revision}translator: an interpreter}}"
    write(folder, "slides/other.md", slide_text(front))
    true = read(folder).slides["example"].revision[:12]
    found = {each.code: each.message for each in check_content(read(folder), TODAY) if "other" in each.place.file}
    assert f"`revision: {true}`" in found["TR102"]
    assert "TR102" in found["FM109" if revision else "FM108"] and not re.search(r"[0-9a-f]{8}", found.get("FM108", ""))


def test_a_playlist_of_nothing_but_withdrawn_stories_is_refused(folder):
    write(folder, "slides/example.md", slide_text(STORY, "> We sang."))
    write(folder, "consent.yaml", f"{CONSENT}  withdrawn: 2026-11-20\n")
    write(folder, "playlists/winter.yaml", PLAYLIST.replace("  - other\n", ""))
    with pytest.raises(SlidesRefusedError):
        select(read(folder), "winter", TODAY)


@pytest.mark.parametrize(
    ("title", "wrong"),
    [
        ("Early Signs Of Heart Failure", ["Signs", "Of", "Heart", "Failure"]),
        ("When To Call 999", ["To", "Call"]),
        ("Ask the British Heart Foundation", []),
        ("Talk to Chest Heart and Stroke Scotland", []),
        ("What helped us: The old songs", []),
        ("Worried? Talk to your GP practice", []),
        ("You and I can talk", []),
    ],
)
def test_a_capital_is_wrong_where_no_name_stands(title, wrong):
    assert list(misplaced_capitals(title)) == wrong


@pytest.mark.parametrize(
    "text",
    ["One of us can help.", "If one day you cannot", "One or two of you", "A two-way talk", "Do it one day at a time."],
)
def test_words_that_only_look_like_numbers_are_left_alone(text):
    assert "WO112" not in codes(saying(text))


@pytest.mark.parametrize("text", ["Take one tablet.", "Rest for twenty minutes.", "Two of these help."])
def test_numbers_in_words_are_found(text):
    assert "WO112" in codes(saying(text))


@pytest.mark.parametrize(
    ("word", "count"),
    [("breath", 1), ("tablets", 2), ("medicine", 3), ("little", 2), ("called", 1), ("needed", 2), ("dementia", 3)],
)
def test_syllables_are_counted_as_they_are_spoken(word, count):
    assert count_syllables(word) == count


def test_the_grade_is_that_of_the_formula():
    grade, counted = grade_of(["The cat sat on the mat."])
    assert counted == 6
    assert grade == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)


def test_the_chance_to_meet_a_slide_is_that_of_the_formula():
    assert chance_to_meet(10, 580, 300) == pytest.approx(0.5)
    assert chance_to_meet(10, 100, 300) == 1
    assert chance_to_meet(10, 100, 5) == 0


def test_only_blues_near_the_nhs_s_own_are_noticed():
    assert nhs_blue_near("#005eb8") == "#005eb8"
    assert nhs_blue_near("#0a60b5") == "#005eb8"
    assert nhs_blue_near("#1d4a36") is None
    assert nhs_blue_near("#7a9cc6") is None


def test_a_workflow_command_cannot_be_ended_by_what_somebody_wrote(folder):
    finding = replace(read_finding(), message="100 %\n::error::gone")
    (line,) = annotations_of([finding]).splitlines()
    assert line == "::error file=slides/a%2Cb.md,line=3,col=2,title=WO101::100 %25%0A::error::gone"


def read_finding():
    return LONG_SENTENCE.at(Place("slides/a,b.md", 3, 2), "Too long.")


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_check_writes_findings_in_every_form_and_ends_with_1(folder, form):
    write(folder, "slides/other.md", slide_text(body="You can't wait."))
    result = CliRunner().invoke(publisher, ["check", str(folder), "--format", form, "--today", "2026-11-22"])
    assert result.exit_code == 1
    assert "WO108" in result.stdout and "slides/other.md" in result.stdout
    if form in {"json", "sarif"}:
        json.loads(result.stdout)
    if form == "github":
        assert result.stdout.startswith(f"::error file={folder.as_posix()}/slides/other.md,line=")


def test_check_is_for_the_seat_that_is_named(folder):
    run = CliRunner().invoke
    near = run(publisher, ["check", str(folder), "--today", "2026-11-22"])
    far = run(publisher, ["check", str(folder), "--today", "2026-11-22", "--distance", "9", "--diagonal", "24"])
    assert (near.exit_code, far.exit_code) == (0, 1)
    assert "read from 9 m" in far.stdout
