"""A new version stays only if the screen does well with it; else the one before comes back for good."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from player.debian.updates import PATIENCE_SECONDS, WELL_SECONDS, Clock, Look, Trial, UpdateError, settles, update

WELL = Look(show=100, sync=101, picture=7, lively=True)
UP = Look(show=200, sync=201, picture=8, lively=True)


class PowerCutError(BaseException):
    """The plug is pulled."""


@dataclass
class Pi:
    """A machine whose versions do as they are told: `looks` says how the player is at so many seconds."""

    version: str = "1"
    offered: str = "2"
    looks: dict[str, Callable[[float], Look]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    """Versions whose installation fails half-way."""
    unfit: set[str] = field(default_factory=set)
    """Versions that could never update themselves again."""
    cut_after: str = ""
    """What is done last before the plug is pulled."""
    at_hand: set[str] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def finish_interrupted(self) -> None:
        self._do("finish")

    def installed(self) -> str:
        return "" if self.version in self.broken else self.version

    def candidate(self) -> str:
        return "" if self.offered in {*self.refused, self.version} else self.offered

    def keep_installed(self, version: str) -> None:
        self.at_hand.add(version)
        self._do(f"keep {version}")

    def fetch(self, version: str) -> None:
        self.at_hand.add(version)
        self._do(f"fetch {version}")

    def install(self, version: str) -> bool:
        if version not in self.at_hand:
            return False
        self.version = version
        self.seconds += 1
        self._do(f"install {version}")
        return version not in self.broken

    def refuse(self, version: str) -> None:
        self.refused.append(version)
        self._do(f"refuse {version}")

    def forget_all_but(self, version: str) -> None:
        self.at_hand &= {version}
        self._do(f"forget all but {version}")

    def look(self) -> Look:
        return self.looks.get(self.version, lambda _: WELL if self.version == "1" else UP)(self.seconds)

    def can_update(self) -> bool:
        return self.version not in self.unfit

    def wait(self, seconds: float) -> None:
        self.seconds += seconds
        if self.cut_after == "a minute" and self.seconds > 60:
            raise PowerCutError

    def _do(self, deed: str) -> None:
        self.done.append(deed)
        if deed == self.cut_after:
            self.cut_after = ""
            raise PowerCutError


@pytest.fixture
def note(tmp_path: Path) -> Path:
    return tmp_path / "trial.json"


def run(pi: Pi, note: Path) -> tuple[int, str]:
    said: list[str] = []
    code = update(pi, note, Clock(lambda: pi.seconds, pi.wait), said.append)
    return code, " ".join(said)


def test_a_version_that_does_well_stays(note: Path) -> None:
    pi = Pi()
    assert run(pi, note) == (0, "Trying 2 in place of 1. 2 does well.")
    assert pi.done == ["finish", "keep 1", "fetch 2", "install 2", "forget all but 2"]
    assert WELL_SECONDS <= pi.seconds < WELL_SECONDS + 10
    assert (pi.refused, pi.at_hand, note.exists()) == ([], {"2"}, False)


def test_nothing_new_is_nothing_to_do(note: Path) -> None:
    pi = Pi(version="2")
    assert run(pi, note) == (0, "")
    assert pi.done == ["finish"]


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(lambda _: Look(0, 201, 7, True), id="never ready"),
        pytest.param(lambda _: Look(200, 0, 8, True), id="no sync"),
        pytest.param(lambda _: Look(200, 201, 7, True), id="no picture"),
        pytest.param(lambda at: Look(int(200 + at / 90), 201, 8, True), id="falls over every 90 seconds"),
        pytest.param(lambda at: Look(200, int(200 + at / 90), 8, True), id="sync falls over every 90 seconds"),
        pytest.param(lambda at: UP if at % 100 < 90 else Look(), id="comes and goes"),
    ],
)
def test_a_version_that_does_not_do_well_gives_way_to_the_one_before(note: Path, bad: Callable[[float], Look]) -> None:
    pi = Pi(looks={"2": bad})
    code, said = run(pi, note)
    assert (code, pi.version, pi.refused, pi.at_hand) == (1, "1", ["2"], {"1"})
    assert "2 did not do well. 1 is back" in said
    assert pi.seconds <= PATIENCE_SECONDS + 10
    assert not note.exists()
    assert run(pi, note) == (0, "")  # and it is not tried again


def test_a_slow_start_is_no_failure(note: Path) -> None:
    pi = Pi(looks={"2": lambda at: UP if at > 200 else Look()})
    assert run(pi, note)[0] == 0
    assert pi.version == "2"


def test_a_version_that_could_never_update_itself_again_gives_way(note: Path) -> None:
    pi = Pi(unfit={"2"})
    assert run(pi, note)[0] == 1
    assert (pi.version, pi.refused) == ("1", ["2"])


def test_a_version_that_does_not_even_install_gives_way(note: Path) -> None:
    pi = Pi(broken={"2"})
    assert run(pi, note)[0] == 1
    assert (pi.version, pi.refused) == ("1", ["2"])


def test_what_cannot_be_fetched_leaves_everything_as_it_was(note: Path) -> None:
    class Offline(Pi):
        def fetch(self, version: str) -> None:
            raise UpdateError("no network")

    pi = Offline()
    with pytest.raises(UpdateError):
        run(pi, note)
    assert (pi.version, pi.refused, note.exists()) == ("1", [], False)


def test_what_apt_declines_to_install_is_not_refused_for_ever(note: Path) -> None:
    class Declining(Pi):
        def install(self, version: str) -> bool:
            return False

    pi = Declining()
    assert run(pi, note)[0] == 1
    assert (pi.version, pi.refused, note.exists()) == ("1", [], False)


def test_a_player_that_was_sick_before_does_not_judge_the_new_version(note: Path) -> None:
    pi = Pi(looks={"1": lambda _: Look(), "2": lambda _: Look()})
    assert run(pi, note)[0] == 0
    assert pi.version == "2"


def test_outside_opening_hours_no_picture_is_asked_for(note: Path) -> None:
    pi = Pi(looks={"1": lambda _: Look(100, 101, 7, False), "2": lambda _: Look(200, 201, 7, False)})
    assert run(pi, note)[0] == 0


@pytest.mark.parametrize("cut_after", ["keep 1", "fetch 2", "install 2", "a minute", "forget all but 2"])
@pytest.mark.parametrize("good", [True, False], ids=["good version", "bad version"])
def test_after_a_power_cut_the_trial_comes_to_the_same_end(note: Path, cut_after: str, good: bool) -> None:
    pi = Pi(looks={} if good else {"2": lambda _: Look()}, cut_after=cut_after)
    if good or cut_after != "forget all but 2":
        with pytest.raises(PowerCutError):
            run(pi, note)
    pi.cut_after = ""
    run(pi, note)
    assert (pi.version, pi.refused) == (("2", []) if good else ("1", ["2"]))
    assert not note.exists()


@pytest.mark.parametrize("cut_after", ["refuse 2", "install 1", "forget all but 1"])
def test_a_power_cut_while_going_back_does_not_bring_the_bad_version_again(note: Path, cut_after: str) -> None:
    pi = Pi(looks={"2": lambda _: Look()}, cut_after=cut_after)
    with pytest.raises(PowerCutError):
        run(pi, note)
    run(pi, note)
    assert (pi.version, set(pi.refused)) == ("1", {"2"})
    assert not note.exists()


def test_a_way_back_that_fails_is_tried_again_later(note: Path) -> None:
    pi = Pi(looks={"2": lambda _: Look()}, broken={"1"})
    pi.installed = lambda: pi.version  # type: ignore[method-assign]
    code, said = run(pi, note)
    assert code == 1
    assert "That is tried again later" in said
    assert json.loads(note.read_text())["failed"] is True
    pi.broken.clear()
    assert run(pi, note)[0] == 1
    assert (pi.version, note.exists()) == ("1", False)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"before": "1"}'])
def test_a_damaged_note_is_as_good_as_none(note: Path, text: str) -> None:
    note.write_text(text)
    assert run(Pi(version="2"), note) == (0, "")


def test_three_minutes_are_counted_from_the_last_fall() -> None:
    pi = Pi(looks={"2": lambda at: Look(200 if at < 170 else 300, 201, 8, True)}, version="2")
    assert settles(pi.look, Trial("1", "2", True, True, 7), Clock(lambda: pi.seconds, pi.wait))
    assert 170 + WELL_SECONDS <= pi.seconds <= 180 + WELL_SECONDS
