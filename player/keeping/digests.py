"""SHA-256 without the weight of OpenSSL, which costs `show` 3.6 MB and gives it nothing more."""

from collections.abc import Callable
from importlib import import_module
from mmap import mmap
from typing import Any


def _built_in() -> Callable[..., Any]:
    for name in ("_sha2", "_sha256"):  # Python 3.12 and later; before
        try:
            return import_module(name).sha256  # type: ignore[no-any-return]
        except ImportError:
            continue
    return import_module("hashlib").sha256  # type: ignore[no-any-return]


sha256 = _built_in()
"""Like hashlib.sha256."""


def sha256_hex(data: bytes | mmap) -> str:
    """The digest of some bytes in lower-case hexadecimal."""
    return str(sha256(data).hexdigest())
