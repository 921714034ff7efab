"""A PNG's older notes on colour (gAMA, cHRM) written as a profile, so that one mechanism turns all colours.

A profile of this kind has a curve from numbers to light, and the three primaries in the XYZ colours of daylight
at 5000 K (ICC.1:2022, 8.3.3). The white of the file is adapted to that daylight by Bradford's matrix (annex E).
"""

import struct
from collections.abc import Sequence

Vector = tuple[float, float, float]
Matrix = tuple[Vector, Vector, Vector]
"""Three rows."""

_D50: Vector = (0.9642, 1.0, 0.8249)
_BRADFORD: Matrix = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
_SRGB_POINTS = (0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06)
"""White, red, green and blue of a screen, as x and y (IEC 61966-2-1)."""
_NEAR = 0.005
_SRGB_GAMMA = (0.4499, 0.4601)
"""gAMA of 45455 stands for a screen's own curve (W3C PNG, 12.1); programs round it a little differently."""
_SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_GAMMAS = (0.05, 5.0)
"""Beyond these nobody means it."""


def profile_for(gamma: float | None, points: Sequence[float] | None) -> bytes | None:
    """A profile for these notes; None if they say what a screen does, or nothing that can be."""
    points = tuple(points or _SRGB_POINTS)
    like_srgb = all(abs(one - other) < _NEAR for one, other in zip(points, _SRGB_POINTS, strict=True))
    usual = gamma is None or _SRGB_GAMMA[0] <= gamma <= _SRGB_GAMMA[1]
    if usual and like_srgb:
        return None
    if gamma is not None and not _GAMMAS[0] <= gamma <= _GAMMAS[1]:
        return None
    try:
        columns = _primaries(points)
    except ZeroDivisionError:
        return None
    curve = _curve(3, _SRGB_CURVE) if gamma is None else _curve(0, (1 / gamma,))
    return _written(columns, curve)


def _primaries(points: Sequence[float]) -> Matrix:
    """Red, green and blue in XYZ under daylight of 5000 K."""
    white, *three = [(x / y, 1.0, (1 - x - y) / y) for x, y in zip(points[::2], points[1::2], strict=True)]
    weights = _times(_inverse(_turned((three[0], three[1], three[2]))), white)
    cones, wanted = _times(_BRADFORD, white), _times(_BRADFORD, _D50)
    adapted = [
        _times(
            _inverse(_BRADFORD),
            _each(_times(_BRADFORD, _scaled(one, weight)), [b / a for a, b in zip(cones, wanted, strict=True)]),
        )
        for one, weight in zip(three, weights, strict=True)
    ]
    return adapted[0], adapted[1], adapted[2]


def _written(columns: Matrix, curve: bytes) -> bytes:
    parts = {
        b"desc": b"mluc" + struct.pack(">4xII2s2sII", 1, 12, b"en", b"GB", 8, 28) + "file".encode("utf-16-be"),
        b"wtpt": _point(_D50),
        **dict(zip((b"rXYZ", b"gXYZ", b"bXYZ"), map(_point, columns), strict=True)),
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    at = 128 + 4 + 12 * len(parts)
    table, body = struct.pack(">I", len(parts)), b""
    for name, part in parts.items():
        table += struct.pack(">4sII", name, at + len(body), len(part))
        body += part + bytes(-len(part) % 4)
    head = struct.pack(">I4xI4s4s4s12x4s28x", at + len(body), 0x04200000, b"mntr", b"RGB ", b"XYZ ", b"acsp")
    return (head + struct.pack(">3i", *map(_fixed, _D50))).ljust(128, b"\0") + table + body


def _point(colour: Vector) -> bytes:
    return b"XYZ " + struct.pack(">4x3i", *map(_fixed, colour))


def _curve(kind: int, numbers: Sequence[float]) -> bytes:
    return b"para" + struct.pack(f">4xH2x{len(numbers)}i", kind, *map(_fixed, numbers))


def _fixed(number: float) -> int:
    """A number as profiles write it: 16 bits before and 16 behind the point."""
    return max(-(2**31), min(2**31 - 1, round(number * 65_536)))


def _times(matrix: Matrix, vector: Vector) -> Vector:
    x, y, z = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z


def _each(vector: Vector, factors: Sequence[float]) -> Vector:
    x, y, z = (a * b for a, b in zip(vector, factors, strict=True))
    return x, y, z


def _scaled(vector: Vector, factor: float) -> Vector:
    return _each(vector, (factor, factor, factor))


def _turned(rows: Matrix) -> Matrix:
    first, second, third = zip(*rows, strict=True)
    return first, second, third


def _inverse(matrix: Matrix) -> Matrix:
    """By cofactors; raises ZeroDivisionError if three colours lie on one line."""
    (a, b, c), (d, e, f), (g, h, i) = matrix
    size = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    return (
        ((e * i - f * h) / size, (c * h - b * i) / size, (b * f - c * e) / size),
        ((f * g - d * i) / size, (a * i - c * g) / size, (c * d - a * f) / size),
        ((d * h - e * g) / size, (b * g - a * h) / size, (a * e - b * d) / size),
    )
