"""What `show` does without as long as nobody asks for it, and what it lets go of when it is done with it."""

import gc
import os
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any

ZONES = "/usr/share/zoneinfo"


def travel_light() -> None:
    """Keep 3.5 MB out of memory that nobody needs; to be called before anything else is loaded.

    Dataclasses ask `inspect` for a class's annotations, which the class itself can tell, and for
    its signature only where it has no docstring. `pathlib` would bring what reads addresses out of
    addresses of pages. `zoneinfo` asks how Python was built only where nobody says where the zones
    are. Whoever asks for anything else gets the real ones. Python 3.11 goes through a `datetime`
    written in Python before it takes the one in C.
    """
    sys.modules.setdefault("inspect", _Inspect("inspect"))
    for name in ("ipaddress", "sysconfig"):
        sys.modules.setdefault(name, _Later(name))
    sys.modules.setdefault("datetime", import_module("_datetime"))
    os.environ.setdefault("PYTHONTZPATH", ZONES)
    _compile_when_called()


def tidy_up() -> None:
    """Give back what Python keeps of what is gone; to be called while a picture is up.

    It keeps dropped tuples by the thousand for later, until it has looked for garbage everywhere.
    We leave no garbage, so it never would. What the first call finds is there to stay, and no
    later one looks through it again.
    """
    gc.collect()
    if not gc.get_freeze_count():
        gc.freeze()


def _compile_when_called() -> None:
    """Have dataclasses write only `__init__` beforehand: of the six functions for each class, the one that is used.

    That is a quarter of the time until the first picture. Python 3.13 writes all six at once, and is left alone.
    """
    import dataclasses  # noqa: PLC0415 - after `inspect`

    compiled: Callable[..., Any] | None = getattr(dataclasses, "_create_fn", None)
    if compiled is not None:
        dataclasses._create_fn = partial(_compiled_late, compiled)  # type: ignore[attr-defined]


def _compiled_late(compiled: Callable[..., Any], name: str, *words: Any, **more: Any) -> Callable[..., Any]:
    if name == "__init__":
        return compiled(name, *words, **more)  # type: ignore[no-any-return]
    found: list[Callable[..., Any]] = []

    def late(*given: Any) -> Any:
        if not found:
            found.append(compiled(name, *words, **more))
        return found[0](*given)

    late.__name__ = name
    return late


class _Later(ModuleType):
    """In the place of a module until it is needed."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


class _Inspect(_Later):
    """In the place of `inspect`."""

    @staticmethod
    def get_annotations(kind: type) -> dict[str, Any]:
        """The annotations of a class itself, without those of its parents."""
        return dict(vars(kind).get("__annotations__", {}))
