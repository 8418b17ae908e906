"""The numbers of the reader, each with the sentences behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from crossframe.phrases import phrase_occurrences
from crossframe.reader_text import Lines, Span, counterparts, visible
from crossframe.similarity import DEFAULT, similarity_terms
from crossframe.vectors import term_counts

_TERMS = 10


def article_numbers(tables: Mapping[str, pd.DataFrame], lines: Lines) -> list[dict[str, Any]]:
    """Return the numbers of each article, with the sentences behind each."""
    links = counterparts(tables["alignment"])
    said = tables["attributions"]
    shares = phrase_shares(tables)
    spans = {
        "repeated": phrase_occurrences(tables["sentences"]),
        "families": tables["phrase_occurrences"],
        "shared": tables["shared_occurrences"],
    }
    rows: dict[str, list[dict[str, Any]]] = {}

    def add(measure: str, number: object, places: Sequence[Any] = ()) -> None:
        cell = {"number": number, "evidence": lines.evidence(places)}
        rows.setdefault(measure, []).append(cell | {"first": lines.first(places)})

    for article, own in lines.by_article.items():
        keys = [(article, line.number) for line in own]
        linked = [(*key, ()) for key in keys if key in links]
        at = {
            name: [
                (article, int(row.sentence), [(row.start, row.end)])
                for row in table[table["article"] == article].itertuples()
            ]
            for name, table in spans.items()
        }
        add("Sentences, with the headline", len(own))
        add("Words", int(shares.loc[article, "words"]))
        add("Sentences with a counterpart", len(linked), linked)
        add(
            "Sentences without one",
            len(own) - len(linked),
            [(*key, ()) for key in keys if key not in links],
        )
        add(
            "Words in repeated phrases",
            int(shares.loc[article, "words_in_phrases"]),
            at["repeated"],
        )
        add("Places of repeated phrases", len(at["families"]), at["families"])
        add("Places of shared phrases", len(at["shared"]), at["shared"])
        statements = said[said["article"] == article]
        add("Attributed statements", len(statements), _said(statements, lines))
        for form in ("direct", "mixed", "indirect"):
            some = statements[statements["quotation"] == form]
            add(f"of these {form}", len(some), _said(some, lines))
        if "stance" in tables:
            touched = tables["stance"][tables["stance"]["article"] == article]
            places = [
                (article, int(row.sentence), [(row.start, row.end)]) for row in touched.itertuples()
            ]
            add("Sentences that touch a theme", int(touched["sentence"].nunique()), places)
    return [
        {"name": measure, "indent": measure.startswith("of these"), "cells": cells}
        for measure, cells in rows.items()
    ]


def phrase_shares(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return each article's share of words in phrases of three words or more, headline included."""
    shares = tables["phrase_shares"]
    return shares[(shares["min_words"] == 3) & shares["headline"]].set_index("article")


def _said(attributions: pd.DataFrame, lines: Lines) -> list[tuple[str, int, list[Span]]]:
    return [
        (row.article, line.number, [(line.start + start, line.start + end)])
        for row in attributions.itertuples()
        for line, start, end in lines.touching(row.article, sorted(row.content_spans))
    ]


def pair_numbers(tables: Mapping[str, pd.DataFrame], lines: Lines) -> list[dict[str, Any]]:
    """Return the numbers of each pair of articles."""
    placed = tables["similarity_percentiles"]
    placed = placed[placed["variant"] == "default"]
    alignment = tables["alignment"]
    sentences = tables["sentences"]
    counts, vocabulary = term_counts(sentences, weighting=DEFAULT)
    counts, column = counts.tocsc(), {term: place for place, term in enumerate(vocabulary)}
    pairs = []
    for row in tables["similarity_pairs"].itertuples():
        same = (placed["article_a"] == row.article_a) & (placed["article_b"] == row.article_b)
        linked = alignment[
            (alignment["article_a"] == row.article_a)
            & (alignment["article_b"] == row.article_b)
            & alignment["accepted"]
        ]
        ends = [
            (link[f"article_{side}"], int(link[f"sentence_{side}"]), ())
            for side in "ab"
            for link in linked.to_dict("records")
        ]
        made_of = similarity_terms(sentences, row.article_a, row.article_b).head(_TERMS)
        own = sentences["article"].isin([row.article_a, row.article_b]).to_numpy()
        terms = []
        for term, contribution in zip(made_of["term"], made_of["contribution"], strict=True):
            having = counts[:, [column[term]]].toarray().ravel() > 0
            found = sentences[having & own]
            at = [(a, int(n), ()) for a, n in zip(found["article"], found["sentence"], strict=True)]
            terms.append(
                {
                    "term": visible(term),
                    "number": f"{contribution / row.similarity:.0%}",
                    "evidence": lines.evidence(at),
                    "first": lines.first(at),
                }
            )
        pairs.append(
            {
                "a": lines.places[row.article_a],
                "b": lines.places[row.article_b],
                "similarity": f"{row.similarity:.2f}",
                "low": f"{max(row.low - row.bias, 0):.2f}",
                "high": f"{min(row.high - row.bias, 1):.2f}",
                "meanings": placed.loc[same, "meaning"].tolist(),
                "terms": terms,
                "links": len(linked),
                "evidence": lines.evidence(ends),
                "first": lines.first(ends),
            }
        )
    return pairs
