"""Figures, one module per measure, one style."""
