"""The nouns: what the words of this project mean, frozen, with their units; a file for each family."""
