"""Files of the content at one moment: from a git repo, never checked out, or from a plain folder."""
