"""Playlists in other forms: pictures, PowerPoint, a proof on paper, and plain text and pages for any device."""

from publisher.export.book import Book, Leaf, bind_edition, bind_playlist
from publisher.export.forms import FORMS, export

__all__ = ["FORMS", "Book", "Leaf", "bind_edition", "bind_playlist", "export"]
