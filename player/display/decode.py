"""The child that decodes one picture, and ends: Pillow's memory and Pillow's faults end with it.

It is started by its path, so it imports nothing of the player. Its words: descriptors of the
encoded picture, of the memory to fill and of a file for a compressed copy (-1 for none), then
width, height, bytes of a line, how far the panel hangs turned clockwise, and where to shift it.
"""

import ctypes
import fcntl
import io
import mmap
import os
import resource
import signal
import struct
import sys
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

MOST_MEMORY = 400 << 20
MOST_SECONDS = 20
MOST_PIXELS = 40_000_000
BACKGROUND = (250, 246, 238)
"""The neutral theme's, around a picture of another shape."""
_PARENT_DEATH_SIGNAL = 1
_DMA_BUF_SYNC = 0x40086200
_WRITE_START, _WRITE_END = 2, 2 | 4


def main(words: list[str]) -> None:
    """Decode, fit and write one picture; what goes wrong is one line and exit code 1."""
    limit()
    try:
        draw(words)
    except Exception as error:  # Pillow raises whatever it likes
        sys.exit(f"decode: {type(error).__name__}: {error}")


def draw(words: list[str]) -> None:
    """Do what the words say; whatever goes wrong is raised."""
    source, target, copy, width, height, pitch, rotation, right, down = map(int, words)
    pixels = drawn(read_all(source), (width, height), rotation, (right, down), pitch)
    write_pixels(target, pixels)
    if copy >= 0:
        os.write(copy, zlib.compress(pixels, 1))


def limit() -> None:
    """Take no more than a picture can need, and end with the player."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def drawn(picture: bytes, size: tuple[int, int], rotation: int, shift: tuple[int, int], pitch: int) -> bytes:
    """The picture as the panel's memory holds it: turned, as large as fits, never stretched."""
    from PIL import Image  # noqa: PLC0415 - after the limits

    with Image.open(io.BytesIO(picture), formats=("JPEG", "PNG")) as found:
        if found.width * found.height > MOST_PIXELS:
            raise SystemExit(f"a picture of {found.width}x{found.height} is too large")
        image = found.convert("RGB")
    if rotation:
        image = image.transpose(
            {90: Image.Transpose.ROTATE_90, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_270}[rotation]
        )
    scale = min(size[0] / image.width, size[1] / image.height)
    fitting = round(image.width * scale), round(image.height * scale)
    if fitting != image.size:
        image = image.resize(fitting, Image.Resampling.LANCZOS)
    if fitting != size or shift != (0, 0):
        image = placed(image, size, shift)
    return image.tobytes("raw", "BGRX", pitch, 1)


def placed(image: "Image.Image", size: tuple[int, int], shift: tuple[int, int]) -> "Image.Image":
    """In the middle, moved by a pixel or two; where a full-size picture leaves its edge, the edge is doubled."""
    from PIL import Image  # noqa: PLC0415

    whole = Image.new("RGB", size, BACKGROUND)
    left, top = (size[0] - image.width) // 2, (size[1] - image.height) // 2
    if image.size == size:
        whole.paste(image, (0, 0))
    whole.paste(image, (left + shift[0], top + shift[1]))
    return whole


def read_all(descriptor: int) -> bytes:
    """Everything in a file, from its start."""
    with open(descriptor, "rb", closefd=False) as file:
        file.seek(0)
        return file.read()


def write_pixels(descriptor: int, pixels: bytes) -> None:
    """Fill the memory behind a descriptor; where it belongs to a card, the card is told."""
    with mmap.mmap(descriptor, len(pixels)) as memory:
        _sync(descriptor, _WRITE_START)
        memory[:] = pixels
        _sync(descriptor, _WRITE_END)


def _sync(descriptor: int, what: int) -> None:
    with suppress(OSError):  # ordinary memory needs none
        fcntl.ioctl(descriptor, _DMA_BUF_SYNC, struct.pack("<Q", what))


if __name__ == "__main__":
    main(sys.argv[1:])
