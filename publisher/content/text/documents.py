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
from yaml.tokens import ScalarToken

from publisher.content.text.notes import Notebook
from publisher.content.text.slips import HASH, explain, hidden_by, line_without_name, odd_indent, swallowed_line
from publisher.content.text.softbreaks import SOFT_BREAK
from publisher.limits import MAX_ENTRIES, MAX_PARTS_OF_YAML, MAX_YAML_DEPTH
from publisher.rules import rules
from publisher.rules.rule import Rule

_TOO_MANY = f"One list has at most {MAX_ENTRIES} entries, and a file not many times that. Take out what is not needed."


class _NotPlainError(MarkedYAMLError):
    """Something that YAML allows and content does not."""


class _TooManyError(MarkedYAMLError):
    """More in one file, or one list of it, than people write."""


class _Nodes(Reader, Scanner, Parser, Composer, BaseResolver):
    """Composes nodes, refusing whatever is more than names, values and lists."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)
        BaseResolver.__init__(self)
        self.rows = text.split("\n")
        self.scalars: list[ScalarToken] = []
        """Every name and value so far, in order."""
        self.hashes: list[tuple[Rule, Mark]] = []
        """Each # behind a value, with the rule against it."""
        self._depth = 0
        self._left = MAX_PARTS_OF_YAML

    def scan_plain(self) -> ScalarToken:
        """A name, or a value without quotes."""
        return self._kept(super().scan_plain())

    def scan_flow_scalar(self, style: str) -> ScalarToken:
        """A name or a value in quotes."""
        return self._kept(super().scan_flow_scalar(style))

    def scan_line_break(self) -> str:
        """The end of a line, which stays to be seen in a value that goes on behind it."""
        return SOFT_BREAK if super().scan_line_break() else ""  # type: ignore[no-untyped-call]

    def scan_to_next_token(self) -> None:
        """Pass over what stands between two values, and remember a comment that hides the rest of the first."""
        while self.peek() == " ":
            self.forward()
        if self.peek() == "#" and (rule := hidden_by(self.rows, self.scalars, self.line, self.column)):
            self.hashes.append((rule, self.get_mark()))
        super().scan_to_next_token()

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        """One node, or an error at an anchor, an alias, a tag or a hole without bottom."""
        event: Event = self.peek_event()  # type: ignore[no-untyped-call]
        self._left -= 1
        if self._left < 0 or (parent is not None and len(parent.value) >= MAX_ENTRIES):
            raise _TooManyError(problem_mark=cast(Mark | None, event.start_mark))
        problem = "This is nested too deep." if self._depth == MAX_YAML_DEPTH else _problem_with(event)
        if problem:
            raise _NotPlainError(problem=problem, problem_mark=cast(Mark | None, event.start_mark))
        self._depth += 1
        node: Node | None = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def _kept(self, token: ScalarToken) -> ScalarToken:
        self.scalars.append(token)
        return token


def compose(text: str, notes: Notebook) -> MappingNode | None:
    """The one mapping that a text holds, or None after a finding."""
    if odd := odd_indent(text.split("\n")):
        notes.note(rules.BROKEN_YAML, odd.line, odd.column, odd.message)
        return None
    try:
        nodes = _Nodes(text)
        node = _composed(nodes, notes)
    except (YAMLError, ValueError, RecursionError):
        notes.note(rules.BROKEN_YAML, 1, 1, "This is not YAML. Write lines such as `title: What helps`.")
        return None
    return _checked(node, nodes, notes) if not notes.has_errors else None


def _composed(nodes: _Nodes, notes: Notebook) -> Node | None:
    try:
        return nodes.get_single_node()
    except _TooManyError as error:
        mark = error.problem_mark
        notes.note(rules.TOO_LARGE, *((mark.line + 1, mark.column + 1) if mark else (1, 1)), _TOO_MANY)
    except _NotPlainError as error:
        message, mark = f"{error.problem} Write the plain value, or put it in quotes.", error.problem_mark
        notes.note(rules.FANCY_YAML, *((mark.line + 1, mark.column + 1) if mark else (1, 1)), message)
    except MarkedYAMLError as error:
        slip = explain(error, nodes.scalars, nodes.rows)
        notes.note(rules.BROKEN_YAML, slip.line, slip.column, slip.message)
    return None


def _checked(node: Node | None, nodes: _Nodes, notes: Notebook) -> MappingNode | None:
    """The mapping, unless YAML reads something in it otherwise than it was plainly meant."""
    swallowed = next((slip for scalar in nodes.scalars if (slip := swallowed_line(scalar, nodes.rows))), None)
    if swallowed is not None:
        notes.note(rules.BROKEN_YAML, swallowed.line, swallowed.column, swallowed.message)
        return None
    for rule, mark in nodes.hashes:
        notes.note(rule, mark.line + 1, mark.column + 1, HASH[rule.code])
    if isinstance(node, MappingNode):
        return None if notes.has_errors else node
    slip = line_without_name(nodes.rows, node.start_mark.line if node is not None else None)
    notes.note(rules.NOT_MAPPING, slip.line, slip.column, slip.message)
    return None


def _problem_with(event: Event) -> str:
    if isinstance(event, AliasEvent):
        return "A value that starts with * refers to another."
    if getattr(event, "anchor", None) is not None:
        return "A value that starts with & is an anchor."
    return "A value that starts with ! has a tag." if getattr(event, "tag", None) is not None else ""
