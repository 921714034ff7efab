"""Frozen records that cost next to nothing to declare.

Authors wait for commands to start, and a screen for its first picture. These are dataclasses, declared
and used as such: `fields`, `pickle` and type checkers see no difference. But the standard library
compiles six methods for each class when it is declared, and loads `inspect` to do it: a fifth of the
time of a command that draws one slide, and a megabyte of a player that runs for years. Here the
methods that all records have alike are shared, and the one that differs, `__init__`, is compiled when
the first record of its class is made.
"""

from collections.abc import Callable
from operator import attrgetter, ge, gt, le, lt
from types import MethodType
from typing import TYPE_CHECKING, Any

__all__ = ["as_dict", "dataclass", "field", "is_record", "names_of", "needed_of", "replace"]

_MISSING: Any = object()
_FIELDS = "__dataclass_fields__"


def is_record(value: object) -> bool:
    """Whether this is a record, or a class of them."""
    return hasattr(value, "_needed")  # to ask for the fields themselves loads what describes them


def names_of(record: Any) -> tuple[str, ...]:
    """The names of the fields of a record, or of a class of them, in order."""
    names: tuple[str, ...] = record.__match_args__
    return names


def needed_of(kind: type) -> tuple[str, ...]:
    """The names of the fields that have no default."""
    needed: tuple[str, ...] = getattr(kind, "_needed")  # noqa: B009 - type checkers know only dataclasses
    return needed


def as_dict(record: Any) -> dict[str, Any]:
    """The record, and all records within it, by the names of their fields."""
    return {name: _bare(getattr(record, name)) for name in names_of(record)}


def _bare(value: Any) -> Any:
    if is_record(value):
        return as_dict(value)
    return tuple(_bare(one) for one in value) if isinstance(value, tuple) else value


class _Field:
    """What is said of one field besides its type."""

    __slots__ = ("default", "default_factory", "hash", "repr")

    def __init__(self, default: Any, default_factory: Any, repr: bool, hash: bool | None) -> None:
        self.default, self.default_factory, self.repr, self.hash = default, default_factory, repr, hash


class _Declared:
    """The fields as the standard library describes them, made when somebody asks for them."""

    def __init__(self, annotations: dict[str, Any], fields: dict[str, _Field]) -> None:
        self._annotations, self._fields = annotations, fields

    def __get__(self, record: object, kind: type) -> dict[str, Any]:
        import dataclasses  # noqa: PLC0415 - takes time to load, and few ask for it

        def described(one: _Field) -> Any:
            ways = {"default": one.default, "default_factory": one.default_factory}
            said: Any = {way: value for way, value in ways.items() if value is not _MISSING}
            return dataclasses.field(**said, repr=one.repr, hash=one.hash)

        parts = [(name, self._annotations[name], described(one)) for name, one in self._fields.items()]
        made: dict[str, Any] = getattr(dataclasses.make_dataclass(kind.__name__, parts), _FIELDS)
        setattr(kind, _FIELDS, made)
        return made


def _field(
    *, default: Any = _MISSING, default_factory: Any = _MISSING, repr: bool = True, hash: bool | None = None
) -> Any:
    """A field of which more is to be said than its type and its default."""
    return _Field(default, default_factory, repr, hash)


def _dataclass(*, frozen: bool, slots: bool, order: bool = False) -> Callable[[type], type]:
    """Make a record of a class: frozen, with slots, and in an order if that is wanted."""
    if not (frozen and slots):
        raise TypeError("A record is frozen and has slots. Use the standard library for anything else.")
    return lambda kind: _made(kind, order)


def _replace(record: Any, /, **changes: Any) -> Any:
    """The record with some of its fields changed."""
    for name in record.__match_args__:
        if name not in changes:
            changes[name] = getattr(record, name)
    return type(record)(**changes)


def _made(kind: type, order: bool) -> type:
    annotations = dict(kind.__annotations__)
    said = {name: kind.__dict__.get(name, _MISSING) for name in annotations}
    fields = {name: one if isinstance(one, _Field) else _Field(one, _MISSING, True, None) for name, one in said.items()}
    left_out = {*annotations, "__dict__", "__weakref__"}
    own = {name: value for name, value in kind.__dict__.items() if name not in left_out}
    body = {**_methods(fields), **_ALIKE, **(_ORDER if order else {}), **own}
    body |= {"__slots__": tuple(fields), "__match_args__": tuple(fields), _FIELDS: _Declared(annotations, fields)}
    return type(kind)(kind.__name__, kind.__bases__, body)


