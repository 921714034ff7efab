"""How the device is: read from what the kernel tells, and None where it tells nothing.

Every reader takes the root folder, so that any device can be read that somebody has a copy of.
"""

import os
import select
from dataclasses import dataclass
from pathlib import Path

from player.contract.records import Health
from player.contract.strict import encode
from player.device.clock import Clock, read_boot
from player.keeping.files import read_hint, write_lightly
from player.keeping.state import State

ROOT = Path("/")
MEGABYTE = 1_000_000
THROTTLED_NOW = 0b1110
"""Of the firmware's `get_throttled`: slowed down, throttled, or at its soft temperature limit."""
_LONGEST_WORD = 100


@dataclass(frozen=True, slots=True)
class Power:
    """Whether the power was too weak in one boot; not synced, worth that boot."""

    boot: str
    weak: bool


def read_health(state: State, clock: Clock, panel: str | None, views_lost: int | None, root: Path = ROOT) -> Health:
    """Everything that can be known of this device now."""
    disk_free_mb, disk_size_mb = read_disk_room(state.root)
    memory_free_mb, memory_size_mb = read_memory(root)
    return Health(
        temperature_c=read_temperature(root),
        under_voltage=read_power(state, root),
        throttled=read_throttled(root),
        disk_errors=read_disk_errors(root),
        card_used_percent=read_card_wear(root),
        disk_free_mb=disk_free_mb,
        disk_size_mb=disk_size_mb,
        memory_free_mb=memory_free_mb,
        memory_size_mb=memory_size_mb,
        views_lost=views_lost,
        clock=clock.vouched_by(),
        panel=panel,
        os=read_os(root),
        kernel=_word(root / "proc/sys/kernel/osrelease"),
        model=_word(root / "proc/device-tree/model"),
    )


def read_temperature(root: Path) -> float | None:
    """Degrees Celsius of the hottest sensor."""
    found = [_number(path) for path in sorted((root / "sys/class/thermal").glob("thermal_zone*/temp"))]
    return max((round(one / 1000, 1) for one in found if one is not None), default=None)


def read_throttled(root: Path) -> bool | None:
    """Whether a Raspberry Pi is slowed down now; other devices do not tell."""
    for path in sorted((root / "sys/devices/platform").glob("soc*/*firmware*/get_throttled")):
        flags = _number(path, 16)
        if flags is not None:
            return bool(flags & THROTTLED_NOW)
    return None


def read_disk_errors(root: Path) -> int | None:
    """How many errors ext4 has noted on all of its file systems, since they were made."""
    found = [_number(path) for path in sorted((root / "sys/fs/ext4").glob("*/errors_count"))]
    known = [one for one in found if one is not None]
    return sum(known) if known else None


def read_card_wear(root: Path) -> int | None:
    """Percent of its life that the most worn card has used; JEDEC's eMMC registers, which few SD cards have."""
    worn = []
    for device in sorted((root / "sys/block").glob("mmcblk*/device")):
        steps = [int(word, 16) for word in (_word(device / "life_time") or "").split() if word.startswith("0x")]
        worn += [10 * max(steps)] if any(steps) else []
        worn += [90] if (_number(device / "pre_eol_info", 16) or 0) >= 2 else []  # 2 is `warning`, 3 is `urgent`
    return max(worn, default=None)


def read_disk_room(folder: Path) -> tuple[int | None, int | None]:
    """Megabytes free for the player, and in all, where its state is kept."""
    try:
        room = os.statvfs(folder)
    except OSError:
        return None, None
    return room.f_bavail * room.f_frsize // MEGABYTE, room.f_blocks * room.f_frsize // MEGABYTE


def read_memory(root: Path) -> tuple[int | None, int | None]:
    """Megabytes of memory that are free for programs, and in all."""
    lines = (_text(root / "proc/meminfo") or "").splitlines()
    known = {name: words.split()[0] for name, _, words in (line.partition(":") for line in lines) if words.split()}
    free, size = (
        int(known[name]) * 1024 // MEGABYTE if known.get(name, "").isdecimal() else None
        for name in ("MemAvailable", "MemTotal")
    )
    return free, size


def read_os(root: Path) -> str | None:
    """The system's own name for itself."""
    for line in (_text(root / "etc/os-release") or "").splitlines():
        if line.startswith("PRETTY_NAME="):
            return line.partition("=")[2].strip().strip("\"'")[:_LONGEST_WORD] or None
    return None


def read_power(state: State, root: Path) -> bool | None:
    """Whether the power was too weak at any time since the device was switched on."""
    known = read_hint(Power, state.power)
    if known is not None and known == Power(read_boot(), weak=True):
        return True
    alarm = _alarm(root)
    found = _number(alarm) if alarm is not None else None
    return None if found is None else found != 0


class PowerWatch:
    """Remembers for this boot that the power was too weak; the kernel itself forgets within seconds.

    The kernel's file is kept open: it then tells of every change since the last look, so that no
    dip is missed between two looks.
    """

    def __init__(self, state: State, root: Path = ROOT) -> None:
        self._state = state
        self._noted = read_hint(Power, state.power) == Power(read_boot(), weak=True)
        alarm = _alarm(root)
        self._alarm = os.open(alarm, os.O_RDONLY | os.O_CLOEXEC) if alarm is not None else None
        self._changes = select.poll()
        if self._alarm is not None:
            os.pread(self._alarm, 16, 0)  # from here on the kernel counts changes
            self._changes.register(self._alarm, select.POLLPRI)

    def look(self) -> None:
        """Note it if the power is or was too weak; raises StorageError."""
        if self._alarm is None or self._noted:
            return
        changed = any(event & select.POLLPRI for _, event in self._changes.poll(0))
        if os.pread(self._alarm, 16, 0).strip() != b"0" or changed:
            write_lightly(self._state.power, encode(Power(read_boot(), weak=True)))
            self._noted = True

    def close(self) -> None:
        """Let go of the kernel's file."""
        if self._alarm is not None:
            os.close(self._alarm)
            self._alarm = None


def _alarm(root: Path) -> Path | None:
    for name in sorted((root / "sys/class/hwmon").glob("hwmon*/name")):
        if _word(name) == "rpi_volt" and (name.parent / "in0_lcrit_alarm").is_file():
            return name.parent / "in0_lcrit_alarm"
    return None


def _text(path: Path) -> str | None:
    try:
        return path.read_text(errors="replace")
    except OSError:
        return None


def _word(path: Path) -> str | None:
    return (_text(path) or "").strip("\0 \n")[:_LONGEST_WORD] or None


def _number(path: Path, base: int = 10) -> int | None:
    try:
        return int(_word(path) or "", base)
    except ValueError:
        return None
