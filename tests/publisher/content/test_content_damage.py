"""Text that was damaged on its way, a file of which only the pointer came, and names that are spelt in two ways."""

# ruff: noqa: RUF001 - the signs that look like others are what is tested here

from pathlib import Path
from unicodedata import normalize

import pygit2
import pytest

from publisher.content.source.sources import open_folder, open_source
from publisher.content.text.damage import damage_in
from publisher.model.content import Content
from tests.publisher.broken import GROUP, slide, small_picture

WORDS = [
    "café",
    "don’t",
    "“Rest” now",
    "naïve – yes",
    "£5",
    "5 °C",
    "Gàidhlig",
    "Cuir fòn",
    "Zażółć gęślą",
    "Ménière’s",
]
WORDS += ["سانس پھولنا", "هل تشعر", "ਪੌੜੀਆਂ", "请每天吃药"]
SOUND = [
    *WORDS,
    *("À bientôt", "«Très bien»", "São Paulo", "PÂTÉ – CRÈME", "Dvořák", "ÄÖÜ ß", "½ cup", "Ó Súilleabháin"),
    *(
        "Ngāti Māori",
        "Việt Nam",
        "Привет",
        "Ελληνικά",
        "ĄĘÓŁŚŻŹĆŃ",
        "®™©",
        "中文「你好」",
        "Really??",
        "What? Why?",
        "Tea?!",
    ),
    *("example.org/page?id=a", "see nhs.uk/a?b=c", "a?b/c"),
]


OF_OTHER_LETTERS = {
    "¶wiêta": 0,
    "Za¿ó³æ wi¹zaæ": 2,
    "ksi¹¿ka": 3,
    "ÇÊÕá ÈäÇ": 0,
    "Çäîðîâüå": 0,
    "GÃ idhlig": 1,
    "mÃ th": 1,
    "Don\x92t": 3,
    "\x93Rest\x94": 0,
    "鍖荤敓璇锋": 0,
    "锟斤拷": 0,
}
"""Polish, Arabic and Russian of Windows and ISO opened as western, an à with a plain space, quotes, and GBK."""
ORDINARY = [
    *("5 m³ and 3 cm²", "±5", "1¼ cups", "¿qué tal? y ¿cómo?", "été à là", "IRMÃ mais", "A MAÇÃ é boa", "x²y"),
    *("联通", "请按时吃药，不要自己停药。有问题请问药剂师", "醫生請按時吃藥", "糖尿病", "乳腺癌筛查", "疫苗接种"),
]


@pytest.mark.parametrize("text", OF_OTHER_LETTERS)
def test_letters_that_no_word_has_together_are_found_where_they_stand(text):
    found = damage_in(f"Rest. {text} now")
    assert found is not None and found[0] == 6 + OF_OTHER_LETTERS[text] and "wrong encoding" in found[1]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_with_such_letters_are_left_alone(text):
    assert damage_in(f"Rest. {text} now") is None


def test_a_question_mark_inside_a_word_may_lack_its_space():
    assert "Put a space behind it" in damage_in("Pain?call us")[1]


def opened_wrongly(text: str, encoding: str = "cp1252") -> str:
    """What somebody sees who opens UTF-8 as something else; five bytes have no letter in Windows-1252."""
    data = text.encode()
    letters = (data[at : at + 1].decode(encoding, "replace") for at in range(len(data)))
    return "".join(sign.replace("\ufffd", chr(byte)) for sign, byte in zip(letters, data, strict=True))


@pytest.mark.parametrize("text", WORDS)
def test_text_that_was_opened_in_a_wrong_encoding_is_found_with_what_it_was(text):
    found = damage_in(f"Rest, and {opened_wrongly(text)}")
    assert found is not None
    assert found[0] >= len("Rest, and ")
    assert "wrong encoding" in found[1]


@pytest.mark.parametrize("text", ["don’t", "café", "£5"])
def test_so_is_text_that_this_happened_to_twice_or_on_a_mac(text):
    assert damage_in(opened_wrongly(opened_wrongly(text)))
    assert damage_in(opened_wrongly(text, "mac_roman"))


@pytest.mark.parametrize("text", ["caf\ufffd", "???? ???", "? ???? ?? ???", "don?t wait", "caf?s and tea", "????"])
def test_letters_that_were_lost_are_found(text):
    found = damage_in(text)
    assert found is not None
    assert "anew" in found[1]


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_of_any_language_is_left_alone(text):
    assert damage_in(text) is None


