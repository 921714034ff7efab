"""What a check noticed, and where."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a file in the content, line and column from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Level(StrEnum):
    """How much a finding weighs; one error keeps a playlist from being published."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something a check noticed: where, what and what to do, and where the rule comes from."""

    place: Place
    code: str
    level: Level
    message: str
    source: str


def has_errors(findings: "Iterable[Finding]") -> bool:
    """Whether any finding keeps what it is about from being published."""
    return any(finding.level is Level.ERROR for finding in findings)
