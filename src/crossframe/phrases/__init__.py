"""Phrases that an article repeats, their families, and copy that articles share."""
