"""How alike articles are: terms, cosine, percentiles, keyness, counterparts of sentences."""
