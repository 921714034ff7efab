"""Pictures that need no slide: how to connect a screen, and neutral messages."""

from publisher.drawing.boxes import Layout, Piece, mirrored, stack, together
from publisher.drawing.furniture import set_band
from publisher.drawing.page import Page
from publisher.drawing.render import draw
from publisher.drawing.type.lines import Style, set_text
from publisher.model.editions import Frame
from publisher.model.languages import runs_leftwards
from publisher.model.screens import Size
from publisher.model.themes import Theme

NEUTRAL = Theme(
    id="neutral",
    file="",
    name="Neutral",
    background="#faf6ee",
    text="#23201c",
    title="#23201c",
    accent="#1f5443",
    accent_text="#ffffff",
    panel="#efe7d8",
    panel_text="#23201c",
    urgent="#8f1d22",
    urgent_text="#ffffff",
    quiet="#4c463e",
    margin=0.07,
)
_LINE_STEPS = (1.25, 1.12, 1.0, 0.8, 0.6)
_LETTER_GAP = 0.1
_GROUP_GAP = 0.42
_CODE_STEPS = (6.3, 5.6, 5.0, 4.5, 4.0, 3.6, 3.2, 2.8, 2.5, 2.25, 2.0, 1.8, 1.6, 1.42, 1.25, 1.0)


def draw_pairing(code: str, address: str, size: Size) -> Frame:
    """What a new screen shows: where to go, and its code in two groups of huge letters."""
    page = Page(size, NEUTRAL, None)
    width = page.width
    shown = address.removeprefix("https://").removeprefix("http://").rstrip("/")
    steps = _as_large_as_fits((f"1. Open {shown}/pair", "2. Type this code"), page)
    title = set_text("Pair this screen", width, page.title(1.9), bold=True)
    above = stack((title, steps), page.gap)
    height = size.height - 2 * page.margin_y - above.height - page.gap
    return _drawn(page, (above, _set_code(in_two_groups(code), page, height)))


def _as_large_as_fits(lines: tuple[str, ...], page: Page) -> Piece:
    """Lines in one size, smaller only where a long address needs it."""
    for step in _LINE_STEPS:
        piece = stack((set_text(line, page.width, page.body(step)) for line in lines), page.gap // 2)
        if not piece.too_wide:
            break
    return piece


def _set_code(groups: tuple[str, ...], page: Page, height: int) -> Piece:
    """The groups beside each other, or on a tall screen below each other, as large as they fit."""
    for step in _CODE_STEPS:
        style = Style(page.body_px * step, 1.0, page.theme.accent)
        pieces = [
            _spaced([set_text(letter, page.width, style, bold=True) for letter in group], style) for group in groups
        ]
        code = _row(pieces, round(style.font_px * _GROUP_GAP)) if page.landscape else stack(pieces, 0)
        if code.width <= page.width and code.height <= height:
            break
    return code


def _spaced(letters: list[Piece], style: Style) -> Piece:
    """Letters with more air than in a word, as they are read one by one."""
    return _row(letters, round(style.font_px * _LETTER_GAP))


def _row(pieces: list[Piece], gap: int) -> Piece:
    placed, x = [], 0
    for piece in pieces:
        placed.append(piece.at(x, 0))
        x += piece.width + gap
    return together(placed)


def draw_message(title: str, lines: tuple[str, ...], size: Size, language: str = "en") -> Frame:
    """A neutral picture with a title and a few lines."""
    page = Page(size, NEUTRAL, None, language)
    heading = set_text(title, page.width, page.title(1.9), bold=True)
    return _drawn(page, (heading, _as_large_as_fits(lines, page)))


def in_two_groups(code: str) -> tuple[str, ...]:
    """`K7MPQ2XW` or `K7MP-Q2XW` as `K7MP` and `Q2XW`."""
    letters = "".join(code.replace("-", " ").split())
    middle = -(-len(letters) // 2)
    return tuple(group for group in (letters[:middle], letters[middle:]) if group)


def _drawn(page: Page, pieces: tuple[Piece, ...]) -> Frame:
    body = stack(pieces, page.gap)
    top = max(page.margin_y, round((page.size.height - body.height) * 0.42))
    whole = together((set_band(page), body.at(page.margin_x, top)))
    if runs_leftwards(page.language):
        whole = mirrored(whole, page.size.width)
    return draw(Layout(page.size, page.theme.background, whole.panels, whole.boxes))
