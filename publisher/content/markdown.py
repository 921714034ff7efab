"""Markdown of a small kind to blocks, in the quickest way that reads it rightly."""

from publisher.checks import rules
from publisher.content.bodies import MOST_CHARACTERS, Body
from publisher.content.notes import Notebook
from publisher.content.plain_markdown import read_plain


def read_markdown(text: str, notes: Notebook) -> Body:
    """Blocks with their lines; whatever is outside the small kind is noted."""
    if len(text.strip()) > MOST_CHARACTERS:
        line = text[: len(text) - len(text.lstrip())].count("\n") + 1
        message = f"The text has {len(text.strip())} characters; {MOST_CHARACTERS} is the most that is read."
        notes.note(rules.TOO_LONG, line, 1, f"{message} Cut it, or make several slides.")
        return Body((), ())
    body = read_plain(text)
    if body is not None:
        return body
    from publisher.content.whole_markdown import read_whole  # noqa: PLC0415 - takes long to load; few slides need it

    return read_whole(text, notes)
