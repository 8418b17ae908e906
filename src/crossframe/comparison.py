"""All measures of a set of articles at once, as named tables."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from crossframe.alignment import align
from crossframe.articles import Article
from crossframe.attribution import attributions
from crossframe.cleaning import ledger
from crossframe.codebook import Codebook
from crossframe.conflicts import conflicts
from crossframe.keyness import distinctive_words
from crossframe.percentiles import phrase_share_percentiles, similarity_percentiles
from crossframe.phrase_families import family_occurrences, phrase_families
from crossframe.phrases import shared_occurrences, shared_phrases
from crossframe.sentences import sentences
from crossframe.similarity import similarity_pairs
from crossframe.speakers import speakers
from crossframe.stance import code_stance


def compare(
    articles: Sequence[Article], *, codebook: Codebook | None = None
) -> dict[str, pd.DataFrame]:
    """Compute every table of a comparison.

    Parameters
    ----------
    articles
        At least two, in the order of every table.
    codebook
        Themes and actors of the event. Without one there is no stance, and speakers are known by
        their names in the texts alone.

    Returns
    -------
    dict
        Name -> table, each described by the function of its module: `cleaning_ledger`,
        `sentences`, `similarity_pairs`, `similarity_percentiles`, `alignment`, `phrase_families`,
        `phrase_occurrences` (of the families), `phrase_shares`, `shared_phrases`,
        `shared_occurrences`, `distinctive_words`, `attributions` (with speakers), `conflicts`, and
        with a codebook `stance`.

    Raises
    ------
    CrossframeError
        If there are fewer than two articles, an id stands twice, or an article is empty or all
        boilerplate.
    """
    table = sentences(articles)
    said = speakers(attributions(table), table, codebook.actors if codebook else ())
    tables = {
        "cleaning_ledger": ledger(articles),
        "sentences": table,
        "similarity_pairs": similarity_pairs(table),
        "similarity_percentiles": similarity_percentiles(table),
        "alignment": align(table),
        "phrase_families": phrase_families(table),
        "phrase_occurrences": family_occurrences(table),
        "phrase_shares": phrase_share_percentiles(table),
        "shared_phrases": shared_phrases(table),
        "shared_occurrences": shared_occurrences(table),
        "distinctive_words": distinctive_words(table),
        "attributions": said,
        "conflicts": conflicts(table, attributions=said),
    }
    if codebook is not None:
        tables["stance"] = code_stance(table, codebook, said)
    return tables
