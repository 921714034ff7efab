"""What fuzzing once found, and what is written rightly, tried again: no fault, and within seconds."""

import time
from pathlib import Path

import pytest

from tests.fuzzing.seeds import SEEDS
from tests.fuzzing.targets import TARGETS

FOUND = Path(__file__).with_name("found")
MOST_SECONDS = 3
"""A fraction of a second, on a machine with nothing else to do."""
PAST = sorted(path.relative_to(FOUND).as_posix() for path in FOUND.glob("*/*"))


@pytest.mark.parametrize("path", PAST)
def test_what_once_broke_or_stalled_a_reader_does_so_no_more(path: str) -> None:
    begun = time.process_time()
    TARGETS[path.partition("/")[0]]((FOUND / path).read_bytes())
    assert time.process_time() - begun < MOST_SECONDS


@pytest.mark.parametrize("name", TARGETS)
def test_what_fuzzing_begins_from_is_read(name: str) -> None:
    seeds = SEEDS[name]()
    assert seeds
    for seed in seeds:
        TARGETS[name](seed)
        TARGETS[name](seed[: len(seed) // 2])
    TARGETS[name](b"")
