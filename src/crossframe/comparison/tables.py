"""Every table of a comparison by its name, and how it is made. A new measure is one line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

import pandas as pd

from crossframe.attribution.attributions import attributions
from crossframe.claims.conflicts import conflicts
from crossframe.claims.primary import check_quotations
from crossframe.claims.statements import statements
from crossframe.coding.adjudication import apply_adjudication, read_adjudicated
from crossframe.coding.checks import WEIGHT
from crossframe.coding.codings import counted_coding
from crossframe.coding.framing import framing
from crossframe.coding.shares import COLUMNS, shares
from crossframe.coding.standing import coder_agreement
from crossframe.comparison.loading import Corpus
from crossframe.corpus.articles import Article, outlet_names
from crossframe.corpus.cleaning.pages import ledger
from crossframe.corpus.sentences import sentences
from crossframe.outlets.articles import Period, outlet_articles
from crossframe.outlets.shares import outlet_forms, outlet_numbers, outlet_voices
from crossframe.outlets.similarity import outlet_similarity
from crossframe.outlets.wording import outlet_occurrences, outlet_phrases, outlet_words
from crossframe.overview import article_numbers, pair_counterparts, pair_terms
from crossframe.phrases.families import family_occurrences, phrase_families
from crossframe.phrases.repeated import shared_occurrences, shared_phrases
from crossframe.phrases.shared_copy import shared_copy
from crossframe.similarity.alignment import align
from crossframe.similarity.cosine import similarity_pairs
from crossframe.similarity.keyness import distinctive_words
from crossframe.similarity.percentiles import phrase_share_percentiles, similarity_percentiles
from crossframe.similarity.same_event import NEAREST, event_groups, pairs_to_compare
from crossframe.similarity.suggested_themes import suggest_themes
from crossframe.stance.codebook import Codebook
from crossframe.stance.coding import code_stance
from crossframe.voices.cue_groups import cue_verbs
from crossframe.voices.shares import speaker_table, voice_shares
from crossframe.voices.sourcing import named_sourcing, partial_quotations
from crossframe.voices.speakers import speakers


class Compared(Protocol):
    """What tables are made from: the articles, the codebook, and other tables by their names."""

    corpus: Corpus
    articles: tuple[Article, ...]
    codebook: Codebook | None
    settled: dict[str, tuple[Path, ...]]
    coding_given: pd.DataFrame | None
    period: Period | None

    def __getitem__(self, name: str) -> pd.DataFrame: ...
    def __contains__(self, name: object) -> bool: ...


def _attributions(c: Compared) -> pd.DataFrame:
    actors = c.codebook.actors if c.codebook else ()
    return speakers(attributions(c["sentences"]), c["sentences"], actors)


def _rules(c: Compared) -> pd.DataFrame:
    assert c.codebook is not None
    return code_stance(c["sentences"], c.codebook, c["attributions"])


def _stance(c: Compared) -> pd.DataFrame:
    assert c.codebook is not None
    rows = c["stance_rules"]
    if c.coding_given is not None:
        rows = apply_adjudication(rows.iloc[:0], c.coding_given)
    return counted_coding(rows, c.codebook, c["sentences"], **c.settled)


def _machine(c: Compared) -> pd.DataFrame:
    """Return the coding of everything before people's codes override it."""
    assert c.codebook is not None
    if not c.settled.get("adjudicated"):
        return c["stance"]
    codings = {key: sheets for key, sheets in c.settled.items() if key == "codings"}
    return counted_coding(c["stance_rules"], c.codebook, c["sentences"], **codings)


def _coder_agreement(c: Compared) -> pd.DataFrame:
    assert c.codebook is not None
    people = c.settled.get("adjudicated", ())
    return coder_agreement(_machine(c), people, c.codebook, c["sentences"])


def _stance_shares(c: Compared) -> pd.DataFrame:
    """Return valid shares by outlet and theme, empty where people coded no random sample."""
    assert c.codebook is not None
    people = read_adjudicated(c.settled.get("adjudicated", ()), c.codebook, c["sentences"])
    drawn = people[people[WEIGHT].notna()] if WEIGHT in people else people.iloc[:0]
    if drawn.empty:
        return pd.DataFrame(columns=COLUMNS)
    return shares(c["sentences"], outlet_names(c.articles), _machine(c), drawn)


def _statements(c: Compared) -> pd.DataFrame:
    coded = {"stance": c["stance"]} if "stance" in c else {}
    pairs = _compared(c)
    return statements(c["attributions"], c["alignment"], c["sentences"], pairs=pairs, **coded)


