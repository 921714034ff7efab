"""Who this screen is: the secret that it made itself, and what the publisher told it when it was paired."""

import os
from contextlib import suppress
from dataclasses import dataclass, replace

from player.contract.errors import StorageError
from player.contract.records import Paired
from player.contract.strict import encode
from player.keeping.digests import sha256_hex
from player.keeping.files import read_hint, read_or_set_aside, set_aside, write_whole
from player.keeping.log import Log
from player.keeping.state import State

OWNER_ONLY = 0o600

log = Log(__name__)


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
    digest: str = ""
    """Of the seven above, so that a flipped bit is noticed before it locks the screen out; none from older players."""


_HELD = ("publisher", "secret", "screen", "name", "practice", "content_root", "programme_root")
"""What the digest is made of, also once there is more: another version has to come to the same one."""


def read_pairing(state: State) -> Pairing | None:
    """The pairing as it is kept; None if there is none or it is damaged."""
    return read_hint(Pairing, state.pairing)


def begin_pairing(state: State, publisher: str, width: int, height: int) -> Pairing:
    """The pairing with this publisher: the one begun before, or a new one with a secret of its own."""
    known = read_pairing(state)
    secret = known.secret if known is not None and known.publisher == publisher else os.urandom(32).hex()
    pairing = Pairing(publisher, secret, width, height)
    if pairing != known:
        write_whole(state.pairing, encode(pairing), OWNER_ONLY)
    return pairing


def keep_pairing(state: State, identity: Identity, width: int, height: int) -> None:
    """Write the pairing down again if it was lost or damaged; it and the identity are each other's second copy."""
    known = read_pairing(state)
    if known is None or (known.publisher, known.secret) != (identity.publisher, identity.secret):
        with suppress(StorageError):
            write_whole(state.pairing, encode(Pairing(identity.publisher, identity.secret, width, height)), OWNER_ONLY)


def read_identity(state: State) -> Identity | None:
    """Who this screen is; None before it is paired, or when that is damaged and has to be asked for again."""
    identity = read_or_set_aside(Identity, state.identity)
    if identity is None or identity.digest in {"", _digest_of(identity)}:
        return identity
    with suppress(StorageError):
        log.warning("%s is damaged and is set aside as %s.", state.identity, set_aside(state.identity))
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
    identity = replace(identity, digest=_digest_of(identity))
    write_whole(state.identity, encode(identity), OWNER_ONLY)
    return identity


def _digest_of(identity: Identity) -> str:
    return sha256_hex(encode({name: getattr(identity, name) for name in _HELD} | {"digest": ""}))