def _methods(fields: dict[str, _Field]) -> dict[str, Any]:
    """What depends on the fields; `__init__` is put in its place when it is called first."""
    hashed = _values_of([name for name, one in fields.items() if one.hash is not False])
    return {
        "_needed": tuple(
            name for name, one in fields.items() if one.default is _MISSING and one.default_factory is _MISSING
        ),
        "_values": _values_of(list(fields)),
        "__hash__": lambda record: hash(hashed(record)),
        "__init__": _FirstInit(fields),
        "__repr__": lambda record: _written(record, [name for name, one in fields.items() if one.repr]),
    }


def _values_of(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """A function that takes the values of these fields out of a record."""
    if len(names) > 1:
        take_all = attrgetter(*names)
        return lambda record: take_all(record)  # noqa: PLW0108 - as only a function becomes a method
    return lambda record: tuple(getattr(record, name) for name in names)


class _FirstInit:
    """In the place of `__init__` until somebody asks for it; then it is gone, and leaves no garbage."""

    def __init__(self, fields: dict[str, _Field]) -> None:
        self._fields = fields
        self._kind: Any = None

    def __set_name__(self, kind: type, name: str) -> None:
        self._kind = kind

    def __get__(self, record: object, kind: type) -> Any:
        compiled = _compiled_init(self._kind, self._fields)
        self._kind.__init__ = compiled
        return compiled if record is None else MethodType(compiled, record)


def _compiled_init(kind: type, fields: dict[str, _Field]) -> Callable[..., None]:
    """An `__init__` that puts each value into its slot; slots have a setter of their own, which nothing forbids."""
    place: dict[str, Any] = {"_missing": _MISSING}
    wanted, steps = [], []
    for name, one in fields.items():
        place[f"_set_{name}"] = kind.__dict__[name].__set__
        value, start = name, ""
        if one.default_factory is not _MISSING:
            place[f"_make_{name}"] = one.default_factory
            value, start = f"_make_{name}() if {name} is _missing else {name}", "=_missing"
        elif one.default is not _MISSING:
            place[f"_default_{name}"], start = one.default, f"=_default_{name}"
        wanted.append(f"{name}{start}")
        steps.append(f"    _set_{name}(self, {value})")
    code = f"def __init__({', '.join(('self', *wanted))}):\n" + "\n".join(steps or ["    pass"])
    # Compiled first: of a Ctrl-C that comes while a text is executed, Python ends a program whatever it then does.
    exec(compile(code, f"<{kind.__qualname__}>", "exec"), place)  # noqa: S102
    init: Callable[..., None] = place["__init__"]
    init.__qualname__ = f"{kind.__qualname__}.__init__"
    return init


def _written(record: Any, names: list[str]) -> str:
    values = ", ".join(f"{name}={getattr(record, name)!r}" for name in names)
    return f"{type(record).__qualname__}({values})"


def _equal(one: Any, other: Any) -> Any:
    return one._values() == other._values() if other.__class__ is one.__class__ else NotImplemented


def _compared(way: Callable[[Any, Any], bool]) -> Callable[[Any, Any], Any]:
    def compare(one: Any, other: Any) -> Any:
        return way(one._values(), other._values()) if other.__class__ is one.__class__ else NotImplemented

    return compare


def _refuse(record: Any, name: str, value: Any = None) -> None:
    from dataclasses import FrozenInstanceError  # noqa: PLC0415 - only a mistake comes here

    raise FrozenInstanceError(f"{type(record).__qualname__}.{name} is frozen")


_ALIKE = {
    "__eq__": _equal,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__reduce__": lambda record: (type(record), record._values()),
}
_ORDER = {f"__{name}__": _compared(way) for name, way in (("lt", lt), ("le", le), ("gt", gt), ("ge", ge))}

if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:
    dataclass, field, replace = _dataclass, _field, _replace
