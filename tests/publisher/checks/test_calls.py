"""A heading that names 999, 111 or 112 gets its panel, in any words and language, or its author hears of it."""

from pathlib import Path

import pytest

from publisher.checks.calls import called_number, names_a_call
from publisher.content.alone import read_slide_file
from publisher.content.themes import LIGHT
from publisher.drawing.compose import lay_out
from publisher.model.findings import Finding
from publisher.model.screens import Size
from tests.publisher.broken import slide

RED = {
    "en": [
        *("Call 999", "Phone 999", "Ring 999 now", "Dial 999", "Telephone 999", "When to call 999", "Please call 999"),
        *("In an emergency 999", "Emergency: 999", "999", "999!", "999 or 111", "111 or 999", "Call 112", "112"),
        *(
            "999 if you cannot breathe",
            "999 \N{EN DASH} at once",
            "CALL 999",
            "Call \u00ad999",
            "Call\u00a0999",
            "Get help: 999",
        ),
        *(
            "Call \uff19\uff19\uff19",
            "Zadzwo\u0144 pod 999",
            "Call an ambulance on 999",
            "Calling 999",
            "Call 999 24 hours a day",
        ),
    ],
    "pl": ["Zadzwo\u0144 pod 999", "Dzwo\u0144: 112", "W nag\u0142ym wypadku 999"],
    "gd": ["Cuir f\u00f2n gu 999", "999"],
    "ur": [
        "999 \u067e\u0631 \u0641\u0648\u0646 \u06a9\u0631\u06cc\u06ba",
        "\u06f9\u06f9\u06f9",
        "\u06f1\u06f1\u06f2 \u067e\u0631",
    ],
    "ar": ["\u0627\u062a\u0635\u0644 \u0628\u0640 \u0669\u0669\u0669", "\u0627\u062a\u0635\u0644 999"],
    "pa": ["999 \u0a24\u0a47 \u0a2b\u0a3c\u0a4b\u0a28 \u0a15\u0a30\u0a4b", "\u0a6f\u0a6f\u0a6f"],
    "zh-Hans": ["\u8bf7\u62e8\u6253 999", "\u62e8\u6253\uff19\uff19\uff19", "\u6025\u6551999"],
}
QUIETER = {
    "en": ["Call 111", "Ring 111 if it can wait", "NHS 111", "Call 111, not 999", "111 day or night"],
    "pl": ["Zadzwo\u0144 pod 111"],
    "ar": ["\u0661\u0661\u0661"],
}
NO_CALL = [
    "Call 9990",
    "Call 0141 999 1234",
    "0141 111 0122",
    "\u00a3999",
    "999,000 steps",
    "Room 111",
    "Bus 999",
    "1999",
]
IN_OTHER_WORDS = [
    "999 people walked with us",
    "Do not call 999",
    "Nine nine nine",
    "Call 9-9-9",
    "9 9 9",
    "Call 9\u20119\u20119",
    "9\u20609\u20609 walkers",
    "One 1-1-1 call",
]


@pytest.mark.parametrize(("language", "heading"), [(code, text) for code, texts in RED.items() for text in texts])
def test_a_call_for_999_or_112_is_known_in_any_words(language, heading):
    assert called_number(heading, language) == "999"


@pytest.mark.parametrize(("language", "heading"), [(code, text) for code, texts in QUIETER.items() for text in texts])
def test_so_is_one_for_111(language, heading):
    assert called_number(heading, language) == "111"


@pytest.mark.parametrize("heading", NO_CALL)
def test_another_number_is_no_call(heading):
    assert called_number(heading, "en") == ""
    assert not names_a_call(heading)


def drawn(folder: Path, text: str) -> tuple[set[str], list[Finding]]:
    (folder / "a.md").write_text(text)
    made, _ = read_slide_file(folder / "a.md")
    assert made is not None
    layout = lay_out(made, LIGHT, Size(1920, 1080), None)
    found = [finding for finding in layout.findings if finding.code == "UR106"]
    return {panel.colour for panel in layout.panels}, found


