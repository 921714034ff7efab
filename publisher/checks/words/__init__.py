"""Plain words: what to avoid and what to write, how long and how many, and how words look."""
