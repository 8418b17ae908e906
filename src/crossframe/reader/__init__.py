"""The page: articles side by side, every number with its words."""
