"""The publisher: turns agreed slides into signed pictures, and what came back into evidence."""
