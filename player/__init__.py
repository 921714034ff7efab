"""The player: shows what its practice chose, and reports each showing once."""
