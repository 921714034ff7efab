"""A contact sheet: every slide of some content side by side, rows for each layout and a column for each language."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from PIL import Image

from publisher.building.drawings import Outcome, Wanted, do_all, draw_one
from publisher.checks.timing import upcoming
from publisher.drawing.choice import LAYOUTS, layout_name
from publisher.drawing.keys import frame_key
from publisher.model.content import Content
from publisher.model.findings import Finding, Level
from publisher.model.screens import Size
from publisher.model.slides import Slide
from publisher.model.themes import Theme

SHAPES = {"landscape": Size(1920, 1080), "portrait": Size(1080, 1920), "4k": Size(3840, 2160)}
CELL_PX = 640
"""The longer side of a slide on a sheet: title and text can be read, and 77 of them are one picture."""
GAP_PX = 16
GROUND = "#57534a"
OVERVIEW_BYTES = 1_900_000
"""The most that the overview has, as it stands in the documentation."""
_SMALLER = (1.0, 0.8, 0.64, 0.5, 0.4, 0.32, 0.25, 0.2)


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets by name, as JPEG, and what kept slides from being on them."""

    pictures: dict[str, bytes]
    findings: tuple[Finding, ...]


def make_sheets(content: Content, theme: Theme, today: date, executor: Executor | None = None) -> Sheets:
    """A sheet for each screen, and an overview of all; a slide that does not fit is left out, and told."""
    sheets: dict[str, Image.Image] = {}
    findings: set[Finding] = set()
    for name, size in SHAPES.items():
        outcomes = _drawn(content, theme, size, today, executor)
        findings.update(found for each in outcomes.values() for found in each.findings if found.level is Level.ERROR)
        sheets[name] = _sheet(content, size, {id: each.frame.data for id, each in outcomes.items() if each.frame})
    pictures = {name: _jpeg(sheet, 88) for name, sheet in sheets.items()}
    return Sheets({**pictures, "overview": _overview(sheets.values())}, tuple(sorted(findings)))


def _drawn(content: Content, theme: Theme, size: Size, today: date, executor: Executor | None) -> dict[str, Outcome]:
    shown = {id: upcoming(slide, today) for id, slide in content.slides.items()}
    wanted = {id: Wanted(slide, theme, size, content.groups.get(slide.group)) for id, slide in shown.items()}
    keys = {id: frame_key(one.slide, one.theme, one.size, one.group) for id, one in wanted.items()}
    outcomes = do_all(draw_one, {keys[id]: one for id, one in wanted.items()}, executor, lambda: None)
    return {id: outcomes[key] for id, key in keys.items()}


def _sheet(content: Content, size: Size, frames: Mapping[str, bytes]) -> Image.Image:
    """The frames in their rows and columns, on a dark ground."""
    scale = CELL_PX / max(size.width, size.height)
    width, height = round(size.width * scale), round(size.height * scale)
    places = _placed({id: slide for id, slide in content.slides.items() if id in frames})
    taken = {row for row, _ in places.values()}
    rows = sorted(taken, key=lambda row: (list(LAYOUTS).index(row[0]), row[1]))
    columns = list(dict.fromkeys(slide.language for slide in _in_order(content.slides.values())))
    sheet = Image.new("RGB", (GAP_PX + len(columns) * (width + GAP_PX), GAP_PX + len(rows) * (height + GAP_PX)), GROUND)
    for id, (row, language) in places.items():
        with Image.open(BytesIO(frames[id])) as frame:
            small = frame.resize((width, height), Image.Resampling.LANCZOS)
        across, down = columns.index(language), rows.index(row)
        sheet.paste(small, (GAP_PX + across * (width + GAP_PX), GAP_PX + down * (height + GAP_PX)))
    return sheet


def _placed(slides: Mapping[str, Slide]) -> dict[str, tuple[tuple[str, int], str]]:
    """Each slide's row and column; the second one of a layout in a language goes below the first."""
    seen: Counter[tuple[str, str]] = Counter()
    places = {}
    for id, slide in slides.items():
        layout = layout_name(slide)
        places[id] = (layout, seen[layout, slide.language]), slide.language
        seen[layout, slide.language] += 1
    return places


def _in_order(slides: Iterable[Slide]) -> Iterator[Slide]:
    """English first, then other languages in Latin script, then the rest, as a reader of this repo would look."""
    first = ("en", "pl", "gd", "ur", "ar", "pa")
    yield from sorted(slides, key=lambda slide: (*(slide.language != each for each in first), slide.language))


def _overview(sheets: Iterable[Image.Image]) -> bytes:
    """The sheets side by side at one height, small enough for a page of documentation."""
    placed = list(sheets)
    height = min(sheet.height for sheet in placed)
    small = [
        sheet.resize((round(sheet.width * height / sheet.height), height), Image.Resampling.LANCZOS) for sheet in placed
    ]
    whole = Image.new("RGB", (sum(sheet.width for sheet in small), height), GROUND)
    x = 0
    for sheet in small:
        whole.paste(sheet, (x, 0))
        x += sheet.width
    for share in _SMALLER:
        data = _jpeg(whole.resize((round(whole.width * share), round(height * share)), Image.Resampling.LANCZOS), 75)
        if len(data) <= OVERVIEW_BYTES:
            break
    return data


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    target = BytesIO()
    picture.save(target, "JPEG", quality=quality, optimize=True)
    return target.getvalue()
