"""Git or a folder to slides, playlists, groups, themes and registers, with a finding for every mistake.

`source` says where files come from, `text` reads YAML and Markdown with exact places, and the files here make nouns of
them. `reading` is one pass over everything, `alone` one file by itself.
"""
