"""Editions: built from content, kept on the shelf, signed for the screens."""
