"""Who this screen is: the secret that it made itself, and what the publisher told it when it was paired."""

import logging
import os

from player.contract import Paired
from player.errors import ContractError
from player.files import read_record, set_aside, write_whole
from player.frozen import dataclass
from player.state import State
from player.strict import encode

OWNER_ONLY = 0o600

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pairing:
    """What a player knows before it is paired, and needs to ask who it is if that gets lost."""

    publisher: str
    secret: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Identity:
    """Who this screen is, and the first roots of trust for both repositories."""

    publisher: str
    secret: str
    screen: str
    name: str
    practice: str
    content_root: str
    programme_root: str


def read_pairing(state: State) -> Pairing | None:
    """The pairing as it is kept; None if there is none or it is damaged."""
    try:
        return read_record(Pairing, state.pairing)
    except ContractError:
        return None


def begin_pairing(state: State, publisher: str, width: int, height: int) -> Pairing:
    """The pairing with this publisher: the one begun before, or a new one with a secret of its own."""
    known = read_pairing(state)
    secret = known.secret if known is not None and known.publisher == publisher else os.urandom(32).hex()
    pairing = Pairing(publisher, secret, width, height)
    if pairing != known:
        write_whole(state.pairing, encode(pairing), OWNER_ONLY)
    return pairing


def read_identity(state: State) -> Identity | None:
    """Who this screen is; None before it is paired, or when that is damaged and has to be asked for again."""
    try:
        return read_record(Identity, state.identity)
    except ContractError as error:
        log.warning("%s is damaged and set aside as %s: %s", state.identity, set_aside(state.identity), error)
        return None


def keep_identity(state: State, pairing: Pairing, paired: Paired) -> Identity:
    """Write down who this screen is, all of it or nothing."""
    identity = Identity(
        pairing.publisher,
        pairing.secret,
        paired.screen,
        paired.name,
        paired.practice,
        paired.content_root,
        paired.programme_root,
    )
    write_whole(state.identity, encode(identity), OWNER_ONLY)
    return identity
