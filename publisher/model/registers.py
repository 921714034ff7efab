"""What slides are held against together: facts and consents."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Fact:
    """Something with a number in it that several slides say, and that all of them say alike."""

    says: str
    also: tuple[str, ...]
    """Other ways in which slides write the same."""
    line: int


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """A public phone number, whose it is, and the names by which slides speak of it."""

    number: str
    whose: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts register: what stands on several slides stands here once."""

    numbers: tuple[Fact, ...] = ()
    phones: tuple[PhoneLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Consent:
    """What one person has allowed a group to show; never who that is."""

    id: str
    uses: tuple[str, ...]
    given_day: date
    kept: str
    """Where the signed form is kept."""
    line: int
    withdrawn_day: date | None = None
    persona: bool = False
    """Whether the group made this person up, so that nobody can be asked."""
