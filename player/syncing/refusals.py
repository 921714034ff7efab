"""Telling the publisher what this screen does not take, so that somebody can see it and cure it.

After an old copy of the publisher was put back, what it offers is lower than what was seen here. It has forgotten
how far its numbers had come, and learns it from this.
"""

from player.contract.errors import GoneError, PlayerError
from player.contract.limits import FORMAT, MAX_REASON, MAX_SEEN
from player.contract.reading import write
from player.contract.records import Refusal, SeenEdition
from player.keeping.floor import Floor, read_floor
from player.keeping.identity import Identity
from player.keeping.state import State
from player.line.client import Client
from player.running.apart import apart

SECONDS = 60
EDITION = "edition/"


def tell_refusal(state: State, identity: Identity, client: Client, refused: PlayerError) -> None:
    """Say why news was refused and how far this screen has come; a publisher that does not listen is no problem.

    Raises GoneError if the screen is to be forgotten.
    """
    refusal = refusal_of(read_floor(state), identity.screen, str(refused))

    def work() -> bytes:
        """What the child does; nothing comes back but an error."""
        client.close()  # the line that is open is our parent's
        client.post(f"/screens/{identity.screen}/refusals", write(refusal), private=True)
        return b""

    try:
        apart(work, SECONDS, "telling what was refused")
    except GoneError:
        raise
    except PlayerError:
        return  # it is told again with the next try


def refusal_of(floor: Floor, screen: str, reason: str) -> Refusal:
    """What is refused, with the highest numbers that were seen."""
    known = {mark.name: mark.highest for mark in floor.marks}
    editions = [
        SeenEdition(name.removeprefix(EDITION), known[name]) for name in sorted(known) if name.startswith(EDITION)
    ]
    return Refusal(
        FORMAT,
        screen,
        reason[:MAX_REASON],
        known.get("serial", 0),
        tuple(editions[:MAX_SEEN]),
        known.get("content/timestamp", 0),
        known.get("programme/timestamp", 0),
    )
