"""What a sound file means, and that no bytes at all can stop the reader."""

from datetime import date, time
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from player.contract.errors import ContractError
from player.contract.reading import read_manifest, write
from player.contract.records import Entry, Manifest
from publisher.checks.checking import check_content
from publisher.checks.contrast import contrast_ratio
from publisher.content.names import climbs_out, did_you_mean, is_id
from publisher.content.slides import parse_slide
from publisher.content.source.sources import open_folder
from publisher.content.themes import BUILT_IN, PAIRS
from publisher.model.slides import Bullets, Heading, Item, Kind, Paragraph, Quotation, Slide, Text
from tests.publisher.broken import GROUP, slide

WHOLE = """---
title: Out of breath   on the stairs
language: no
group: friends
kind: event
layout: signs
sources:
  - publisher: NHS
    title: 'Heart failure: symptoms'
    address: https://www.nhs.uk/heart
    checked: 2026-11-01
owners: [Ann, "Bob: a carer"]
credit: A carer, Motherwell group
agreed: 2026-11-02
review_by: "2027-11-02"
event:
  days:
    - 2026-12-01
    - 2026-12-08
  starts: 14:00
  ends: "16:30"
  place: Town hall
  getting_there: Bus 5
link: nhs.uk/heart
phone: 0808 157 0111
dwell: 20
---
It is **good to
talk** about it. A&E \\* 1 &lt; 2.

- One
- **Two** and three

## Call 999
> Somebody's words.
"""


def parsed(text: str | bytes) -> Slide:
    data = text.encode() if isinstance(text, str) else text
    written = parse_slide("a", "slides/a.md", data)
    assert written.findings == ()
    assert written.slide is not None
    return written.slide


def test_every_part_of_the_front_matter_is_understood():
    found = parsed(WHOLE)
    assert (found.title, found.language, found.group) == ("Out of breath on the stairs", "no", "friends")
    assert (found.kind, found.layout, found.dwell_seconds) == (Kind.EVENT, "signs", 20)
    assert (found.link, found.phone, found.owners) == ("nhs.uk/heart", "0808 157 0111", ("Ann", "Bob: a carer"))
    assert (found.agreed_day, found.review_by_day) == (date(2026, 11, 2), date(2027, 11, 2))
    assert found.sources[0].title == "Heart failure: symptoms"
    assert found.sources[0].checked_day == date(2026, 11, 1)
    assert (found.sources[0].line, found.lines["event"], found.lines["dwell"]) == (8, 16, 26)


def test_times_stay_times_and_days_stay_days():
    event = parsed(WHOLE).event
    assert event is not None
    assert (event.starts, event.ends) == (time(14, 0), time(16, 30))
    assert event.days == (date(2026, 12, 1), date(2026, 12, 8))


def test_blocks_know_their_lines_and_their_weight():
    assert parsed(WHOLE).blocks == (
        Paragraph((Text("It is "), Text("good to talk", bold=True), Text(" about it. A&E * 1 < 2.")), 28),
        Bullets((Item((Text("One"),), 31), Item((Text("Two", bold=True), Text(" and three")), 32)), 31),
        Heading((Text("Call 999"),), 34),
        Quotation((Text("Somebody's words."),), 35),
    )


@pytest.mark.parametrize("change", [lambda data: b"\xef\xbb\xbf" + data, lambda data: data.replace(b"\n", b"\r\n")])
def test_a_byte_order_mark_and_windows_line_ends_change_nothing(change):
    assert parsed(change(WHOLE.encode())) == parsed(WHOLE)


def test_the_language_code_gets_its_usual_letters():
    assert parsed(slide(front="language: ZH-hant-hk\n")).language == "zh-Hant-HK"


def test_a_slide_may_say_everything_with_a_picture():
    written = parse_slide("a", "slides/a.md", slide(front="picture:\n  file: images/a.png\n", body="").encode())
    assert written.findings == ()
    assert written.picture is not None
    assert (written.picture.path, written.picture.line) == ("images/a.png", 6)


def test_groups_themes_and_playlists_are_understood(tmp_path):
    for name in ("slides", "groups", "themes", "playlists"):
        (tmp_path / name).mkdir()
    (tmp_path / "slides/a.md").write_text(slide())
    words = "words:\n  - avoid: mild\n    instead: not too bad\n    why: It is not mild to me\nwords_per_second: 1.25\n"
    (tmp_path / "groups/friends.yaml").write_text(GROUP + words)
    (tmp_path / "themes/dark.yaml").write_text("name: Night\nmargin: 0.1\nbackground: '#000000'\n")
    (tmp_path / "playlists/w.yaml").write_text(
        "title: W\nlanguage: cy\ngroup: friends\ntheme: dark\nslides:\n  - slide: a\n    dwell: 30\n"
    )
    content = open_folder(tmp_path).read()
    assert content.findings == ()
    group, theme, playlist = content.groups["friends"], content.themes["dark"], content.playlists["w"]
    assert (group.words[0].avoid, group.words[0].line, group.words_per_second) == ("mild", 9, 1.25)
    assert (group.agreement, group.lived_experience_needed) == (("We listen before we speak.",), 2)
    assert (theme.background, theme.text, theme.margin) == ("#000000", BUILT_IN["dark"].text, 0.1)
    assert (playlist.entries[0].slide, playlist.entries[0].dwell_seconds, playlist.theme) == ("a", 30, "dark")


