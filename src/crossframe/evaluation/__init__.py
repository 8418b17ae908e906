"""Scores against gold files, one module per task."""
