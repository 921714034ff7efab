"""How findings are written down: as lines for people, as records for scripts, and as code hosts read them."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import PurePath

from publisher.model.findings import Finding, Level

_GITHUB = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def line_of(finding: Finding) -> str:
    """A finding as linters print it: file:line:column: CODE level: sentence."""
    return f"{finding.place}: {finding.code} {finding.level.value}: {finding.message}"


def lines_of(findings: Iterable[Finding]) -> str:
    """Findings as lines for people."""
    return "\n".join(line_of(finding) for finding in findings)


def records_of(findings: Iterable[Finding]) -> str:
    """Findings as a JSON list of objects."""
    return json.dumps([_record(finding) for finding in findings], indent=2, ensure_ascii=False)


def annotations_of(findings: Iterable[Finding]) -> str:
    """Findings as GitHub's workflow commands, which put each beside its line in a pull request."""
    return "\n".join(_annotation(finding) for finding in findings)


def sarif_of(findings: Iterable[Finding]) -> str:
    """Findings as SARIF 2.1.0, which GitLab, Azure and editors read."""
    found = tuple(findings)
    named = {finding.code: {"id": finding.code, "shortDescription": {"text": finding.source}} for finding in found}
    driver = {"name": "publisher check", "rules": list(named.values())}
    run = {"tool": {"driver": driver}, "results": list(_results(found))}
    return json.dumps({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


FORMATS: dict[str, Callable[[Iterable[Finding]], str]] = {
    "text": lines_of,
    "json": records_of,
    "github": annotations_of,
    "sarif": sarif_of,
}
"""How findings can be written down, by name."""


CODE_HOSTS = frozenset({"github", "sarif"})
"""Formats whose readers look for files from the folder that the command was started in."""


def below(folder: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with their files named from outside the content's folder."""
    outside = PurePath(folder)
    return tuple(
        replace(found, place=replace(found.place, file=(outside / found.place.file).as_posix())) for found in findings
    )


def summary_of(findings: Iterable[Finding]) -> str:
    """How many errors and warnings there are, in a sentence."""
    levels = [finding.level for finding in findings]
    return f"{_count(levels.count(Level.ERROR), 'error')}, {_count(levels.count(Level.WARNING), 'warning')}."


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


def _annotation(finding: Finding) -> str:
    place = finding.place
    where = f"file={_escaped(place.file, ',:')},line={place.line},col={place.column},title={finding.code}"
    return f"::{_GITHUB[finding.level]} {where}::{_escaped(finding.message)}"


def _escaped(text: str, more: str = "") -> str:
    """Signs that would end a workflow command, or start another, are written by their number."""
    return "".join(f"%{ord(sign):02X}" if sign in f"%\r\n{more}" else sign for sign in text)


def _results(findings: Iterable[Finding]) -> Iterator[dict[str, object]]:
    for finding in findings:
        region = {"startLine": finding.place.line, "startColumn": finding.place.column}
        place = {"artifactLocation": {"uri": finding.place.file}, "region": region}
        yield {
            "ruleId": finding.code,
            "level": finding.level.value,
            "message": {"text": finding.message},
            "locations": [{"physicalLocation": place}],
        }


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
