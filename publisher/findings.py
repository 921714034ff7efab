"""How findings are written down: as lines for people and as records for scripts."""

import json
from collections.abc import Iterable

from publisher.model import Finding, Level


def line_of(finding: Finding) -> str:
    """A finding as linters print it: file:line:column: CODE level: sentence."""
    return f"{finding.place}: {finding.code} {finding.level.value}: {finding.message}"


def records_of(findings: Iterable[Finding]) -> str:
    """Findings as a JSON list of objects."""
    return json.dumps([_record(finding) for finding in findings], indent=2, ensure_ascii=False)


def summary_of(findings: Iterable[Finding]) -> str:
    """How many errors and warnings there are, in a sentence."""
    levels = [finding.level for finding in findings]
    return f"{_count(levels.count(Level.ERROR), 'error')}, {_count(levels.count(Level.WARNING), 'warning')}."


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether one of the findings keeps a slide from being published."""
    return any(finding.level is Level.ERROR for finding in findings)


def _record(finding: Finding) -> dict[str, object]:
    return {
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "code": finding.code,
        "level": finding.level.value,
        "message": finding.message,
        "source": finding.source,
    }


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
