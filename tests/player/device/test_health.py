"""What a device tells of itself, on a Raspberry Pi, on another machine, and where nothing is told at all."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from publisher_stand import PublisherStand
from screen import Screen

from player.contract.advice import describe, things_to_do
from player.contract.reading import is_plausible
from player.contract.records import Health
from player.contract.strict import encode
from player.device.clock import Clock, is_synchronised, read_boot
from player.device.health import Power, PowerWatch, read_health, read_power
from player.keeping.files import write_lightly
from player.keeping.state import State
from player.keeping.stopping import sole
from player.status import read_status

PI = {
    "sys/class/thermal/thermal_zone0/temp": "52345\n",
    "sys/class/hwmon/hwmon0/name": "cpu_thermal\n",
    "sys/class/hwmon/hwmon1/name": "rpi_volt\n",
    "sys/class/hwmon/hwmon1/in0_lcrit_alarm": "0\n",
    "sys/devices/platform/soc/soc:firmware/get_throttled": "50000\n",
    "sys/fs/ext4/mmcblk0p2/errors_count": "0\n",
    "sys/fs/ext4/features/casefold": "supported\n",
    "sys/block/mmcblk0/device/life_time": "0x02 0x01\n",
    "sys/block/mmcblk0/device/pre_eol_info": "0x01\n",
    "proc/meminfo": "MemTotal:         447836 kB\nMemFree:  10000 kB\nMemAvailable:     301232 kB\n",
    "proc/sys/kernel/osrelease": "6.12.25+rpt-rpi-v8\n",
    "proc/device-tree/model": "Raspberry Pi Zero 2 W Rev 1.0\0",
    "etc/os-release": 'NAME="Debian"\nPRETTY_NAME="Debian GNU/Linux 13 (trixie)"\n',
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The files that the kernel of a healthy Raspberry Pi has."""
    for name, text in PI.items():
        write(tmp_path / "root", name, text)
    return tmp_path / "root"


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path)


def write(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text)


def health_of(state: State, root: Path) -> Health:
    return read_health(state, Clock(state, synchronised=lambda: True), "HDMI-A-1, on", 0, root)


def test_a_healthy_pi_says_everything_and_has_nothing_to_do(root: Path, state: State) -> None:
    health = health_of(state, root)
    assert health.disk_size_mb is not None
    assert replace(health, disk_free_mb=9000, disk_size_mb=16_000) == Health(
        temperature_c=52.3,
        under_voltage=False,
        throttled=False,
        disk_errors=0,
        card_used_percent=20,
        disk_free_mb=9000,
        disk_size_mb=16_000,
        memory_free_mb=308,
        memory_size_mb=458,
        views_lost=0,
        clock="time server",
        panel="HDMI-A-1, on",
        os="Debian GNU/Linux 13 (trixie)",
        kernel="6.12.25+rpt-rpi-v8",
        model="Raspberry Pi Zero 2 W Rev 1.0",
    )
    words = dict(describe(health))
    assert words["Temperature"] == "52 °C, fine"
    assert words["Power"] == "fine since it was switched on"
    assert words["Memory card"] == "no errors, 20 % of its life used up"
    assert things_to_do(replace(health, disk_free_mb=9000)) == ()


def test_what_a_device_does_not_tell_is_unknown(tmp_path: Path) -> None:
    state = State(tmp_path / "nowhere")
    health = read_health(state, Clock(state, synchronised=lambda: False), None, None, tmp_path / "nothing")
    assert health == Health()
    words = dict(describe(health))
    assert [words[name] for name in ("Temperature", "Power", "Speed", "Memory card", "Memory", "Device")] == [
        "unknown"
    ] * 6
    assert words["Clock"].startswith("unknown")
    assert things_to_do(health) == ()


