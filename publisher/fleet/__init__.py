"""How screens are: what stands on each, what was heard of it, and what is wrong."""
