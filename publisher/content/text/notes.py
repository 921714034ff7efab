"""A notebook for one file: what the reader noticed while reading it."""

from publisher.model.findings import Finding, Place, has_errors
from publisher.rules.rule import Rule


class Notebook:
    """Collects findings about one file, so that all of them are reported together."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._findings: list[Finding] = []

    def note(self, rule: Rule, line: int, column: int, message: str) -> None:
        """Write down what a rule noticed at a line and column, both from 1."""
        self._findings.append(rule.at(Place(self.file, line, column), message))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything noted so far."""
        return tuple(self._findings)

    @property
    def has_errors(self) -> bool:
        """Whether something noted keeps the file from being published."""
        return has_errors(self._findings)
