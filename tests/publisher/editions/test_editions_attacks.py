"""What somebody in the middle can try, and that a real TUF client refuses it."""

from datetime import timedelta

import pytest
from tuf.api.exceptions import (
    BadVersionNumberError,
    DownloadLengthMismatchError,
    ExpiredMetadataError,
    LengthOrHashMismatchError,
    UnsignedMetadataError,
)

from player.contract.reading import read_programme, write
from publisher.shelf.shelf import Shelf
from publisher.signing.keys import Keys
from publisher.signing.signing import ContentRepository, ProgrammeRepository

from .readers import Reader, served, stored, swap
from .samples import NOW, edition, programme

OAKFIELD = "screens/oakfield-1.json"
WALKS = "playlists/walks/1920x1080.json"
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def folder(shelf, programmes):
    programmes.publish(programme(), NOW)
    return shelf.root / "screens" / "oakfield-1"


@pytest.fixture
def address(shelf):
    with served(shelf.root) as address:
        yield address


@pytest.fixture
def reader(folder, address, shelf, tmp_path):
    reader = Reader(tmp_path / "reader", f"{address}/screens/oakfield-1", shelf.programme_root())
    reader.fetch(OAKFIELD, NOW)
    return reader


@pytest.fixture
def stranger(tmp_path):
    """Somebody with keys of their own and a shelf on which everything looks right."""
    shelf, keys = Shelf(tmp_path / "stranger"), Keys.create(tmp_path / "strange-keys")
    repository = ProgrammeRepository(shelf, keys)
    repository.create(NOW)
    repository.publish(programme(serial=99), LATER)
    return shelf.root / "screens" / "oakfield-1"


def test_an_old_timestamp_is_refused(reader, folder, programmes):
    old = (folder / "metadata" / "timestamp.json").read_bytes()
    programmes.publish(programme(serial=2), LATER)
    reader.fetch(OAKFIELD, LATER)
    new = swap(folder / "metadata" / "timestamp.json", old)
    with pytest.raises(BadVersionNumberError):
        reader.fetch(OAKFIELD, LATER)
    swap(folder / "metadata" / "timestamp.json", new)
    assert read_programme(reader.fetch(OAKFIELD, LATER)).serial == 2


def test_holding_news_back_is_noticed_after_seven_days(reader, programmes):
    reader.fetch(OAKFIELD, NOW + timedelta(days=7, seconds=-1))
    with pytest.raises(ExpiredMetadataError):
        reader.fetch(OAKFIELD, NOW + timedelta(days=7))
    programmes.refresh("oakfield-1", NOW + timedelta(days=7))
    assert reader.fetch(OAKFIELD, NOW + timedelta(days=7)) is not None


def test_another_screens_files_hold_no_programme_for_this_one(reader, address, programmes, folder):
    programmes.publish(programme("oakfield-2", serial=7), LATER)
    reader.address = f"{address}/screens/oakfield-2"
    assert reader.fetch(OAKFIELD, LATER) is None


def test_a_screen_that_was_fed_anothers_files_finds_its_own_again(reader, address, programmes):
    for _ in range(5):
        programmes.publish(programme("oakfield-2"), LATER)
    reader.address = f"{address}/screens/oakfield-2"
    reader.fetch(OAKFIELD, LATER)
    reader.address = f"{address}/screens/oakfield-1"
    with pytest.raises(BadVersionNumberError):
        reader.fetch(OAKFIELD, LATER)
    after = LATER + timedelta(minutes=1)
    programmes.publish(programme(serial=2), after)
    assert read_programme(reader.fetch(OAKFIELD, after)).serial == 2


@pytest.mark.parametrize("kind", ["snapshot", "targets"])
def test_another_screens_part_among_ones_own_is_refused(kind, reader, folder, programmes, shelf):
    programmes.publish(programme(serial=2), LATER)
    programmes.publish(programme("oakfield-2"), NOW)
    theirs = next((shelf.root / "screens" / "oakfield-2" / "metadata").glob(f"*.{kind}.json"))
    newest = max((folder / "metadata").glob(f"*.{kind}.json"))
    swap(newest, theirs.read_bytes())
    with pytest.raises(BadVersionNumberError):
        reader.fetch(OAKFIELD, LATER)


def test_programmes_do_not_pass_for_content(content_repository, programmes, address, shelf, tmp_path):
    programmes.publish(programme(), NOW)
    reader = Reader(tmp_path / "reader", f"{address}/screens/oakfield-1", shelf.content_root())
    with pytest.raises(UnsignedMetadataError):
        reader.fetch(WALKS, NOW)


def test_a_strangers_signatures_are_refused(reader, folder, stranger):
    for path in (stranger / "metadata").iterdir():
        if "root" not in path.name:
            (folder / "metadata" / path.name).write_bytes(path.read_bytes())
    with pytest.raises(UnsignedMetadataError):
        reader.fetch(OAKFIELD, LATER)


def test_a_strangers_root_is_refused(reader, folder, stranger):
    strange = (stranger / "metadata" / "1.root.json").read_bytes().replace(b'"version":1', b'"version":2')
    (folder / "metadata" / "2.root.json").write_bytes(strange)
    with pytest.raises(UnsignedMetadataError):
        reader.fetch(OAKFIELD, LATER)


@pytest.mark.parametrize(
    "change", [lambda data: data.replace(b"walks", b"stalk"), lambda data: data + b" " * 10_000_000]
)
def test_a_changed_programme_is_refused(change, reader, folder, programmes):
    programmes.publish(programme(serial=2), LATER)
    target = stored(folder, "screens", "oakfield-1.json", write(programme(serial=2)))
    honest = swap(target, change(target.read_bytes()))
    with pytest.raises((LengthOrHashMismatchError, DownloadLengthMismatchError)):
        reader.fetch(OAKFIELD, LATER)
    swap(target, honest)
    assert read_programme(reader.fetch(OAKFIELD, LATER)).serial == 2


def test_a_stolen_key_is_worth_nothing_after_the_next_root(content_repository, address, shelf, replaced, tmp_path):
    content_repository.publish(edition(), NOW)
    reader = Reader(tmp_path / "reader", f"{address}/content", shelf.content_root())
    reader.fetch(WALKS, NOW)
    stolen = (shelf.root / "content" / "metadata" / "timestamp.json").read_bytes()
    ContentRepository(shelf, replaced("online.pem")).renew_root(LATER)
    assert reader.fetch(WALKS, LATER) is not None
    swap(shelf.root / "content" / "metadata" / "timestamp.json", stolen)
    with pytest.raises(UnsignedMetadataError):
        reader.fetch(WALKS, LATER)
