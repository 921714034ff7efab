"""What a rule's page shows: the rule in a sentence, something that breaks it and something that keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

SLIDE = "slides/example.md"


class Part(Enum):
    """Which part of the content an example writes down."""

    BODY = "The words of a slide"
    FRONT = "The top part of a slide"
    FILE = "A whole file"
    TOLD = "In words"


@dataclass(frozen=True, slots=True)
class Example:
    """One rule's sentence and its two examples; the tests read both as they stand here.

    In front matter, `# no owners` stands for leaving the line out, and what is below `---` is the body.
    """

    code: str
    what: str
    breaks: str
    keeps: str
    part: Part = Part.BODY
    file: str = SLIDE
    beside: Mapping[str, str] = field(default_factory=dict)
    """Other files that the example needs, by path; a slide's is its body."""
    why: str = ""
    """Where the rule itself does not say why."""


def body(code: str, what: str, breaks: str, keeps: str, why: str = "", **beside: str) -> Example:
    """An example in the words of a slide."""
    return Example(code, what, breaks, keeps, beside=_paths(beside), why=why)


def front(code: str, what: str, breaks: str, keeps: str, why: str = "", **beside: str) -> Example:
    """An example in the front matter of a slide."""
    return Example(code, what, breaks, keeps, Part.FRONT, beside=_paths(beside), why=why)


def whole(  # noqa: PLR0913, PLR0917 - each is one part of the page
    code: str, what: str, file: str, breaks: str, keeps: str, why: str = "", **beside: str
) -> Example:
    """An example that is a whole file."""
    return Example(code, what, breaks, keeps, Part.FILE, file, _paths(beside), why)


def told(code: str, what: str, breaks: str, keeps: str, why: str = "") -> Example:
    """An example that cannot be shown as text."""
    return Example(code, what, breaks, keeps, Part.TOLD, why=why)


def _paths(beside: Mapping[str, str]) -> dict[str, str]:
    """`playlists_winter` as a name in Python is playlists/winter.yaml."""
    return {_path(name): text for name, text in beside.items()}


def _path(name: str) -> str:
    folder, _, file = name.partition("_")
    return f"{folder}/{file}{'.md' if folder == 'slides' else '.yaml'}" if file else f"{name}.yaml"
