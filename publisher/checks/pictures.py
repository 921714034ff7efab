"""What a picture says to people who cannot see it."""

from collections.abc import Iterator

from publisher.checks import rules
from publisher.checks.reading import left_out
from publisher.model import Finding, Place, Slide

MAX_ALT_CHARACTERS = 125


def check_pictures(slide: Slide) -> Iterator[Finding]:
    """A picture is described in words, or marked as decoration."""
    picture = slide.picture
    if picture is None:
        return
    place = Place(slide.file, picture.line)
    if not picture.alt and left_out(slide, "picture.decorative") and left_out(slide, "picture.alt"):
        yield rules.NO_ALT.at(
            place, "The picture has no `alt`. Say what it shows, or write `decorative: true` if it adds nothing."
        )
    if len(picture.alt) > MAX_ALT_CHARACTERS:
        message = f"The alt text has {len(picture.alt)} characters. Cut it to {MAX_ALT_CHARACTERS} or fewer."
        yield rules.LONG_ALT.at(place, message)
