"""Every rule of the project with its page: what it asks, why, where it comes from, and two examples."""

from dataclasses import dataclass
from itertools import chain

from publisher.model.findings import Level
from publisher.rules.drawing import RULES as DRAWN_RULES
from publisher.rules.pages import reading, screens, trust, wording
from publisher.rules.pages.example import Example
from publisher.rules.rules import RULES

__all__ = ["PAGES", "Page"]

EXAMPLES = {
    example.code: example
    for example in chain(
        *(reading.FILES, reading.MARKDOWN, reading.TOGETHER),
        *(wording.WORDING, wording.LOOK, trust.SOURCES, trust.REGISTERS, screens.TIME, screens.DRAWN),
    )
}


@dataclass(frozen=True, slots=True)
class Page:
    """One rule, as it is explained to people."""

    code: str
    level: Level
    why: str
    source: str
    example: Example
    limit: float | None = None
    may_change: bool = False


def _pages() -> dict[str, Page]:
    checked = {
        code: Page(code, rule.level, rule.why, rule.source, EXAMPLES[code], rule.limit, rule.may_change)
        for code, rule in RULES.items()
    }
    drawn = {
        rule.code: Page(rule.code, rule.level, EXAMPLES[rule.code].why, rule.source, EXAMPLES[rule.code])
        for rule in DRAWN_RULES
    }
    return dict(sorted({**checked, **drawn}.items()))


PAGES = _pages()
"""Every rule's page, by its code."""
