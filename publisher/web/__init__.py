"""The pages for a practice, and the API that players use."""
