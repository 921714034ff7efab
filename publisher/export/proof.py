"""A proof on paper: one slide a page with lines to write on, for a group that works at a table."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from importlib.resources import as_file, files
from io import BytesIO
from itertools import groupby

from fpdf import FPDF
from fpdf.enums import TextMode
from fpdf.fonts import TTFFont

from publisher.drawing.type.bidi import visual_order
from publisher.drawing.type.faces import LATIN, font_file, font_name
from publisher.drawing.type.isolation import levels_in, without_isolates
from publisher.drawing.type.scripts import scripts_of
from publisher.export.book import Book, Leaf
from publisher.export.labels import labels_of
from publisher.model.languages import runs_leftwards

PAPERS = {"A4": (297.0, 210.0), "A3": (420.0, 297.0)}
"""Width and height in millimetres, lying on the longer side."""
MARGIN_MM = 12.0
FOOT_MM = 9.0
LINE_MM = 9.0
"""The distance between ruled lines; 8 to 10 mm suits people whose hands are not steady."""
NOTES_SHARE = 0.3
"""How much of the page the notes keep, at the side or below."""
_PT_MM = 0.3528
_CENTRED_MM = _PT_MM * 0.8
"""How far above its baseline a cell of one point's height begins, as the library centres letters in it."""
INK, RULE, QUIET = 20, 150, 70
_FAMILY = "Slides"
Run = tuple[str, str]
"""A typeface and the letters that it has."""


def make_proof(book: Book, paper: str = "A4") -> bytes:
    """The slides as a PDF with lines for notes; the words under each picture can be found and copied."""
    width, height = PAPERS[paper]
    proof = FPDF(orientation="landscape", unit="mm", format=(height, width))
    proof.set_auto_page_break(False)
    proof.set_margin(0)
    proof.c_margin = 0
    proof.set_creation_date(datetime.combine(book.day, time(), UTC))
    proof.set_title(book.title)
    proof.set_lang(book.language)
    for style, name in (("", "regular"), ("B", "bold")):
        with as_file(files("publisher.drawing.type").joinpath(f"fonts/{name}.ttf")) as font:
            proof.add_font(_FAMILY, style, font)
    for leaf in book.leaves:
        _add_page(proof, book, leaf)
    return bytes(proof.output())


def _add_page(proof: FPDF, book: Book, leaf: Leaf) -> None:
    proof.add_page()
    across, down = _picture_mm(proof, book)
    _hide_words(proof, leaf, across, down)
    proof.image(BytesIO(leaf.picture), MARGIN_MM, MARGIN_MM, across, down, alt_text=leaf.words, title=leaf.entry.title)
    proof.set_draw_color(RULE)
    proof.rect(MARGIN_MM, MARGIN_MM, across, down)
    _rule(proof, leaf.entry.language, across, down)
    _foot(proof, book, leaf)


def _picture_mm(proof: FPDF, book: Book) -> tuple[float, float]:
    """The picture as large as the page lets it be beside, or above, its notes."""
    room_across, room_down = proof.w - 2 * MARGIN_MM, proof.h - 2 * MARGIN_MM - FOOT_MM
    if book.size.width > book.size.height:
        room_down *= 1 - NOTES_SHARE
    else:
        room_across *= 1 - NOTES_SHARE
    scale = min(room_across / book.size.width, room_down / book.size.height)
    return book.size.width * scale, book.size.height * scale


def _hide_words(proof: FPDF, leaf: Leaf, across: float, down: float) -> None:
    """The slide's words behind its picture, unseen, as far as the typefaces have their letters."""
    language = leaf.entry.language
    hidden = [runs for line in leaf.words.splitlines() if (runs := _runs(proof, line, language))]
    step = down / (len(hidden) + 1)
    with proof.local_context(text_mode=TextMode.INVISIBLE):
        for number, runs in enumerate(hidden, 1):
            _hide_line(proof, runs, across, MARGIN_MM + number * step)
    proof.set_stretching(100)