@pytest.mark.parametrize("text", ["", "garbage\n", "\xff\xfe", "-"])
def test_a_kernel_that_says_nonsense_stops_nothing(text: str, root: Path, state: State) -> None:
    for name in PI:
        write(root, name, text)
    health = health_of(state, root)
    assert (health.temperature_c, health.under_voltage, health.disk_errors) == (None, None, None)


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("sys/class/thermal/thermal_zone0/temp", "84000", "too hot, at 84 °C"),
        ("sys/class/hwmon/hwmon1/in0_lcrit_alarm", "1", "power was too weak since it was switched on. Use the off"),
        ("sys/devices/platform/soc/soc:firmware/get_throttled", "4", "It has slowed itself down"),
        ("sys/fs/ext4/mmcblk0p2/errors_count", "3", "Its memory card makes mistakes"),
        ("sys/block/mmcblk0/device/life_time", "0x09 0x0a", "nearly worn out"),
        ("sys/block/mmcblk0/device/pre_eol_info", "0x02", "nearly worn out"),
        ("proc/meminfo", "MemTotal: 447836 kB\nMemAvailable: 9000 kB", "short of memory"),
    ],
)
def test_each_thing_that_is_wrong_is_one_sentence_with_what_to_do(
    name: str, text: str, sentence: str, root: Path, state: State
) -> None:
    write(root, name, text)
    told = things_to_do(replace(health_of(state, root), disk_free_mb=9000))
    assert len(told) == 1
    assert sentence in told[0]


def test_a_full_card_and_lost_views_are_told() -> None:
    told = things_to_do(Health(disk_free_mb=120, views_lost=1234))
    assert told == (
        "Its memory card is almost full: 120 MB are left. Put in a larger card.",
        "It was offline for so long that 1,234 views were lost.",
    )


def test_power_that_was_too_weak_once_is_remembered_until_the_next_start(root: Path, state: State) -> None:
    watch = PowerWatch(state, root)
    watch.look()
    assert read_power(state, root) is False
    write(root, "sys/class/hwmon/hwmon1/in0_lcrit_alarm", "1\n")
    watch.look()
    write(root, "sys/class/hwmon/hwmon1/in0_lcrit_alarm", "0\n")
    watch.look()
    watch.close()
    assert read_power(state, root) is True
    write_lightly(state.power, encode(Power("another boot", weak=True)))
    assert read_power(state, root) is False


def test_a_time_server_counts_once_it_has_set_the_clock(tmp_path: Path, state: State) -> None:
    noted = tmp_path / "synchronized"
    noted.touch()
    assert is_synchronised(noted)
    clock = Clock(state, synchronised=lambda: False)
    assert (clock.vouched_by(), clock.now().clock_trusted) == (None, False)
    clock.compare(clock.now().at)
    assert (clock.vouched_by(), clock.now().clock_trusted) == ("publisher", True)


@pytest.mark.parametrize("wrong", [{"temperature_c": 1e300}, {"disk_errors": -1}, {"card_used_percent": 10**9}])
def test_numbers_that_no_device_has_are_known_as_such(wrong: dict[str, float]) -> None:
    assert is_plausible(Health(temperature_c=-20.0, views_lost=5))
    assert not is_plausible(replace(Health(), **wrong))  # type: ignore[arg-type]


def test_health_goes_with_the_report(screen: Screen, stand: PublisherStand) -> None:
    assert screen.job().report()
    health = stand.reports[-1].health
    assert health is not None
    assert (health.disk_size_mb or 0) > 0
    assert health.views_lost == 0


def test_status_says_in_plain_words_how_the_device_is(screen: Screen, root: Path) -> None:
    assert screen.job().poll()
    write(root, "sys/class/hwmon/hwmon1/in0_lcrit_alarm", "1\n")
    showing = {"frame": None, "slide": None, "playlist": None, "edition": None, "since_ms": 1, "serial": 1}
    on_screen = {"boot": read_boot(), "showing": showing, "panel": "HDMI-A-1, 1920x1080, on"}
    screen.state.showing.write_text(json.dumps(on_screen))
    with sole(screen.state, "show"):
        found = read_status(screen.state, root)
    assert found.health.panel == "HDMI-A-1, 1920x1080, on"
    assert found.health.model == "Raspberry Pi Zero 2 W Rev 1.0"
    assert "Its power was too weak since it was switched on. Use the official power supply." in found.problems
    said = screen.run("status").stdout
    assert "Temperature:" in said
    assert "Hours:         always on" in said
    assert json.loads(screen.run("status", "--json").stdout)["health"]["views_lost"] == 0
