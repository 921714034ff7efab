"""Playlists in other forms: pictures, PowerPoint, a proof on paper, and plain text and pages for any device."""