def _similarity_pairs(c: Compared) -> pd.DataFrame:
    texts = c["sentences"]
    few = len(c.articles) <= NEAREST + 1  # then all pairs are compared
    return similarity_pairs(
        texts, pairs=None if few else pairs_to_compare(texts, c["event_groups"])
    )


def _compared(c: Compared) -> pd.DataFrame:
    """Return the pairs that are compared sentence by sentence: those that have an interval."""
    return c["similarity_pairs"].dropna(subset="low")


def _article_numbers(c: Compared) -> pd.DataFrame:
    counted = (
        *("cleaning_ledger", "sentences", "alignment", "phrase_shares", "phrase_occurrences"),
        *("shared_occurrences", "distinctive_words", "attributions", "suggested_themes"),
        *("statements", "stance"),
    )
    return article_numbers({name: c[name] for name in counted if name in c}, c.codebook)


# In the order in which they are written. A table may ask for others: each is made once.
TABLES: Mapping[str, Callable[[Compared], pd.DataFrame]] = {
    "intake": lambda c: c.corpus.intake,
    "cleaning_ledger": lambda c: ledger(c.articles),
    "sentences": lambda c: sentences(c.articles),
    "similarity_pairs": _similarity_pairs,
    "similarity_percentiles": lambda c: similarity_percentiles(c["sentences"], pairs=_compared(c)),
    "alignment": lambda c: align(c["sentences"], pairs=_compared(c)),
    "phrase_families": lambda c: phrase_families(c["sentences"]),
    "phrase_occurrences": lambda c: family_occurrences(c["sentences"]),
    "phrase_shares": lambda c: phrase_share_percentiles(c["sentences"]),
    "shared_phrases": lambda c: shared_phrases(c["sentences"]),
    "shared_occurrences": lambda c: shared_occurrences(c["sentences"]),
    "distinctive_words": lambda c: distinctive_words(c["sentences"]),
    "attributions": _attributions,
    "voice_shares": lambda c: voice_shares(c["attributions"], c["sentences"]),
    "speakers": lambda c: speaker_table(c["attributions"], c["sentences"]),
    "cue_verbs": lambda c: cue_verbs(c["attributions"]),
    "sourcing": lambda c: named_sourcing(c["attributions"]),
    "partial_quotations": lambda c: partial_quotations(c["attributions"], c["sentences"]),
    "statements": _statements,
    "quotations": lambda c: check_quotations(c["attributions"], c["sentences"], c.corpus.primary),
    "conflicts": lambda c: conflicts(
        c["sentences"], attributions=c["attributions"], pairs=_compared(c)
    ),
    "shared_copy": lambda c: shared_copy(c["sentences"]),
    "event_groups": lambda c: event_groups(
        c["sentences"], dates={article.id: article.date for article in c.articles}
    ),
    "suggested_themes": lambda c: suggest_themes(c["sentences"]),
    "pair_counterparts": lambda c: pair_counterparts(c["alignment"], _compared(c)),
    "pair_terms": lambda c: pair_terms(c["sentences"], _compared(c)),
    "stance": _stance,
    "stance_rules": _rules,
    "coder_agreement": _coder_agreement,
    "stance_shares": _stance_shares,
    "framing": lambda c: framing(
        c["stance"], c["attributions"], c["sentences"], agreement=c["coder_agreement"]
    ),
    "article_numbers": _article_numbers,
    "outlet_articles": lambda c: outlet_articles(c.articles, period=c.period),
    "outlet_numbers": lambda c: outlet_numbers(c["article_numbers"], c["outlet_articles"]),
    "outlet_forms": lambda c: outlet_forms(c["voice_shares"], c["outlet_articles"]),
    "outlet_voices": lambda c: outlet_voices(c["voice_shares"], c["outlet_articles"]),
    "outlet_words": lambda c: outlet_words(
        c["sentences"], c["distinctive_words"], c["outlet_articles"]
    ),
    "outlet_phrases": lambda c: outlet_phrases(c["sentences"], c["outlet_articles"]),
    "outlet_occurrences": lambda c: outlet_occurrences(c["sentences"], c["outlet_articles"]),
    "outlet_similarity": lambda c: outlet_similarity(
        c["similarity_pairs"], c["pair_counterparts"], c["event_groups"], c["outlet_articles"]
    ),
}

CODED = frozenset(  # there with a codebook only
    {"stance", "stance_rules", "coder_agreement", "stance_shares", "framing"}
)
POOLED = frozenset(  # there with several articles of an outlet only
    name for name in TABLES if name.startswith("outlet_")
)
LACKING = {  # table that is not always there -> why, and what to do
    **dict.fromkeys(CODED, (" without a codebook", "compare with a codebook")),
    **dict.fromkeys(POOLED, (" with one article an outlet", "give several of an outlet")),
}
