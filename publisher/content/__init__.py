"""Git or a folder to slides, playlists, groups and themes, with a finding for every mistake."""

from publisher.content.alone import read_slide_file
from publisher.content.sources import Source, open_folder, open_source

__all__ = ["Source", "open_folder", "open_source", "read_slide_file"]
