"""The rules as Markdown: a page for each, and a list of them all."""

from collections.abc import Iterator

from publisher.checks.words.lists import REASONS, Avoided, word_lists
from publisher.model.findings import Level
from publisher.rules.pages.book import PAGES, Page
from publisher.rules.pages.example import Example, Part

_LEVELS = {
    Level.ERROR: "An error: the slide is not published until it is mended.",
    Level.WARNING: "A warning: look again. It keeps nothing from being published.",
    Level.NOTE: "A note: worth knowing.",
}
_FAMILIES = {
    **{
        "RE": "Files",
        "FM": "The top part of a slide, and every YAML file",
        "MD": "Markdown",
        "PL": "Playlists",
        "GR": "Groups",
    },
    **{"TH": "Themes", "WO": "Wording", "LN": "Length", "RD": "Readability", "PI": "Pictures", "SO": "Sources"},
    **{"AG": "Agreement", "DA": "Days", "UR": "When to call", "FA": "Facts", "CO": "Consent", "TR": "Translations"},
    **{"TI": "Time", "EV": "Events", "PR": "Privacy", "LI": "Links", "QR": "Codes to scan", "LE": "Legibility"},
}
_INTRODUCTION = """# Rules

Everything that `publisher check` holds slides against. Each rule has a code that never changes, and a
page that says what it asks, why, and where it comes from, with an example that breaks it and one that
keeps it. `publisher rules CODE` prints a page. This list is written by `publisher rules --write docs/rules`.

A group may give many of the rules another level or number in its group file, with a reason, which then
stands in every line that the rule prints:

    rules:
      WO101:
        limit: 22
        why: 12 of our readers understood every sentence of this length.

[Words to avoid, and what to write](words.md), lists every word that WO109 and WO114 look for.
"""

_WORDS = """# Words to avoid, and what to write

What WO109 and WO114 look for, in every form of each word: `administer` is also administers, administered and
administering; `utilise` is also utilize and utilisation. An error is for words that the guides say never to write. A
warning is for words that also have an everyday meaning, or that people may have to hear. A word that is explained may
stand: `kidney (renal)`. The tables that this page is written from are in `publisher/checks/words`.
"""


def write_pages() -> dict[str, str]:
    """Every page by its file's name, and README.md, which lists them."""
    pages = {f"{code}.md": page_of(page) for code, page in PAGES.items()}
    return {"README.md": _index(), "words.md": _words(), **pages}


def page_of(page: Page) -> str:
    """One rule as it is explained to somebody who came across its code."""
    return "\n\n".join(_sections(page)) + "\n"


def _sections(page: Page) -> Iterator[str]:
    yield f"# {page.code}: {page.example.what}"
    yield f"{_LEVELS[page.level]} {_change(page)}"
    yield f"**Why:** {page.why}"
    yield f"**Source:** {page.source.rstrip('.')}."
    yield f"## This breaks it\n\n{_shown(page.example, page.example.breaks)}"
    yield f"## This keeps it\n\n{_shown(page.example, page.example.keeps)}"
    if page.example.beside:
        yield "## What stands beside it"
        yield from (f"{path}:\n\n{_block(text)}" for path, text in page.example.beside.items())


def _change(page: Page) -> str:
    if not page.may_change:
        return "It holds for every group."
    number = f", or another number in place of {page.limit:g}," if page.limit is not None else ""
    return f"A group may give it another level{number} in its file, with a reason."


def _shown(example: Example, text: str) -> str:
    if example.part is Part.TOLD:
        return text
    where = example.file if example.part is Part.FILE else example.part.value
    return f"{where}:\n\n{_block(text)}"


def _block(text: str) -> str:
    """Indented, so that a text with ``` in it stays whole."""
    return "\n".join(f"    {line}".rstrip() for line in text.rstrip("\n").split("\n"))


def _index() -> str:
    families: dict[str, list[Page]] = {}
    for page in PAGES.values():
        families.setdefault(page.code[:2], []).append(page)
    parts = [_INTRODUCTION, *(_family(_FAMILIES[name], pages) for name, pages in families.items())]
    return "\n".join(parts)


def _words() -> str:
    entries = word_lists().avoided.values()
    tables = (_table(table, [entry for entry in entries if entry.table == table]) for table in REASONS)
    return "\n".join([_WORDS, *tables])


def _table(table: str, entries: list[Avoided]) -> str:
    rows = "\n".join(f"| {entry.avoid} | {entry.write} | {entry.level.value} | {entry.source} |" for entry in entries)
    return f"## A word that {REASONS[table]}\n\n| avoid | write | level | source |\n|---|---|---|---|\n{rows}\n"


def _family(title: str, pages: list[Page]) -> str:
    rows = "\n".join(f"| [{page.code}]({page.code}.md) | {page.level.value} | {page.example.what} |" for page in pages)
    return f"## {title}\n\n| code | level | rule |\n|---|---|---|\n{rows}\n"
