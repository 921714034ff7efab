"""Records do what dataclasses do."""

import copy
import dataclasses
import pickle
from typing import get_type_hints

import pytest

from player.frozen import dataclass, field, replace


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """One stair."""

    height_mm: int
    name: str = "stair"

    @property
    def doubled(self) -> int:
        """Two of them."""
        return 2 * self.height_mm


@dataclass(frozen=True, slots=True)
class Flight:
    """Several stairs."""

    steps: tuple[Step, ...]
    data: bytes = field(default=b"", repr=False)
    lines: dict[str, int] = field(default_factory=dict, hash=False)


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Usual:
    """The same as a step, by the standard library."""

    height_mm: int
    name: str = "stair"


def test_values_are_given_by_place_by_name_or_by_default():
    assert (Step(1).height_mm, Step(1).name, Step(name="a", height_mm=2).name) == (1, "stair", "a")
    assert Flight(()).lines == {} and Flight(()).lines is not Flight(()).lines
    for wrong in ({}, {"height_mm": 1, "width": 2}):
        with pytest.raises(TypeError):
            Step(**wrong)
    with pytest.raises(TypeError):
        Step(1, "a", 3)


def test_records_are_equal_by_their_values_and_their_kind():
    assert Step(1) == Step(1) and Step(1) != Step(2) and hash(Step(1)) == hash(Step(1))
    assert Step(1) != Usual(1) and Step(1) != (1, "stair")
    assert hash(Flight((), lines={"a": 1})) == hash(Flight((), lines={}))
    assert hash(Step(3, "b")) == hash(Usual(3, "b"))


def test_records_have_an_order_if_it_is_wanted():
    assert sorted([Step(2), Step(1, "b"), Step(1, "a")]) == [Step(1, "a"), Step(1, "b"), Step(2)]
    assert Step(1) <= Step(1) and Step(2) > Step(1) and Step(2) >= Step(1)
    with pytest.raises(TypeError):
        assert Step(1) < Usual(2)
    with pytest.raises(TypeError):
        assert Flight(()) < Flight(())


def test_nothing_changes_a_record():
    step = Step(1)
    for change in (lambda: setattr(step, "height_mm", 2), lambda: delattr(step, "name")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            change()
    with pytest.raises(AttributeError):
        step.width = 3
    assert not hasattr(step, "__dict__")
    with pytest.raises(TypeError, match="frozen"):
        dataclass(frozen=False, slots=True)


def test_a_changed_copy_is_another_record():
    assert replace(Step(1), name="a") == dataclasses.replace(Step(1), name="a") == Step(1, "a")
    with pytest.raises(TypeError):
        replace(Step(1), width=3)


def test_what_the_standard_library_asks_of_a_dataclass_is_answered():
    assert dataclasses.is_dataclass(Step) and dataclasses.is_dataclass(Step(1))
    assert [one.name for one in dataclasses.fields(Flight)] == ["steps", "data", "lines"]
    assert dataclasses.fields(Step)[1].default == "stair"
    assert dataclasses.asdict(Flight((Step(1),))) == {
        "steps": ({"height_mm": 1, "name": "stair"},),
        "data": b"",
        "lines": {},
    }
    assert get_type_hints(Step) == {"height_mm": int, "name": str}
    assert (Step.__doc__, Step.__module__, Step(2).doubled) == ("One stair.", __name__, 4)


def test_records_go_through_pickle_and_copy():
    flight = Flight((Step(1), Step(2)), b"x", {"a": 1})
    assert pickle.loads(pickle.dumps(flight)) == copy.deepcopy(flight) == copy.copy(flight) == flight


def test_records_match_and_are_written_like_dataclasses():
    match Step(5):
        case Step(height, name):
            assert (height, name) == (5, "stair")
    assert repr(Step(1)) == repr(Usual(1)).replace("Usual", "Step")
    assert repr(Flight((Step(1),), b"long")) == "Flight(steps=(Step(height_mm=1, name='stair'),), lines={})"
