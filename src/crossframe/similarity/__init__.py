"""How alike articles are, in what they are alike, and which of their sentences say the same.

`cosine`: similarity of articles and sentences, with intervals and the words behind it ·
`percentiles`: what a value is worth · `keyness`: distinctive words ·
`alignment`: counterparts of sentences · `same_event`: which articles seem to be on one event ·
`suggested_themes`: a start for a codebook. They stand on `terms` (the words of a sentence and their
weight), `vectors` and `resamples` (the bootstrap of an interval).
"""

from crossframe.similarity.alignment import align
from crossframe.similarity.cosine import (
    sentence_similarity,
    similarity_matrix,
    similarity_pairs,
    similarity_terms,
)
from crossframe.similarity.keyness import distinctive_words
from crossframe.similarity.percentiles import (
    phrase_share_percentiles,
    place_similarity,
    similarity_percentiles,
)
from crossframe.similarity.same_event import event_groups
from crossframe.similarity.suggested_themes import suggest_themes
from crossframe.similarity.vectors import WEIGHTINGS, Weighting

__all__ = [
    "WEIGHTINGS",
    "Weighting",
    "align",
    "distinctive_words",
    "event_groups",
    "phrase_share_percentiles",
    "place_similarity",
    "sentence_similarity",
    "similarity_matrix",
    "similarity_pairs",
    "similarity_percentiles",
    "similarity_terms",
    "suggest_themes",
]
