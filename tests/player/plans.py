"""Programmes, manifests and moments, made up in a line each."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import HealthCheck, settings

from player.contract.limits import FORMAT
from player.contract.records import Assigned, Entry, Manifest, Now, Programme

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def unhurried(examples: int) -> settings:
    """So many examples, on a machine as busy as it likes."""
    return settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def entry(slide: str, **more: object) -> Entry:
    plain = Entry(slide, "a" * 64, slide, "en", "", f"frame-of-{slide}", 10, 10)
    return replace(plain, **more)  # type: ignore[arg-type]


def manifest(playlist: str, *entries: Entry, edition: int = 1) -> Manifest:
    return Manifest(FORMAT, playlist, playlist, edition, "c", 1920, 1080, "image/jpeg", entries)


def programme(*assigned: Assigned) -> Programme:
    return Programme(FORMAT, "s", 1, "p", "Europe/London", MONDAY, 1920, 1080, 60, 900, assigned)


def assigned(playlist: str, **more: object) -> Assigned:
    return replace(Assigned(playlist, 1, "d" * 64, 10), **more)  # type: ignore[arg-type]


def at(moment: datetime, *, trusted: bool = True) -> Now:
    return Now("boot", 0, moment, trusted)
