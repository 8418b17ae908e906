"""The numbers of each pair of articles in the reader, each with the sentences behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from crossframe.reader.text import Lines, Places, visible
from crossframe.reader.words import term_spans
from crossframe.similarity.cosine import DEFAULT, similarity_terms
from crossframe.similarity.vectors import term_counts

_TERMS = 10


def pair_numbers(tables: Mapping[str, pd.DataFrame], lines: Lines) -> list[dict[str, Any]]:
    """Return the numbers of each pair of articles, the most alike first."""
    placed = tables["similarity_percentiles"]
    placed = placed[placed["variant"] == "default"]
    placed = placed.groupby(["article_a", "article_b"])["meaning"].agg(list)
    copied = tables["shared_copy"].set_index(["article_a", "article_b"], drop=False)
    accepted = tables["alignment"][tables["alignment"]["accepted"]]
    holding = _sentences_by_term(tables["sentences"])
    ranked = tables["similarity_pairs"].sort_values("similarity", ascending=False, kind="stable")
    pairs = []
    for row in ranked.itertuples():
        key = (row.article_a, row.article_b)
        linked = accepted[(accepted["article_a"] == key[0]) & (accepted["article_b"] == key[1])]
        ends: Places = [
            (link[f"article_{side}"], int(link[f"sentence_{side}"]), ())
            for side in "ab"
            for link in linked.to_dict("records")
        ]
        terms, behind = _terms(tables["sentences"], key, row.similarity, holding, lines)
        copy = copied.loc[key]
        runs = [p for side in "ab" for p in lines.places_of(copy[f"article_{side}"], copy[f"spans_{side}"])]  # fmt: skip
        pairs.append(
            {
                "a": lines.places[row.article_a],
                "b": lines.places[row.article_b],
                "links": lines.number(len(linked), ends),
                "similarity": lines.number(f"{row.similarity:.2f}", behind),
                "low": f"{row.low:.2f}",
                "high": f"{row.high:.2f}",
                "meanings": placed.get(key, []),
                "terms": terms,
                "copied": lines.number(int(copy["words_shared"]), runs),
                "passages": int(copy["passages"]),
                "is_copy": bool(copy["shared_copy"]),
            }
        )
    return pairs


def _terms(
    sentences: pd.DataFrame,
    pair: tuple[str, str],
    similarity: float,
    holding: Mapping[str, list[tuple[str, int]]],
    lines: Lines,
) -> tuple[list[dict[str, Any]], Places]:
    """Return the terms that make up most of a similarity, and the places of all of them."""
    made_of = similarity_terms(sentences, *pair).head(_TERMS)
    own = sentences[sentences["article"].isin(pair)]
    spans = term_spans(own, {term: (term,) for term in made_of["term"]})
    terms, behind = [], []
    for term, contribution in zip(made_of["term"], made_of["contribution"], strict=True):
        at: Places = [
            (*place, spans.get((term, *place), ())) for place in holding[term] if place[0] in pair
        ]
        behind += at
        share = lines.number(f"{contribution / similarity:.0%}", at)
        terms.append({"term": visible(term), **share})
    return terms, behind


def _sentences_by_term(sentences: pd.DataFrame) -> dict[str, list[tuple[str, int]]]:
    counts, vocabulary = term_counts(sentences, weighting=DEFAULT)
    places = list(zip(sentences["article"], sentences["sentence"].astype(int), strict=True))
    rows, columns = counts.nonzero()
    found: dict[str, list[tuple[str, int]]] = {}
    for row, column in sorted(zip(rows.tolist(), columns.tolist(), strict=True)):
        found.setdefault(vocabulary[column], []).append(places[row])
    return found
