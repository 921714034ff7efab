"""Every mistake in a file gives exactly one finding, at its exact line and column."""

from pathlib import Path

import pytest

from publisher.content.source.sources import open_folder
from publisher.model.content import Content
from publisher.model.findings import Finding
from tests.publisher.broken import EXPECTED, GROUP, make_broken, slide, small_picture

FRONT = {
    "a second colon": ("credit: A carer: Motherwell", 5, 16, "FM103", "quotes"),
    "a tab": ("\tcredit: A carer", 5, 1, "FM103", "tab"),
    "a quotation mark left open": ('credit: "A carer', 5, 9, "FM103", "Close it"),
    "a bracket left open": ("owners: [Ann, Bob", 5, 9, "FM103", "bracket"),
    "a line without a colon": ("credit", 5, 1, "FM103", "colon"),
    "a line that starts too far right": ("  credit: A carer", 5, 3, "FM103", "too far to the right"),
    "a value that starts with @": ("credit: @carer", 5, 9, "FM103", "quotes"),
    "a slip in a name": ("laguage: en", 5, 1, "FM105", "Did you mean `language`?"),
    "a name that means nothing": ("zzz: 1", 5, 1, "FM105", "The names here are: title"),
    "a name twice": ("kind: local", 5, 1, "FM106", "line 3"),
    "an anchor": ("credit: &a A carer", 5, 9, "FM107", "plain value"),
    "an alias": ("credit: *a", 5, 9, "FM107", "plain value"),
    "a tag": ("credit: !!python/name:os.system A", 5, 9, "FM107", "plain value"),
    "a hole without bottom": ("credit: [[[[[[[[[[a]]]]]]]]]]", 5, 14, "FM107", "nested"),
    "a list as a name": ("? [a, b]\n: c", 5, 3, "FM109", "one word"),
    "a value left empty": ("credit:", 5, 1, "FM109", "empty"),
    "a list where a word belongs": ("credit: [A, B]", 5, 9, "FM109", "one value"),
    "a word where a list belongs": ("owners: Ann", 5, 9, "FM109", "- "),
    "an empty list": ("owners: []", 5, 1, "FM109", "empty"),
    "a word where parts belong": ("picture: images/stairs.png", 5, 10, "FM109", "name: value"),
    "a phone number in words": ("phone: my mobile", 5, 8, "FM109", "in digits"),
    "a number in words": ("dwell: ten", 5, 8, "FM109", "dwell is 'ten'. Write a whole number"),
    "a dwell that is too long": ("dwell: 601", 5, 8, "FM109", "600"),
    "a day that is written in another way": ("agreed: 22/11/2026", 5, 9, "FM109", "2026-11-22"),
    "a day that does not exist": ("agreed: 2026-02-30", 5, 9, "FM109", "no such day"),
    "a language by its name": ("language: english", 5, 11, "FM109", "code"),
    "a time in words": (
        "event:\n  days: [2026-12-01]\n  starts: 2pm\n  ends: 16:00\n  place: Hall",
        *(7, 11, "FM109", '"14:00"'),
    ),
    "a time that another program counted in minutes": (
        "event:\n  days: [2026-12-01]\n  starts: 840\n  ends: 16:00\n  place: Hall",
        *(7, 11, "FM109", '"14:00"'),
    ),
    "an event without its place": (
        "event:\n  days: [2026-12-01]\n  starts: 14:00\n  ends: 16:00",
        *(6, 3, "FM108", "event.place"),
    ),
    "a source without its title": (
        "sources:\n  - publisher: NHS\n    address: https://nhs.uk\n    checked: 2026-11-01",
        *(6, 5, "FM108", "sources.title"),
    ),
    "a picture that says two things": (
        "picture:\n  file: images/stairs.png\n  alt: Stairs\n  decorative: true",
        *(8, 15, "FM109", "Keep one"),
    ),
    "a picture without its file": ("picture:\n  alt: Stairs", 6, 3, "FM108", "picture.file"),
    "a missing picture": ("picture:\n  file: images/stars.png", 6, 9, "PI103", "Did you mean `images/stairs.png`?"),
    "a picture outside images": ("picture:\n  file: slides/a.md", 6, 9, "PI103", "images/"),
    "a path that climbs out": ("picture:\n  file: images/../../secret.png", 6, 9, "RE106", "leads out"),
    "a path from the root": ("picture:\n  file: /etc/passwd", 6, 9, "RE106", "leads out"),
    "a path with backslashes": ("picture:\n  file: ..\\secret.png", 6, 9, "RE106", "leads out"),
    "a picture from elsewhere": ("picture:\n  file: https://example.org/a.png", 6, 9, "MD107", "elsewhere"),
    "a group that is not there": ("group: frends", 4, 1, "GR101", "Did you mean `friends`?"),
}

