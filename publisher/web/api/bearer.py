"""Which player is asking: its secret, of which only the digest is known here."""

import hashlib
import hmac
import re
from datetime import timedelta

from flask import abort, request

from publisher.store import screens
from publisher.store.rows import Screen
from publisher.web.surroundings import here, now

HEARD_AT_MOST_EVERY = timedelta(seconds=2)
"""How often a mere question for news is noted as a sign of life; each note costs a write to disk."""

_SECRET = re.compile(r"[0-9a-f]{64}")


def secret_digest() -> str:
    """The SHA-256 of the secret in `Authorization: Bearer`; answers 401 without one.

    The store is asked for the digest, never for the secret, so how long the answer takes says
    nothing about any secret.
    """
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or _SECRET.fullmatch(secret) is None:
        abort(401, "Send the player's secret as `Authorization: Bearer` and 64 hexadecimal digits.")
    return hashlib.sha256(secret.encode()).hexdigest()


def authorised_screen(screen_id: str) -> Screen:
    """The screen of this address, if the secret is its own; answers 401, 404 or 410 otherwise."""
    digest = secret_digest()
    with here().store.look() as db:
        screen = screens.by_secret(db, digest)
        unpaired = screens.unpaired_by_secret(db, digest) if screen is None else None
    if unpaired is not None:
        abort(410, f"{unpaired.name} was unpaired. Pair it again with a new code.")
    if screen is None:
        abort(401, "Nobody knows this secret. Ask to be paired.")
    if not hmac.compare_digest(screen.id.encode(), screen_id.encode()):
        abort(404, "There is no such screen for this secret.")
    _note_sign_of_life(screen)
    return screen


def _note_sign_of_life(screen: Screen) -> None:
    moment = now()
    if screen.heard_at is None or moment - screen.heard_at >= HEARD_AT_MOST_EVERY:
        with here().store.begin() as db:
            screens.heard(db, screen.id, moment, screen.player_version, None)
