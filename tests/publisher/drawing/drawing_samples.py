"""Slides of every layout, themes and small pictures for the tests of drawing."""

from datetime import date, time
from io import BytesIO

from PIL import Image, ImageDraw

from publisher.model.groups import Group
from publisher.model.screens import Size
from publisher.model.slides import (
    Bullets,
    Event,
    Heading,
    Item,
    Kind,
    Paragraph,
    Picture,
    Quotation,
    Slide,
    Source,
    Text,
)
from publisher.model.themes import Theme

LANDSCAPE, PORTRAIT, LARGE = Size(1920, 1080), Size(1080, 1920), Size(3840, 2160)
WARM = Theme(
    id="warm",
    file="themes/warm.yaml",
    name="Warm",
    background="#fbf7ef",
    text="#221f1b",
    title="#221f1b",
    accent="#1e5a46",
    accent_text="#ffffff",
    panel="#efe6d6",
    panel_text="#221f1b",
    urgent="#8f171d",
    urgent_text="#ffffff",
    quiet="#4d473f",
)
GROUP = Group("hf", "groups/hf.yaml", "Lanarkshire heart failure group", (), "everyone", 2, 1)
SOURCES = (
    Source("NHS inform", "Heart failure", "https://example.org/a", date(2026, 11, 3), 5),
    Source("British Heart Foundation", "Living with it", "https://example.org/b", date(2026, 11, 9), 6),
)


def png(image: Image.Image) -> bytes:
    """The image as a PNG file."""
    target = BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def scene(width: int, height: int) -> bytes:
    """A small opaque picture that looks like something."""
    image = Image.new("RGB", (width, height), "#d9c7a3")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, height * 0.7, width, height), fill="#7d8f5c")
    pen.ellipse((width * 0.6, height * 0.15, width * 0.6 + height * 0.25, height * 0.4), fill="#c9643b")
    pen.polygon(
        [(width * 0.1, height * 0.72), (width * 0.35, height * 0.3), (width * 0.6, height * 0.72)], fill="#4c5d4a"
    )
    return png(image)


def icon() -> bytes:
    """A ring in one colour on a clear ground."""
    image = Image.new("RGBA", (256, 256), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((20, 20, 236, 236), outline=(30, 30, 30, 255), width=36)
    return png(image)


ICONS = tuple(Picture(f"images/icons/{name}.png", "", 9, icon()) for name in ("stairs", "feet", "sleep", "scales"))
PICTURE = Picture(
    "images/hill.png", "A hill in the evening sun", 8, scene(1200, 800), "The path behind the health centre"
)


def slide(name: str, title: str, *blocks: object, **more: object) -> Slide:
    """A slide as it would be read."""
    kept = {"sources": SOURCES, "kind": Kind.CONDITION, **more}
    return Slide(
        f"hf/{name}", f"slides/hf/{name}.md", title, "en", group="hf", blocks=blocks, revision="0" * 64, **kept
    )  # type: ignore[arg-type]


def words(text: str) -> tuple[Text, ...]:
    """Words, the ones between two stars bold."""
    return tuple(Text(part, bool(at % 2)) for at, part in enumerate(text.split("**")) if part)


def paragraph(text: str, line: int = 20) -> Paragraph:
    """A paragraph."""
    return Paragraph(words(text), line)


def bullets(*texts: str, icons: tuple[Picture, ...] = ()) -> Bullets:
    """A list, with icons if there are any."""
    paths = [picture.path for picture in icons] + [None] * len(texts)
    return Bullets(tuple(Item(words(text), 22 + at, paths[at]) for at, text in enumerate(texts)), 22)


EVERY_LAYOUT = {
    "text": slide(
        "what",
        "Heart failure does not mean your heart has stopped",
        paragraph("Your heart still works. It pumps **less blood** than your body needs."),
        paragraph("Tablets, and help from a heart failure nurse, let many people live well for years."),
    ),
    "picture": slide(
        "stairs",
        "Out of breath on your own stairs?",
        paragraph("It may be more than getting older."),
        paragraph("Tell your nurse or doctor what you could do last month and **cannot do now**."),
        picture=PICTURE,
    ),
    "caption": slide("hill", "A short walk counts", picture=PICTURE),
    "big": slide(
        "one",
        "You are not the only one here",
        paragraph("1 in 50"),
        paragraph("people in Scotland live with heart failure. Ask us about the group."),
        layout="big",
    ),
    "list": slide(
        "early",
        "Early signs of heart failure",
        bullets(
            "Out of breath on the stairs",
            "Swollen feet or ankles",
            "Waking up short of breath",
            "More weight in a few days",
            icons=ICONS,
        ),
        icons=ICONS,
    ),
    "signs": slide(
        "when",
        "When to call for help",
        paragraph("Trust what you notice. You know your body best."),
        Heading(words("Call 999"), 24),
        bullets("You cannot breathe lying down", "Pain in your chest"),
        Heading(words("Call 111"), 28),
        paragraph("Your tablets make you dizzy and the practice is closed."),
    ),
    "question": slide(
        "ask",
        "What matters most to you this week?",
        paragraph("Tell your nurse that first. It is a good way to start."),
        kind=Kind.QUESTION,
    ),
    "quote": slide(
        "helped",
        "What helped us",
        Quotation(words("I weigh myself each morning after the kettle goes on. Now I know before my ankles do."), 20),
        kind=Kind.STORY,
        credit="Margaret, Motherwell group",
    ),
    "event": slide(
        "cafe",
        "Carers café in Motherwell",
        paragraph("Come for tea and a talk. You need not book."),
        kind=Kind.EVENT,
        sources=(),
        event=Event(
            (date(2026, 12, 3), date(2027, 1, 7), date(2027, 2, 4), date(2027, 3, 4)),
            time(14),
            time(16),
            "Town Hall, Main Street",
            "Bus 240 stops outside. There is a ramp.",
            7,
        ),
    ),
    "help": slide(
        "help",
        "Talk to a heart nurse, free",
        paragraph("You can ask anything. Weekdays, 9am to 5pm."),
        phone="0800 555 0111",
        link="heart.example.org/talk",
    ),
    "pair": slide(
        "pair",
        "When to call for help",
        paragraph("Take your tablets each day."),
        bullets("Out of breath on the stairs", "Swollen feet"),
        Heading(words("Polski"), 30),
        paragraph("Zażywaj leki codziennie."),
        bullets("Zadyszka na schodach", "Spuchnięte stopy"),
    ),
}
