"""The window on a real X server: what is in it is the picture, with bars where the shapes differ."""

import io
import os
import signal
import subprocess
from collections.abc import Iterator

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageGrab
from publisher_stand import PublisherStand, SlideOnStand
from screen import Screen, wait_until


@pytest.fixture
def desk() -> Iterator[str]:
    """A desk's screen of 1280x1024, so that a 16:9 picture gets bars above and below."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x1024x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as number:
        yield f":{number.readline().strip()}"
    server.terminate()
    server.wait()


def picture(width: int, height: int, colour: str) -> Image.Image:
    image = Image.new("RGB", (width, height), "#f7f2e8")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 3, height // 2), fill="#204080")
    draw.ellipse((width // 2, height // 4, width // 2 + height // 2, 3 * height // 4), fill=colour)
    return image


def as_jpeg(image: Image.Image) -> bytes:
    data = io.BytesIO()
    image.save(data, "JPEG", quality=95)
    return data.getvalue()


def difference(one: Image.Image, other: Image.Image) -> float:
    pixels = ImageChops.difference(one, other).convert("L").histogram()
    return sum(value * count for value, count in enumerate(pixels)) / (one.width * one.height)


def expected(jpeg: bytes) -> Image.Image:
    """The picture as wide as the desk, in the middle of black."""
    wanted = Image.new("RGB", (1280, 1024), "black")
    wanted.paste(Image.open(io.BytesIO(jpeg)).resize((1280, 720)), (0, 152))
    return wanted


def test_the_window_shows_the_pictures_and_ends_when_asked(screen: Screen, stand: PublisherStand, desk: str) -> None:
    fitting = as_jpeg(picture(1280, 720, "#c03020"))
    larger = as_jpeg(picture(1920, 1080, "#20a040"))
    stand.show(
        "winter",
        SlideOnStand("flu", picture=fitting, dwell_seconds=2),
        SlideOnStand("cold", picture=larger, dwell_seconds=60),
    )
    assert screen.job().poll()
    environment = {**screen.environment(), "DISPLAY": desk, "SDL_VIDEODRIVER": "x11"}
    process = subprocess.Popen(screen.command("show", "--display", "window", "--fullscreen"), env=environment)
    screen.processes["show"] = process

    def is_up(jpeg: bytes, tolerance: float) -> bool:
        seen = ImageGrab.grab(xdisplay=desk)
        return seen.size == (1280, 1024) and difference(seen, expected(jpeg)) < tolerance

    wait_until(lambda: is_up(fitting, 1.0), "the first picture, pixel for pixel but for the decoder's rounding")
    wait_until(lambda: is_up(larger, 3.0), "the second one, scaled down")
    assert screen.journal().waiting() == 1
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=2) == 0


def test_no_desk_is_one_clear_line(screen: Screen) -> None:
    environment = {**screen.environment(), "DISPLAY": ":9999", "SDL_VIDEODRIVER": "x11"}
    found = subprocess.run(
        screen.command("show", "--display", "window"), env=environment, capture_output=True, text=True, check=False
    )
    assert found.returncode == 2
    assert "use --display file:PATH" in found.stderr
    assert len(found.stderr.splitlines()) == 1
