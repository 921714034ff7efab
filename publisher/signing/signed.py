"""Which editions are out: read from what is signed on the shelf, whose signatures were checked.

The database tells of editions too, for pages and counts. The web process can write there, and a copy of it
may be put back; so whatever is signed next goes by what was signed before.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tuf.api.metadata import TargetFile

from player.contract.errors import ContractError
from player.contract.reading import read_manifest
from publisher.errors import ShelfError

PLAYLISTS = "playlists/"


@dataclass(frozen=True, slots=True)
class SignedEdition:
    """The edition of a playlist that players may show, as its signed manifests say."""

    playlist: str
    title: str
    number: int
    commit: str
    manifests: Mapping[str, tuple[str, int]]
    """By size in words, such as `1920x1080`: the manifest's SHA-256 and its bytes."""


class SignedEditions:
    """The editions of all playlists; a damaged one is noticed when it is asked for, and keeps no other back."""

    def __init__(self, targets: Mapping[str, TargetFile], read: Callable[[TargetFile], bytes]) -> None:
        self._files: dict[str, dict[str, TargetFile]] = {}
        self._known: dict[str, SignedEdition] = {}
        self._read = read
        for path, file in targets.items():
            playlist, _, name = path.removeprefix(PLAYLISTS).partition("/")
            self._files.setdefault(playlist, {})[name.removesuffix(".json")] = file

    def playlists(self) -> tuple[str, ...]:
        """The playlists that have an edition, by name."""
        return tuple(sorted(self._files))

    def of(self, playlist: str) -> SignedEdition | None:
        """The edition of one playlist that is out, or None; ShelfError if its manifest is damaged."""
        files = self._files.get(playlist)
        if files and playlist not in self._known:
            self._known[playlist] = self._edition(playlist, files)
        return self._known.get(playlist)

    def _edition(self, playlist: str, files: Mapping[str, TargetFile]) -> SignedEdition:
        try:
            manifest = read_manifest(self._read(next(iter(files.values()))))
        except ContractError as error:
            raise ShelfError(f"The manifest of {playlist} cannot be read. Publish it again.") from error
        sizes = {size: (file.hashes["sha256"], file.length) for size, file in sorted(files.items())}
        return SignedEdition(playlist, manifest.title, manifest.edition, manifest.commit, sizes)
