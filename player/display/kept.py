"""A decoded copy of one picture on the disk, so that the first one after power-on needs no child.

It is believed for what its own digest covers, and used only for the very picture it was made of.
"""

import mmap
import os
import time
import zlib
from pathlib import Path

from player.contract.errors import StorageError
from player.display.decoding import Form
from player.keeping.digests import sha256_hex
from player.keeping.files import open_file, read_file, write_whole

MOST_BYTES = 6_000_000
"""A photograph that compresses worse than this is decoded anew: reading would take as long."""
STALE_SECONDS = 600
"""A copy whose picture was not up for so long is of no use after the next power cut."""
MOST_A_DAY = 4
"""Cards wear out."""
_DAY_SECONDS = 86_400
_PIECE = 1 << 15
"""Small enough that the memory for it is used again, and not asked of the kernel each time."""


class Kept:
    """The copy in one file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._digest = kept_digest(path)
        self._seen = time.monotonic()
        self._written: tuple[float, ...] = ()

    def note(self, digest: str) -> None:
        """This picture is up."""
        if digest == self._digest:
            self._seen = time.monotonic()

    def is_due(self) -> bool:
        """Whether the next picture should be kept instead."""
        now = time.monotonic()
        self._written = tuple(at for at in self._written if now - at < _DAY_SECONDS)
        is_stale = self._digest is None or now - self._seen >= STALE_SECONDS
        return is_stale and len(self._written) < MOST_A_DAY

    def write(self, digest: str, form: Form, copy: int) -> None:
        """Keep the compressed pixels that are in a descriptor."""
        self._seen = time.monotonic()
        self._written = (*self._written, self._seen)
        if os.fstat(copy).st_size > MOST_BYTES:
            return
        with mmap.mmap(copy, 0, prot=mmap.PROT_READ) as body:
            head = f"{digest} {_form_word(form)} {sha256_hex(body)}\n".encode()
            try:
                write_whole(self._path, head + body[:])
            except StorageError:
                return  # the next power-on takes a moment longer
        self._digest = digest

    def read_into(self, memory: mmap.mmap, digest: str, form: Form) -> bool:
        """Fill memory with the copy if it is of this picture in this form, and sound."""
        if digest != self._digest:
            return False
        try:
            head, _, body = read_file(self._path).partition(b"\n")
        except OSError:
            return False
        if head.decode(errors="replace").split() != [digest, _form_word(form), sha256_hex(body)]:
            return False
        return _inflate(body, memory, form.length)


def kept_digest(path: Path) -> str | None:
    """Which picture is kept there, if any."""
    try:
        with open(open_file(path), "rb") as file:  # noqa: PTH123 - a descriptor has no path
            word = file.readline(200).partition(b" ")[0].decode()
    except (OSError, UnicodeDecodeError):
        return None
    return word or None


def _form_word(form: Form) -> str:
    return f"{form.width}x{form.height}/{form.pitch}/{form.rotation}"


def _inflate(body: bytes, memory: mmap.mmap, length: int) -> bool:
    """Unpack piece by piece, so that the whole is never in memory twice."""
    unpacking, at, rest = zlib.decompressobj(), 0, body
    try:
        while at < length:
            piece = unpacking.decompress(rest, min(_PIECE, length - at))
            if not piece:
                return False
            memory[at : at + len(piece)] = piece
            at, rest = at + len(piece), unpacking.unconsumed_tail
    except zlib.error:
        return False
    return True
