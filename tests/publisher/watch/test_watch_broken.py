"""Whatever is wrong with a slide, checking, drawing and watching answer; none of them falls over."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher.building.review import review
from publisher.checks.checking import check_slide
from publisher.checks.timing import drawn_until, dwell_seconds, may_show, upcoming
from publisher.content.source.sources import open_folder
from publisher.drawing.compose import lay_out
from publisher.drawing.keys import frame_key
from publisher.model.screens import Size
from publisher.watch.desk import Desk
from publisher.watch.easel import Easel
from tests.publisher.checks.cases import TODAY
from tests.publisher.checks.content_of_examples import make_sound, write

SIZES = (Size(640, 360), Size(360, 640))
EVENT = 'event:\n  days: {days}\n  starts: "14:00"\n  ends: "16:00"\n  place: Town hall'
WRONG = (
    "",
    "[]",
    "{}",
    "''",
    "none",
    "2026-12-01",
    "[1 December 2026]",
    "[2026-02-30]",
    "[[a]]",
    "[{a: b}]",
    "-1",
    "x",
)

values = st.sampled_from(
    (*WRONG, "en", "ur", "local", "condition", "event", "[2026-12-01, 2026-12-01]", "[2020-01-01]", "9999-12-31")
) | st.text("aZ9 .:-/\u0627\u4e2d\u200f\U0001f600", max_size=20)


def parts(*names: str) -> st.SearchStrategy[str]:
    """A mapping with some of these names, and values that may be wrong, or something else in its place."""
    some = st.dictionaries(st.sampled_from(names), values, max_size=len(names))
    return values | some.map(lambda each: "".join(f"\n  {name}: {value}" for name, value in each.items()))


whole_event = values.map(lambda days: EVENT.format(days=days).removeprefix("event:"))
LAYOUTS = ("text", "picture", "caption", "big", "list", "signs", "question", "quote", "event", "help", "pair")
FRONT = {
    **dict.fromkeys(("title", "language", "group", "credit", "link", "phone", "dwell", "agreed", "owners"), values),
    **dict.fromkeys(("review_by", "consent", "unknown"), values),
    "kind": st.sampled_from(("condition", "event", "local", "story", "question", "none")),
    "layout": st.sampled_from((*LAYOUTS, "none")),
    "event": parts("days", "starts", "ends", "place", "getting_there") | whole_event,
    "picture": parts("file", "alt", "decorative", "person", "caption") | st.just("{file: images/stairs.png, alt: A}"),
    "sources": parts("publisher").map(lambda part: f"\n  - {part.strip() or 'x'}"),
    "translates": parts("slide", "revision", "translator"),
}
bodies = st.lists(
    st.sampled_from(
        (
            "Rest.",
            "## Call 999",
            "## Polski",
            "- One",
            "- ![](images/stairs.png) One",
            "- ![](x.png) a",
            "> I rest",
            "#",
        )
    )
    | st.text("aZ9 .*-#>!\u0627\u4e2d", max_size=20),
    max_size=4,
)


@st.composite
def broken_slides(draw: st.DrawFn) -> str:
    """A slide whose front matter has any of its names with any value, right or wrong."""
    names = draw(st.lists(st.sampled_from(tuple(FRONT)), unique=True))
    lines = [f"{name}: {draw(FRONT[name])}" for name in names]
    return "\n".join(["---", *lines, "---", "", "\n\n".join(draw(bodies)), ""])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("content")
    make_sound(folder)
    return folder


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=broken_slides())
def test_no_mistake_in_a_slide_keeps_anybody_from_hearing_of_it(folder, text):
    write(folder, "slides/example.md", text)
    content = open_folder(folder).read()
    review(content, TODAY, SIZES)
    for slide in (*content.slides.values(), *content.drafts.values()):
        group = content.groups.get(slide.group)
        check_slide(slide, group, TODAY)
        for each in (slide, upcoming(slide, TODAY)):
            lay_out(each, content.themes["light"], SIZES[0], group)
            frame_key(each, content.themes["light"], SIZES[0], group)
        assert dwell_seconds(slide, group) and (may_show(slide, TODAY), drawn_until(slide))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=broken_slides())
def test_no_mistake_in_a_slide_keeps_its_page_from_being_shown(folder, text):
    write(folder, "slides/example.md", text)
    for shape in ("landscape", "portrait"):
        Easel(Desk(folder)).view("example", shape, "", TODAY)


@pytest.mark.parametrize("days", ["2026-12-01", "every tuesday", "[1 December 2026]", "[]", "", "[2026-11-01]"])
def test_an_event_without_a_day_to_come_is_drawn_and_what_is_wrong_is_told(folder, days):
    write(
        folder, "slides/example.md", f"---\ntitle: Café\nkind: event\ngroup: friends\n{EVENT.format(days=days)}\n---\n"
    )
    codes = {found.code for found in review(open_folder(folder).read(), TODAY, SIZES)}
    view = Easel(Desk(folder)).view("example", "landscape", "", TODAY)
    assert codes & {"FM109", "EV101"} and codes & {"FM109", "EV101"} <= {found.code for found in view.findings}
    assert view.picture and not view.stale