def _hide_line(proof: FPDF, runs: Sequence[Run], across: float, y: float) -> None:
    """One line's runs from left to right, as wide together as the picture at most."""
    widths = []
    proof.set_stretching(100)
    for family, text in runs:
        proof.set_font(family, size=10)
        widths.append(proof.get_string_width(text))
    stretch, x = min(100.0, 100.0 * across / max(1.0, sum(widths))), MARGIN_MM
    proof.set_stretching(stretch)
    for (family, text), width in zip(runs, widths, strict=True):
        proof.set_font(family, size=10)
        proof.text(x, y, text)
        x += width * stretch / 100


def _runs(proof: FPDF, line: str, language: str) -> list[Run]:
    """A line in the order in which it is seen, each run with its typeface, without letters that are in none."""
    text = without_isolates(line)
    families = [script.typeface for script in scripts_of(text, language) for _ in range(script.start, script.end)]
    for family in set(families):
        _add_family(proof, family)
    order = [at for at in visual_order(levels_in(text, language)) if _is_known(proof, families[at], text[at])]
    seen = groupby(((families[at], text[at]) for at in order), key=lambda pair: pair[0])
    return [(family, "".join(letter for _, letter in pairs)) for family, pairs in seen]


def _add_family(proof: FPDF, family: str) -> None:
    if family not in proof.fonts:
        font = font_file(font_name(family, bold=False))
        proof.add_font(family, "", font)


def _is_known(proof: FPDF, family: str, letter: str) -> bool:
    font = proof.fonts[family]
    return isinstance(font, TTFFont) and ord(letter) in font.cmap


def _rule(proof: FPDF, language: str, across: float, down: float) -> None:
    """Lines to write on in whatever room the picture leaves: below it, or beside a tall one."""
    beside = proof.w - across - 3 * MARGIN_MM
    left, top = (MARGIN_MM, MARGIN_MM + down) if beside < proof.w / 4 else (2 * MARGIN_MM + across, MARGIN_MM)
    proof.set_text_color(INK)
    baseline = top + 6.5 if top > MARGIN_MM else top + 4
    align = "R" if runs_leftwards(language) else "L"
    _label(proof, labels_of(language).notes, language, (left, baseline, proof.w - MARGIN_MM - left), ("B", 11, align))
    y = baseline + LINE_MM
    while y < proof.h - MARGIN_MM - FOOT_MM:
        proof.line(left, y, proof.w - MARGIN_MM, y)
        y += LINE_MM


def _foot(proof: FPDF, book: Book, leaf: Leaf) -> None:
    proof.set_font(_FAMILY, size=9)
    proof.set_text_color(QUIET)
    y = proof.h - MARGIN_MM
    proof.text(MARGIN_MM, y, f"{leaf.entry.slide}, revision {leaf.entry.revision[:12]}")
    proof.text((proof.w - proof.get_string_width(book.origin)) / 2, y, book.origin)
    says = labels_of(leaf.entry.language)
    place = says.place.format(number=leaf.number, count=len(book.leaves))
    _label(proof, place, says.language, (MARGIN_MM, y, proof.w - 2 * MARGIN_MM), ("", 9, "R"))


def _label(
    proof: FPDF, text: str, language: str, place: tuple[float, float, float], look: tuple[str, float, str]
) -> None:
    """Words of ours in the slide's language; `place` is left edge, baseline and width, `look` weight, size and side."""
    (left, baseline, width), (weight, size, align) = place, look
    drawn_in = next((run.typeface for run in scripts_of(text, language) if run.typeface != LATIN), LATIN)
    family = _FAMILY if drawn_in == LATIN else f"{drawn_in}-label"
    if family.lower() not in proof.fonts:
        for style, bold in (("", False), ("B", True)):
            proof.add_font(family, style, font_file(font_name(drawn_in, bold=bold)))
    proof.set_font(family, weight, size)
    proof.set_fallback_fonts([_FAMILY])
    proof.set_text_shaping(True, direction="rtl" if runs_leftwards(language) else "ltr", language=language)
    proof.set_xy(left, baseline - size * _CENTRED_MM)
    proof.cell(w=width, h=size * _PT_MM, text=text, align=align)
    proof.set_text_shaping(False)
