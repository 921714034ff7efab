"""What a device's health means, in plain words: how each thing is, and what somebody should do about it."""

from player.contract.records import Health

HOT_C = 80.0
"""A Raspberry Pi slows itself down from 80 °C on (Raspberry Pi documentation, frequency and thermal control)."""
WORN_PERCENT = 90
LITTLE_DISK_MB = 200
LITTLE_MEMORY_MB = 30
UNKNOWN = "unknown"


def things_to_do(health: Health) -> tuple[str, ...]:
    """A sentence for each thing that somebody should see to; nothing if all is well or unknown."""
    hot, throttled = (health.temperature_c or 0) >= HOT_C, bool(health.throttled)
    low_disk, low_memory = _low(health.disk_free_mb, LITTLE_DISK_MB), _low(health.memory_free_mb, LITTLE_MEMORY_MB)
    worn = (health.card_used_percent or 0) >= WORN_PERCENT
    found = (
        (health.under_voltage, "Its power was too weak since it was switched on. Use the official power supply."),
        (hot, f"It is too hot, at {_degrees(health)}. Let air reach it, and put nothing on top of it."),
        (throttled and not hot, "It has slowed itself down. Let air reach it, and use the official power supply."),
        (health.disk_errors, "Its memory card makes mistakes. Put in a new card soon."),
        (worn and not health.disk_errors, "Its memory card is nearly worn out. Put in a new card soon."),
        (low_disk, f"Its memory card is almost full: {health.disk_free_mb} MB are left. Put in a larger card."),
        (low_memory, "It is short of memory. Switch it off, wait ten seconds, and switch it on again."),
        (health.views_lost, f"It was offline for so long that {health.views_lost or 0:,} views were lost."),
    )
    return tuple(sentence for holds, sentence in found if holds)


def describe(health: Health) -> tuple[tuple[str, str], ...]:
    """Each thing and how it is, for a person at the desk."""
    return (
        ("Panel", health.panel or UNKNOWN),
        ("Temperature", _temperature(health)),
        ("Power", _power(health)),
        ("Speed", _said(health.throttled, "slowed down. Let air reach it.", "full, fine")),
        ("Memory card", _card(health)),
        ("Room on it", _room(health.disk_free_mb, health.disk_size_mb, LITTLE_DISK_MB)),
        ("Memory", _room(health.memory_free_mb, health.memory_size_mb, LITTLE_MEMORY_MB)),
        ("Views lost", UNKNOWN if health.views_lost is None else f"{health.views_lost:,}"),
        ("Clock", _clock(health)),
        ("Device", health.model or UNKNOWN),
        ("System", f"{health.os or UNKNOWN}, kernel {health.kernel or UNKNOWN}"),
    )


def _temperature(health: Health) -> str:
    if health.temperature_c is None:
        return UNKNOWN
    hot = health.temperature_c >= HOT_C
    return f"{_degrees(health)}, {'too hot. Let air reach it.' if hot else 'fine'}"


def _power(health: Health) -> str:
    weak = "was too weak since it was switched on. Use the official power supply."
    return _said(health.under_voltage, weak, "fine since it was switched on")


def _card(health: Health) -> str:
    errors = UNKNOWN
    if health.disk_errors is not None:
        errors = f"{health.disk_errors:,} errors. Put in a new card soon." if health.disk_errors else "no errors"
    used = f", {health.card_used_percent} % of its life used up" if health.card_used_percent is not None else ""
    return f"{errors}{used}"


def _room(free_mb: int | None, size_mb: int | None, little_mb: int) -> str:
    if free_mb is None:
        return UNKNOWN
    of = f" of {size_mb:,} MB" if size_mb is not None else " MB"
    return f"{free_mb:,}{of} free, {'very little' if _low(free_mb, little_mb) else 'fine'}"


def _clock(health: Health) -> str:
    known = {"time server": "set by a time server", "publisher": "agrees with the publisher's"}
    return known.get(health.clock or "", f"{UNKNOWN}: nobody vouches for the time, so slides with a date wait")


def _said(holds: bool | None, if_so: str, if_not: str) -> str:
    if holds is None:
        return UNKNOWN
    return if_so if holds else if_not


def _low(amount: int | None, little: int) -> bool:
    return amount is not None and amount < little


def _degrees(health: Health) -> str:
    return f"{health.temperature_c or 0:.0f} °C"
