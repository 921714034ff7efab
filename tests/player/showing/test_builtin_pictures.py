"""What a screen shows when there is nothing to show: in the practice's language, light to carry, always there."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from publisher_stand import PublisherStand, SlideOnStand
from screen import Screen

from player.contract.records import Entry
from player.showing.builtin import FOLDER, Builtin, builtin_picture, usual_language

LANGUAGES = ("en", "pl", "gd", "ur", "ar", "pa", "zh-Hans")
MOST_BYTES = 2_000_000


class PolishSlide(SlideOnStand):
    """A slide in Polish."""

    def entry(self) -> Entry:
        return replace(super().entry(), language="pl")


def test_welcome_is_there_in_every_language_and_shape() -> None:
    pictures = {builtin_picture(Builtin.WELCOME, *size, one) for one in LANGUAGES for size in ((16, 9), (9, 16))}
    assert len(pictures) == 2 * len(LANGUAGES)
    assert all(picture.startswith(b"\xff\xd8\xff") for picture in pictures)
    assert sum(path.stat().st_size for path in FOLDER.glob("*.jpg")) < MOST_BYTES


@pytest.mark.parametrize(
    ("wanted", "drawn"),
    [("zh-Hans-CN", "zh-Hans"), ("zh", "zh-Hans"), ("PL", "pl"), ("ur-PK", "ur"), ("cy", "en"), ("", "en")],
)
def test_a_language_that_is_not_drawn_gets_english(wanted: str, drawn: str) -> None:
    for name in Builtin:
        assert builtin_picture(name, 1920, 1080, wanted) == builtin_picture(
            name, 1920, 1080, drawn if name is Builtin.WELCOME else "en"
        )


def test_the_language_is_the_one_most_slides_are_in() -> None:
    assert usual_language(["en", "pl", "pl"]) == "pl"
    assert usual_language(["ur", "en"]) == "ur"
    assert usual_language([]) == "en"


def test_a_practice_is_welcomed_in_its_own_language(screen: Screen, stand: PublisherStand) -> None:
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    stand.show("winter", PolishSlide("grypa", last_day=yesterday), PolishSlide("kaszel", last_day=yesterday))
    screen.later = timedelta(days=1)
    assert screen.job().poll()
    assert screen.glance() == builtin_picture(Builtin.WELCOME, 1920, 1080, "pl")


def test_the_pictures_are_those_that_the_words_give(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from publisher.drawing import make_player_pictures as make\n"
        "print(*(f'{name}-{one}' for name, languages in make.MESSAGES.items() for one in languages))\n"
        "del make.MESSAGES['welcome'], make.SIZES['portrait']\n"  # the fonts of seven languages take their time
        f"make.make_pictures(Path({str(tmp_path)!r}))"
    )
    words = [sys.executable, "-c", code]
    names = subprocess.run(words, check=True, cwd=FOLDER.parent.parent, capture_output=True, text=True).stdout.split()
    assert {path.stem.rpartition("-")[0] for path in FOLDER.glob("*.jpg")} == set(names)
    drawn = sorted(tmp_path.iterdir())
    assert len(drawn) == 3
    for path in drawn:
        with Image.open(path) as one, Image.open(FOLDER / path.name) as other:
            assert max(ImageStat.Stat(ImageChops.difference(one, other)).mean) < 0.5, path.name
