"""What is left of a picture's file, and why one is refused."""

from dataclasses import dataclass

from publisher.limits import MAX_PARTS


class PictureError(Exception):
    """A picture that is not drawn; its text says why and what to do, after the file's name."""


@dataclass(frozen=True, slots=True)
class Essence:
    """A whole file of the same kind with one picture in it, how the camera was held (EXIF, 1 to 8), its colours."""

    data: bytes
    orientation: int = 1
    profile: bytes | None = None
    """A colour profile that the file carries packed; others are still in `data`."""


def damaged(what: str) -> PictureError:
    """The error for a file of which a part is missing or wrong."""
    return PictureError(f"is damaged: {what}. Put the picture there anew, from where you first got it")


def demand_few(parts: int) -> None:
    """Refuse a file of more parts than any program writes."""
    if parts > MAX_PARTS:
        raise PictureError(
            f"has more than {MAX_PARTS} parts besides its pixels. Open it in a picture program and save it anew"
        )
