"""JPEG files: segments, each with a marker and a length, and passes (scans) of packed pixels (ITU-T T.81, annex B)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.drawing.pictures.essence import exif
from publisher.drawing.pictures.essence.distilled import Essence, PictureError, damaged, demand_few
from publisher.limits import MAX_SCANNED_PIXELS, MAX_SCANS

START = b"\xff\xd8\xff"
_END, _SCAN, _RESTART_INTERVAL = 0xD9, 0xDA, 0xDD
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers without a length: restarts, a start, and one that means nothing."""
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of the header that says how large the picture is."""
_TABLES = frozenset({0xC4, 0xCC, 0xDB, 0xDC, _RESTART_INTERVAL})
_NOTES = 0xE1
_NEEDED_NOTES = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""Of what programs add, only this changes colours."""
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]", re.DOTALL)
"""What ends a pass: a marker that is neither a restart nor a byte of pixels that happens to be 255."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of the file: its marker, where it starts, where what it says starts, and where it ends."""

    marker: int
    start: int
    inside: int
    end: int


def starts(data: bytes) -> bool:
    """Whether a file begins as a JPEG does."""
    return data.startswith(START)


def distil(data: bytes) -> Essence:
    """One picture, without notes, maps and further pictures; what follows its end is left away."""
    kept: list[bytes] = [data[:2]]
    orientation, scans, pixels = 0, 0, 0
    for seen, one in enumerate(_segments(data)):
        demand_few(seen)
        if one.marker == _NOTES and not orientation and data.startswith(exif.PREFIX, one.inside):
            orientation = exif.orientation_in(data[one.inside + len(exif.PREFIX) : one.end])
        if one.marker in _FRAMES:
            pixels = _pixels_in(data[one.inside : one.end])
        if one.marker == _SCAN:
            scans += 1
            _demand_few_scans(scans, pixels)
        if _is_needed(one, data):
            kept.append(data[one.start : one.end])
    if not scans:
        raise damaged("no pixels are in it")
    return Essence(b"".join(kept), orientation or 1)


def _segments(data: bytes) -> Iterator[Segment]:
    at = 2
    while (start := data.find(b"\xff", at)) >= 0:
        at = start + 1
        while data[at : at + 1] == b"\xff":
            at += 1
        marker = data[at] if at < len(data) else 0
        inside = at = at + 1
        if marker == _END:
            yield Segment(marker, start, inside, inside)
            return
        if marker == 0 or marker in _ALONE:
            continue
        inside, at = at + 2, at + int.from_bytes(data[at : at + 2])
        if at < inside or at > len(data):
            break
        if marker == _SCAN:
            found = _AFTER_SCAN.search(data, at)
            at = len(data) if found is None else found.start()
        yield Segment(marker, start, inside, at)
    raise damaged("it ends too early")


def _is_needed(one: Segment, data: bytes) -> bool:
    if one.marker in _NEEDED_NOTES:
        return data.startswith(_NEEDED_NOTES[one.marker], one.inside)
    return one.marker in _FRAMES or one.marker in _TABLES or one.marker in {_SCAN, _END}


def _pixels_in(frame: bytes) -> int:
    return int.from_bytes(frame[1:3]) * int.from_bytes(frame[3:5])


def _demand_few_scans(scans: int, pixels: int) -> None:
    if scans > MAX_SCANS or scans * pixels > MAX_SCANNED_PIXELS:
        raise PictureError(
            f"is packed in {scans} passes or more, which takes far too long to unpack. "
            "Open it in a picture program and save it anew, not as a progressive JPEG"
        )
