"""A copy of everything that cannot be made again, putting it back, and numbers that stay true afterwards."""
