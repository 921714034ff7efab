"""The decoding child on real pictures and plain memory: what it writes is what a panel would show."""

import io
import mmap
import os
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw

from player.contract.errors import DisplayError
from player.display.decode import BACKGROUND
from player.display.decoding import Decoding, Form
from player.display.drift import STEP_MS, shift_at
from player.display.fade import fade, ramp
from player.display.kept import MOST_A_DAY, Kept, kept_digest

SIZE = (320, 180)


def picture(width: int = 320, height: int = 180) -> Image.Image:
    image = Image.new("RGB", (width, height), "#204080")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 2, height // 3), fill="#c03020")
    draw.rectangle((width - 9, height - 9, width, height), fill="#ffffff")
    return image


def encoded(image: Image.Image, kind: str = "PNG") -> bytes:
    data = io.BytesIO()
    image.save(data, kind)
    return data.getvalue()


def decode(data: bytes, form: Form, copy: int = -1) -> Image.Image:
    """What lies in memory after a child has drawn into it."""
    target = os.memfd_create("panel")
    os.ftruncate(target, form.length)
    try:
        Decoding(data, target, form, copy).wait(lambda: None)
        with mmap.mmap(target, form.length) as memory:
            return Image.frombytes("RGB", (form.width, form.height), memory[:], "raw", "BGRX", form.pitch)
    finally:
        os.close(target)


def same(one: Image.Image, other: Image.Image) -> bool:
    return one.size == other.size and ImageChops.difference(one, other).getbbox() is None


@pytest.mark.parametrize("pitch", [320 * 4, 320 * 4 + 256], ids=["close", "with a gap after each line"])
def test_a_picture_of_the_panels_size_arrives_pixel_for_pixel(pitch: int) -> None:
    assert same(decode(encoded(picture()), Form(*SIZE, pitch)), picture())


def test_a_jpeg_arrives_as_pillow_reads_it() -> None:
    data = encoded(picture(), "JPEG")
    assert same(decode(data, Form(*SIZE, 1280)), Image.open(io.BytesIO(data)))


@pytest.mark.parametrize(
    ("rotation", "turned"),
    [(90, Image.Transpose.ROTATE_90), (180, Image.Transpose.ROTATE_180), (270, Image.Transpose.ROTATE_270)],
)
def test_a_panel_that_hangs_turned_clockwise_gets_the_picture_turned_back(
    rotation: int, turned: Image.Transpose
) -> None:
    hung = picture() if rotation == 180 else picture(180, 320)
    found = decode(encoded(hung), Form(*SIZE, 1280, rotation))
    assert same(found, hung.transpose(turned))
    assert same(found.rotate(-rotation, expand=True), hung)  # and so somebody in front of it sees it upright


def test_another_shape_is_never_stretched() -> None:
    found = decode(encoded(Image.new("RGB", (100, 100), "red")), Form(*SIZE, 1280))
    assert found.crop((70, 0, 250, 180)).getcolors() == [(180 * 180, (255, 0, 0))]
    assert found.crop((0, 0, 70, 180)).getcolors() == [(70 * 180, BACKGROUND)]
    assert found.crop((250, 0, 320, 180)).getcolors() == [(70 * 180, BACKGROUND)]


def test_a_shifted_picture_leaves_no_line_behind() -> None:
    found = decode(encoded(picture()), Form(*SIZE, 1280, 0, (2, 1)))
    assert same(found.crop((2, 1, 320, 180)), picture().crop((0, 0, 318, 179)))
    assert same(found.crop((0, 0, 2, 180)).crop((0, 0, 2, 50)), picture().crop((0, 0, 2, 50)))


@pytest.mark.parametrize("data", [b"", b"no picture", encoded(picture())[:200], b"GIF89a" + b"x" * 100])
def test_what_is_no_picture_is_an_error_and_leaves_nothing_behind(data: bytes) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    with pytest.raises(DisplayError, match="cannot be decoded"):
        decode(data, Form(*SIZE, 1280))
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_picture_that_needs_too_much_memory_is_an_error() -> None:
    with pytest.raises(DisplayError, match="cannot be decoded"):
        decode(encoded(Image.new("1", (30_000, 30_000))), Form(*SIZE, 1280))


