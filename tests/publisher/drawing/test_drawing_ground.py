"""Letters looked up on an even ground have the pixels that mixing them one by one would give."""

from dataclasses import replace

import pytest
from drawing_samples import EVERY_LAYOUT, GROUP, LANDSCAPE, PORTRAIT, WARM
from hostile_pictures import photo
from PIL import Image

from publisher.drawing import render
from publisher.drawing.boxes import Panel, Rect
from publisher.drawing.compose import lay_out
from publisher.drawing.ground import Ground, blend
from publisher.drawing.pictures import pictures
from publisher.drawing.render import draw
from publisher.model.slides import Picture


class Uneven(Ground):
    """Ground of which nothing is known, so that everything is mixed pixel by pixel."""

    def colour_of(self, rect: Rect) -> str | None:
        return None


@pytest.mark.parametrize("name", EVERY_LAYOUT)
def test_a_frame_is_the_same_however_its_letters_are_mixed(name, monkeypatch):
    layout = lay_out(EVERY_LAYOUT[name], WARM, LANDSCAPE, GROUP)
    quickly = render.paint(layout).tobytes()
    monkeypatch.setattr(render, "Ground", Uneven)
    assert render.paint(layout).tobytes() == quickly


def test_every_shade_is_the_one_that_pillow_mixes():
    for ink, behind in (("#ffffff", "#8f171d"), ("#221f1b", "#fbf7ef"), ("#1e5a46", "#efe6d6")):
        shades = blend(ink, behind)
        for share in range(256):
            point = Image.new("RGB", (1, 1), behind)
            point.paste(ink, (0, 0, 1, 1), Image.new("L", (1, 1), share))
            assert point.tobytes() == shades[3 * share : 3 * share + 3]


def test_ground_is_even_only_where_nothing_of_many_colours_can_be():
    ground = Ground("#ffffff")
    ground.lay(Panel(Rect(100, 100, 200, 100), "#000000", 20))
    ground.take(Rect(400, 400, 50, 50))
    assert ground.colour_of(Rect(0, 0, 100, 100)) == "#ffffff"
    assert ground.colour_of(Rect(120, 120, 40, 40)) == "#000000"
    assert ground.colour_of(Rect(105, 130, 40, 40)) == "#000000"
    assert ground.colour_of(Rect(105, 105, 40, 40)) is None  # a round corner
    assert ground.colour_of(Rect(90, 120, 40, 40)) is None  # half on the panel
    assert ground.colour_of(Rect(440, 440, 40, 40)) is None  # over words or a picture


def test_a_panel_on_a_panel_is_the_ground():
    ground = Ground("#ffffff")
    ground.lay(Panel(Rect(0, 0, 300, 300), "#000000"))
    ground.lay(Panel(Rect(100, 100, 100, 100), "#ff0000"))
    assert ground.colour_of(Rect(120, 120, 10, 10)) == "#ff0000"
    assert ground.colour_of(Rect(10, 10, 10, 10)) == "#000000"
    assert ground.colour_of(Rect(90, 120, 20, 10)) is None


def test_a_photo_kept_from_looking_at_it_is_the_one_that_is_drawn():
    shot = Picture("images/a.jpg", "Noise", 3, photo(1600, 1200))
    made = {"landscape": LANDSCAPE, "portrait": PORTRAIT}
    slide = EVERY_LAYOUT["picture"]

    slide = replace(slide, picture=shot)

    def drawn(order: list[str]) -> dict[str, str]:
        forget()
        return {name: draw(lay_out(slide, WARM, made[name], GROUP)).digest for name in order}

    def alone(name: str) -> str:
        forget()
        layout = lay_out(slide, WARM, made[name], GROUP)
        forget()
        return draw(layout).digest

    expected = {name: alone(name) for name in made}
    assert drawn(["landscape", "portrait"]) == expected
    assert drawn(["portrait", "landscape"]) == expected


def forget() -> None:
    pictures._FITTED.clear()
    pictures._LOOKED_AT.clear()
