"""A screen can be paired wherever the publisher's address is."""

import io

import pytest
from PIL import Image

from publisher.drawing.neutral import draw_pairing
from publisher.model.screens import Size

ADDRESSES = (
    "http://127.0.0.1:8765",
    "https://screens.example.org",
    "https://waiting-room-screens.lanarkshire.example.org",
)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("size", [Size(1920, 1080), Size(1080, 1920), Size(1366, 768), Size(3840, 2160)], ids=str)
def test_the_code_stands_whole_on_the_screen(address: str, size: Size) -> None:
    with Image.open(io.BytesIO(draw_pairing("K7Q-4MD", address, size).data)) as picture:
        grey = picture.convert("L")
    paper = grey.getpixel((5, size.height - 5))
    for edge in ((0, size.height * 97 // 100, size.width, size.height), (size.width * 97 // 100, 60, *grey.size)):
        lowest, highest = grey.crop(edge).getextrema()
        assert abs(lowest - paper) < 8
        assert abs(highest - paper) < 8