@pytest.mark.parametrize("folder", ["playlists", "groups", "themes"])
def test_only_slides_are_kept_in_folders(tmp_path, folder):
    (tmp_path / "slides/winter").mkdir(parents=True)
    (tmp_path / "slides/winter/a.md").write_text(slide())
    (tmp_path / "groups").mkdir()
    (tmp_path / "groups/friends.yaml").write_text(GROUP)
    (tmp_path / folder / "winter").mkdir(parents=True)
    (tmp_path / folder / "winter/b.yaml").write_text("name: W\n")
    found = open_folder(tmp_path).read().findings
    assert [(one.code, one.place.file) for one in found] == [("RE105", f"{folder}/winter/b.yaml")]
    assert found[0].message == f"Only slides/ has folders in it. Move it up into {folder}/."


@pytest.mark.parametrize("theme", BUILT_IN.values(), ids=BUILT_IN)
def test_built_in_themes_can_be_read_across_a_room_and_are_not_blue(theme):
    for front, behind in PAIRS:
        assert contrast_ratio(getattr(theme, front), getattr(theme, behind)) >= 7, (front, behind)
    for name in ("background", "title", "accent", "panel", "urgent", "quiet"):
        red, green, blue = bytes.fromhex(getattr(theme, name)[1:])
        assert blue < max(red, green), name


def test_contrast_is_what_the_standard_says():
    assert contrast_ratio("#000000", "#ffffff") == pytest.approx(21)
    assert contrast_ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", ["a", "heart-failure/early-signs", "a_1", "A", "a b", "-a", "a//b", "../a", "a" * 121])
def test_a_slide_may_have_just_the_names_that_players_accept(name):
    digest = "0" * 64
    entry = Entry(name, digest, "T", "en", "", digest, 1, 10)
    manifest = Manifest(1, "w", "W", 1, "c", 1920, 1080, "image/jpeg", (entry,))
    try:
        read_manifest(write(manifest))
    except ContractError:
        assert not is_id(name)
    else:
        assert is_id(name)


def test_the_nearest_name_is_offered_and_no_far_one():
    known = ["heart-failure/early-signs", "dementia/early-signs", "welcome"]
    assert "`heart-failure/early-signs`" in did_you_mean("heart-failure/early-sign", known)
    assert "`dementia/early-signs`" in did_you_mean("dementia/early-sings", known)
    assert did_you_mean("zebra", known) == ""


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=300)
def test_no_bytes_can_stop_the_reader(data):
    parse_slide("a", "slides/a.md", data)


YAML_BITS = st.sampled_from(
    [*"[]{}:,-#&*!|>'\"%@`?~\t\n ", "title", "kind: local", "\n  - ", "\n  ", ": ", "é", "\u2028"]
)
MARKDOWN_BITS = st.sampled_from(
    [
        *"*_`[]()<>!#-+~|\\&>\n ",
        "\n\n",
        "    ",
        "](",
        "![",
        "<b>",
        "&lt;",
        "1. ",
        "- ",
        "## ",
        "```",
        "http://a",
        "word",
    ]
)


@given(st.lists(YAML_BITS, max_size=30), st.lists(MARKDOWN_BITS, max_size=40))
@settings(deadline=None, max_examples=400)
def test_no_text_can_stop_the_reader_and_every_finding_has_a_place_in_it(front, body):
    text = f"---\ntitle: A\n{''.join(front)}\n---\n{''.join(body)}"
    written = parse_slide("a", "slides/a.md", text.encode())
    assert written.slide is not None or written.findings
    for finding in written.findings:
        assert 1 <= finding.place.line <= text.count("\n") + 1
        assert finding.place.column >= 1
        assert "\n" not in finding.message


@given(st.text(alphabet="./\\ab~:", max_size=12))
def test_a_path_that_stays_inside_never_climbs_out(path):
    if not climbs_out(path):
        assert (Path("/content") / path).resolve().is_relative_to("/content")


@given(
    st.dictionaries(st.sampled_from(["slides/a.md", "playlists/p.yaml", "groups/g.yaml", "themes/t.yaml"]), st.binary())
)
@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_in_any_file_can_stop_the_whole_reading(tmp_path_factory, files):
    folder = tmp_path_factory.mktemp("content")
    for name, data in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    assert check_content(open_folder(folder).read(), date(2026, 11, 22))


@pytest.mark.parametrize(
    "bit", ["~~a ", "**a** ", "***a", "![a", "[a](b) ", "`a", "<http://a> ", "a\n\n", "- a\n", "\\*"]
)
@pytest.mark.parametrize("size", [5_900, 62_000])
def test_a_text_made_to_slow_the_reader_down_takes_less_than_two_seconds(bit, size):
    began = process_time()
    parse_slide("a", "slides/a.md", slide(body=bit * (size // len(bit))).encode())
    assert process_time() - began < 2
