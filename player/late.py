"""What `show` does without as long as nobody asks for it."""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


def postpone_inspect() -> None:
    """Let dataclasses do without `inspect`, which weighs 2 MB with all that it brings.

    They ask it for a class's annotations, which the class itself can tell, and for its signature
    only where it has no docstring. Whoever asks for anything else gets the real one. To be called
    before dataclasses is loaded.
    """
    if "inspect" not in sys.modules:
        sys.modules["inspect"] = _Inspect("inspect")


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
