"""What a YAML text is made of, with the place of each part: texts, lists and mappings, and nothing else."""

from typing import Any


class Node:
    """One part of a YAML text; line and column are counted from 1."""

    __slots__ = ("column", "line")
    value: Any

    def __init__(self, line: int, column: int) -> None:
        self.line, self.column = line, column


class ScalarNode(Node):
    """A text as it was written, without its quotes."""

    __slots__ = ("value",)

    def __init__(self, value: str, line: int, column: int) -> None:
        super().__init__(line, column)
        self.value = value


class SequenceNode(Node):
    """A list."""

    __slots__ = ("value",)

    def __init__(self, value: list[Node], line: int, column: int) -> None:
        super().__init__(line, column)
        self.value = value


class MappingNode(Node):
    """Names and their values, in the order in which they were written."""

    __slots__ = ("value",)

    def __init__(self, value: list[tuple[Node, Node]], line: int, column: int) -> None:
        super().__init__(line, column)
        self.value = value
