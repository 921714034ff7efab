"""The `Display` protocol, and one family of files for each kind of panel: a television, a window, a file."""
