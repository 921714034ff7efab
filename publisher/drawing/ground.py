"""What lies under the words: where it is one colour, letters need not be mixed with what is there pixel by pixel."""

from functools import lru_cache

from PIL import Image

from publisher.drawing.boxes import Panel, Rect


class Ground:
    """Remembers what was painted where, and knows the places that still have one colour all over."""

    def __init__(self, colour: str) -> None:
        self._colour = colour
        self._panels: list[Panel] = []
        self._taken: list[Rect] = []

    def lay(self, panel: Panel) -> None:
        """A panel was painted."""
        self._panels.append(panel)

    def take(self, rect: Rect) -> None:
        """Something of many colours was painted within this rectangle."""
        self._taken.append(rect)

    def colour_of(self, rect: Rect) -> str | None:
        """The one colour that a place has all over, or None if it may have several."""
        if any(rect.overlaps(taken) for taken in self._taken):
            return None
        for panel in reversed(self._panels):
            if rect.overlaps(panel.rect):
                return panel.colour if _inside(rect, panel) else None
        return self._colour


def _inside(rect: Rect, panel: Panel) -> bool:
    """Whether a place keeps clear of the panel's corners, which are round and have soft edges."""
    whole, radius = panel.rect, panel.radius
    across = Rect(whole.x, whole.y + radius, whole.width, whole.height - 2 * radius)
    down = Rect(whole.x + radius, whole.y, whole.width - 2 * radius, whole.height)
    return across.holds(rect) or down.holds(rect)


@lru_cache(64)
def blend(colour: str, behind: str) -> bytes:
    """The 256 colours from what is behind to what is painted over it, as Pillow itself mixes them."""
    mixed = Image.new("RGB", (256, 1), behind)
    shares = Image.frombytes("L", (256, 1), bytes(range(256)))
    mixed.paste(colour, (0, 0, 256, 1), shares)
    return mixed.tobytes()
