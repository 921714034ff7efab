"""Each rule notices what breaks it and leaves alone what keeps it."""

from dataclasses import replace

import pytest

from publisher.checks.checking import bearing_on, check_content, check_playlist, check_slide
from publisher.model.content import Content
from publisher.model.findings import Level, Place
from publisher.model.slides import Kind, Quotation, Text
from publisher.rules.rules import RULES
from tests.publisher.checks.cases import (
    GROUP,
    ONE,
    PAST,
    PLAYLIST_CASES,
    SOUND,
    TODAY,
    Case,
    PlaylistCase,
    saying,
    slide_cases,
    words,
)

CASES = tuple(slide_cases())


def codes(slide, group=GROUP) -> set[str]:
    return {finding.code for finding in check_slide(slide, group, TODAY).findings}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_slide_that_breaks_a_rule_is_noticed(case: Case):
    found = [finding for finding in check_slide(case.breaks, case.group, TODAY).findings if finding.code == case.code]
    assert len(found) == 1
    rule, finding = RULES[case.code], found[0]
    assert (finding.level, finding.source) == (rule.level, rule.source)
    assert finding.place.file == case.breaks.file


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_slide_that_keeps_a_rule_is_left_alone(case: Case):
    assert case.code not in codes(case.keeps, case.group)


@pytest.mark.parametrize("case", PLAYLIST_CASES, ids=str)
def test_a_playlist_is_held_against_its_rules(case: PlaylistCase):
    broken = check_playlist(*case.breaks, TODAY, {"friends": GROUP})
    assert [finding.code for finding in broken] == [case.code]
    kept = check_playlist(*case.keeps, TODAY, {"friends": GROUP})
    assert case.code not in {finding.code for finding in kept}
    assert {finding.level for finding in kept} <= {Level.NOTE}


def test_every_rule_says_why_and_where_it_comes_from():
    for code, rule in RULES.items():
        assert rule.code == code
        assert code[:2].isupper() and code[2:].isdecimal() and len(code) == 5
        assert rule.why.endswith(".") and rule.why[0].isupper()
        assert rule.source


def test_every_message_is_plain_sentences_of_what_was_found_and_what_to_do():
    for case in CASES:
        for finding in check_slide(case.breaks, case.group, TODAY).findings:
            assert finding.message[0].isupper() or finding.message[0] in "“" or finding.message[0].isdigit()
            assert finding.message.endswith((".", "https://"))
            assert "\n" not in finding.message


def test_a_sound_slide_has_no_findings():
    assert check_slide(SOUND, GROUP, TODAY).findings == ()


def test_a_finding_points_at_the_line_of_what_it_is_about():
    finding = check_slide(saying("All is well.", "Salt & sugar"), GROUP, TODAY).findings[0]
    assert finding.place == Place("slides/stairs.md", 21, 1)


def test_somebodys_own_words_stay_as_they_were_said():
    quoted = replace(SOUND, blocks=(Quotation((Text("I can't stand RENAL drugs & mild tea etc."),), 20),))
    assert codes(quoted) == set()


def test_english_rules_leave_other_languages_alone():
    assert codes(saying("Etc & ALLWEDDOL chronic", language="cy")) == set()
    assert "WO101" in codes(saying(words(21), language="cy"))


def test_what_was_written_wrongly_is_not_reported_a_second_time():
    lines = dict.fromkeys(("sources", "agreed", "review_by", "group", "picture", "event"), 9)
    bare = replace(SOUND, sources=(), agreed_day=None, review_by_day=None, group="", lines=lines)
    assert codes(bare, None) == set()
    assert codes(replace(bare, kind=Kind.EVENT), None) == set()


def test_everything_about_the_content_comes_at_once_in_order():
    worse = replace(saying("Salt & sugar"), id="worse", file="slides/worse.md")
    draft = replace(saying("You can't wait."), id="draft", file="slides/draft.md")
    winter = replace(ONE, file="playlists/winter.yaml")
    content = Content("c", {"worse": worse, **PAST}, {"winter": winter}, {"friends": GROUP}, {}, (), {"draft": draft})
    findings = check_content(content, TODAY)
    assert [finding.code for finding in findings] == ["PL104", "WO108", "DA105", "WO107"]
    assert list(findings) == sorted(findings)
    assert [finding.code for finding in bearing_on(content, "winter", findings)] == ["PL104", "DA105"]
    assert RULES["DA105"].level is Level.WARNING
