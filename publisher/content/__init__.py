"""Git or a folder to slides, playlists, groups and themes, with a finding for every mistake."""

from publisher.content.sources import Source, open_folder, open_source, read_slide_file

__all__ = ["Source", "open_folder", "open_source", "read_slide_file"]
