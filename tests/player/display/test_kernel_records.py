"""The kernel's structures as we pack them; sizes and numbers are those of drm_mode.h, drm.h and cec.h."""

import os
import struct
from pathlib import Path

import pytest

from player.display import drm, standby
from player.display.drm import Card, request
from player.display.hotplug import HotPlug, is_about_panels


@pytest.mark.parametrize(
    ("layout", "size"),
    [
        (drm.RESOURCES, 64),
        (drm.CRTC, 104),
        (drm.GAMMA, 32),
        (drm.ENCODER, 20),
        (drm.CONNECTOR, 80),
        (drm.PROPERTY, 64),
        (drm.SET_PROPERTY, 16),
        (drm.ADD_FRAMEBUFFER, 104),
        (drm.PAGE_FLIP, 24),
        (drm.DIRTY, 24),
        (drm.CREATE_DUMB, 32),
        (drm.MAP_DUMB, 16),
        (drm.PRIME, 12),
        (standby.LOGICAL_ADDRESSES, 92),
        (standby.MESSAGE, 56),
    ],
    ids=lambda part: str(getattr(part, "format", part)),
)
def test_records_are_as_long_as_the_kernels(layout: struct.Struct, size: int) -> None:
    assert layout.size == size


def test_requests_have_the_kernels_numbers() -> None:
    assert request(0xA2, drm.CRTC.size) == 0xC06864A2  # DRM_IOCTL_MODE_SETCRTC
    assert request(0xB0, drm.PAGE_FLIP.size) == 0xC01864B0  # DRM_IOCTL_MODE_PAGE_FLIP
    assert request(0x2D, drm.PRIME.size) == 0xC00C642D  # DRM_IOCTL_PRIME_HANDLE_TO_FD


def test_what_is_no_card_is_refused_with_an_error() -> None:
    card = Card(os.open("/dev/null", os.O_RDWR))
    with pytest.raises(OSError, match="Inappropriate ioctl"):
        card.engines()
    card.close()


def test_a_message_to_the_television_says_from_whom_and_what() -> None:
    fields = standby.MESSAGE.unpack(standby.message(4, 0, [0x36]))
    assert fields[2] == 2
    assert fields[6][:2] == bytes([0x40, 0x36])


def test_no_wire_to_the_television_is_fine(tmp_path: Path) -> None:
    (tmp_path / "cec0").write_bytes(b"")  # there, but no such device
    assert not standby.send_to_sleep(tmp_path)
    assert not standby.wake_up(tmp_path)
    assert not standby.wake_up(tmp_path / "none")


@pytest.mark.parametrize(
    ("message", "about"),
    [
        (b"change@/devices/card0\0ACTION=change\0SUBSYSTEM=drm\0HOTPLUG=1\0", True),
        (b"add@/devices/usb1\0ACTION=add\0SUBSYSTEM=usb\0", False),
        (b"change@/x\0ACTION=change\0NAME=SUBSYSTEM=drm-like\0", False),
        (b"", False),
    ],
)
def test_only_the_graphics_subsystems_words_matter(message: bytes, about: bool) -> None:
    assert is_about_panels(message) is about


def test_looking_is_due_at_once_and_then_every_few_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    hotplug, now = HotPlug(), 100.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    assert hotplug.is_time()
    assert not hotplug.is_time()
    now += 5.0
    assert hotplug.is_time()
    assert not hotplug.heard()
    hotplug.close()
