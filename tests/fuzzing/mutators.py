"""How an input is changed so that it still looks like what it was: records stay JSON, and PNGs keep right checksums.

Without that, nearly everything would be refused at the door, and little behind it would ever be tried.
"""

import json
import random
import struct
import zlib
from collections.abc import Callable
from copy import deepcopy
from typing import Any

Mutate = Callable[[bytes, int], bytes]
"""Changes some bytes to others, at most so many."""

_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2**31, 2**53, 2**63, 2**64, 10**400, -(10**300), 0.5, 1e308, -0.0),
    *("", "a", "a/b", "../a", "\0", "\ud800", "e" * 64, "x" * 2000, "heart-failure", "Europe/London", "on"),
    *("0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2026-12-01T09:30:00Z", "2026-12-01", "0001-01-01"),
    *([], {}, [[]], [1, 7], [1] * 500, [[[[[[]]]]]], {"a": 1}),
)
_LITERALS = {'"@inf"': "1e999", '"@nan"': "NaN", '"@deep"': "[" * 500 + "]" * 500, '"@long"': "9" * 5000}


def mutate_record(data: bytes, most: int, seed: int, mutate: Mutate) -> bytes:
    """Another record: a value is changed, left out, or stands somewhere else."""
    chance = random.Random(seed)
    if chance.random() < 0.1:
        return mutate(data, most)
    try:
        record = json.loads(data)
        for _ in range(chance.randint(1, 3)):
            record = _changed(record, chance)
        text = json.dumps(record)
    except (ValueError, RecursionError):
        return mutate(data, most)
    for name, literal in _LITERALS.items():
        text = text.replace(name, literal)
    return text.encode()[:most]


def _changed(value: Any, chance: random.Random) -> Any:
    """The same with one thing changed somewhere inside."""
    inside = isinstance(value, (dict, list)) and len(value) > 0
    if not inside or chance.random() < 0.1:
        return deepcopy(chance.choice((*_VALUES, *(name.strip('"') for name in _LITERALS))))
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    key = chance.choice(keys)
    deed = chance.random()
    if deed < 0.1:
        del value[key]
    elif deed < 0.2 and isinstance(value, list):
        value.insert(key, deepcopy(value[chance.choice(keys)]))
    elif deed < 0.25 and isinstance(value, dict):
        value["more"] = deepcopy(value[key])
    else:
        value[key] = _changed(value[key], chance)
    return value


def mutate_picture(data: bytes, most: int, _seed: int, mutate: Mutate) -> bytes:
    """Another file; the checksums of a PNG are made to fit."""
    changed = mutate(data, most)
    return _checked_again(changed) if changed.startswith(b"\x89PNG\r\n\x1a\n") else changed


def _checked_again(data: bytes) -> bytes:
    parts, at = [data[:8]], 8
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        inside = data[at + 4 : at + 8 + length]
        if at + 12 + length > len(data):
            break
        parts.append(data[at : at + 4] + inside + struct.pack(">I", zlib.crc32(inside)))
        at += 12 + length
    return b"".join((*parts, data[at:]))


MUTATORS: dict[str, Callable[[bytes, int, int, Mutate], bytes]] = {
    **dict.fromkeys(("report", "programme", "manifest", "pairing"), mutate_record),
    "picture": mutate_picture,
}
"""For the targets that need one; for others any bytes do."""
