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
_CODE = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


def draw_code() -> str:
    """A new code that nobody can foresee."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def spell(code: str) -> str:
    """The code as it stands on the screen, in two groups: `K7R-4MD`."""
    return f"{code[:3]}-{code[3:]}"


def understand(typed: str) -> str:
    """The code that somebody meant, however they typed it; raises RefusedError if it cannot be one."""
    code = re.sub(r"[\W_]+", "", typed).upper().translate(_MISREAD)
    if _CODE.fullmatch(code) is None:
        raise RefusedError(
            f"'{typed.strip():.20}' is not a screen's code. Type the six letters and digits that the screen shows, "
            "such as K7R-4MD."
        )
    return code
