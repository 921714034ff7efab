"""A slide file's two parts: the front matter between its two lines of `---`, and the text below."""

from player.frozen import dataclass
from publisher.checks import rules
from publisher.content.notes import Notebook
from publisher.limits import MAX_FRONT_CHARACTERS

FENCE = "---"


@dataclass(frozen=True, slots=True)
class Parts:
    """The two parts, each with empty lines in front of it so that its line numbers are the file's."""

    front: str
    body: str


def split_front(text: str, notes: Notebook) -> Parts | None:
    """The two parts of a slide, or None after a finding."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        message = "A slide starts with its top part. Write `---`, lines such as `title: What helps`, and `---`."
        notes.note(rules.NO_FRONT, 1, 1, message)
        return None
    end = next((at for at, line in enumerate(lines[1:], start=1) if line.rstrip() == FENCE), None)
    if end is None:
        message = "The top part starts here and does not end. Write a line of `---` below it."
        notes.note(rules.NO_END, 1, 1, message)
        return None
    front = "\n".join(["", *lines[1:end], ""])
    if len(front) > MAX_FRONT_CHARACTERS:
        message = f"The top part has {len(front)} characters; {MAX_FRONT_CHARACTERS} is the most. Cut it."
        notes.note(rules.LONG_FRONT, 1, 1, message)
        return None
    return Parts(front, "\n" * (end + 1) + "\n".join(lines[end + 1 :]))
