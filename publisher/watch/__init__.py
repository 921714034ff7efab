"""The slide that somebody is writing, redrawn in a browser on the same machine with every change."""
