"""Draw the player's built-in pictures: `python player/pictures/make.py`, from the repo, after a change of words.

The player never runs this; it carries the pictures with it.
"""

from pathlib import Path

from publisher.drawing import draw_message
from publisher.model import Size

SIZES = {"landscape": Size(1920, 1080), "portrait": Size(1080, 1920)}
MESSAGES = {
    "welcome": ("Welcome", ("Information will be back soon.",)),
    "starting": ("Welcome", ("This screen is starting.",)),
    "not-connected": ("This screen is not connected yet", ("It is looking for its publisher.",)),
}


def make_pictures(folder: Path) -> None:
    """Write every picture in every shape into a folder."""
    for name, (title, lines) in MESSAGES.items():
        for shape, size in SIZES.items():
            (folder / f"{name}-{shape}.jpg").write_bytes(draw_message(title, lines, size).data)


if __name__ == "__main__":
    make_pictures(Path(__file__).parent)
