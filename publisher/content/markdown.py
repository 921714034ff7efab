"""Markdown of a small kind to blocks, in the quickest way that reads it rightly."""

from collections.abc import Iterator

from publisher.checks import rules
from publisher.content.bodies import MOST_CHARACTERS, Body
from publisher.content.notes import Notebook
from publisher.content.plain_markdown import read_plain
from publisher.content.signs import long_word_in, trouble_in
from publisher.content.texts import position_of
from publisher.model import Bullets


def read_markdown(text: str, notes: Notebook) -> Body:
    """Blocks with their lines; whatever is outside the small kind is noted."""
    if len(text.strip()) > MOST_CHARACTERS:
        line = text[: len(text) - len(text.lstrip())].count("\n") + 1
        message = f"The text has {len(text.strip())} characters; {MOST_CHARACTERS} is the most that is read."
        notes.note(rules.TOO_LONG, line, 1, f"{message} Cut it, or make several slides.")
        return Body((), ())
    if word := long_word_in(text):
        notes.note(word.rule, *position_of(text, word.at), word.message)
        return Body((), ())
    body = read_plain(text)
    if body is not None:
        return body
    from publisher.content.whole_markdown import read_whole  # noqa: PLC0415 - takes long to load; few slides need it

    body = read_whole(text, notes)
    for line, words in _written(body):  # what was written as `&#x202e;` is seen only now
        if trouble := trouble_in(words):
            notes.note(trouble.rule, line, 1, trouble.message)
            return Body((), ())
    return body


def _written(body: Body) -> Iterator[tuple[int, str]]:
    """Every text with its line."""
    for block in body.blocks:
        for part in block.items if isinstance(block, Bullets) else (block,):
            yield part.line, "".join(run.text for run in part.words)
