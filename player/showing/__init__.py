"""The job that shows: whose turn it is, what is up now, and the pictures that every player has with it."""
