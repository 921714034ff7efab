"""What a rule is, and how a group changes its number."""

from dataclasses import dataclass

from publisher.model.findings import Finding, Level, Place
from publisher.model.groups import Group, RuleChange

FIRM = frozenset({"RE", "FM", "MD", "PL", "GR", "TH", "UR", "FA", "CO", "TR", "PR", "QR"})
"""Families that hold for every group: what is read, and what keeps patients and contributors safe."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its stable code, how much it weighs, why in one plain sentence, and its source."""

    code: str
    level: Level
    why: str
    source: str
    limit: float | None = None
    """The number that it holds content against, if it has one."""

    @property
    def may_change(self) -> bool:
        """Whether a group may give the rule another level or number."""
        return self.code[:2] not in FIRM

    def limit_for(self, group: Group | None) -> float:
        """The number that holds for a group: its own, or the usual one."""
        change = change_of(self.code, group)
        own = change.limit if change is not None else None
        return own if own is not None else self.limit or 0

    def at(self, place: Place, message: str) -> Finding:
        """What this rule noticed at a place; the message says what was found and what to do."""
        return Finding(place, self.code, self.level, message, self.source)


def change_of(code: str, group: Group | None) -> RuleChange | None:
    """What a group changed about a rule, or None."""
    changes = () if group is None else group.rules
    return next((change for change in changes if change.code == code), None)