DAMAGED = {
    "in the text": (slide(body="Tea.\n\nA caf\u00c3\u00a9 is open."), 8, 6, "RE117", "“café”"),
    "in the title": (slide(title="A caf\u00c3\u00a9"), 2, 13, "RE117", "“café”"),
    "in an escape": (slide(title='"A caf\\u00c3\\u00a9"'), 2, 8, "RE117", "“café”"),
    "as a code": (slide(body="A caf&#195;&#169; is open."), 6, 1, "RE117", "“café”"),
    "a lost letter": (slide(body="A caf\ufffd"), 6, 6, "RE117", "U+FFFD"),
    "a code for nothing": (slide(body="Tea&#0;"), 6, 1, "RE117", "U+FFFD"),
    "a control": (slide(title="A\x07B"), 2, 9, "RE109", "U+0007"),
    "a control in an escape": (slide(title='"A\\x07B"'), 2, 8, "RE109", "U+0007"),
    "half a letter in an escape": (slide(title='"A\\ud83dB"'), 2, 8, "RE109", "U+D83D"),
    "a mark of order inside": (slide(body="Tea \ufeff now"), 6, 5, "RE109", "U+FEFF"),
    "two versions": (slide(body="<<<<<<< HEAD\nTea\n=======\nCake\n>>>>>>> other"), 6, 1, "RE118", "Keep one"),
    "two versions in the top part": (slide(front="<<<<<<< HEAD\ncredit: A\n=======\n"), 5, 1, "RE118", "Keep one"),
    "an older version, too": (slide(body="Tea\n||||||| 1a2b\nCake"), 7, 1, "RE118", "Keep one"),
    "a pointer": ("version https://git-lfs.github.com/spec/v1\noid sha256:0\n", 1, 1, "RE119", "git lfs pull"),
    "a first line of four dashes": ("-" + slide(), 1, 1, "FM101", "three dashes"),
    "a first line made longer": (slide().replace("---\n", "—-\n", 1), 1, 1, "FM101", "three dashes"),
    "a first line further in": (" " + slide(), 1, 1, "FM101", "three dashes"),
    "no first line": (slide().replace("---\n", "", 1), 1, 1, "FM101", "missing above"),
    "a last line of four dashes": (slide().replace("friends\n---", "friends\n----"), 5, 1, "FM102", "three dashes"),
    "a last line made longer": (slide().replace("friends\n---", "friends\n—"), 5, 1, "FM102", "three dashes"),
    "a last line of dots": (slide().replace("friends\n---", "friends\n..."), 5, 1, "FM102", "three dashes"),
    "a name with quotes": (slide(front="“credit”: A carer\n"), 5, 1, "FM105", "beside `credit`"),
    "a list without a space": (slide(front="sources: [{title:BHF}]\n"), 5, 12, "FM105", "space after `title:`"),
    "a line behind an odd space": (
        slide(front="picture:\n\u00a0\u00a0file: a.png\n"),
        6,
        1,
        "FM103",
        "not a plain one",
    ),
    "a language by its name": (slide(front="language: Polish\n"), 5, 11, "FM109", "`pl`"),
    "a language of no place": (slide(front="language: en-UK\n"), 5, 11, "FM109", "`en-GB`"),
    "curly quotes": (slide(front="dwell: “20”\n"), 5, 8, "FM109", "type straight ones"),
    "curly quotes around a file": (slide(front="picture:\n  file: “images/a.png”\n"), 6, 9, "PI103", "straight ones"),
    "a backslash": (slide(front="picture:\n  file: images\\a.png\n"), 6, 9, "PI103", "`images/a.png`"),
}


def content_with(folder: Path, file: str, text: str) -> Content:
    for name, what in {"slides/b.md": slide(), "groups/friends.yaml": GROUP, file: text}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(what, encoding="utf-8", newline="")
    return open_folder(folder).read()


@pytest.mark.parametrize("name", DAMAGED)
def test_damage_is_one_finding_at_its_place_with_its_cure(tmp_path, name):
    text, line, column, code, cure = DAMAGED[name]
    content = content_with(tmp_path, "slides/a.md", text)
    found = [one for one in content.findings if one.code not in {"FM108"}]
    assert [(one.place.line, one.place.column, one.code) for one in found] == [(line, column, code)]
    assert cure in found[0].message
    assert "a" not in content.slides


