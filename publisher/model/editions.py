"""Frames and editions."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from publisher.model.content import LeftOut
from publisher.model.screens import Size

if TYPE_CHECKING:
    from player.contract.records import Manifest


@dataclass(frozen=True, slots=True)
class Frame:
    """The picture of one slide revision at one size: encoded bytes and their SHA-256."""

    size: Size
    media_type: str
    data: bytes = field(repr=False)
    digest: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A playlist at one commit, numbered and never changed: one manifest for each size."""

    playlist: str
    title: str
    number: int
    commit: str
    manifests: "tuple[Manifest, ...]"
    left_out: tuple[LeftOut, ...] = ()
