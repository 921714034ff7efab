"""The one process that draws, signs and keeps signatures fresh: a round, and a file for each thing that it does."""
