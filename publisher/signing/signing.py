"""What players trust: the content repository, and a programme repository for each screen."""

from datetime import datetime

from player.contract.errors import ContractError
from player.contract.reading import read_programme, write
from player.contract.records import Programme
from publisher.errors import ShelfError, SigningError
from publisher.model.editions import Edition
from publisher.shelf.names import demand_plain
from publisher.shelf.shelf import Shelf
from publisher.signing.keys import Keys
from publisher.signing.metadata import RoleKeys
from publisher.signing.repository import Repository
from publisher.signing.roots import Roots
from publisher.signing.signed import PLAYLISTS, SignedEditions

__all__ = ["ContentRepository", "Keys", "ProgrammeRepository"]


class ContentRepository:
    """Says what may be shown: the newest edition of each playlist, at each size."""

    def __init__(self, shelf: Shelf, keys: Keys) -> None:
        roles = RoleKeys(targets=keys.targets, snapshot=keys.online, timestamp=keys.online)
        self._shelf = shelf
        self._roots = Roots(shelf, "content/metadata", keys, roles)
        self._repository = Repository(shelf, "content", roles)

    @property
    def version(self) -> int:
        """The version that players see now; 0 before `create`."""
        return self._repository.version()

    def create(self, now: datetime) -> None:
        """Sign the first root and an empty list of editions, whichever of them is not there yet."""
        with self._shelf.alone():
            self._roots.create(now)
            if not self._repository.is_begun():
                self._repository.replace("playlists/", {}, self._roots.current(), now)

    def publish(self, edition: Edition, now: datetime) -> bool:
        """Let players show this edition instead of the one before; False if it was published already."""
        self._shelf.demand_frames(edition)
        prefix = f"{PLAYLISTS}{demand_plain(edition.playlist, 'playlist')}/"
        data = {f"{prefix}{manifest.width}x{manifest.height}.json": write(manifest) for manifest in edition.manifests}
        with self._shelf.alone():
            return self._repository.replace(prefix, data, self._roots.current(), now)

    def editions(self) -> SignedEditions:
        """The editions that players may show now, by what is signed; SigningError if that is damaged."""
        return SignedEditions(self._repository.targets(self._roots.current()), self._repository.read_target)

    def refresh(self, now: datetime) -> bool:
        """Sign again what runs out soon; False if nothing does."""
        with self._shelf.alone():
            return self._repository.refresh((self._roots.current(),), now)

    def sign_anew(self, now: datetime) -> None:
        """Sign everything again, which gives it numbers as high as the time; what it says stays."""
        with self._shelf.alone():
            self._repository.sign_anew((self._roots.current(),), now)

    def demand_signers(self) -> None:
        """SigningError if fewer root keys are at hand than the next root needs."""
        self._roots.demand_signers()

    def renew_root(self, now: datetime) -> int:
        """Sign the next root with two of the three root keys, and everything else with the keys at hand."""
        with self._shelf.alone():
            version = self._roots.renew(now)
            self._repository.sign_anew(self._roots.lineage(), now)
        return version

    def root_expires_at(self) -> datetime:
        """When the root must have been renewed by."""
        return self._roots.current().expires


class ProgrammeRepository:
    """Says what each screen shows: one small repository for each, under a root that all share."""

    def __init__(self, shelf: Shelf, keys: Keys) -> None:
        self._roles = RoleKeys(targets=keys.programme, snapshot=keys.programme, timestamp=keys.programme)
        self._shelf = shelf
        self._roots = Roots(shelf, "programmes/metadata", keys, self._roles)

    def create(self, now: datetime) -> None:
        """Sign the first root of all screens, unless it is there already."""
        with self._shelf.alone():
            self._roots.create(now)

    def version(self, screen: str) -> int:
        """The version that this screen sees now; 0 if it has no programme yet."""
        return self._of(screen).version()

    def publish(self, programme: Programme, now: datetime) -> bool:
        """Give a screen its programme; False if it has just this one already."""
        repository = self._of(programme.screen)
        data = {f"screens/{programme.screen}.json": _readable(programme)}
        with self._shelf.alone():
            root = self._roots.current()
            self._copy_roots(repository)
            return repository.replace("screens/", data, root, now)

    def current(self, screen: str) -> Programme | None:
        """The programme that is signed for a screen now, or None; ShelfError or SigningError if it is damaged."""
        repository = self._of(screen)
        root = self._roots.current()
        file = repository.targets(root).get(f"screens/{screen}.json") if repository.is_begun() else None
        return None if file is None else _read(repository.read_target(file), screen)

    def refresh(self, screen: str, now: datetime) -> bool:
        """Sign again what runs out soon for a screen; False if nothing does or it has no programme."""
        repository = self._of(screen)
        with self._shelf.alone():
            root = self._roots.current()
            if not repository.is_begun():
                return False
            self._copy_roots(repository)
            return repository.refresh((root,), now)

    def sign_anew(self, screen: str, now: datetime) -> None:
        """Sign everything for a screen again, which gives it numbers as high as the time; what it says stays."""
        with self._shelf.alone():
            self._of(screen).sign_anew((self._roots.current(),), now)

    def forget(self, screen: str) -> None:
        """Take away everything that was signed for a screen."""
        with self._shelf.alone():
            self._shelf.remove_folder(self._of(screen).folder)

    def demand_signers(self) -> None:
        """SigningError if fewer root keys are at hand than the next root needs."""
        self._roots.demand_signers()

    def renew_root(self, now: datetime) -> int:
        """Sign the next root with two of the three root keys, and every screen's files anew."""
        with self._shelf.alone():
            version = self._roots.renew(now)
            for screen in self._shelf.listing("screens"):
                repository = self._of(screen)
                if repository.is_begun():
                    self._copy_roots(repository)
                    repository.sign_anew(self._roots.lineage(), now)
        return version

    def root_expires_at(self) -> datetime:
        """When the root must have been renewed by."""
        return self._roots.current().expires

    def _of(self, screen: str) -> Repository:
        return Repository(self._shelf, f"screens/{demand_plain(screen, 'screen')}", self._roles)

    def _copy_roots(self, repository: Repository) -> None:
        there = set(self._shelf.listing(f"{repository.folder}/metadata"))
        for name in self._roots.names():
            if name not in there:
                self._shelf.write(f"{repository.folder}/metadata/{name}", self._roots.read(name))


def _read(data: bytes, screen: str) -> Programme:
    try:
        return read_programme(data)
    except ContractError as error:
        raise ShelfError(f"{screen}: its signed programme cannot be read. {error}") from error


def _readable(programme: Programme) -> bytes:
    data = write(programme)
    try:
        read_programme(data)
    except ContractError as error:
        raise SigningError(f"{programme.screen}: its player could not read this programme. {error}") from error
    return data
