"""Finding the graphics card that has a television, or at least a socket for one."""

import errno
import os
import time
from contextlib import suppress
from pathlib import Path

from player.contract.errors import DisplayError
from player.display.drm import Card
from player.display.modes import Output, Wish, choose_output

DEVICES = Path("/dev/dri")
SYSFS = Path("/sys/class/drm")
_TRIES, _PAUSE_SECONDS = 20, 0.1


def find_output(card: Card, wish: Wish) -> Output | None:
    """The panel on this card, or None; the kernel looks at every cable now."""
    crtcs, connectors = card.engines()
    return choose_output([card.connector(number) for number in connectors], crtcs, wish)


def open_card(wish: Wish) -> Card:
    """The card with a panel, else the first with sockets, ours alone; raises DisplayError.

    Cards are numbered as the kernel finds them, so every one is looked at.
    """
    reasons, spare = [], None
    for path in sorted(DEVICES.glob("card*")):
        try:
            card = _open(path)
        except OSError as error:
            reasons.append(f"{path}: {error.strerror}")
            continue
        if not card.engines()[1]:
            card.close()
        elif find_output(card, wish) is not None:
            if spare is not None:
                spare.close()
            return card
        elif spare is None:
            spare = card
        else:
            card.close()
    if spare is None:
        why = "; ".join(reasons) or "no card has a socket for one"
        raise DisplayError(f"No television can be driven ({why}). Is another program showing on it?")
    return spare


def find_other_card(card: Card, wish: Wish) -> Card | None:
    """Another card that has a panel, ours alone; None if none has.

    The television may hang on the second card, or on one whose driver came after us.
    """
    for path in sorted(DEVICES.glob("card*")):
        with suppress(OSError):
            if path.stat().st_rdev == os.fstat(card.descriptor).st_rdev:
                continue
            other = _open(path, tries=1)  # while somebody else drives it, there is nothing to wait for
            if _has_panel(other, wish):
                return other
            other.close()
    return None


def _has_panel(card: Card, wish: Wish) -> bool:
    try:
        return find_output(card, wish) is not None
    except OSError:
        return False  # it went away while it was looked at


def is_plugged_in(card: Card, output: Output) -> bool:
    """What the kernel last knew of a panel that was there; cheap, for it does not touch the cable."""
    try:
        name = Path(f"/proc/self/fd/{card.descriptor}").readlink().name
        return (SYSFS / f"{name}-{output.connector.name}/status").read_text().strip() == "connected"
    except OSError:
        return False  # better a proper look than a wrong guess


def _open(path: Path, tries: int = _TRIES) -> Card:
    """A card of which nobody else is the master; the one before us may need a moment to let go."""
    for _ in range(tries):
        card = Card(os.open(path, os.O_RDWR | os.O_CLOEXEC))
        try:
            if not card.engines()[1]:
                return card
            card.become_master()
        except OSError as error:
            card.close()
            if error.errno not in {errno.EACCES, errno.EBUSY}:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return card
    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
