"""Statements, figures and events across articles: carried by which, and what differs.

- `statements`, with `passages` and `carriers`: what each outlet makes of a statement
- `primary`: quotations against transcripts and press releases
- `numerals`, `quantities`, `event_mentions`: figures and events of each sentence
- `conflicts`: those of two articles side by side
"""

from crossframe.claims.conflicts import conflicts
from crossframe.claims.event_mentions import event_descriptions
from crossframe.claims.primary import check_quotations
from crossframe.claims.quantities import quantities
from crossframe.claims.statements import statements

__all__ = ["check_quotations", "conflicts", "event_descriptions", "quantities", "statements"]
