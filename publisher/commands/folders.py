"""The folder that the slides are in, as somebody names it on the command line."""

import os
from pathlib import Path

import click

from publisher.content.source.folders import FOLDERS


class ContentFolder(click.ParamType[Path]):
    """A folder with slides/ in it; a usage error names it to somebody who named something inside."""

    name = "FOLDER"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The folder that was named."""
        path = Path(str(value))
        above = _content_around(path)
        if above is not None:
            self.fail(f"'{path}' stands inside the content. Name the folder above it: {above}", param, ctx)
        if not path.exists():
            self.fail(f"There is no folder '{path}'. Name the one that slides/ is in.", param, ctx)
        if not path.is_dir():
            self.fail(f"'{path}' is a file. Name the folder that slides/ is in.", param, ctx)
        return path


def _content_around(path: Path) -> Path | None:
    """The folder whose slides/, playlists/ or the like this path is in, or None if it is such a folder itself."""
    if (path / "slides").is_dir():
        return None
    whole = path.absolute()
    for each in (whole, *whole.parents):
        if each.name in FOLDERS and (each.parent / "slides").is_dir():
            return each.parent if path.is_absolute() else Path(os.path.relpath(each.parent))
    return None
