"""The player as a Debian package: its settings on the card, and updates on trial until the screen does well."""
