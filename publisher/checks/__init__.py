"""What slides and playlists are held against: a file for each family, and one table of rules."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publisher.checks.changes import settle
    from publisher.checks.checking import bearing_on, check_content, check_playlist, check_slide
    from publisher.checks.leaving_out import left_out
    from publisher.checks.registers import check_entries, check_registers
    from publisher.checks.rule import Rule
    from publisher.checks.rules import RULES
    from publisher.checks.timing import drawn_until, dwell_seconds, last_day, may_show, upcoming

_HOMES = {
    "RULES": "rules",
    "Rule": "rule",
    "bearing_on": "checking",
    "check_content": "checking",
    "check_entries": "registers",
    "check_playlist": "checking",
    "check_registers": "registers",
    "check_slide": "checking",
    "drawn_until": "timing",
    "dwell_seconds": "timing",
    "last_day": "timing",
    "left_out": "leaving_out",
    "may_show": "timing",
    "settle": "changes",
    "upcoming": "timing",
}
"""Which file each name lives in; it is loaded when somebody asks for it, since authors wait for commands to start."""

__all__ = [
    "RULES",
    "Rule",
    "bearing_on",
    "check_content",
    "check_entries",
    "check_playlist",
    "check_registers",
    "check_slide",
    "drawn_until",
    "dwell_seconds",
    "last_day",
    "left_out",
    "may_show",
    "settle",
    "upcoming",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
