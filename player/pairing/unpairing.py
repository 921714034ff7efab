"""Forgetting who this screen was: its keys, its pictures and its journal."""

import logging

from player.keeping.files import is_file, paths_in, read_file, remove, sync_folder, write_whole
from player.keeping.identity import Identity, begin_pairing
from player.keeping.state import State
from player.settings import Settings

log = logging.getLogger(__name__)


def ask_to_unpair(state: State, publisher: str) -> None:
    """Leave word for whichever job holds this state folder, and where to pair it anew; raises StorageError."""
    write_whole(state.unpairing, publisher.encode())


def is_asked_to_unpair(state: State) -> bool:
    """Whether somebody at the desk wants this screen to be forgotten."""
    return is_file(state.unpairing)


def forget_everything(state: State, identity: Identity | None, settings: Settings) -> None:
    """Wipe who this screen is, its pictures and its journal, and begin anew with a new secret.

    It can be interrupted anywhere: who the screen was goes last, and until then it begins again.
    """
    publisher = _publisher_asked_for(state) or (identity.publisher if identity is not None else "")
    last = (state.identity, state.unpairing)
    for path in [*paths_in(state.root), state.contact, state.pairing_code, state.pairing_picture]:
        if path not in last and path.suffix != ".lock" and path != state.link:
            remove(path)
    if publisher:
        begin_pairing(state, publisher, settings.width, settings.height)
    for path in last:
        remove(path)
    sync_folder(state.root)
    log.info("This screen was unpaired: its keys, its pictures and its journal are removed.")


def _publisher_asked_for(state: State) -> str:
    try:
        return read_file(state.unpairing).decode()
    except (OSError, UnicodeDecodeError):
        return ""
