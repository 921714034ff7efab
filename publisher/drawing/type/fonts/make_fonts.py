"""Makes the two TTF files of this folder from the npm package that `README.md` names.

Run it with the folder of the unpacked package: `python make_fonts.py PACKAGE`.
"""

# mypy: disable-error-code="import-untyped, no-any-return"
# fontTools carries no types.

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.pens.areaPen import AreaPen
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen, RecordingPen
from fontTools.pens.reverseContourPen import ReverseContourPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

NEEDED = "éąłżòàśźćńęóŵŷìù£–—’“”…€•°½"  # noqa: RUF001 - quotation marks and dashes are what is looked for
WEIGHTS = {"regular": 400, "bold": 700}
FAMILY = "atkinson-hyperlegible-next"


def make_font(package: Path, weight: int, target: Path) -> None:
    """Write one TTF that holds the Latin and the extended Latin letters of one weight."""
    with tempfile.TemporaryDirectory() as folder:
        latin = TTFont(_web_font(package, "latin", weight))
        extended = TTFont(_web_font(package, "latin-ext", weight))
        open_zero(latin)
        _keep(extended, set(extended.getBestCmap()) - set(latin.getBestCmap()))
        parts = [Path(folder, "latin.ttf"), Path(folder, "extended.ttf")]
        for font, part in zip((latin, extended), parts, strict=True):
            font.flavor = None
            font.save(part)
        merged = Merger().merge([str(part) for part in parts])
    merged["head"].modified = merged["head"].created = latin["head"].created
    merged.recalcTimestamp = False
    missing = [letter for letter in NEEDED if ord(letter) not in merged.getBestCmap()]
    if missing:
        sys.exit(f"{target.name} lacks {' '.join(missing)}; take another version of the package.")
    merged.save(target)


def open_zero(font: TTFont) -> None:
    """Give the zero an open counter: with a stroke through it, it can pass for an 8 across a room.

    The new counter is the zero's own outer edge, drawn in by the thickness of the letter O.
    """
    name = font.getBestCmap()[ord("0")]
    outer = max(_contours(font, name), key=_area)
    left, bottom, right, top = _bounds(outer)
    side, crown = _thickness(font, font.getBestCmap()[ord("O")])
    across, up = (right - left - 2 * side) / (right - left), (top - bottom - 2 * crown) / (top - bottom)
    inward = (across, 0, 0, up, (left + right) / 2 * (1 - across), (bottom + top) / 2 * (1 - up))
    pen = TTGlyphPen(None)
    outer.replay(pen)
    outer.replay(TransformPen(ReverseContourPen(pen), inward))
    font["glyf"][name] = pen.glyph()


def _thickness(font: TTFont, name: str) -> tuple[float, float]:
    """How thick a round letter is at its side and at its crown."""
    outer, inner = sorted(_contours(font, name), key=_area, reverse=True)
    wide, narrow = _bounds(outer), _bounds(inner)
    return narrow[0] - wide[0], wide[3] - narrow[3]


def _contours(font: TTFont, name: str) -> list[RecordingPen]:
    whole = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(whole)
    contours: list[RecordingPen] = []
    for step in whole.value:
        if step[0] == "moveTo":
            contours.append(RecordingPen())
        contours[-1].value.append(step)
    return contours


def _area(contour: RecordingPen) -> float:
    pen = AreaPen()
    contour.replay(pen)
    return abs(pen.value)


def _bounds(contour: RecordingPen) -> tuple[float, float, float, float]:
    pen = BoundsPen(None)
    contour.replay(pen)
    return pen.bounds


def _web_font(package: Path, letters: str, weight: int) -> Path:
    return package / "files" / f"{FAMILY}-{letters}-{weight}-normal.woff2"


def _keep(font: TTFont, characters: set[int]) -> None:
    subsetter = Subsetter(Options(layout_features=["*"], notdef_outline=True))
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


if __name__ == "__main__":
    for name, number in WEIGHTS.items():
        make_font(Path(sys.argv[1]), number, Path(__file__).with_name(f"{name}.ttf"))
