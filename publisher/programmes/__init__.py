"""From what a practice manager chose to what one screen is told. Pure."""
