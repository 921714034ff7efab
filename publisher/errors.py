"""What can go wrong in the publisher, each with where, what and what to do next."""

from publisher.model.findings import Finding


class PublisherError(Exception):
    """Something the publisher cannot go on from; its text is written for a person."""

    exit_code = 2


class ContentError(PublisherError):
    """The content folder or repo itself cannot be read."""


class TooMuchError(ContentError):
    """The content takes more time or memory to read than there is for it."""


class SlidesRefusedError(PublisherError):
    """Slides have errors, so nothing was built; the findings say which and where."""

    exit_code = 1

    def __init__(self, message: str, findings: tuple[Finding, ...]) -> None:
        super().__init__(message)
        self.findings = findings


class DrawingError(PublisherError):
    """A slide could not be drawn."""


class ShelfError(PublisherError):
    """The shelf of frames and editions cannot be read or written."""


class SigningError(PublisherError):
    """A key is missing, or a signature cannot be made."""


class StoreError(PublisherError):
    """The database cannot be used."""


class RefusedError(StoreError):
    """Somebody named something that is not there, or typed something that cannot be."""


class BackupError(PublisherError):
    """A backup cannot be made, is damaged, or would write over something."""


class SettingsError(PublisherError):
    """A setting has a value that cannot be used."""
