"""The wire grows: what version 0.1.0 wrote is read, and what a newer version adds is passed over."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from player.contract import reading
from player.contract.errors import ContractError
from player.contract.reading import write

RECORDED = Path(__file__).with_name("recorded") / "0.1.0"
"""Bytes that 0.1.0 wrote, and in `fields.json` which fields its readers know and need. They never change."""
FIELDS = json.loads((RECORDED / "fields.json").read_text())
NAMES = sorted(path.stem for path in RECORDED.glob("*.json") if path.stem != "fields")
INNER = {
    "entries": "Entry",
    "assigned": "Assigned",
    "opening": "Opening",
    "views": "View",
    "now": "Now",
    "showing": "Showing",
    "health": "Health",
}


def class_of(name: str) -> str:
    """The record in a file: `proof_wanted` and `report-bare` are a ProofWanted and a Report."""
    return "".join(word.title() for word in name.partition("-")[0].split("_"))


def reader_of(name: str) -> Callable[[bytes], reading.Record]:
    return getattr(reading, f"read_{name.partition('-')[0]}")


def grown(value: object) -> object:
    """The same as a newer version writes it: one field more in each object."""
    if isinstance(value, dict):
        return {**{name: grown(inner) for name, inner in value.items()}, "brightness": {"evening": [0.4, None]}}
    return [grown(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", NAMES)
def test_what_the_first_version_wrote_is_read_as_it_was_meant(name: str) -> None:
    data = (RECORDED / f"{name}.json").read_bytes()
    recorded, read = json.loads(data), json.loads(write(reader_of(name)(data)))
    assert {key: read.get(key) for key in recorded} == recorded


@pytest.mark.parametrize("name", NAMES)
def test_what_a_newer_version_adds_is_passed_over(name: str) -> None:
    data = (RECORDED / f"{name}.json").read_bytes()
    newer = json.dumps(grown(json.loads(data))).encode()
    assert newer.count(b"brightness") >= 1
    assert reader_of(name)(newer) == reader_of(name)(data)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_needed_is_still_demanded_beside_what_is_new(name: str) -> None:
    newer = grown(json.loads((RECORDED / f"{name}.json").read_bytes()))
    assert isinstance(newer, dict)
    missing = next(key for key in FIELDS[class_of(name)]["needed"])
    del newer[missing]
    with pytest.raises(ContractError, match=missing):
        reader_of(name)(json.dumps(newer).encode())


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_today_is_taken_by_the_first_version(name: str) -> None:
    """It refused every field that it did not know, so it may never be sent one."""
    data = write(reader_of(name)((RECORDED / f"{name}.json").read_bytes()))
    demand_taken(json.loads(data), class_of(name))


def test_a_newer_format_is_refused_since_it_must_not_be_guessed_at() -> None:
    newer = json.loads((RECORDED / "programme-full.json").read_bytes()) | {"format": 2}
    with pytest.raises(ContractError, match="format"):
        reading.read_programme(json.dumps(newer).encode())


def demand_taken(value: dict[str, object], kind: str) -> None:
    assert set(FIELDS[kind]["needed"]) <= value.keys() <= set(FIELDS[kind]["known"]), kind
    for name, inner in value.items():
        for one in inner if isinstance(inner, list) else [inner]:
            if isinstance(one, dict):
                demand_taken(one, "UnknownEdition" if kind == "ProofWanted" else INNER.get(name, "SeenEdition"))
