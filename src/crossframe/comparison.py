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
from crossframe.cue_groups import cue_verbs
from crossframe.keyness import distinctive_words
from crossframe.percentiles import phrase_share_percentiles, similarity_percentiles
from crossframe.phrase_families import family_occurrences, phrase_families
from crossframe.phrases import shared_occurrences, shared_phrases
from crossframe.same_event import event_groups
from crossframe.sentences import sentences
from crossframe.shared_copy import shared_copy
from crossframe.similarity import similarity_pairs
from crossframe.sourcing import named_sourcing, partial_quotations
from crossframe.speakers import speakers
from crossframe.stance import code_stance
from crossframe.suggestions import suggest_themes
from crossframe.utterances import utterances
from crossframe.voices import speaker_table, voice_shares


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
        `shared_occurrences`, `distinctive_words`, `attributions` (with speakers), `voice_shares`,
        `speakers`, `cue_verbs`, `sourcing`, `partial_quotations`, `utterances`, `conflicts`,
        `shared_copy`, `event_groups`, `suggested_themes`, and with a codebook `stance`.

    Raises
    ------
    CrossframeError
        If there are fewer than two articles, an id stands twice, or an article is empty or all
        boilerplate.
    """
    table = sentences(articles)
    said = speakers(attributions(table), table, codebook.actors if codebook else ())
    alignment = align(table)
    tables = {
        "cleaning_ledger": ledger(articles),
        "sentences": table,
        "similarity_pairs": similarity_pairs(table),
        "similarity_percentiles": similarity_percentiles(table),
        "alignment": alignment,
        "phrase_families": phrase_families(table),
        "phrase_occurrences": family_occurrences(table),
        "phrase_shares": phrase_share_percentiles(table),
        "shared_phrases": shared_phrases(table),
        "shared_occurrences": shared_occurrences(table),
        "distinctive_words": distinctive_words(table),
        "attributions": said,
        "voice_shares": voice_shares(said, table),
        "speakers": speaker_table(said, table),
        "cue_verbs": cue_verbs(said),
        "sourcing": named_sourcing(said),
        "partial_quotations": partial_quotations(said, table),
        "utterances": utterances(said, alignment, table),
        "conflicts": conflicts(table, attributions=said),
        "shared_copy": shared_copy(table),
        "event_groups": event_groups(table),
        "suggested_themes": suggest_themes(table),
    }
    if codebook is not None:
        tables["stance"] = code_stance(table, codebook, said)
    return tables
