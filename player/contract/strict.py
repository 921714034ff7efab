"""Records to JSON and back: what is known has to fit exactly, and what a newer version added is passed over."""

import json
import re
import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from player.contract.errors import ContractError

Record = TypeVar("Record")

_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of a character, which cannot be kept or sent on."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def encode(record: object) -> bytes:
    """The record as canonical JSON: sorted keys, no spaces, UTF-8.

    The same record always gives the same bytes, so a digest of them is a name for it.
    """
    return json.dumps(_plain(record), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def decode(kind: type[Record], data: bytes) -> Record:
    """Read one record of `kind`; raises ContractError that names the field at fault."""
    try:
        value = json.loads(data, object_pairs_hook=_no_duplicates, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise ContractError(f"{kind.__name__} is not readable JSON: {error}") from error
    return cast(Record, _read(kind, value, kind.__name__))


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):  # datetime is a date too
        return value.isoformat()
    return value


def _read(kind: Any, value: Any, place: str) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        inner = next(option for option in get_args(kind) if option is not types.NoneType)
        return None if value is None else _read(inner, value, place)
    if origin is tuple:
        _demand(isinstance(value, list), place, "a list", value)
        return tuple(_read(get_args(kind)[0], item, f"{place}[{at}]") for at, item in enumerate(value))
    if is_dataclass(kind):
        return _read_record(cast(type, kind), value, place)
    return _read_plain(kind, value, place)


def _read_record(kind: type, value: Any, place: str) -> Any:
    _demand(isinstance(value, dict), place, "an object", value)
    known, needed = _fields_of(kind)
    missing = sorted(needed - value.keys())
    if missing:
        raise ContractError(f"{place}: missing fields {missing}")
    return kind(**{name: _read(known[name], item, f"{place}.{name}") for name, item in value.items() if name in known})


@cache
def _fields_of(kind: type) -> tuple[dict[str, Any], frozenset[str]]:
    """What each field of a record holds, and the names of those that have no default."""
    needed = (one.name for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING)
    return get_type_hints(kind), frozenset(needed)


def _read_plain(kind: Any, value: Any, place: str) -> Any:
    if kind is datetime:
        return _read_moment(value, place)
    if kind is date:
        _demand(isinstance(value, str) and _DAY.fullmatch(value) is not None, place, "a day such as 2026-11-22", value)
        return _parsed(date.fromisoformat, value, place)
    if kind is float:
        _demand(isinstance(value, (int, float)) and not isinstance(value, bool), place, "a number", value)
        number = _parsed(float, value, place)
        _demand(number - number == 0, place, "a number that is not infinite", value)
        return number
    _demand(type(value) is kind, place, f"of type {kind.__name__}", value)
    if kind is str:
        _demand(_HALVES.search(value) is None, place, "a text of whole characters", value)
    return value


def _read_moment(value: Any, place: str) -> datetime:
    _demand(isinstance(value, str), place, "a time such as 2026-11-22T09:30:00+00:00", value)
    moment = cast(datetime, _parsed(datetime.fromisoformat, value, place))
    _demand(moment.tzinfo is not None, place, "a time with its offset from UTC", value)
    return moment


def _parsed(parse: Any, value: Any, place: str) -> Any:
    try:
        return parse(value)
    except (ValueError, OverflowError) as error:
        raise ContractError(f"{place}: {error}") from error


def _demand(holds: bool, place: str, wanted: str, value: Any) -> None:
    if not holds:
        raise ContractError(f"{place} is {value!r:.60}, and should be {wanted}")


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise ValueError("a key stands twice")
    return record


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number")
