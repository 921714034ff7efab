"""The slide that an author is typing, redrawn in a browser on the same machine."""
