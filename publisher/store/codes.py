"""The codes that screens show and people type."""

import re
import secrets

from publisher.errors import RefusedError

ALPHABET = "34679CDFHJKMNPRTWXY"
"""Letters and digits that cannot be taken for one another across a room.

Of each group of look-alikes at most one is here (0 O Q D, 1 I L, 5 S, 2 Z, 8 B, U V, 6 G, 4 A), and there are no
vowels, so a code never spells a word. Six of them make 47 million codes.
"""

LENGTH = 6

_MISREAD = str.maketrans({"0": "D", "O": "D", "Q": "D", "G": "6", "A": "4"})


def draw_code() -> str:
    """A new code that nobody can foresee."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def spell(code: str) -> str:
    """The code as it stands on the screen, in two groups: `K7R-4MD`."""
    return f"{code[:3]}-{code[3:]}"


def said(code: str) -> str:
    """The code in a sentence, as people write it: `K7R 4MD`."""
    return f"{code[:3]} {code[3:]}"


def understand(typed: str) -> str:
    """The code that somebody meant, however they typed it; raises RefusedError if it cannot be one."""
    code = re.sub(r"[\W_]+", "", typed).upper().translate(_MISREAD)
    if reason := _why_not(code):
        raise RefusedError(f"{reason} Type the code that the screen shows, such as K7R 4MD.")
    return code


def _why_not(code: str) -> str:
    """Why this cannot be a code, in a sentence; empty if it can."""
    if len(code) != LENGTH:
        return f"A code has six letters and numbers; you typed {len(code) or 'none'}."
    strange = [sign for sign in dict.fromkeys(code) if sign not in ALPHABET]
    if not strange:
        return ""
    *first, last = strange
    which = f"{', '.join(first)} or {last}" if first else f"the {'number' if last.isdigit() else 'letter'} {last}"
    return f"A code never has {which}."
