"""Git or a folder to slides, playlists, groups and themes, with a finding for every mistake."""

from importlib import import_module

TYPE_CHECKING = False  # as type checkers know it; loading typing would cost a command that has nothing else to do
if TYPE_CHECKING:
    from publisher.content.alone import read_slide_file
    from publisher.content.sources import Chosen, Source, open_desk, open_folder, open_source
    from publisher.content.work_tree import uncommitted

_HOMES = {
    "Chosen": "sources",
    "Source": "sources",
    "open_desk": "sources",
    "open_folder": "sources",
    "open_source": "sources",
    "read_slide_file": "alone",
    "uncommitted": "work_tree",
}
"""Which file each name lives in; it is loaded when somebody asks for it, since authors wait for commands to start."""

__all__ = ["Chosen", "Source", "open_desk", "open_folder", "open_source", "read_slide_file", "uncommitted"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
