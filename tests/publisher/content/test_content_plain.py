"""What is read the quick way says exactly what all of YAML and all of Markdown would have said."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.content.nodes import MappingNode, Node, SequenceNode
from publisher.content.notes import Notebook
from publisher.content.plain_markdown import read_plain as read_plain_markdown
from publisher.content.plain_yaml import read_plain
from publisher.content.whole_markdown import read_whole as read_whole_markdown
from publisher.content.whole_yaml import read_whole

ROOT = Path(__file__).parents[3]
SLIDES = sorted((ROOT / "content").rglob("*.md"))[1:]
YAML = sorted((ROOT / "content").rglob("*.yaml"))


def written(node: Node | None) -> object:
    if node is None:
        return None
    if isinstance(node, MappingNode):
        value = [(written(name), written(one)) for name, one in node.value]
    else:
        value = [written(one) for one in node.value] if isinstance(node, SequenceNode) else node.value
    return type(node).__name__, node.line, node.column, value


def held_against_all_of_yaml(text: str) -> bool:
    """Whether a text was read the quick way; if so, rightly."""
    quick = read_plain(text)
    if quick is not None:
        notes = Notebook("a.yaml")
        assert written(quick) == written(read_whole(text, notes)), text
        assert not notes.findings
    return quick is not None


def front_of(slide: Path) -> str:
    return "\n" + slide.read_text("utf-8").split("---\n")[1]


def test_the_sample_content_is_read_the_quick_way():
    quick = [held_against_all_of_yaml(front_of(slide)) for slide in SLIDES]
    assert all(quick)
    assert sum(held_against_all_of_yaml(file.read_text("utf-8")) for file in YAML) >= len(YAML) // 2, YAML


@pytest.mark.parametrize(
    "text",
    [
        "title: What helps",
        "a: >-\n  one: two\n  three\nb: c",
        "a:\n  b: >-\n    one\n    two\n  c: d",
        "# first\ntitle: What helps\n  # more",
        "picture: {file: images/a.jpg, alt: Stairs at home}",
        "owners: [Somebody, 'a nurse']\nagreed: 2026-11-01",
        'event:\n  days: [2026-12-01]\n  starts: "14:00"\nlink: example.org/a',
        "sources:\n  - publisher: NHS\n    title: Stairs\n  - publisher: BHF\n\nowners:\n  - me\n",
    ],
)
def test_the_usual_ways_to_write_are_read_the_quick_way(text):
    assert held_against_all_of_yaml(text)


@pytest.mark.parametrize(
    "text",
    [
        *("title: a: b", "title: a # b", "title: >\n  a", "title: 'it''s'", 'title: "a\\n"', "title: &a b", "- a"),
        *("title: a\n  b", "title: a\n  b: c", "title:", "a:\n- b", "Title: a", "title: a ", "title:  a", "a: b\nc"),
        *(
            "a: [b, [c]]",
            "a: [b,]",
            "a: []",
            'a: ["b, c"]',
            "a: [b\n  ]",
            "a: {b: c: d}",
            "a: {b}",
            "a:\n  b: c\n d: e",
        ),
        *("a: - b", "a: !b c", "a:\tb", "a: 'b", "a: b\n---\nc: d", "a: b\n...", "a:\n  - b\n   - c", ""),
        *("a: ? b", "? a\n: b", "a: 'b' c", "a: @b", "a:\n  - - b", "a: b:", "a: \ufeffb", "a: {b: c}d", "a: [b]: c"),
    ],
)
def test_whatever_is_not_usual_is_left_to_all_of_yaml(text):
    assert read_plain(text) is None


PIECES = st.sampled_from(
    [
        *"ab1é\"'#:-[]{},&*!|>%@`?. \n",
        "\n",
        "a: ",
        "b: c\n",
        "  ",
        "- ",
        "\n- ",
        "\n  - ",
        ": ",
        "[a, b]",
        "{a: b}",
        "a: >-\n  ",
        "\n\n",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_no_text_is_read_otherwise_than_by_all_of_yaml(text):
    held_against_all_of_yaml(text)
    held_against_all_of_yaml(f"a: {text}")


def held_against_all_of_markdown(text: str) -> bool:
    """Whether a text was read the quick way; if so, rightly, and with nothing to say about it."""
    quick = read_plain_markdown(text)
    if quick is not None:
        notes = Notebook("a.md")
        assert quick == read_whole_markdown(text, notes), text
        assert not notes.findings, (text, notes.findings)
    return quick is not None


def test_the_sample_slides_are_read_the_quick_way():
    bodies = [slide.read_text("utf-8").split("---\n", 2)[2] for slide in SLIDES]
    assert sum(held_against_all_of_markdown(body) for body in bodies) == len(bodies)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\nOne line\nand another.\n\nA second paragraph: 10 of them!\n",
        "- one\n- **two** things\n\n- three\n\nWords",
        "- ![](images/icons/a.png) Out of breath\n- ![A shoe](images/b.png) Swollen ankles",
        "## Call 999\nFighting for breath\n\n## Call 111\n\nIf it cannot wait",
        "> I thought it was age.\n> It was not.\n\nA **nurse**, here",
        "Is it **Urgent?** A&E, R & B\n\n**Yes.**",
        "**Bold** at the start, and at the **end**\nthen **more words**.",
        "“Quoted” words (with brackets), £5, it's\nਪੌੜੀਆਂ ਤੇ ਸਾਹ ਚੜ੍ਹਦਾ ਹੈ? هل تشعر بضيق التنفس",
    ],
)
def test_the_usual_slides_are_read_the_quick_way(text):
    assert held_against_all_of_markdown(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "1. a",
            "2) a",
            "- 1. a",
            "- - a",
            "* a",
            "+ a",
            "a\n- b",
            "- a\nb",
            "- a\n  b",
            "a\n## b",
            "a\n===",
            "a\n---",
        ),
        *(
            "# a",
            "### a",
            "## a #",
            "##",
            "-",
            "- ",
            "> a\nb",
            ">a",
            "> > a",
            "> - a",
            "    a",
            " a",
            "a  \nb",
            "a ",
            "***",
        ),
        *(
            "*a*",
            "_a_",
            "a_b_c",
            "`a`",
            "~~a~~",
            "<b>a</b>",
            "a\\b",
            "[a](b)",
            "![a](b)",
            "[a]: b",
            "a | b\n- | -",
        ),
        *(
            "** a**",
            "**a **",
            "a**b**",
            "**a**b",
            "**a*b**",
            "****",
            "**a",
            "- ![](a.png)",
            "- ![](<a b>) c",
            "```\na\n```",
        ),
        *("- ![*a*](b.png) c", "a\tb", "> a\n>b", "- a\n\n  b", "&amp;", "<https://example.org>"),
    ],
)
def test_whatever_is_not_usual_is_left_to_all_of_markdown(text):
    assert read_plain_markdown(text) is None


MARKS = st.sampled_from(
    [
        *"ab1é.:)(!\"'-*_>#[]<&|`~=+ \n",
        "\n\n",
        "- ",
        "\n- ",
        "\n## ",
        "> ",
        "\n> ",
        "**",
        " **a b** ",
        "![](a.png) ",
        "\n\n- ",
    ]
)


@settings(max_examples=600, deadline=None)
@given(st.lists(MARKS, max_size=14).map("".join))
def test_no_slide_is_read_otherwise_than_by_all_of_markdown(text):
    held_against_all_of_markdown(text)
