"""Fonts that only some practices need: simplified Chinese, and emoji in colour."""
