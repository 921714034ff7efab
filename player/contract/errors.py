"""What can go wrong on a player, each with where, what and what to do next."""


class PlayerError(Exception):
    """Something the player cannot go on from; its text is written for a person."""


class ContractError(PlayerError):
    """Bytes that do not follow the contract between publisher and player."""


class TrustError(PlayerError):
    """Something that is not signed, not fresh or not what was promised; it is never shown."""


class OfflineError(PlayerError):
    """The publisher did not answer as it should; the player goes on with what it has."""

    def __init__(self, message: str, retry_after_seconds: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds


class ElsewhereError(OfflineError):
    """Something else answers at the publisher's address, such as a network's sign-in page."""


class UnpairedError(OfflineError):
    """The publisher does not know this screen, or knows it no longer."""


class MissingError(OfflineError):
    """The publisher is there, and does not have what it was asked for."""


class StorageError(PlayerError):
    """The disk is full, worn or not writable."""


class GoneError(UnpairedError):
    """The publisher says in so many words that this screen was unpaired: nothing of it is to be kept."""


class DisplayError(PlayerError):
    """The panel did not take the frame; the last one stays up."""


class DisplayClosedError(DisplayError):
    """Somebody closed the window; there is nothing left to show on."""
