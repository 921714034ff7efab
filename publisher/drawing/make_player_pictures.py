"""Draw the player's built-in pictures, after a change of words: `python publisher/drawing/make_player_pictures.py`.

The player never runs this; it carries the pictures with it. Only a screen that has a programme
knows its practice's languages; before that, pictures are in English.
"""

import io
from pathlib import Path

from PIL import Image

from publisher.drawing.neutral import draw_message
from publisher.model.screens import Size

SIZES = {"landscape": Size(1920, 1080), "portrait": Size(1080, 1920)}
MESSAGES = {
    "welcome": {
        "en": ("Welcome", "Information will be back soon."),
        "pl": ("Witamy", "Wkrótce pojawią się tu informacje."),
        "gd": ("Fàilte", "Bidh fiosrachadh an seo a-rithist a dh’aithghearr."),  # noqa: RUF001 - as Gaelic is written
        "ur": ("خوش آمدید", "معلومات جلد ہی دوبارہ نظر آئیں گی۔"),  # noqa: RUF001 - as Urdu is written
        "ar": ("أهلاً وسهلاً", "ستعود المعلومات قريبًا."),
        "pa": ("ਜੀ ਆਇਆਂ ਨੂੰ", "ਜਾਣਕਾਰੀ ਜਲਦੀ ਹੀ ਇੱਥੇ ਦੁਬਾਰਾ ਆਵੇਗੀ।"),
        "zh-Hans": ("欢迎", "信息很快会再次显示。"),
    },
    "starting": {"en": ("Welcome", "This screen is starting.")},
    "elsewhere": {
        "en": (
            "This screen is not connected yet",
            "Something else answers on this network, such as a sign-in page. Somebody has to let this screen through.",
        )
    },
    "not-connected": {"en": ("This screen is not connected yet", "It is waiting for the network.")},
}
QUALITY = 80
"""A few letters on one colour: less shows nowhere, and what is kept is a third of the bytes."""


def make_pictures(folder: Path) -> None:
    """Write every picture in every language and shape into a folder, in place of those that are there."""
    for old in folder.glob("*.jpg"):
        old.unlink()
    for name, languages in MESSAGES.items():
        for language, (title, line) in languages.items():
            for shape, size in SIZES.items():
                frame = draw_message(title, (line,), size, language)
                (folder / f"{name}-{language}-{shape}.jpg").write_bytes(_compact(frame.data))


def _compact(data: bytes) -> bytes:
    target = io.BytesIO()
    Image.open(io.BytesIO(data)).save(target, "JPEG", quality=QUALITY, optimize=True)
    return target.getvalue()


if __name__ == "__main__":
    make_pictures(Path(__file__).parents[2] / "player" / "showing" / "pictures")
