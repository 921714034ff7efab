"""What each command reads, calls and prints; the work itself stands in the other rooms."""
