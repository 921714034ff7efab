"""Sizes and seats."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Size:
    """A screen's size in pixels."""

    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


@dataclass(frozen=True, slots=True)
class Seat:
    """The farthest seat, and the screen that is read from it; these where nothing else is known."""

    distance_m: float = 5.0
    diagonal_inches: float = 43.0
