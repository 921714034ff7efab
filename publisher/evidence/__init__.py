"""What screens report of what they showed: taken in once, held against what can have been, counted, and told."""
