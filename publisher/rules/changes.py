"""What a group changed about a rule shows in every finding of that rule, with the group's reason."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from publisher.model.findings import Finding
from publisher.model.groups import Group
from publisher.rules.rule import change_of


def settle(findings: Iterable[Finding], group: Group | None) -> Iterator[Finding]:
    """The findings at the level that the group gave to each rule, with its reason."""
    for finding in findings:
        change = change_of(finding.code, group)
        if change is None or group is None:
            yield finding
        else:
            message = f"{finding.message} ({group.name} changed this rule: {change.why.rstrip('.')}.)"
            yield replace(finding, level=change.level or finding.level, message=message)
