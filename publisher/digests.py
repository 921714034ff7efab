"""Digests of large files, each made once for as long as a program has the same bytes in its hands."""

import hashlib
from functools import lru_cache

LARGE = 32_768
"""Shorter ones are digested in less time than it takes to look them up."""


def sha256_of(data: bytes) -> bytes:
    """The SHA-256 of some bytes."""
    return _remembered(data) if len(data) >= LARGE else hashlib.sha256(data).digest()


@lru_cache(16)
def _remembered(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
