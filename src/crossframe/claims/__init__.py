"""Statements and figures across articles: carried by which, and what differs."""
