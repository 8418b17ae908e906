"""From people's own files to articles."""
