"""Codebook, themes, holders, and the stance of sentences."""