BODY = {
    "HTML": ("<b>Stop</b>", 6, 1, "MD101"),
    "HTML inside a line": ("Please <b>stop", 6, 8, "MD101"),
    "a comment": ("<!-- secret -->", 6, 1, "MD101"),
    "a script": ("Fine.\n\n<script>alert(1)</script>", 8, 1, "MD101"),
    "a link": ("Look\nat [this](https://nhs.uk).", 7, 4, "MD102"),
    "an address in angles": ("Look at <https://nhs.uk> now", 6, 9, "MD102"),
    "the address of a link": ("Fine.\n\n[a]: https://nhs.uk", 8, 1, "MD102"),
    "code": ("Press `enter` now", 6, 7, "MD103"),
    "a block of code": ("Fine.\n\n```\nx\n```", 8, 1, "MD103"),
    "words indented like code": ("Fine.\n\n    Four spaces", 8, 5, "MD103"),
    "a table": ("| a | b |\n|---|---|\n| 1 | 2 |", 6, 1, "MD104"),
    "italics": ("This is _very_ good", 6, 9, "MD105"),
    "italics with a star": ("This is \\* and *very* good", 6, 16, "MD105"),
    "italics in the second line": ("This\nis *very* good", 7, 4, "MD105"),
    "a picture in the text": ("Look ![stairs](images/stairs.png)", 6, 6, "MD106"),
    "an icon from elsewhere": ("- ![](https://example.org/a.png) Stairs", 6, 3, "MD107"),
    "an icon that climbs out": ("- Stairs\n- ![](../../secret.png) Stairs", 7, 3, "RE106"),
    "a missing icon": ("- ![](images/icons/stairs.png) Stairs", 6, 3, "PI103"),
    "an icon gone wrong": ("- ![](images/my stairs.png) Stairs", 6, 3, "MD102"),
    "a title in the text": ("# Title", 6, 1, "MD108"),
    "a heading that is too deep": ("### Deep", 6, 1, "MD108"),
    "a heading with a line below": ("Title\n-----", 6, 1, "MD108"),
    "a list with stars": ("* One\n* Two", 6, 1, "MD109"),
    "a list with numbers": ("1. One\n2. Two", 6, 1, "MD109"),
    "a list in a list": ("- One\n  - Two", 7, 3, "MD110"),
    "a second paragraph in an item": ("- One\n\n  Two", 8, 3, "MD110"),
    "a list in a quotation": ("> - One", 6, 1, "MD110"),
    "a line across": ("One\n\n***", 8, 1, "MD111"),
    "nothing": ("", 1, 1, "MD112"),
    "an empty item": ("- One\n-", 7, 1, "MD112"),
    "an empty heading": ("One\n\n##", 8, 1, "MD112"),
    "an empty quotation": (">", 1, 1, "MD112"),
    "an icon without words": ("- One\n- ![](images/stairs.png)", 7, 1, "MD112"),
    "a chapter": ("Fine. " * 1_100, 6, 1, "MD114"),
    "words struck through": ("It is ~~not~~ so", 6, 7, "MD113"),
}

FILES = {
    "an empty file": (b"", 1, 1, "RE108"),
    "only spaces": (b"  \n\n", 1, 1, "RE108"),
    "Windows-1252": (b"---\ntitle: Caf\xe9\n---\n", 2, 11, "RE101"),
    "UTF-16": ("---\n".encode("utf-16"), 1, 1, "RE101"),
    "a byte cut off": ("---\ntitle: é".encode()[:-1], 2, 8, "RE101"),
    "a character that cannot be seen": (b"---\ntitle: A\x00B\n---\n", 2, 9, "RE109"),
    "no front matter": (b"# Hello\n", 1, 1, "FM101"),
    "front matter without end": (b"---\ntitle: Hello\n\nHello\n", 1, 1, "FM102"),
    "front matter that is a list": (b"---\n- title\n- kind\n---\n", 2, 1, "FM104"),
    "front matter that is a word": (b"---\ntitle\n---\n", 2, 1, "FM104"),
    "front matter with nothing in it": (b"---\n---\nHello\n", 1, 1, "FM104"),
    "front matter as long as a chapter": (b"---\ncredit: " + b"x" * 20_000 + b"\n---\nHello\n", 1, 1, "FM110"),
    "too many bytes": (b"x" * 64_001, 1, 1, "RE102"),
}

