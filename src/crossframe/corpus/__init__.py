"""Articles and their manifest, their sentences, and what is taken out of scraped pages."""
