"""YAML to nodes with exact places; nothing is turned into values, and nothing can refer or repeat.

PyYAML would read 14:00 as 840, `no` as false and 2026-11-22 as a date. Here every scalar stays
the text that was written, and whoever asks for a day or a time reads it from that text.
"""

from typing import cast

from yaml.composer import Composer
from yaml.error import Mark, MarkedYAMLError, YAMLError
from yaml.events import AliasEvent, Event
from yaml.nodes import MappingNode, Node
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.resolver import BaseResolver
from yaml.scanner import Scanner

from publisher.checks import rules
from publisher.checks.rule import Rule
from publisher.content.names import shown
from publisher.content.notes import Notebook

MAX_DEPTH = 6
"""The deepest that content goes is an entry in a list in a mapping in a mapping."""

_PLAIN_ENGLISH = {
    "found character '\\t'": "There is a tab here. Use spaces in its place.",
    "mapping values are not allowed": "There is a second “: ” in this line. Put the whole value in quotes.",
    "could not find expected ':'": "This line has no “: ” in it. Write a name, a colon, a space and the value.",
    "unexpected end of stream": "A quotation mark is opened here and not closed. Close it.",
    "expected <block end>": "This line does not fit to those above it. Start it in the same column as they do.",
    "expected ',' or": "A bracket is opened and not closed. Close it, or put the value in quotes.",
    "expected a single document": "A second `---` starts here. Take it away.",
    "that cannot start any token": "A value cannot start with this sign. Put the value in quotes.",
    "unknown escape character": "A backslash has a meaning of its own between double quotes. Use single quotes.",
    "tab": "There is a tab here. Use spaces in its place.",
}
_AT_THE_START = ("could not find expected ':'", "unexpected end of stream")
"""Mistakes that are noticed far behind the place where they were made."""


class _NotPlainError(MarkedYAMLError):
    """Something that YAML allows and content does not."""


class _Nodes(Reader, Scanner, Parser, Composer, BaseResolver):
    """Composes nodes, refusing whatever is more than names, values and lists."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)
        BaseResolver.__init__(self)
        self._depth = 0

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        """One node, or an error at an anchor, an alias, a tag or a hole without bottom."""
        event: Event = self.peek_event()  # type: ignore[no-untyped-call]  # PyYAML has no types here
        problem = "This is nested too deep." if self._depth == MAX_DEPTH else _problem_with(event)
        if problem:
            raise _NotPlainError(problem=problem, problem_mark=cast(Mark | None, event.start_mark))
        self._depth += 1
        node: Node | None = super().compose_node(parent, index)
        self._depth -= 1
        return node


def compose(text: str, notes: Notebook) -> MappingNode | None:
    """The one mapping that a text holds, or None after a finding."""
    try:
        node = _Nodes(text).get_single_node()
    except _NotPlainError as error:
        _note(notes, rules.FANCY_YAML, error.problem_mark, f"{error.problem} Write the plain value.")
        return None
    except MarkedYAMLError as error:
        message, mark = _explain(error)
        _note(notes, rules.BROKEN_YAML, mark, message)
        return None
    except (YAMLError, ValueError, RecursionError):
        notes.note(rules.BROKEN_YAML, 1, 1, "This is not YAML. Write lines such as `title: What helps`.")
        return None
    if isinstance(node, MappingNode):
        return node
    mark = node.start_mark if node is not None else None
    _note(notes, rules.NOT_MAPPING, mark, "There are no names here. Write lines such as `title: What helps`.")
    return None


def _problem_with(event: Event) -> str:
    if isinstance(event, AliasEvent):
        return "A value that starts with * refers to another."
    if getattr(event, "anchor", None) is not None:
        return "A value that starts with & is an anchor."
    return "A value that starts with ! has a tag." if getattr(event, "tag", None) is not None else ""


def _explain(error: MarkedYAMLError) -> tuple[str, Mark | None]:
    problem = error.problem or ""
    mark = error.problem_mark or error.context_mark
    for sign, message in _PLAIN_ENGLISH.items():
        if sign in problem:
            return message, error.context_mark if sign in _AT_THE_START and error.context_mark else mark
    return f"This is not YAML: {shown(problem)}. Put the value in quotes, or write it anew.", mark


def _note(notes: Notebook, rule: Rule, mark: Mark | None, message: str) -> None:
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    notes.note(rule, line, column, message)
