"""Bold, sparingly."""

from collections.abc import Iterator

from publisher.checks.words.reading import count_words, parts_of
from publisher.model.findings import Finding, Place
from publisher.model.groups import Group
from publisher.model.slides import Bullets, Inline, Slide
from publisher.rules import rules


def check_emphasis(slide: Slide, group: Group | None) -> Iterator[Finding]:
    """About one short sentence of a slide may be bold."""
    most = rules.MUCH_BOLD.limit_for(group)
    parts = [part for block in slide.blocks for part in parts_of(block) if not isinstance(part, Bullets)]
    bold = [(part, count) for part in parts if (count := _bold_words(part.words))]
    words = sum(count for _, count in bold)
    if words > most:
        message = f"{words} words are bold. Keep the {most:g} that matter most."
        yield rules.MUCH_BOLD.at(Place(slide.file, bold[0][0].line), message)


def _bold_words(words: Inline) -> int:
    return sum(count_words(run.text) for run in words if run.bold)
