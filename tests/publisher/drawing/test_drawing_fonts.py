"""The packaged fonts: their digests, their licences, and the letters that they bring."""

import hashlib
from importlib.resources import files
from pathlib import Path

import pytest

from publisher.drawing.type.faces import TYPEFACES, characters_of, font_name, ink_of, shape

FOLDERS = [Path(str(files("publisher.drawing.type"))) / "fonts", Path(str(files("waiting_room_fonts")))]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_font_has_its_digest_and_its_licence(folder):
    written = dict(reversed(line.split()) for line in (folder / "digests.txt").read_text().splitlines())
    assert written == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.ttf")}
    for name in written:
        script = name.rpartition("-")[0]
        licence = folder / (f"OFL-{script}.txt" if script else "OFL.txt")
        assert "SIL OPEN FONT LICENSE" in licence.read_text("utf-8").upper()


def test_simplified_chinese_has_the_letters_of_gb2312_that_the_package_holds():
    letters = {
        bytes((row, cell)).decode("gb2312") for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)
        if not (row == 0xD7 and cell > 0xF9)
    }  # fmt: skip
    assert len(letters) == 6763
    assert len({letter for letter in letters if ord(letter) not in characters_of("han")}) <= 33


@pytest.mark.parametrize(
    ("typeface", "letter"), [("naskh", "\u0627"), ("nastaliq", "\u0627"), ("gurmukhi", "ਕ"), ("han", "国")]
)
def test_letters_of_every_script_are_as_tall_as_latin_capitals(typeface, letter):
    (capital,) = shape("H", "latin", False, "en", False)
    (glyph,) = shape(letter, typeface, False, "", TYPEFACES[typeface].script == "Arab")
    heights = [ink.top - ink.bottom for ink in (ink_of(one.font, one.id) for one in (glyph, capital))]
    assert heights[0] >= 0.995 * heights[1]


def test_emoji_have_one_weight():
    assert font_name("emoji", True) == font_name("emoji", False) == "emoji-regular"
