"""Who a screen is, told by one version of the player and read by another."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from player.contract.records import Paired
from player.keeping import identity as identities
from player.keeping.identity import Identity, Pairing, keep_identity, read_identity
from player.keeping.state import State

PAIRING = Pairing("https://screens.example.org", "ab" * 32, 1920, 1080)
PAIRED = Paired(1, "oakfield-front-desk", "Front desk", "Oakfield Medical Practice", "{}", "{}")
DIGEST_OF_0_1_0 = "22dcf76ae9c797d2035a911ce5b056181fafb6f403f3062185e2b3a34a5c722d"


@dataclass(frozen=True, slots=True)
class NewerIdentity(Identity):
    """As a later version may have it."""

    brightness: int = 3


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path)


def test_the_digest_is_the_one_that_the_first_version_made(state: State) -> None:
    assert keep_identity(state, PAIRING, PAIRED).digest == DIGEST_OF_0_1_0


def test_a_newer_player_knows_the_identity_that_this_one_kept(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = keep_identity(state, PAIRING, PAIRED)
    monkeypatch.setattr(identities, "Identity", NewerIdentity)
    found = read_identity(state)
    assert found is not None and (found.screen, found.digest) == (kept.screen, kept.digest)


def test_this_player_knows_the_identity_that_a_newer_one_kept(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as newer:
        newer.setattr(identities, "Identity", NewerIdentity)
        keep_identity(state, PAIRING, PAIRED)
    assert json.loads(state.identity.read_bytes())["brightness"] == 3
    found = read_identity(state)
    assert found is not None and found.screen == PAIRED.screen


@pytest.mark.parametrize("field", ["publisher", "secret", "screen", "name", "practice", "content_root"])
def test_a_change_in_any_of_it_is_noticed(field: str, state: State) -> None:
    keep_identity(state, PAIRING, PAIRED)
    kept = json.loads(state.identity.read_bytes())
    state.identity.write_text(json.dumps(kept | {field: kept[field] + "0"}))
    assert read_identity(state) is None
