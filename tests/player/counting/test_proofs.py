"""What a publisher has forgotten is proven to it before views are counted, and nothing is lost on the way."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from publisher_stand import PublisherStand, SlideOnStand, digest_of
from screen import Screen
from tuf.api.metadata import Metadata, Root, Targets

from player.contract.reading import read_manifest
from player.counting import proofs
from player.syncing.sync import Sync
from player.turns import Place, Turn

LOST = 5


@pytest.fixture
def settled(screen: Screen, stand: PublisherStand) -> Screen:
    """A screen that has shown an edition and not yet said so, when its publisher forgot it."""
    stand.publish("winter", SlideOnStand("flu"), edition=LOST)
    stand.assign("winter")
    assert screen.job().poll()
    show(screen, LOST)
    stand.forgotten = {("winter", LOST)}
    return screen


def show(screen: Screen, edition: int, playlist: str = "winter") -> None:
    journal = screen.journal()
    turn = Turn(playlist, edition, SlideOnStand("flu").entry(), (Place(playlist, "flu", 0, 0, last=True),))
    journal.record(turn, 1000, screen.clock().now())
    journal.flush()


def news(job: Sync, stand: PublisherStand, *editions: int) -> None:
    for number in editions:
        stand.publish("winter", SlideOnStand("flu", f"edition {number}"), edition=number)
        stand.assign("winter")
        assert job.poll()


def kept(screen: Screen) -> set[int]:
    """The numbers of the editions that can be proven."""
    texts = [json.loads(path.read_bytes())["manifest"] for path in screen.state.proofs.iterdir()]
    return {read_manifest(text.encode()).edition for text in texts}


def posted(stand: PublisherStand) -> list[str]:
    return [line.rpartition("/")[2] for line in stand.asked if line.startswith("POST")]


def test_a_forgotten_edition_is_proven_before_its_views_are_counted(settled: Screen, stand: PublisherStand) -> None:
    job = settled.job()
    news(job, stand, 6, 7, 8)  # an old copy was put back, and much is published before the views are sent
    assert stand.views == {}
    assert job.report()
    assert posted(stand) == ["reports 409", "proofs 202", "reports 202"]
    assert [view.edition for view in stand.views.values()] == [LOST]
    (proof,) = stand.proofs
    assert proof.screen == "oakfield-1"
    root = Metadata[Root].from_bytes(stand.contents.first_root.encode()).signed
    targets = Metadata[Targets].from_bytes(proof.targets.encode())
    root.verify_delegate("targets", targets.signed_bytes, targets.signatures)
    (file,) = targets.signed.targets.values()
    assert file.hashes["sha256"] == digest_of(proof.manifest.encode())
    assert kept(settled) == {7, 8}  # the others have no views any more


def test_what_the_publisher_knows_is_not_proven(settled: Screen, stand: PublisherStand) -> None:
    stand.forgotten = set()
    assert settled.job().report()
    assert posted(stand) == ["reports 202"]


def test_a_publisher_of_an_earlier_version_is_told_as_before(settled: Screen, stand: PublisherStand) -> None:
    stand.is_old = True
    assert settled.job().report()
    assert posted(stand) == ["reports 202"]
    assert len(stand.views) == 1


@pytest.mark.parametrize("how", ["400", "403", "404", "413"])
def test_a_proof_that_is_not_taken_keeps_no_view_back(how: str, settled: Screen, stand: PublisherStand) -> None:
    stand.wrongs["/proofs"] = how
    assert settled.job().report()
    assert posted(stand) == ["reports 409", f"proofs {how}", "reports 202"]
    assert len(stand.views) == 1


@pytest.mark.parametrize("how", ["500", "429", "hang", "lose"])
def test_views_wait_while_nobody_listens_to_their_proof(how: str, settled: Screen, stand: PublisherStand) -> None:
    stand.wrongs["/proofs"] = how
    job = settled.job()
    assert not job.report()
    assert stand.views == {}
    assert LOST in kept(settled)
    stand.wrongs.clear()
    stand.released.set()
    assert job.report()
    assert (len(stand.proofs), len(stand.views), stand.conflicts) == (1, 1, [])


@pytest.mark.parametrize("said", [b"", b"<html>", b"[]", b'{"report":1}'])
def test_whoever_only_says_conflict_is_believed_nothing(
    said: bytes, settled: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publisher_stand.write", lambda _: said)
    job = settled.job()
    assert not job.report()
    monkeypatch.undo()
    assert job.report()
    assert len(settled.stand.views) == 1


def test_an_edition_that_nobody_can_prove_is_told_without_proof(settled: Screen, stand: PublisherStand) -> None:
    shutil.rmtree(settled.state.proofs)  # as in a state folder of an earlier version
    assert settled.job().report()
    assert posted(stand) == ["reports 409", "reports 202"]
    assert len(stand.views) == 1


DAMAGES: dict[str, Callable[[Path], object]] = {
    "emptied": lambda path: path.write_bytes(b""),
    "garbled": lambda path: path.write_bytes(b"\x00\xffgarbage"),
    "another's": lambda path: path.write_text(json.dumps(json.loads(path.read_text()) | {"manifest": "{}"})),
    "gone": Path.unlink,
    "a folder": lambda path: (path.unlink(), (path / "inner").mkdir(parents=True)),
    "a link": lambda path: (path.unlink(), path.symlink_to("/dev/zero")),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_proof_is_made_anew_with_the_next_news(damage: str, settled: Screen, stand: PublisherStand) -> None:
    (path,) = [path for path in settled.state.proofs.iterdir() if f'edition\\":{LOST}' in path.read_text()]
    whole = path.read_bytes()
    DAMAGES[damage](path)
    job = settled.job()
    assert job.report()
    assert stand.proofs == []
    stand.assign("winter")
    assert job.poll()
    assert json.loads(path.read_bytes())["manifest"] == json.loads(whole)["manifest"]


def test_a_screen_that_was_paired_anew_proves_under_its_new_name(settled: Screen, stand: PublisherStand) -> None:
    for path in settled.state.proofs.iterdir():
        path.write_text(json.dumps(json.loads(path.read_text()) | {"screen": "oakfield-before"}))
    assert settled.job().report()
    assert [proof.screen for proof in stand.proofs] == ["oakfield-1"]


def test_only_so_many_are_kept_and_the_oldest_go_first(
    settled: Screen, stand: PublisherStand, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = next(settled.state.proofs.iterdir()).stat().st_size
    monkeypatch.setattr(proofs, "MOST_BYTES", int(size * 2.5))
    job = settled.job()
    news(job, stand, 6, 7, 8)
    assert kept(settled) == {7, 8}
    monkeypatch.setattr(proofs, "MOST_BYTES", 1)
    news(job, stand, 9)
    assert kept(settled) == {9}


def test_unpairing_takes_them_away(settled: Screen) -> None:
    assert kept(settled)
    settled.run("pair", "--again")
    assert not settled.state.proofs.exists()