def test_a_child_that_takes_too_long_is_ended_while_the_loop_beats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("player.display.decoding.MOST_SECONDS", 0.3)
    monkeypatch.setattr("player.display.decoding.LOOK_SECONDS", 0.05)
    monkeypatch.setattr("player.display.decoding.CHILD", Path(__file__).parents[1] / "sleepy_child.py")
    beats: list[float] = []
    target = os.memfd_create("panel")
    decoding = Decoding(b"", target, Form(*SIZE, 1280))
    with pytest.raises(DisplayError, match="was not decoded within"):
        decoding.wait(lambda: beats.append(time.monotonic()))
    assert len(beats) > 2
    os.close(target)


def keep(kept: Kept, digest: str, form: Form) -> None:
    copy = os.memfd_create("copy")
    decode(encoded(picture()), form, copy)
    kept.write(digest, form, copy)
    os.close(copy)


def test_the_copy_of_a_picture_is_the_picture(tmp_path: Path) -> None:
    form = Form(*SIZE, 1280)
    keep(Kept(tmp_path / "kept"), "d1", form)
    assert kept_digest(tmp_path / "kept") == "d1"
    with mmap.mmap(-1, form.length) as memory:
        assert Kept(tmp_path / "kept").read_into(memory, "d1", form)
        assert same(Image.frombytes("RGB", SIZE, memory[:], "raw", "BGRX"), picture())
    assert (tmp_path / "kept").stat().st_size < form.length / 50


def flip_last(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


@pytest.mark.parametrize(
    ("digest", "form", "damage"),
    [
        ("d2", Form(*SIZE, 1280), bytes),
        ("d1", Form(320, 160, 1280), bytes),
        ("d1", Form(*SIZE, 1280, 90), bytes),
        ("d1", Form(*SIZE, 1280), flip_last),
        ("d1", Form(*SIZE, 1280), lambda data: data[:-9]),
        ("d1", Form(*SIZE, 1280), lambda data: b""),
    ],
    ids=["another picture", "another mode", "turned", "damaged", "cut", "empty"],
)
def test_a_copy_is_used_for_nothing_else_and_never_when_damaged(
    digest: str, form: Form, damage: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "kept"
    keep(Kept(path), "d1", Form(*SIZE, 1280))
    kept = Kept(path)
    path.write_bytes(damage(path.read_bytes()))
    with mmap.mmap(-1, form.length) as memory:
        assert not kept.read_into(memory, digest, form)


def test_the_copy_is_renewed_when_it_is_out_of_date_but_seldom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    kept, form, renewed = Kept(tmp_path / "kept"), Form(*SIZE, 1280), 0
    for minute in range(24 * 60 - 1):
        now += 60
        if kept.is_due():
            keep(kept, f"d{minute}", form)
            renewed += 1
    assert renewed == MOST_A_DAY
    now += 2 * 86_400
    assert kept.is_due()
    kept.note(kept_digest(tmp_path / "kept") or "")
    assert not kept.is_due()


def test_the_picture_wanders_one_pixel_at_a_time_round_its_place() -> None:
    places = [shift_at(step * STEP_MS, 2) for step in range(200)]
    assert places[0] == (0, 0)
    assert {abs(right) for right, _ in places} | {abs(down) for _, down in places} == {0, 1, 2}
    for (right, down), (after_right, after_down) in pairwise(places):
        assert abs(after_right - right) + abs(after_down - down) == 1
    assert {shift_at(step * STEP_MS, 0) for step in range(9)} == {(0, 0)}
    assert max(map(abs, shift_at(3 * STEP_MS, 8))) <= 2


def test_a_fade_goes_down_changes_in_the_dark_and_ends_bright(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    seen: list[int] = []
    fade(400, 256, lambda levels: seen.append(levels[-1]), lambda: seen.append(-1))
    change = seen.index(-1)
    assert seen[:change] == sorted(seen[:change], reverse=True)
    assert seen[change - 1] == 0
    assert seen[change + 1 :] == sorted(seen[change + 1 :])
    assert seen[-1] == 65535
    assert list(ramp(3, 1.0)) == [0, 32768, 65535]


def test_a_card_without_a_ramp_just_changes() -> None:
    changes: list[str] = []

    def refuse(levels: object) -> None:
        raise OSError("no ramp")

    fade(400, 0, refuse, lambda: changes.append("none"))
    fade(0, 256, refuse, lambda: changes.append("not wanted"))
    fade(400, 256, refuse, lambda: changes.append("refused"))
    assert changes == ["none", "not wanted", "refused"]
