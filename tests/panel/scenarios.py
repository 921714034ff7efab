"""What a television in a waiting room goes through, in the order of a player's life."""

import time
from collections.abc import Callable

from lab import Lab
from machine import wait_until
from payload import WATCHDOG_SECONDS

from player.showing.builtin import Builtin, builtin_picture

Scenario = Callable[[Lab], str]
SOON_SECONDS = 8
"""In which a picture is to be on a television that was just turned on."""
FRAMES = "/var/lib/waiting-room-player/frames"


def start_in_the_dark(lab: Lab) -> str:
    """Installed, and switched on while the television is off, which is turned on after it"""
    seconds = lab.machine.start("video=Virtual-1:d")
    wait_until(lambda: lab.machine.ask("ls /sys/class/drm/card*-*/status")[0] == 0, "the graphics card")
    wait_until(lab.is_ready, "the job, without a television", 300)
    said = lab.machine.run("systemctl show -P StatusText player-show")
    assert "No television" in said, said
    lab.measure_slowness()
    lab.turn_television("on")
    neutral = builtin_picture(Builtin.NOT_CONNECTED, 1920, 1080)
    shown = wait_until(lambda: lab.sees(neutral) or lab.sees(lab.stand.pairing_picture), "the first picture")
    slowness = lab.measure_slowness()
    assert shown < SOON_SECONDS * slowness, f"{shown:.1f} s on a machine {slowness:.0f} times slower than this one"
    return (
        f"installed in {lab.installing_seconds:.0f} s, the machine answers after {seconds:.0f} s;"
        f" the first picture is up {shown:.1f} s after the television, exact; a processor {slowness:.0f} times slower"
    )


def ask_for_pairing(lab: Lab) -> str:
    """Not paired: it shows its code"""
    seconds = wait_until(lambda: lab.sees(lab.stand.pairing_picture), "the pairing code")
    return f"{seconds:.1f} s later, exact"


def pair(lab: Lab) -> str:
    """Paired against a publisher outside"""
    lab.publish("flu", "cold")
    lab.stand.type_code()
    seconds = lab.wait_for_slide()
    return f"the first slide is up {seconds:.1f} s after the code was typed in, exact"


def go_on(lab: Lab) -> str:
    """The next slide, prepared ahead"""
    before = lab.slide_up()
    seconds = lab.wait_for_slide(besides=before)
    wait_until(lambda: lab.stand.views, "a view in a report")
    return f"the next slide came within {seconds:.1f} s of a 20 s turn, exact; {len(lab.stand.views)} views reported"


def lose_television(lab: Lab) -> str:
    """The television is turned off while it shows, and on again"""
    lab.turn_television("off")
    wait_until(
        lambda: "No television" in lab.machine.run("systemctl show -P StatusText player-show"), "its absence seen"
    )
    counted = len(lab.stand.views)
    time.sleep(5)
    lab.turn_television("on")
    seconds = lab.wait_for_slide()
    assert seconds < SOON_SECONDS * lab.slowness, f"{seconds:.1f} s"
    counted = len(lab.stand.views) - counted
    return f"the picture is back after {seconds:.1f} s (to reach: 8); {counted} views counted meanwhile"


def kill(lab: Lab) -> str:
    """Killed with SIGKILL: the last slide stays, and it lives again"""
    wait_until(lambda: lab.slide_up() is not None, "a slide")
    before, process = lab.slide_up(), lab.show_process()
    lab.machine.run(f"kill -9 {process}")
    began, looks = time.monotonic(), 0
    while not (lab.show_process() not in {"0", process} and lab.is_ready()):
        assert lab.slide_up() is not None, "the panel did not keep a slide"
        looks += 1
        assert time.monotonic() - began < 200, "it did not come back"
    alive = time.monotonic() - began
    lab.wait_for_slide(besides=before)
    return f"live again after {alive:.1f} s; a whole slide at each of {looks} looks meanwhile; then the next one"


def hang(lab: Lab) -> str:
    """Hung: the watchdog notices"""
    process = lab.show_process()
    lab.machine.run(f"kill -STOP {process}")
    began = time.monotonic()
    noticed = wait_until(lambda: lab.show_process() != process, "the watchdog", 6 * WATCHDOG_SECONDS, pause=0.5)
    wait_until(lambda: lab.slide_up() is not None, "a slide meanwhile", 1)
    wait_until(lambda: lab.show_process() not in {"0", process} and lab.is_ready(), "a new process", 200)
    alive = time.monotonic() - began
    return f"ended after {noticed:.1f} s (its limit: {WATCHDOG_SECONDS}), live again after {alive:.1f} s"


def lose_publisher(lab: Lab) -> str:
    """The publisher is gone"""
    lab.stand.wrongs["/"] = "lose"
    before = lab.slide_up()
    lab.wait_for_slide(besides=before)
    seconds = lab.wait_for_slide(before)
    lab.stand.wrongs.clear()
    return f"slides go on by turns, the first one again after {seconds:.1f} s"


def damage_cache(lab: Lab) -> str:
    """A picture on the disk is damaged"""
    digest = next(entry.frame for entry in lab.stand.manifests["winter"].entries if entry.slide == "cold")
    lab.wait_for_slide("flu")
    lab.machine.run(f"printf damaged | dd of={FRAMES}/{digest} bs=1 seek=20000 conv=notrunc status=none; sync")
    neutral = builtin_picture(Builtin.WELCOME, 1920, 1080)
    began, wrong = time.monotonic(), 0
    while time.monotonic() - began < 25:
        wrong += lab.slide_up() is None and not lab.sees(neutral)
    assert not wrong, f"{wrong} looks saw something else than a whole slide"
    seconds = wait_until(lambda: lab.slide_up() == "cold", "the damaged slide, fetched again")
    return f"never seen, fetched again and up {seconds + 25:.0f} s after the damage"


def mislead_clock(lab: Lab) -> str:
    """The clock is wrong by ten years, either way"""
    said = []
    for years in (-10, 10):
        lab.machine.run(f"date -s '{years:+d} years' > /dev/null")
        before = lab.slide_up()
        said.append(f"{years:+d}: next slide after {lab.wait_for_slide(besides=before):.1f} s")
        lab.machine.run(f"date -s '{-years:+d} years' > /dev/null")
    return ", ".join(said)


def weigh(lab: Lab) -> str:
    """What it weighs"""
    process = lab.show_process()
    lines = lab.machine.run(f"grep -E '^(Rss|Pss):' /proc/{process}/smaps_rollup").split()
    files = lab.machine.run(f"ls /proc/{process}/fd | wc -l")
    said = lab.machine.run("systemd-analyze security player-show --no-pager | tail -1")
    exposure = said.partition(".service: ")[2].split()[0]
    assert float(exposure) <= 1.5, said
    resident, share = (int(kibibytes) / 1024 for kibibytes in (lines[1], lines[4]))
    return f"{resident:.1f} MiB resident, {share:.1f} its own share, {files} descriptors; exposure {exposure}"


ALL: tuple[Scenario, ...] = (
    start_in_the_dark,
    ask_for_pairing,
    pair,
    go_on,
    lose_television,
    kill,
    hang,
    lose_publisher,
    damage_cache,
    mislead_clock,
    weigh,
)
