"""What stands around a slide's text: its title, its source line, its credit, its address and QR code."""

from functools import lru_cache

from publisher.drawing.boxes import EMPTY, Box, Code, Panel, Piece, Rect, stack, together
from publisher.drawing.contrast import lightness
from publisher.drawing.page import Page
from publisher.drawing.type.lines import first_baseline, line_count, set_text
from publisher.drawing.words.events import month_in_words
from publisher.drawing.words.phrases import UNBROKEN, phrases_of
from publisher.model.groups import Group
from publisher.model.slides import Slide

MIN_MODULE_PX = 4
QUIET_MODULES = 4
"""Light modules around a QR code (ISO/IEC 18004)."""
CODE_SIDE = 3.4
"""About how large a QR code is drawn, in body sizes."""


def set_footer(slide: Slide, page: Page) -> Piece:
    """Phone, short address and QR code where there are any, over the source line and the credit."""
    if not slide.link:
        ways = set_ways(slide, page.width, page)
        return stack((ways, set_notes(slide, page.width, page)), round(page.small_px * 0.35))
    code = set_code(slide.link, page, page.body_px * CODE_SIDE)
    beside = page.width - code.width - page.gap
    ways, notes = set_ways(slide, beside, page), set_notes(slide, beside, page)
    above = EMPTY
    if line_count(ways) > bool(slide.phone) + 1 or ways.too_wide:
        # On a narrow screen the letters need the whole line, and stand above their code.
        above, ways = set_ways(slide, page.width, page), EMPTY
    left = stack((ways, notes), round(page.small_px * 0.35))
    height = max(left.height, code.height)
    row = together((left.at(0, height - left.height), code.at(page.width - code.width, height - code.height)))
    return stack((above, row), round(page.small_px * 0.35))


def set_ways(slide: Slide, width: int, page: Page) -> Piece:
    """The phone number and the short address, large enough for every seat."""
    style = page.body(1.0).coloured(page.theme.accent)
    words = [phone_line(slide).replace(" ", UNBROKEN), slide.link]
    return stack((set_text(text, width, style, bold=True) for text in words), 0)


def set_notes(slide: Slide, width: int, page: Page) -> Piece:
    """The source line and the credit: side by side where they fit, else below each other."""
    source = set_text(source_line(slide), width, page.small())
    credit = set_text(credit_line(slide, page.group), width, page.small())
    fits = source.width + credit.width + page.gap <= width
    if source.height and credit.height and fits and not slide.link:
        baselines = [first_baseline(piece) or 0 for piece in (source, credit)]
        down = [max(baselines) - baseline for baseline in baselines]
        return together((source.at(0, down[0]), credit.at(width - credit.width, down[1])))
    return stack((source, credit), 0)


def source_line(slide: Slide) -> str:
    """Where the facts were read and when they were last checked: "Source: NHS inform, checked November 2026"."""
    if not slide.sources:
        return ""
    names = list(dict.fromkeys(source.publisher for source in slide.sources))
    checked = min(source.checked_day for source in slide.sources)
    words = phrases_of(slide.language)
    line = words.source if len(names) == 1 else words.sources
    return line.format(names=words.comma.join(names), month=month_in_words(checked, slide.language))


def credit_line(slide: Slide, group: Group | None) -> str:
    """Who wrote the slide, as they chose to be called."""
    if slide.credit:
        return slide.credit[:1].upper() + slide.credit[1:]
    return phrases_of(slide.language).written_by.format(name=group.name) if group else ""


def speaker_line(slide: Slide, group: Group | None) -> str:
    """The credit as it stands below somebody's words, or nothing."""
    name = credit_line(slide, group)
    return phrases_of(slide.language).said_by.format(name=name) if name else ""


def phone_line(slide: Slide) -> str:
    """The phone number with its label, or nothing."""
    return phrases_of(slide.language).phone.format(number=slide.phone) if slide.phone else ""


def set_code(link: str, page: Page, side: float) -> Piece:
    """The QR code of a short address, about `side` pixels wide, dark on light in any theme.

    On a light page its quiet zone cannot be seen, and reaches into the margin: dark modules end where text does.
    """
    address = link if "://" in link else f"https://{link}"
    matrix = _matrix(address)
    modules = len(matrix) + 2 * QUIET_MODULES
    module_px = max(MIN_MODULE_PX, round(side / modules))
    empty = "0" * modules
    inner = ("0" * QUIET_MODULES + "".join(map(str, row)) + "0" * QUIET_MODULES for row in matrix)
    rows = (*(empty,) * QUIET_MODULES, *inner, *(empty,) * QUIET_MODULES)
    dark, light = sorted((page.theme.text, page.theme.background), key=lightness)
    rect = Rect(0, 0, modules * module_px, modules * module_px)
    out = QUIET_MODULES * module_px if light == page.theme.background else 0
    return Piece(rect.width - out, rect.height - out, boxes=(Box(rect, Code(rows, module_px, dark, light)),))


def set_title(slide: Slide, page: Page, step: float) -> Piece:
    """The title in lines of about the same length."""
    return set_text(slide.title, page.width, page.title(step), bold=True)


def set_band(page: Page) -> Piece:
    """A band of the accent colour along the top edge."""
    rect = Rect(0, 0, page.size.width, page.band)
    return Piece(rect.width, rect.height, (Panel(rect, page.theme.accent),))


@lru_cache(256)
def _matrix(address: str) -> tuple[bytearray, ...]:
    """The modules of a QR code, once for each address; the library is loaded with the first one."""
    import segno  # noqa: PLC0415 - most slides have no link

    matrix: tuple[bytearray, ...] = segno.make_qr(address, error="m").matrix
    return matrix
