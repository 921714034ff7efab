"""What is signed, when it is signed again, and how keys are replaced."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from shutil import copytree

import pytest
from tuf.api.exceptions import ExpiredMetadataError

from player.contract.reading import read_manifest, read_programme, write
from publisher.errors import ShelfError, SigningError
from publisher.signing.keys import ROOTS, Keys
from publisher.signing.repository import KEPT_VERSIONS
from publisher.signing.signing import ContentRepository, ProgrammeRepository

from .readers import Reader, root_version, served
from .samples import NOW, edition, frame, programme

WALKS = "playlists/walks/1920x1080.json"
OAKFIELD = "screens/oakfield-1.json"
DAY = timedelta(days=1)


@pytest.fixture
def address(shelf):
    with served(shelf.root) as address:
        yield address


@pytest.fixture
def reader(address, content_repository, shelf, tmp_path):
    return Reader(tmp_path / "reader", f"{address}/content", shelf.content_root())


def without_root_keys(keys: Keys, *, leaving: int = 0) -> Keys:
    for name in ROOTS[leaving:]:
        (keys.folder / name).unlink(missing_ok=True)
    return Keys.load(keys.folder)


def files_in(shelf, folder: str) -> set[str]:
    return {str(path.relative_to(shelf.root / folder)) for path in (shelf.root / folder).rglob("*") if path.is_file()}


def test_a_published_edition_is_fetched_and_verified(content_repository, reader):
    content_repository.publish(edition(), NOW)
    assert read_manifest(reader.fetch(WALKS, NOW)) == edition().manifests[0]


def test_a_reader_follows_one_edition_after_another(content_repository, reader):
    for number in (1, 2, 3):
        content_repository.publish(edition(number), NOW + number * DAY)
        assert read_manifest(reader.fetch(WALKS, NOW + number * DAY)).edition == number


def test_playlists_stand_side_by_side(content_repository, reader):
    content_repository.publish(edition(), NOW)
    content_repository.publish(edition(playlist="memory"), NOW)
    assert read_manifest(reader.fetch(WALKS, NOW)).playlist == "walks"
    assert read_manifest(reader.fetch("playlists/memory/1920x1080.json", NOW)).playlist == "memory"


def test_publishing_the_same_again_signs_nothing(content_repository, shelf):
    assert content_repository.publish(edition(), NOW) is True
    before = content_repository.version, files_in(shelf, "content")
    assert content_repository.publish(edition(), NOW + DAY) is False
    assert (content_repository.version, files_in(shelf, "content")) == before


def test_publishing_again_puts_back_a_target_that_was_lost(content_repository, shelf, reader):
    content_repository.publish(edition(), NOW)
    next((shelf.root / "content" / "targets").rglob("*.json")).write_bytes(b"rotten")
    assert content_repository.publish(edition(), NOW) is False
    assert reader.fetch(WALKS, NOW) == write(edition().manifests[0])


def test_an_edition_whose_frames_are_missing_is_not_signed(content_repository):
    with pytest.raises(ShelfError, match="its frame is not on the shelf"):
        content_repository.publish(edition(picture=frame("never drawn")), NOW)


def test_creating_again_changes_nothing(content_repository, programmes, shelf):
    content_repository.publish(edition(), NOW)
    before = files_in(shelf, ".")
    content_repository.create(NOW + DAY)
    programmes.create(NOW + DAY)
    assert files_in(shelf, ".") == before


def test_nothing_is_published_before_there_is_a_root(shelf, keys):
    shelf.put_frame(frame())
    with pytest.raises(SigningError, match="Run `publisher init`"):
        ContentRepository(shelf, keys).publish(edition(), NOW)


def test_the_first_root_needs_all_three_root_keys(shelf, keys):
    with pytest.raises(SigningError, match=r"root-1\.pem, root-2\.pem, root-3\.pem"):
        ContentRepository(shelf, without_root_keys(keys, leaving=2)).create(NOW)


def test_everyday_work_needs_no_root_keys(content_repository, programmes, shelf, keys):
    everyday = without_root_keys(keys)
    content, screens = ContentRepository(shelf, everyday), ProgrammeRepository(shelf, everyday)
    assert content.publish(edition(), NOW)
    assert screens.publish(programme(), NOW)
    assert content.refresh(NOW + 3 * DAY)
    assert screens.refresh("oakfield-1", NOW + 3 * DAY)
    for repository in (content, screens):
        with pytest.raises(SigningError, match="0 of them are here"):
            repository.renew_root(NOW)


def test_timestamps_are_signed_again_when_under_five_days_are_left(content_repository, shelf):
    first = content_repository.version
    assert content_repository.refresh(NOW + 2 * DAY) is False
    assert content_repository.refresh(NOW + 2 * DAY + timedelta(seconds=1)) is True
    assert content_repository.version > first
    assert len([name for name in files_in(shelf, "content/metadata") if "snapshot" in name]) == 1


def test_everything_stays_fresh_for_as_long_as_the_root_holds(content_repository, reader):
    content_repository.publish(edition(), NOW)
    for day in (3, 59, 61, 150, 334, 336, 393):  # around the days on which snapshot and targets come due
        assert content_repository.refresh(NOW + day * DAY) is True
        assert reader.fetch(WALKS, NOW + day * DAY + timedelta(days=7, seconds=-1)) is not None


def test_a_root_that_nobody_renewed_ends_after_400_days(content_repository, reader):
    content_repository.refresh(NOW + 399 * DAY)
    with pytest.raises(ExpiredMetadataError, match=r"root\.json"):
        reader.fetch(WALKS, NOW + 400 * DAY)


def test_a_renewed_root_holds_for_another_400_days(content_repository, reader, shelf, keys):
    content_repository.publish(edition(), NOW)
    two = without_root_keys(keys, leaving=2)
    assert ContentRepository(shelf, two).renew_root(NOW + 300 * DAY) == 2
    assert ContentRepository(shelf, two).root_expires_at() == NOW + 700 * DAY
    ContentRepository(shelf, without_root_keys(keys)).refresh(NOW + 690 * DAY)
    assert reader.fetch(WALKS, NOW + 690 * DAY) is not None


def test_a_root_is_not_renewed_with_one_key(content_repository, shelf, keys):
    with pytest.raises(SigningError, match=r"2 of the 3 root keys .* 1 of them are here"):
        ContentRepository(shelf, without_root_keys(keys, leaving=1)).renew_root(NOW)
    assert root_version(shelf.content_root()) == 1


def test_strangers_root_keys_renew_nothing(content_repository, shelf, keys, tmp_path):
    stranger = Keys.create(tmp_path / "stranger")
    mixed = replace(keys, roots=stranger.roots)
    with pytest.raises(SigningError, match="0 of them are here"):
        ContentRepository(shelf, mixed).renew_root(NOW)


def test_a_lost_root_key_is_replaced_by_the_other_two(content_repository, reader, shelf, keys, replaced):
    content_repository.publish(edition(), NOW)
    changed = ContentRepository(shelf, replaced("root-3.pem"))
    assert changed.renew_root(NOW) == 2
    (keys.folder / "root-1.pem").unlink()
    assert ContentRepository(shelf, Keys.load(keys.folder)).renew_root(NOW) == 3
    assert reader.fetch(WALKS, NOW) is not None


@pytest.mark.parametrize("name", ["online.pem", "targets.pem"])
def test_a_replaced_key_counts_from_the_next_root_on(name, content_repository, reader, shelf, replaced):
    content_repository.publish(edition(), NOW)
    reader.fetch(WALKS, NOW)
    changed = ContentRepository(shelf, replaced(name))
    for use in (lambda: changed.publish(edition(2), NOW), lambda: changed.refresh(NOW), lambda: changed.create(NOW)):
        with pytest.raises(SigningError, match="publisher keys renew-root"):
            use()
    assert changed.renew_root(NOW) == 2
    assert reader.fetch(WALKS, NOW) == write(edition().manifests[0])
    changed.publish(edition(2), NOW)
    assert read_manifest(reader.fetch(WALKS, NOW)).edition == 2


def test_a_replaced_programme_key_reaches_every_screen(address, programmes, shelf, replaced, tmp_path):
    readers = {}
    for screen in ("oakfield-1", "oakfield-2"):
        programmes.publish(programme(screen), NOW)
        readers[screen] = Reader(tmp_path / screen, f"{address}/screens/{screen}", shelf.programme_root())
        readers[screen].fetch(f"screens/{screen}.json", NOW)
    ProgrammeRepository(shelf, replaced("programme.pem")).renew_root(NOW)
    for screen, reader in readers.items():
        assert read_programme(reader.fetch(f"screens/{screen}.json", NOW)).screen == screen


def test_each_screen_reads_its_own_programme(address, programmes, shelf, tmp_path):
    assert programmes.publish(programme(), NOW) is True
    assert programmes.publish(programme(), NOW) is False
    reader = Reader(tmp_path / "reader", f"{address}/screens/oakfield-1", shelf.programme_root())
    assert read_programme(reader.fetch(OAKFIELD, NOW)) == programme()
    assert programmes.publish(programme(serial=2), NOW) is True
    assert read_programme(reader.fetch(OAKFIELD, NOW)).serial == 2


def test_a_screen_without_a_programme_has_nothing_to_refresh(programmes):
    assert programmes.refresh("oakfield-1", NOW) is False
    assert programmes.version("oakfield-1") == 0


def test_a_forgotten_screen_leaves_nothing_and_can_come_back_newer(programmes, shelf):
    programmes.publish(programme(), NOW)
    before = programmes.version("oakfield-1")
    programmes.forget("oakfield-1")
    programmes.forget("oakfield-1")
    assert [name for name in files_in(shelf, ".") if "oakfield" in name or "draft" in name] == []
    programmes.publish(programme(), NOW + DAY)
    assert programmes.version("oakfield-1") > before


def test_a_programme_that_no_player_could_read_is_not_signed(programmes):
    with pytest.raises(SigningError, match="its player could not read this programme"):
        programmes.publish(replace(programme(), poll_seconds=0), NOW)


@pytest.mark.parametrize("screen", ["../oakfield", "Oakfield", "oak/field", ""])
def test_a_screen_has_a_plain_name(programmes, screen):
    with pytest.raises((ShelfError, SigningError)):
        programmes.publish(programme(screen), NOW)
    with pytest.raises(ShelfError):
        programmes.forget(screen)


def test_only_the_last_few_versions_are_kept(content_repository, shelf, reader):
    for number in range(1, 31):
        content_repository.publish(edition(number), NOW)
    kept = files_in(shelf, "content")
    assert len([name for name in kept if "snapshot" in name]) == KEPT_VERSIONS
    assert len([name for name in kept if name.startswith("targets/")]) == KEPT_VERSIONS
    assert read_manifest(reader.fetch(WALKS, NOW)).edition == 30


def test_a_shelf_put_back_from_a_copy_is_newer_than_what_players_saw(content_repository, reader, shelf, tmp_path):
    copytree(shelf.root / "content", tmp_path / "copy")
    for number in range(1, 6):
        content_repository.publish(edition(number), NOW)
    reader.fetch(WALKS, NOW)
    (shelf.root / "content").rename(tmp_path / "lost")
    copytree(tmp_path / "copy", shelf.root / "content")
    content_repository.publish(edition(6), NOW + timedelta(hours=1))
    assert read_manifest(reader.fetch(WALKS, NOW + timedelta(hours=1))).edition == 6


@pytest.mark.parametrize("name", ["timestamp.json", "*.snapshot.json", "*.targets.json", "1.root.json"])
def test_damaged_metadata_is_named_and_never_signed_over(name, content_repository, shelf):
    path = next((shelf.root / "content" / "metadata").glob(name))
    path.write_bytes(b"{}")
    with pytest.raises(SigningError, match=f"{path.name}: this signed file is damaged. Put it back"):
        content_repository.publish(edition(), NOW)
    assert path.read_bytes() == b"{}"


def test_what_a_stranger_put_on_the_shelf_is_never_signed(content_repository, shelf, keys, tmp_path):
    stranger = ContentRepository(type(shelf)(tmp_path / "other"), Keys.create(tmp_path / "stranger"))
    stranger.create(NOW)
    for path in (tmp_path / "other" / "content" / "metadata").iterdir():
        if path.name != "1.root.json":
            (shelf.root / "content" / "metadata" / path.name).write_bytes(path.read_bytes())
    for use in (lambda: content_repository.publish(edition(), NOW), lambda: content_repository.refresh(NOW)):
        with pytest.raises(SigningError, match="another key has signed this"):
            use()


def test_a_root_that_was_changed_on_the_shelf_is_not_believed(content_repository, shelf):
    path = shelf.content_file("metadata/1.root.json")
    path.write_bytes(path.read_bytes().replace(b'"threshold":2', b'"threshold":1'))
    with pytest.raises(SigningError, match="its own root keys have not signed this"):
        content_repository.publish(edition(), NOW)


def test_playlists_published_at_the_same_moment_are_all_there(content_repository, shelf, keys, reader):
    names = [f"walks-{number}" for number in range(8)]
    with ThreadPoolExecutor(len(names)) as threads:
        list(threads.map(lambda name: ContentRepository(shelf, keys).publish(edition(playlist=name), NOW), names))
    for name in names:
        assert read_manifest(reader.fetch(f"playlists/{name}/1920x1080.json", NOW)).playlist == name