PLAYLISTS = {
    "a slide that is not there": ("title: W\nslides:\n  - a\n  - b/god", 4, 5, "PL101"),
    "a slide that is not there, with a dwell": ("title: W\nslides:\n  - {slide: zzz, dwell: 20}", 3, 13, "PL101"),
    "a slide twice": ("title: W\nslides: [a, a]", 2, 13, "PL103"),
    "no slides": ("title: W\nslides: []", 2, 1, "PL102"),
    "nothing after slides": ("title: W\nslides:", 2, 1, "PL102"),
    "slides left out": ("title: W", 1, 1, "FM108"),
    "a path that climbs out": ("title: W\nslides: [a, ../../etc/passwd]", 2, 13, "RE106"),
    "a theme that is not there": ("title: W\ntheme: lite\nslides: [a]", 2, 1, "TH101"),
    "a group that is not there": ("title: W\ngroup: foes\nslides: [a]", 2, 1, "GR101"),
    "a list of playlists": ("- title: W", 1, 1, "FM104"),
    "two documents": ("title: W\nslides: [a]\n---\ntitle: X", 3, 1, "FM103"),
    "an unknown name in an entry": ("title: W\nslides: [{slide: a, dwel: 20}]", 2, 21, "FM105"),
}


@pytest.fixture
def content_folder(tmp_path: Path) -> Path:
    for name in ("slides", "playlists", "groups", "images", "themes"):
        (tmp_path / name).mkdir()
    (tmp_path / "groups" / "friends.yaml").write_text(GROUP)
    (tmp_path / "images" / "stairs.png").write_bytes(small_picture())
    (tmp_path / "slides" / "a.md").write_text(slide())
    return tmp_path


def read_with(folder: Path, file: str, data: bytes) -> Content:
    (folder / file).write_bytes(data)
    return open_folder(folder).read()


def only(content: Content) -> Finding:
    assert len(content.findings) == 1, [str(finding) for finding in content.findings]
    return content.findings[0]


def seen(finding: Finding) -> tuple[str, int, int, str]:
    return finding.place.file, finding.place.line, finding.place.column, finding.code


@pytest.mark.parametrize("mistake", FRONT.values(), ids=FRONT)
def test_a_mistake_in_the_front_matter_is_found_where_it_is(content_folder, mistake):
    line, at_line, column, code, words = mistake
    text = slide(front=f"{line}\n")
    if line.startswith("group:"):
        text = slide().replace("group: friends", line)
    content = read_with(content_folder, "slides/b.md", text.encode())
    finding = only(content)
    assert seen(finding) == ("slides/b.md", at_line, column, code)
    assert words in finding.message
    assert finding.source
    assert "b" not in content.slides or code == "GR101"


@pytest.mark.parametrize(("body", "line", "column", "code"), BODY.values(), ids=BODY)
def test_whatever_is_outside_the_small_markdown_is_found_where_it_is(content_folder, body, line, column, code):
    content = read_with(content_folder, "slides/b.md", slide(body=body).encode())
    assert seen(only(content)) == ("slides/b.md", line, column, code)
    assert "b" in content.drafts


@pytest.mark.parametrize(("data", "line", "column", "code"), FILES.values(), ids=FILES)
def test_a_file_that_is_no_slide_is_one_finding(content_folder, data, line, column, code):
    content = read_with(content_folder, "slides/b.md", data)
    assert seen(only(content)) == ("slides/b.md", line, column, code)


@pytest.mark.parametrize(("text", "line", "column", "code"), PLAYLISTS.values(), ids=PLAYLISTS)
def test_a_mistake_in_a_playlist_is_found_where_it_is(content_folder, text, line, column, code):
    content = read_with(content_folder, "playlists/winter.yaml", text.encode())
    assert seen(only(content)) == ("playlists/winter.yaml", line, column, code)


def test_a_playlist_says_nothing_more_of_a_slide_that_has_its_own_mistake(content_folder):
    (content_folder / "slides" / "b.md").write_bytes(b"\xff")
    content = read_with(content_folder, "playlists/winter.yaml", b"title: W\nslides: [a, b]")
    assert seen(only(content)) == ("slides/b.md", 1, 1, "RE101")


@pytest.mark.parametrize(("colour", "code"), [("#aaaaaa", "TH102"), ("#666666", "TH103")])
def test_a_theme_that_cannot_be_read_across_a_room_is_found(content_folder, colour, code):
    content = read_with(content_folder, "themes/pale.yaml", f'name: Pale\ntext: "{colour}"\n'.encode())
    assert seen(only(content)) == ("themes/pale.yaml", 2, 7, code)


def test_a_colour_without_quotes_is_explained(content_folder):
    finding = only(read_with(content_folder, "themes/pale.yaml", b"name: Pale\ntext: #aaaaaa\n"))
    assert seen(finding) == ("themes/pale.yaml", 2, 7, "FM111")
    assert "quotes" in finding.message


def test_all_mistakes_of_a_whole_folder_come_at_once(tmp_path):
    make_broken(tmp_path)
    content = open_folder(tmp_path).read()
    assert {seen(finding) for finding in content.findings} == EXPECTED
    assert len(content.findings) == len(EXPECTED)
    assert set(content.slides) == {"good", "huge-photo", "bomb"}
