"""The player: shows what its practice chose, and reports each showing once."""

VERSION = "0.1.0"
"""Stands here because looking it up would cost `show` three megabytes; a test holds it to the project's."""
