"""Phrases that an article repeats, their families, and copy that articles share.

`repeated`: repeated and shared phrases with their concordances · `families`: one row for one
slogan · `shared_copy`: wording that two articles share word for word · `maximal`: the search behind
them, over words as numbers (`numbered_words`) · `concordance`: words in context.
"""

from crossframe.phrases.concordance import concordance, word_rates
from crossframe.phrases.families import family_occurrences, phrase_families
from crossframe.phrases.repeated import (
    phrase_occurrences,
    phrase_share,
    repeated_phrases,
    shared_occurrences,
    shared_phrases,
)
from crossframe.phrases.shared_copy import shared_copy

__all__ = [
    "concordance",
    "family_occurrences",
    "phrase_families",
    "phrase_occurrences",
    "phrase_share",
    "repeated_phrases",
    "shared_copy",
    "shared_occurrences",
    "shared_phrases",
    "word_rates",
]
