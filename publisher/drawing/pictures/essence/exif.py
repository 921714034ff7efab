"""How a camera was held, from what it noted beside the picture (EXIF 2.32, tag 0x0112)."""

import struct

PREFIX = b"Exif\0\0"
_ORIENTATION, _SHORT = 0x0112, 3
_ENTRY_BYTES = 12


def orientation_in(notes: bytes) -> int:
    """1 to 8; 1, as it lies, where the notes do not say it or are broken, which is common and harmless."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(notes[:4])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(f"{order}I", notes, 4)
        (count,) = struct.unpack_from(f"{order}H", notes, start)
        for at in range(start + 2, start + 2 + count * _ENTRY_BYTES, _ENTRY_BYTES):
            tag, kind, many, value = struct.unpack_from(f"{order}HHIH", notes, at)
            if (tag, kind, many) == (_ORIENTATION, _SHORT, 1):
                return value if value in range(1, 9) else 1
    except struct.error:
        pass
    return 1
