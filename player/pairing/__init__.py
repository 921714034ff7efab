"""How a screen comes to a practice, and how it leaves: a code, an answer, and forgetting."""
