"""The themes that the words of the articles suggest, where there is no codebook."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from crossframe.reader.panels import Group, Item, panel
from crossframe.reader.text import Lines, Place, Span
from crossframe.reader.words import printed, term_spans


def suggested_panels(tables: Mapping[str, pd.DataFrame], lines: Lines) -> list[Item]:
    """Return a panel per suggested theme: its terms, and the sentences that hold them."""
    suggested = tables["suggested_themes"]
    spans = suggested_spans(tables)
    forms = printed_terms(tables)
    items = []
    for number, row in enumerate(suggested.itertuples(), start=1):
        groups = []
        for article, place in lines.places.items():
            quotes = [
                lines.quote(article, n, n, spans.get((row.theme, article, n), ()))
                for owner, n in suggested_places(row.places, lines)
                if owner == article
            ]
            if quotes:
                label = "sentence" if len(quotes) == 1 else "sentences"
                groups.append(Group(f"suggested-{number}-{place}", place, "", "", label, quotes))
        others = [forms[term] for term in row.terms.split("; ") if term != row.theme]
        note = f"with {', '.join(others)}" if others else ""
        items.append(panel(f"suggested-{number}", forms[row.theme], note, groups, lines))
    return items


def suggested_spans(tables: Mapping[str, pd.DataFrame]) -> dict[tuple[str, str, int], list[Span]]:
    """Return where the terms of suggested themes stand: theme, article, sentence -> spans."""
    suggested = tables["suggested_themes"]
    terms = {row.theme: row.terms.split("; ") for row in suggested.itertuples()}
    return term_spans(tables["sentences"], terms)


def printed_terms(tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Return for each term of a suggested theme the form that is commonest in the articles."""
    suggested, sentences = tables["suggested_themes"], tables["sentences"]
    terms = {term for row in suggested.itertuples() for term in (row.theme, *row.terms.split("; "))}
    texts = sentences.set_index(["article", "sentence"])[["start", "text"]].T.to_dict("list")
    matches: dict[str, list[str]] = {term: [] for term in sorted(terms)}
    for (term, *place), spans in term_spans(sentences, {term: [term] for term in matches}).items():
        first, text = texts[tuple(place)]
        matches[term] += [text[start - first : end - first] for start, end in spans]
    return {term: printed(found, term) for term, found in matches.items()}


def suggested_places(places: str, lines: Lines) -> list[Place]:
    """Read the column `places` of `crossframe.similarity.suggested_themes.suggest_themes`."""
    known = {f"{article} {number}": (article, number) for article, number in lines.of}
    return [known[place] for place in places.split("; ")]