@pytest.mark.parametrize("heading", ["Ring 999", "In an emergency 999", "999 or 111", "Call 112"])
def test_its_panel_is_red(tmp_path, heading):
    colours, found = drawn(tmp_path, slide(body=f"You cannot breathe.\n\n## {heading}\n\nNow."))
    assert LIGHT.urgent in colours
    assert found == []


@pytest.mark.parametrize("heading", IN_OTHER_WORDS)
def test_a_heading_without_a_panel_is_a_warning_at_its_line(tmp_path, heading):
    colours, found = drawn(tmp_path, slide(body=f"You cannot breathe.\n\n## {heading}\n\nNow."))
    assert LIGHT.urgent not in colours
    assert [finding.place.line for finding in found] == [8]
    assert "`## Call 999`" in found[0].message


def test_so_is_one_whose_layout_has_no_panels_and_a_title_that_calls(tmp_path):
    _, found = drawn(tmp_path, slide(front="layout: text\n", body="It hurts.\n\n## Call 999\n\nNow."))
    assert [finding.place.line for finding in found] == [9]
    _, found = drawn(tmp_path, slide(title="When to call 999", body="It hurts."))
    assert [finding.place.line for finding in found] == [2]
    _, found = drawn(tmp_path, slide(title="When to call 999", body="It hurts.\n\n## Call 999\n\nNow."))
    assert found == []
    _, found = drawn(tmp_path, slide(title="Call 111", front='phone: "111"\n', body="It can wait."))
    assert found == []


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("**Call 999**", 6),
        ("It hurts.\n\n**Call 999**", 8),
        ("- **Call 999.**\n- Sit down", 6),
        ("## In an emergency\n\nCall 999 if you cannot breathe.", 6),
        ("## Emergency\n\n- Sit down\n- Call 112", 6),
        ("**Call 999**\n\n## Call 111\n\nIf it can wait.", 6),
    ],
)
def test_so_is_a_call_for_999_that_is_a_heading_in_all_but_its_mark(tmp_path, body, line):
    _, found = drawn(tmp_path, slide(body=body))
    assert [finding.place.line for finding in found] == [line]


@pytest.mark.parametrize(
    ("language", "heading", "words"),
    [
        ("pl", "W nag\u0142ym wypadku", "Dzwo\u0144 999."),
        ("gd", "Ann an \u00e8iginn", "F\u00f2n 999."),
        ("ur", "\u06c1\u0646\u06af\u0627\u0645\u06cc \u062d\u0627\u0644\u062a", "\u06f9\u06f9\u06f9"),
        ("ar", "\u0641\u064a \u0627\u0644\u0637\u0648\u0627\u0631\u0626", "\u0627\u062a\u0635\u0644 999"),
        ("pa", "\u0a10\u0a2e\u0a30\u0a1c\u0a48\u0a02\u0a38\u0a40", "999"),
        ("zh-Hans", "\u7d27\u6025\u60c5\u51b5", "\u62e8\u6253 999"),
    ],
)
def test_an_emergency_is_known_in_each_language(tmp_path, language, heading, words):
    _, found = drawn(tmp_path, slide(front=f"language: {language}\n", body=f"## {heading}\n\n{words}"))
    assert len(found) == 1


@pytest.mark.parametrize(
    "body",
    [
        "**Call 999** if your face droops.",
        "**999 people came**",
        "**Need help now? Call 111.**",
        "## What to do\n\nCall 999 if it does not stop.",
        "## Emergency dentist\n\nCall 111.",
        "## Emergency\n\nSay so.\n\n## Call 999\n\n**Call 999 now**",
    ],
)
def test_other_words_with_such_a_number_are_left_alone(tmp_path, body):
    _, found = drawn(tmp_path, slide(body=body))
    assert found == []
