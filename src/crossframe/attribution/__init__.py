"""Who says what, by rules over a shallow grammar and no model.

- `attributions`: all rules together, over the clauses of an article and across them.
- `by_verb`, `by_noun`, `by_label`: what a verb, a noun or adjective, a colon or dash attributes.
- `content`: where what is said begins and ends.
- `grammar`: tags, clauses, noun phrases and verb groups.
- `wordlists`: reporting verbs, nouns, adjectives and closed word classes, as plain text.
"""

from crossframe.attribution.attributions import ATTRIBUTION_COLUMNS, attributions

__all__ = ["ATTRIBUTION_COLUMNS", "attributions"]
