"""Editions that database and shelf have both forgotten are learned from screens, if our own key has signed them."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from tuf.api.metadata import Metadata, TargetFile, Targets

from player.contract.limits import FORMAT
from player.contract.reading import write
from player.contract.records import Proof, Report
from publisher.model.editions import Edition
from publisher.recovery.numbering import next_number
from publisher.signing.keys import Keys, replace_key
from publisher.signing.metadata import RoleKeys, publish_targets, to_bytes
from publisher.signing.signing import ContentRepository
from publisher.store import proofs, views
from publisher.store.rows import Screen
from publisher.web.api.pace import Pace
from tests.publisher.web.described import Described
from tests.publisher.web.house import TALL, House, NewPlayer

ASKING = {"Prefer": "ask-for-proof"}


@pytest.fixture
def client(house: House) -> FlaskClient:
    return house.client(open_to_this_machine=True)


class Desk:
    """A screen that took edition 2 of a playlist, which its publisher then forgot."""

    def __init__(self, house: House, client: FlaskClient) -> None:
        self.house, self.client = house, client
        house.publish("winter", "Winter", ["tea"])
        before = house.settings.shelf.with_name("copy")
        shutil.copytree(house.shelf.root, before)
        self.player, self.screen = house.pair()
        self.edition = house.publish("winter", "Winter now", ["tea", "chairs"], number=2)
        self.proof = self.proof_of(self.edition)
        shutil.rmtree(house.shelf.root)
        before.rename(house.shelf.root)
        with house.store.begin() as db:
            db.exec_driver_sql("DELETE FROM edition WHERE number = 2")

    def proof_of(self, edition: Edition, size: int = 0, screen: Screen | None = None) -> Proof:
        """What the screen was given with an edition that is out now."""
        newest = max((self.house.shelf.root / "content/metadata").glob("*.targets.json"), key=_version)
        manifest = write(edition.manifests[size]).decode()
        return Proof(FORMAT, (screen or self.screen).id, manifest, newest.read_text())

    def prove(self, proof: Proof | bytes | None = None):
        data = proof if isinstance(proof, bytes) else write(proof or self.proof)
        return self._post("proofs", data, {})

    def report(self, slides: list[int], first: int = 1) -> Report:
        return self.player.report(self.screen, self.edition, slides, self.house.clock(), first)

    def send(self, report: Report, headers: dict[str, str] = ASKING):
        return self._post("reports", write(report), headers)

    def counted(self) -> list[tuple[str, int, str, bool, int]]:
        with self.house.store.begin() as db:
            return [(one.playlist, one.edition, one.slide, one.certain, one.views) for one in views.counts(db)]

    def proven(self) -> int:
        """How many manifests are kept."""
        with self.house.store.begin() as db:
            return db.exec_driver_sql("SELECT count(*) FROM proof").scalar_one()

    def _post(self, what: str, data: bytes, headers: dict[str, str]):
        path = f"/api/v1/screens/{self.screen.id}/{what}"
        return self.client.post(path, data=data, content_type="application/json", headers=self.player.bearer | headers)


def _version(path: Path) -> int:
    return int(path.name.partition(".")[0])


@pytest.fixture
def desk(house: House, client: FlaskClient) -> Desk:
    return Desk(house, client)


def test_views_wait_for_their_proof_and_are_counted_under_their_names(desk: Desk) -> None:
    report = desk.report([0, 1, 1])
    asked = desk.send(report)
    assert asked.status_code == 409
    assert asked.get_json() == {"report": report.id, "editions": [{"playlist": "winter", "edition": 2}]}
    assert desk.counted() == []
    assert desk.prove().status_code == 202
    answer = desk.send(report)
    assert (answer.status_code, answer.get_json()["counted"]) == (202, 3)
    tea, chairs = report.views[0].slide, report.views[1].slide
    assert sorted(desk.counted()) == sorted([("winter", 2, tea, True, 1), ("winter", 2, chairs, True, 2)])
    text = desk.client.get("/views").get_data(as_text=True)
    assert "Never published" not in text
    assert "Winter now" in text
    assert desk.edition.manifests[0].entries[1].title in text


def test_the_next_number_is_above_what_was_proven(desk: Desk) -> None:
    house = desk.house
    with house.store.begin() as db:
        assert next_number(db, house.shelf, "winter") == 2
    desk.prove()
    with house.store.begin() as db:
        assert next_number(db, house.shelf, "winter") == 3


def test_what_one_screen_has_proven_is_known_of_all(desk: Desk, client: FlaskClient) -> None:
    desk.prove()
    other, lift = desk.house.pair("Lift")
    report = other.report(lift, desk.edition, [1], desk.house.clock())
    path = f"/api/v1/screens/{lift.id}/reports"
    answer = client.post(path, data=write(report), content_type="application/json", headers=other.bearer | ASKING)
    assert answer.status_code == 202
    assert [one[:2] for one in desk.counted()] == [("winter", 2)]


def test_a_player_of_an_earlier_version_is_answered_as_before(desk: Desk) -> None:
    assert desk.send(desk.report([0, 1]), headers={}).status_code == 202
    assert desk.counted() == [("", 0, "", False, 2)]


def test_an_edition_that_was_proven_keeps_invented_slides_out(desk: Desk) -> None:
    desk.prove()
    honest = desk.report([0, 1])
    invented = replace(honest, views=(replace(honest.views[0], slide="invented"), honest.views[1]))
    assert desk.send(invented).status_code == 409
    assert desk.send(invented, headers={}).status_code == 202
    assert sorted(one[2] for one in desk.counted()) == sorted(["", honest.views[1].slide])


def test_an_edition_whose_number_was_given_again_is_counted_as_what_it_was(desk: Desk) -> None:
    desk.house.clock.advance(hours=1)
    again = desk.house.publish("winter", "Winter again", ["parking"], number=2)
    old = desk.report([1])
    old = replace(old, now=replace(old.now, uptime_ms=old.now.uptime_ms + 1_800_000))
    assert desk.send(old).status_code == 409
    desk.prove()
    assert desk.send(old).status_code == 202
    desk.house.clock.advance(minutes=5)
    new = desk.player.report(desk.screen, again, [0], desk.house.clock(), 2)
    assert desk.send(new).status_code == 202
    assert sorted(desk.counted()) == sorted([("winter", 2, one.views[0].slide, True, 1) for one in (old, new)])


def test_keys_that_were_replaced_since_prove_what_they_signed(desk: Desk) -> None:
    house = desk.house
    ContentRepository(house.shelf, replace_key(house.keys, "targets.pem")).renew_root(house.clock())
    assert desk.prove().status_code == 202
    assert desk.proven() == 1


def test_what_is_known_is_not_written_down_again(desk: Desk) -> None:
    known = desk.house.publish("winter", "Winter", ["tea"], number=3)
    assert desk.prove(desk.proof_of(known)).status_code == 202
    assert desk.proven() == 0
    for _ in range(2):
        assert desk.prove().status_code == 202
    assert desk.prove(replace(desk.proof, manifest=write(desk.edition.manifests[1]).decode())).status_code == 202
    assert desk.edition.manifests[1].width == TALL.width
    assert desk.proven() == 1


def _signed_by(desk: Desk, keys: Keys, path: str | None = None) -> str:
    """A list that names the manifest, by other keys or at another place."""
    data = desk.proof.manifest.encode()
    target = path or "playlists/winter/640x360.json"
    files = {target: TargetFile.from_data(target, data, ["sha256"])}
    roles = RoleKeys(keys.targets, keys.online, keys.online)
    return to_bytes(publish_targets(files, 5, roles, desk.house.clock()).targets).decode()


def _changed(text: str, change: Callable[[dict], object]) -> str:
    said = json.loads(text)
    change(said)
    return json.dumps(said)


FORGERIES: dict[str, Callable[[Desk, Path], Proof]] = {
    "keys of somebody else": lambda desk, folder: replace(
        desk.proof, targets=_signed_by(desk, Keys.create(folder / "forged"))
    ),
    "the online key": lambda desk, _: replace(
        desk.proof, targets=_signed_by(desk, replace(desk.house.keys, targets=desk.house.keys.online))
    ),
    "the programme key": lambda desk, _: replace(
        desk.proof, targets=_signed_by(desk, replace(desk.house.keys, targets=desk.house.keys.programme))
    ),
    "another place": lambda desk, _: replace(
        desk.proof, targets=_signed_by(desk, desk.house.keys, "playlists/spring/640x360.json")
    ),
    "another slide": lambda desk, _: replace(desk.proof, manifest=desk.proof.manifest.replace("chairs", "cheats")),
    "another number": lambda desk, _: replace(
        desk.proof, manifest=desk.proof.manifest.replace('"edition":2', '"edition":2000000')
    ),
    "another list": lambda desk, _: replace(
        desk.proof, targets=_changed(desk.proof.targets, lambda said: said["signed"].update(version=9))
    ),
    "no signature": lambda desk, _: replace(
        desk.proof, targets=_changed(desk.proof.targets, lambda said: said.update(signatures=[]))
    ),
    "a signature of numbers": lambda desk, _: replace(
        desk.proof, targets=_changed(desk.proof.targets, lambda said: said["signatures"][0].update(sig=7))
    ),
    "a number with a part": lambda desk, _: replace(
        desk.proof, targets=_changed(desk.proof.targets, lambda said: said["signed"].update(part=0.5))
    ),
    "a timestamp": lambda desk, _: replace(
        desk.proof, targets=(desk.house.shelf.root / "content/metadata/timestamp.json").read_text()
    ),
    "a root": lambda desk, _: replace(
        desk.proof, targets=(desk.house.shelf.root / "content/metadata/1.root.json").read_text()
    ),
    "depth": lambda desk, _: replace(desk.proof, targets="[" * 500_000),
    "depth that was put in": lambda desk, _: replace(
        desk.proof,
        targets=desk.proof.targets.replace('"signed":{', '"signed":{"deep":' + "[" * 900 + "]" * 900 + ",", 1),
    ),
    "a long number": lambda desk, _: replace(
        desk.proof, targets=desk.proof.targets.replace('"version":', '"longest":1' + "0" * 9_000 + ',"version":', 1)
    ),
    "nothing": lambda desk, _: replace(desk.proof, targets=""),
    "no manifest": lambda desk, _: replace(desk.proof, manifest="{}"),
    "a later format": lambda desk, _: replace(desk.proof, format=2),
    "another screen": lambda desk, _: replace(desk.proof, screen="lift"),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_what_our_key_did_not_sign_proves_nothing(forgery: str, desk: Desk, tmp_path: Path) -> None:
    answer = desk.prove(FORGERIES[forgery](desk, tmp_path))
    assert answer.status_code == 400
    assert answer.get_json()["error"]
    assert desk.proven() == 0
    assert desk.send(desk.report([0])).status_code == 409


@pytest.mark.parametrize("said", [b"", b"{", b"[]", b"{}", b"\xff", b'{"format":1,"screen":1}'])
def test_nonsense_is_refused(said: bytes, desk: Desk) -> None:
    assert desk.prove(said).status_code == 400


def test_a_proof_has_a_bound(desk: Desk) -> None:
    assert desk.prove(replace(desk.proof, targets=" " * 4_000_000)).status_code == 413


def test_nobody_else_proves_anything(desk: Desk, client: FlaskClient) -> None:
    stranger, other = NewPlayer(), desk.house.pair("Lift")[0]
    for player, status in ((stranger, 401), (other, 404)):
        path = f"/api/v1/screens/{desk.screen.id}/proofs"
        words = {"data": write(desk.proof), "content_type": "application/json", "headers": player.bearer}
        assert client.post(path, **words).status_code == status
    assert desk.proven() == 0


def test_a_screen_sends_only_so_many_in_an_hour(desk: Desk, client: FlaskClient) -> None:
    client.application.extensions["publisher-proof-pace"] = Pace(1)
    assert desk.prove().status_code == 202
    refused = desk.prove()
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "3601")
    desk.house.clock.advance(hours=1)
    assert desk.prove().status_code == 202


def test_a_proof_stays_one_when_its_list_has_run_out(desk: Desk) -> None:
    desk.house.clock.advance(days=800)
    assert Metadata[Targets].from_bytes(desk.proof.targets.encode()).signed.is_expired(desk.house.clock())
    assert desk.prove().status_code == 202
    assert desk.proven() == 1


def test_a_damaged_root_on_the_shelf_leaves_the_others(desk: Desk) -> None:
    house = desk.house
    ContentRepository(house.shelf, house.keys).renew_root(house.clock() + timedelta(days=1))
    (house.shelf.root / "content/metadata/2.root.json").write_bytes(b"damaged")
    assert desk.prove().status_code == 202
    assert desk.proven() == 1


def test_it_is_as_described(desk: Desk) -> None:
    described = Described(desk.house.client())
    path, bearer = f"/screens/{desk.screen.id}", desk.player.bearer
    asked = described.post(f"{path}/reports", write(desk.report([0])), headers=bearer | ASKING)
    taken = described.post(f"{path}/proofs", write(desk.proof), headers=bearer)
    again = described.post(f"{path}/reports", write(desk.report([0])), headers=bearer | ASKING)
    assert (asked.status_code, taken.status_code, taken.data, again.status_code) == (409, 202, b"{}", 202)


def test_what_was_proven_is_found_by_its_number(desk: Desk) -> None:
    desk.prove()
    with desk.house.store.begin() as db:
        assert proofs.numbers(db, "winter") == (2,)
        assert [one.title for one in proofs.manifests(db, {("winter", 2), ("winter", 9)})["winter", 2]] == [
            "Winter now"
        ]