@pytest.mark.parametrize("file", ["playlists/w.yaml", "groups/others.yaml", "themes/pale.yaml", "facts.yaml"])
def test_two_versions_of_any_file_are_found(tmp_path, file):
    found = content_with(tmp_path, file, "name: A\n<<<<<<< HEAD\ntitle: B\n=======\ntitle: C\n>>>>>>> other\n").findings
    assert [(one.place.file, one.place.line, one.code) for one in found] == [(file, 2, "RE118")]


def test_a_slide_by_its_path_with_a_backslash_is_told_how_to_write_it(tmp_path):
    found = content_with(tmp_path, "playlists/w.yaml", "title: W\nslides: [heart\\walk]\n").findings
    assert [(one.place.line, one.place.column, one.code) for one in found] == [(2, 10, "PL101")]
    assert "`heart/walk`" in found[0].message


def test_an_entry_without_a_space_is_told_where_it_goes(tmp_path):
    found = content_with(tmp_path, "playlists/w.yaml", "title: W\nslides:\n  - b\n  - slide:b\n").findings
    assert [(one.place.line, one.place.column, one.code) for one in found] == [(4, 5, "FM105")]
    assert "space after `slide:`" in found[0].message


@pytest.mark.parametrize("start", ["\ufeff", "\ufeff\ufeff", "\n\n", "\ufeff\n"])
def test_what_stands_before_the_top_part_and_is_not_seen_means_nothing(tmp_path, start):
    content = content_with(tmp_path, "slides/a.md", start + slide(title="Tea"))
    assert content.findings == ()
    assert content.slides["a"].title == "Tea"


def test_a_pointer_in_place_of_a_picture_is_named_where_the_slide_names_it(tmp_path):
    (tmp_path / "images").mkdir()
    (tmp_path / "images/a.png").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 4\n")
    found = content_with(tmp_path, "slides/a.md", slide(front="picture:\n  file: images/a.png\n")).findings
    assert [(one.place.file, one.place.line, one.place.column, one.code) for one in found] == [
        ("slides/a.md", 6, 9, "RE119")
    ]
    assert "git lfs pull" in found[0].message


@pytest.mark.parametrize("on_disk", ["NFC", "NFD"])
@pytest.mark.parametrize("in_slide", ["NFC", "NFD"])
@pytest.mark.parametrize("kind", ["folder", "git"])
def test_a_picture_is_found_however_its_accent_is_stored(tmp_path, on_disk, in_slide, kind):
    name = normalize(on_disk, "images/caf\u00e9/th\u00e9.png")
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_bytes(small_picture())
    written = normalize(in_slide, "images/caf\u00e9/th\u00e9.png")
    text = slide(front=f"picture:\n  file: {written}\n")
    content_with(tmp_path, "slides/a.md", text)
    if kind == "git":
        _commit(tmp_path)
    content = open_source(tmp_path).read()
    assert content.findings == ()
    picture = content.slides["a"].picture
    assert picture is not None
    assert picture.data == small_picture()


def test_two_pictures_of_one_name_are_found(tmp_path):
    (tmp_path / "images").mkdir()
    for form in ("NFC", "NFD"):
        (tmp_path / "images" / normalize(form, "caf\u00e9.png")).write_bytes(small_picture())
    if len(list((tmp_path / "images").iterdir())) == 1:
        return  # a disk that knows that both are one name, as a Mac's
    found = content_with(tmp_path, "slides/a.md", slide()).findings
    assert [(one.code, one.place.file) for one in found] == [("RE105", "images/caf\u00e9.png")]
    assert "two ways" in found[0].message


def test_a_playlist_says_nothing_of_a_slide_whose_name_was_refused(tmp_path):
    (tmp_path / "slides").mkdir()
    (tmp_path / "slides" / normalize("NFD", "caf\u00e9.md")).write_text(slide())
    found = content_with(tmp_path, "playlists/w.yaml", "title: W\nslides: [b, caf\u00e9]\n").findings
    assert [(one.code, one.place.file) for one in found] == [("RE105", "slides/caf\u00e9.md")]


def _commit(folder: Path) -> None:
    repo = pygit2.init_repository(folder, initial_head="main")
    repo.index.add_all()
    person = pygit2.Signature("a carer", "nobody@example.org", 0, 0)
    repo.create_commit("refs/heads/main", person, person, "Write", repo.index.write_tree(), [])
