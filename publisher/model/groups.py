"""The people who own slides, and their own words and rules."""

from dataclasses import dataclass, field

from publisher.model.findings import Level


@dataclass(frozen=True, slots=True)
class Word:
    """A word that confused a group, and what they say instead."""

    avoid: str
    instead: str
    line: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A name or an initialism that a group's readers know, so that it may stand as it is, and why."""

    text: str
    why: str
    line: int


@dataclass(frozen=True, slots=True)
class RuleChange:
    """Another level or number that a group has given to a rule, and why."""

    code: str
    why: str
    line: int
    level: Level | None = None
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The people who own slides: how they work together and how they agree."""

    id: str
    file: str
    name: str
    agreement: tuple[str, ...]
    """The working-together agreement, a sentence each."""
    agreeing_rule: str
    lived_experience_needed: int
    practice_needed: int
    words: tuple[Word, ...] = ()
    names: tuple[Known, ...] = ()
    """Names of conditions and services in which a word to avoid may stand."""
    initialisms: tuple[Known, ...] = ()
    words_per_second: float = 2.0
    rules: tuple[RuleChange, ...] = ()
    lines: dict[str, int] = field(default_factory=dict, hash=False)
