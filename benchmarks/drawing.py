"""How many slides one core draws in a second, and how much memory it takes: `python benchmarks/drawing.py`."""

import resource
import sys
import time
from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageFilter

sys.path.insert(0, str(Path(__file__).parents[1]))

from publisher.drawing.compose import lay_out
from publisher.drawing.keys import frame_key
from publisher.drawing.render import draw
from publisher.model.screens import Size
from publisher.model.slides import Bullets, Heading, Item, Kind, Paragraph, Picture, Quotation, Slide, Source, Text
from publisher.model.themes import Theme

ROUNDS = 12
GOALS = {"12-megapixel photo": "32", "the same, photo known": "80"}
"""Slides a second on a core at the first size."""
SIZES = (Size(1920, 1080), Size(1080, 1920), Size(3840, 2160))
INK = "#221f1b"
THEME = Theme(
    *("bench", "", "Bench", "#fbf7ef", INK, INK, "#1e5a46", "#ffffff"),
    *("#efe6d6", INK, "#8f171d", "#ffffff", "#4d473f"),
)
SOURCES = (Source("NHS inform", "Heart failure", "https://example.org", date(2026, 11, 3), 5),)


def slide(number: int, *blocks: object, **more: object) -> Slide:
    """A slide whose words differ from those of every other number, so that no cache knows them."""
    title = f"Out of breath on {number} stairs"
    return Slide("a", "a.md", title, "en", Kind.CONDITION, "hf", blocks, "0", sources=SOURCES, **more)  # type: ignore[arg-type]


def words(text: str) -> tuple[Text, ...]:
    """A run of words."""
    return (Text(text),)


def plain_slides(number: int) -> list[Slide]:
    """Slides without a photo: text, signs, a question, a quotation, and a link with its QR code."""
    body = Paragraph(words(f"Tell your nurse what you could do {number} weeks ago and cannot do now."), 9)
    items = Bullets(tuple(Item(words(f"Sign {number} of {at}, seen at home"), 9) for at in range(3)), 9)
    calls = (Heading(words("Call 999"), 9), body, Heading(words("Call 111"), 9), body)
    return [
        slide(number, body, body),
        slide(number, items),
        slide(number, *calls),
        slide(number, body, layout="question"),
        slide(number, Quotation(body.words, 9)),
        slide(number, body, link=f"example.org/{number}"),
    ]


def pictured(number: int, picture: Picture) -> Slide:
    """A slide with words and a photo."""
    return slide(number, *plain_slides(number)[0].blocks[:1], picture=picture)


def photo(number: int) -> Picture:
    """A 12-megapixel photo with as much detail as a telephone's, another one for each number."""
    target = BytesIO()
    noise = Image.effect_noise((1000, 750), 60 + number).filter(ImageFilter.GaussianBlur(1.5)).resize((4000, 3000))
    noise.convert("RGB").save(target, "JPEG", quality=88)
    return Picture("images/photo.jpg", "Noise", 9, target.getvalue())


def measure(slides: list[Slide], size: Size) -> tuple[float, float]:
    """Slides a second of processor time, and the share of it that goes into laying out."""
    laying = drawing = 0.0
    for made in slides:
        start = time.process_time()
        layout = lay_out(made, THEME, size, None)
        middle = time.process_time()
        draw(layout)
        laying, drawing = laying + middle - start, drawing + time.process_time() - middle
    return len(slides) / (laying + drawing), laying / (laying + drawing)


def main() -> None:
    """Print the table."""
    draw(lay_out(plain_slides(0)[0], THEME, SIZES[0], None))
    print(f"{'slides':<22}{'size':<12}{'a second':>9}{'laid out':>10}{'peak MiB':>10}   to reach")
    for size in SIZES:
        plain = [made for number in range(1, ROUNDS) for made in plain_slides(number * 100 + size.width)]
        report("without a photo", size, *measure(plain, size))
        report("12-megapixel photo", size, *measure([pictured(n, photo(n)) for n in range(ROUNDS)], size))
        known = photo(0)
        measure([pictured(0, known)], size)
        report("the same, photo known", size, *measure([pictured(n, known) for n in range(ROUNDS)], size))
    made = plain_slides(1)[0]
    start = time.process_time()
    for _ in range(500):
        frame_key(made, THEME, SIZES[0], None)
    print(f"\nframe keys: {500 / (time.process_time() - start):.0f} a second")


def report(what: str, size: Size, per_second: float, laid_out: float) -> None:
    """One line of the table."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    goal = GOALS.get(what, "") if size == SIZES[0] else ""
    print(f"{what:<22}{size!s:<12}{per_second:>9.1f}{laid_out:>10.0%}{peak:>10.0f}   {goal}")


if __name__ == "__main__":
    main()
