"""Text in any script and either direction: faces, runs, lines and where they break."""
