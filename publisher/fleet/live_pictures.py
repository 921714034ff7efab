"""What is on a screen now, as far as anybody here knows."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flask import url_for

from player.contract.records import Manifest
from publisher.evidence.gallery import find_entry, find_manifest
from publisher.model.screens import Size
from publisher.shelf.shelf import Shelf
from publisher.store.rows import Screen


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a screen, in words too; without an address nothing is known yet."""

    address: str
    alt: str
    title: str
    language: str
    frame: str
    playlist: str
    size: Size


def picture_of(screen: Screen, playing: Sequence[Manifest | None], shelf: Shelf, panels: Path | None) -> Picture:
    """The newest known picture: the panel itself if it can be seen from here, else the last frame reported."""
    panel = find_panel(panels, screen.id)
    frame = _digest_of(*panel) if panel else _reported(screen, shelf)
    if panel is not None:
        address = url_for("screen.panel", screen_id=screen.id, seen=frame[:16])
    else:
        address = url_for("files.frame", digest=frame) if frame else ""
    return _described(screen, address, frame, (*playing, reported_manifest(screen, shelf)))


def no_picture_of(screen: Screen, picture: Picture) -> Picture:
    """The same while the screen is dark, so that no page shows it lit."""
    return Picture("", f"{screen.name} is dark now", "", "", "", picture.playlist, screen.size)


def find_panel(panels: Path | None, screen_id: str) -> tuple[Path, int] | None:
    """The picture that the screen keeps current in the panels' folder, and when it last changed."""
    if panels is None:
        return None
    path = panels / f"{screen_id}.jpg"
    try:
        return path, path.stat().st_mtime_ns
    except OSError:
        return None


def reported_manifest(screen: Screen, shelf: Shelf) -> Manifest | None:
    """The edition that the screen last said it shows."""
    showing = screen.showing
    if showing is None or showing.playlist is None or showing.edition is None:
        return None
    return find_manifest(shelf, showing.playlist, showing.edition, screen.size)


def _reported(screen: Screen, shelf: Shelf) -> str:
    frame = screen.showing.frame if screen.showing else None
    return frame if frame and shelf.frame_path(frame).is_file() else ""


@lru_cache(maxsize=200)
def _digest_of(path: Path, changed_ns: int) -> str:  # `changed_ns` makes a new picture a new question
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _described(screen: Screen, address: str, frame: str, manifests: Sequence[Manifest | None]) -> Picture:
    found = find_entry(manifests, frame)
    if found is None:
        return Picture(address, f"What {screen.name} shows now", "", "", frame, "", screen.size)
    manifest, entry = found
    return Picture(address, entry.alt, entry.title, entry.language, frame, manifest.title, screen.size)
