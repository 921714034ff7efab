"""The lab: an emulated machine with a television, and a publisher outside it."""

import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from types import TracebackType

from lab_disk import make_disk
from machine import Machine, wait_until
from PIL import Image, ImageChops
from publisher_stand import PublisherStand, SlideOnStand

from player.display.decode import drawn
from publisher.drawing.neutral import draw_message, draw_pairing
from publisher.model.screens import Size

TELEVISION = (1920, 1080)
OUTSIDE = "10.0.2.2"
"""What the machine calls the computer that it is emulated on."""
WORK = "sum(number * number for number in range(2_000_000))"
STATUS = "/sys/class/drm/card*-*/status"


class Lab:
    """Everything that a scenario needs: what it does, and what it can see."""

    def __init__(self, folder: Path, package: Path | None) -> None:
        self.stand = PublisherStand()
        self.stand.pairing_picture = draw_pairing("K7MPQ2XW", "screens.example.org", Size(*TELEVISION)).data
        self.publisher = self.stand.address.replace("127.0.0.1", OUTSIDE)
        began = time.monotonic()
        self.machine = Machine(make_disk(folder, self.publisher, package), folder)
        self.slowness = 1.0
        self.installing_seconds = time.monotonic() - began

    def __enter__(self) -> "Lab":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.machine.stop()
        self.stand.close()

    def measure_slowness(self) -> float:
        """How many times slower a program runs on the emulated processor than on this one."""
        began = time.monotonic()
        subprocess.run([sys.executable, "-I", "-c", WORK], check=True)
        here = time.monotonic() - began
        began = time.monotonic()
        self.machine.run(f"python3 -I -c '{WORK}'")
        self.slowness = max(self.slowness, (time.monotonic() - began) / here)
        return self.slowness

    def publish(self, *names: str, dwell_seconds: int = 20) -> None:
        """New slides for the screen, each a whole picture that says its name."""
        self.stand.show(
            "winter", *(SlideOnStand(name, picture=slide(name), dwell_seconds=dwell_seconds) for name in names)
        )

    def sees(self, picture: bytes) -> bool:
        """Whether the television shows this picture, pixel for pixel."""
        seen = self.machine.look()
        return seen.size == TELEVISION and ImageChops.difference(seen, expected(picture)).getbbox() is None

    def slide_up(self) -> str | None:
        """Which of the slides published last is on the television, whole and exact."""
        manifest = self.stand.manifests.get("winter")
        names = [entry.slide for entry in manifest.entries] if manifest is not None else []
        return next((name for name in names if self.sees(slide(name))), None)

    def wait_for_slide(self, name: str | None = None, *, seconds: float = 400, besides: str | None = None) -> float:
        """Wait until a slide is up: this one, or any but one; returns the seconds it took."""

        def is_up() -> bool:
            up = self.slide_up()
            return up is not None and up != besides and name in {None, up}

        return wait_until(is_up, f"slide {name or 'of any name'}", seconds)

    def show_process(self) -> str:
        """The number of the process that shows, or 0."""
        return self.machine.run("systemctl show -P MainPID player-show")

    def is_ready(self) -> bool:
        """Whether systemd knows the job as started."""
        return self.machine.run("systemctl show -P ActiveState player-show") == "active"

    def turn_television(self, word: str) -> None:
        """`off` or `on`, as if by its own switch."""
        self.machine.run(f"echo {word} > $(ls {STATUS})")

    def account_of_failure(self) -> str:
        """What the machine says of the player, and what was on its television."""
        _, said = self.machine.ask(
            "systemctl status player-show player-sync --no-pager; journalctl -b --no-pager | tail -60"
        )
        picture = Path("panel-failure.png")
        self.machine.look().save(picture)
        return f"{said}\nThe television is in {picture.absolute()}.\n"


@cache
def slide(name: str) -> bytes:
    """A picture that says a name."""
    return draw_message(name.title(), (f"This is the slide that is called {name}.",), Size(*TELEVISION)).data


@cache
def expected(picture: bytes) -> Image.Image:
    """What a picture is to look like on the television."""
    pixels = drawn(picture, TELEVISION, 0, (0, 0), TELEVISION[0] * 4)
    return Image.frombytes("RGB", TELEVISION, pixels, "raw", "BGRX")
