"""Every rule of the project has an example that breaks it and one that keeps it, and no rule is without both."""

from pathlib import Path

import pytest

from publisher.building.review import review
from publisher.checks.rule_pages import page_of, write_pages
from publisher.content.source.sources import open_source
from publisher.model.findings import Finding, Level
from publisher.model.screens import Seat, Size
from publisher.rules.drawing import RULES as DRAWN_RULES
from publisher.rules.pages.book import EXAMPLES, PAGES
from publisher.rules.pages.example import Part
from publisher.rules.rules import RULES
from tests.publisher.checks.cases import TODAY
from tests.publisher.checks.content_of_examples import make_sound, write_example
from tests.publisher.checks.told_examples import TOLD

SIZES = (Size(1920, 1080),)
NEAR = Seat(distance_m=2)


def found_in(folder: Path, seat: Seat = Seat()) -> tuple[Finding, ...]:  # noqa: B008 - it is frozen
    return review(open_source(folder).read(), TODAY, SIZES, seat)


def made(folder: Path, code: str, *, breaks: bool) -> tuple[Finding, ...]:
    example = EXAMPLES[code]
    if example.part is Part.TOLD:
        make_sound(folder)
        TOLD[code][0 if breaks else 1](folder)
    else:
        write_example(folder, example, example.breaks if breaks else example.keeps)
    return found_in(folder, NEAR) if breaks and code == "QR101" else found_in(folder)


def test_the_content_that_examples_change_is_sound(tmp_path):
    make_sound(tmp_path)
    assert found_in(tmp_path) == ()


@pytest.mark.parametrize("code", PAGES)
def test_what_breaks_a_rule_is_found(tmp_path, code):
    found = [finding for finding in made(tmp_path, code, breaks=True) if finding.code == code]
    assert found
    assert {finding.level for finding in found} == {PAGES[code].level}
    assert {finding.source for finding in found} == {PAGES[code].source}


@pytest.mark.parametrize("code", PAGES)
def test_what_keeps_a_rule_is_left_alone(tmp_path, code):
    found = made(tmp_path, code, breaks=False)
    assert code not in {finding.code for finding in found}
    assert [finding for finding in found if finding.level is Level.ERROR] == []


def test_no_rule_is_without_both():
    assert set(PAGES) == {*RULES, *(rule.code for rule in DRAWN_RULES)} == set(EXAMPLES)
    assert {code for code, example in EXAMPLES.items() if example.part is Part.TOLD} == set(TOLD)
    for example in EXAMPLES.values():
        assert example.breaks and example.keeps and example.breaks != example.keeps


def test_the_pages_in_the_docs_are_those_of_the_rules():
    folder = Path(__file__).parents[3] / "docs" / "rules"
    written = {file.name: file.read_text(encoding="utf-8") for file in folder.glob("*.md")}
    assert written == write_pages(), "Run: publisher rules --write docs/rules"


def test_a_page_says_what_why_and_where_it_comes_from():
    for code, page in PAGES.items():
        assert page.why.endswith(".") and page.source
        assert page.example.what.endswith(".")
        text = page_of(page)
        assert text.startswith(f"# {code}: ")
        assert page.why in text and "## This breaks it" in text and "## This keeps it" in text
