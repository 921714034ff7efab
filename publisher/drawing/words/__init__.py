"""The few words that drawing adds by itself, in each language, and all that a slide puts on a screen, told in text."""
