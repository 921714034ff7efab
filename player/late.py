"""What `show` does without as long as nobody asks for it."""

import os
import sys
from importlib import import_module
from types import ModuleType
from typing import Any

ZONES = "/usr/share/zoneinfo"


def travel_light() -> None:
    """Keep 2.5 MB out of memory that nobody needs; to be called before anything else is loaded.

    Dataclasses ask `inspect` for a class's annotations, which the class itself can tell, and for
    its signature only where it has no docstring. `zoneinfo` asks how Python was built only where
    nobody says where the zones are. Whoever asks for anything else gets the real ones.
    """
    if "inspect" not in sys.modules:
        sys.modules["inspect"] = _Inspect("inspect")
    os.environ.setdefault("PYTHONTZPATH", ZONES)


class _Inspect(ModuleType):
    """In the place of `inspect` until it is needed."""

    @staticmethod
    def get_annotations(kind: type) -> dict[str, Any]:
        """The annotations of a class itself, without those of its parents."""
        return dict(vars(kind).get("__annotations__", {}))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        sys.modules.pop("inspect", None)
        return getattr(import_module("inspect"), name)
