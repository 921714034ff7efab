"""Frames and editions in one folder, each whole, under a name that never lies."""
