"""All measures of a set of articles at once, as named tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd

from crossframe.attribution.attributions import attributions
from crossframe.claims.conflicts import conflicts
from crossframe.claims.utterances import utterances
from crossframe.corpus.articles import Article
from crossframe.corpus.cleaning.pages import ledger
from crossframe.corpus.sentences import sentences
from crossframe.io.progress import Progress, silent
from crossframe.overview import article_numbers, pair_counterparts, pair_terms
from crossframe.phrases.families import family_occurrences, phrase_families
from crossframe.phrases.repeated import shared_occurrences, shared_phrases
from crossframe.phrases.shared_copy import shared_copy
from crossframe.similarity.alignment import align
from crossframe.similarity.cosine import similarity_pairs
from crossframe.similarity.keyness import distinctive_words
from crossframe.similarity.percentiles import phrase_share_percentiles, similarity_percentiles
from crossframe.similarity.same_event import event_groups
from crossframe.similarity.suggested_themes import suggest_themes
from crossframe.stance.codebook import Codebook
from crossframe.stance.coding import code_stance
from crossframe.voices.cue_groups import cue_verbs
from crossframe.voices.shares import speaker_table, voice_shares
from crossframe.voices.sourcing import named_sourcing, partial_quotations
from crossframe.voices.speakers import speakers


def compare(
    articles: Sequence[Article],
    *,
    codebook: Codebook | None = None,
    progress: Progress = silent,
) -> dict[str, pd.DataFrame]:
    """Compute every table of a comparison.

    Parameters
    ----------
    articles
        At least two, in the order of every table.
    codebook
        Themes and actors of the event. Without one there is no stance, and speakers are known by
        their names in the texts alone.
    progress
        Told what is being measured.

    Returns
    -------
    dict
        Name -> table, each described by the function of its module: `cleaning_ledger`,
        `sentences`, `similarity_pairs`, `similarity_percentiles`, `alignment`, `phrase_families`,
        `phrase_occurrences` (of the families), `phrase_shares`, `shared_phrases`,
        `shared_occurrences`, `distinctive_words`, `attributions` (with speakers), `voice_shares`,
        `speakers`, `cue_verbs`, `sourcing`, `partial_quotations`, `utterances`, `conflicts`,
        `shared_copy`, `event_groups`, `suggested_themes`, `pair_counterparts`, `pair_terms`,
        with a codebook `stance`, and `article_numbers`.

    Raises
    ------
    CrossframeError
        If there are fewer than two articles, an id stands twice, or an article is empty or all
        boilerplate.
    """
    progress("Splitting into sentences")
    table = sentences(articles)
    progress("Measuring: attributions and speakers")
    said = speakers(attributions(table), table, codebook.actors if codebook else ())
    progress("Measuring: alignment")
    alignment = align(table)
    measures: dict[str, Callable[[], pd.DataFrame]] = {
        "cleaning_ledger": partial(ledger, articles),
        "sentences": lambda: table,
        "similarity_pairs": partial(similarity_pairs, table),
        "similarity_percentiles": partial(similarity_percentiles, table),
        "alignment": lambda: alignment,
        "phrase_families": partial(phrase_families, table),
        "phrase_occurrences": partial(family_occurrences, table),
        "phrase_shares": partial(phrase_share_percentiles, table),
        "shared_phrases": partial(shared_phrases, table),
        "shared_occurrences": partial(shared_occurrences, table),
        "distinctive_words": partial(distinctive_words, table),
        "attributions": lambda: said,
        "voice_shares": partial(voice_shares, said, table),
        "speakers": partial(speaker_table, said, table),
        "cue_verbs": partial(cue_verbs, said),
        "sourcing": partial(named_sourcing, said),
        "partial_quotations": partial(partial_quotations, said, table),
        "utterances": partial(utterances, said, alignment, table),
        "conflicts": partial(conflicts, table, attributions=said),
        "shared_copy": partial(shared_copy, table),
        "event_groups": partial(event_groups, table),
        "suggested_themes": partial(suggest_themes, table),
    }
    if codebook is not None:
        measures["stance"] = partial(code_stance, table, codebook, said)
    tables: dict[str, pd.DataFrame] = {}
    measures |= {
        "pair_counterparts": lambda: pair_counterparts(alignment, tables["similarity_pairs"]),
        "pair_terms": lambda: pair_terms(table, tables["similarity_pairs"]),
        "article_numbers": lambda: article_numbers(tables, codebook),
    }
    for number, (name, measure) in enumerate(measures.items(), start=1):
        progress(f"Measuring {number} of {len(measures)}: {name.replace('_', ' ')}")
        tables[name] = measure()
    return tables
