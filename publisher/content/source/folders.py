"""What content is made of: the folders and the two files whose names are fixed; this loads nothing."""

FOLDERS = frozenset({"slides", "playlists", "groups", "themes", "images"})
"""What the content is made of; nothing else in it is read."""

REGISTERS = frozenset({"facts.yaml", "consent.yaml"})
"""Files beside these folders that all slides are held against."""
