"""The power goes at every single step of every write; readers never notice, and the next try goes through."""

from itertools import count
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from player.contract.reading import read_manifest, read_programme
from publisher.building.build import build_edition
from publisher.shelf.shelf import Shelf
from publisher.signing.signing import ContentRepository, Keys, ProgrammeRepository

from .readers import Reader, served
from .samples import COMMIT, LANDSCAPE, NOW, PORTRAIT, TODAY, content, edition, programme, slide

WALKS = "playlists/walks/1920x1080.json"
OAKFIELD = "screens/oakfield-1.json"


class PowerCutError(BaseException):
    """The end of everything, between one step and the next."""


class ShakyShelf(Shelf):
    """A shelf whose power goes just before its n-th change."""

    def __init__(self, root: Path, steps: int) -> None:
        super().__init__(root)
        self.steps = steps

    def write(self, name: str, data: bytes) -> None:
        self._step()
        super().write(name, data)

    def remove(self, name: str) -> None:
        self._step()
        super().remove(name)

    def _step(self) -> None:
        if self.steps == 0:
            raise PowerCutError
        self.steps -= 1


def every_step(good: Path, tmp_path: Path, act):
    """Do `act` on a copy of a good shelf with the power cut at step 0, 1, 2 ... until it goes through.

    After each cut the copy is handed out, as it was found when the power came back.
    """
    for steps in count():
        rmtree(tmp_path / "cut", ignore_errors=True)
        copytree(good, tmp_path / "cut")
        try:
            act(ShakyShelf(tmp_path / "cut", steps))
        except PowerCutError:
            yield Shelf(tmp_path / "cut")
        else:
            assert steps > 1
            return


@pytest.fixture
def visit(tmp_path):
    """Somebody new reads one target of what is on a shelf."""
    numbers = count()

    def fetch(shelf: Shelf, place: str, root: bytes, target: str) -> bytes:
        with served(shelf.root / place) as address:
            return Reader(tmp_path / f"reader-{next(numbers)}", address, root).fetch(target, NOW)

    return fetch


def test_a_cut_while_an_edition_is_published(content_repository, shelf, keys, tmp_path, visit):
    for number in range(1, 12):  # enough that old versions are swept as well
        content_repository.publish(edition(number), NOW)
    seen = set()
    for cut in every_step(shelf.root, tmp_path, lambda shaky: ContentRepository(shaky, keys).publish(edition(12), NOW)):
        seen.add(read_manifest(visit(cut, "content", cut.content_root(), WALKS)).edition)
        ContentRepository(cut, keys).publish(edition(13), NOW)
        assert read_manifest(visit(cut, "content", cut.content_root(), WALKS)).edition == 13
    assert seen == {11, 12}


def test_a_cut_while_the_repository_is_made(shelf, keys, tmp_path, visit):
    shelf.write("frames/92/92b2fa58028958317e408bd84ecfa70f5ee35b121991dbc232c49d166353708b", b"a picture")
    for cut in every_step(shelf.root, tmp_path, lambda shaky: ContentRepository(shaky, keys).create(NOW)):
        ContentRepository(cut, keys).create(NOW)
        ContentRepository(cut, keys).publish(edition(), NOW)
        assert visit(cut, "content", cut.content_root(), WALKS) is not None


def test_a_cut_while_a_programme_is_issued(programmes, shelf, keys, tmp_path, visit):
    programmes.publish(programme(), NOW)
    for cut in every_step(
        shelf.root, tmp_path, lambda shaky: ProgrammeRepository(shaky, keys).publish(programme(serial=2), NOW)
    ):
        data = visit(cut, "screens/oakfield-1", cut.programme_root(), OAKFIELD)
        assert read_programme(data).serial == 1
        ProgrammeRepository(cut, keys).publish(programme(serial=3), NOW)
        data = visit(cut, "screens/oakfield-1", cut.programme_root(), OAKFIELD)
        assert read_programme(data).serial == 3


def test_a_cut_while_a_screen_gets_its_first_programme(programmes, shelf, keys, tmp_path, visit):
    for cut in every_step(
        shelf.root, tmp_path, lambda shaky: ProgrammeRepository(shaky, keys).publish(programme(), NOW)
    ):
        ProgrammeRepository(cut, keys).publish(programme(serial=2), NOW)
        data = visit(cut, "screens/oakfield-1", cut.programme_root(), OAKFIELD)
        assert read_programme(data).serial == 2


@pytest.fixture
def published(content_repository, programmes, shelf):
    """A shelf with an edition and a programme that readers can fetch."""
    content_repository.publish(edition(), NOW)
    programmes.publish(programme(), NOW)
    return shelf


def renew(shelf: Shelf, keys: Keys) -> None:
    ContentRepository(shelf, keys).renew_root(NOW)
    ProgrammeRepository(shelf, keys).renew_root(NOW)


def test_a_cut_while_the_root_is_renewed(published, keys, tmp_path, visit):
    content_root, programme_root = published.content_root(), published.programme_root()
    for cut in every_step(published.root, tmp_path, lambda shaky: renew(shaky, keys)):
        assert visit(cut, "content", content_root, WALKS) is not None
        assert visit(cut, "screens/oakfield-1", programme_root, OAKFIELD) is not None


def test_a_cut_while_a_key_is_replaced_is_mended_by_renewing_the_root_again(published, replaced, tmp_path, visit):
    first, changed = published.programme_root(), replaced("programme.pem")
    for cut in every_step(published.root, tmp_path, lambda shaky: ProgrammeRepository(shaky, changed).renew_root(NOW)):
        ProgrammeRepository(cut, changed).renew_root(NOW)
        assert visit(cut, "screens/oakfield-1", first, OAKFIELD) is not None


def test_a_cut_while_an_edition_is_built(shelf, tmp_path):
    sizes = (LANDSCAPE, PORTRAIT)
    before = build_edition(content(slide("door")), "walks", sizes, 1, TODAY, shelf).edition
    changed = content(slide("door"), slide("park"), commit="d" * 40)
    for cut in every_step(shelf.root, tmp_path, lambda shaky: build_edition(changed, "walks", sizes, 2, TODAY, shaky)):
        assert (cut.latest("walks").number, cut.latest("walks").commit) == (before.number, COMMIT)
        for entry in before.manifests[0].entries:
            assert cut.read_frame(entry.frame)
        after = build_edition(changed, "walks", sizes, 2, TODAY, cut).edition
        assert cut.latest("walks").number == 2
        for entry in (entry for manifest in after.manifests for entry in manifest.entries):
            assert len(cut.read_frame(entry.frame)) == entry.frame_bytes
