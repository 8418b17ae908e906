"""Themes in sentences: where a codebook's terms stand, and which sentences touch which theme."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from operator import itemgetter

import pandas as pd

from crossframe.stance.codebook import Codebook
from crossframe.text.words import fold

HIT_COLUMNS = ["article", "sentence", "theme", "term", "start", "end"]


@lru_cache(maxsize=4096)
def term_pattern(term: str) -> re.Pattern[str]:
    """Compile a search term to a pattern for folded text."""
    forms = {unicodedata.normalize(form, fold(term.strip())) for form in ("NFC", "NFD")}
    alternatives = "|".join(sorted(_as_regex(form) for form in forms))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")


def theme_hits(sentences: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Find every occurrence of every search term.

    Parameters
    ----------
    sentences
        A sentence table.
    codebook
        Its themes' terms are searched, case, kind of quotation mark and kind of hyphen ignored.

    Returns
    -------
    pandas.DataFrame
        One row per occurrence: `article`, `sentence`, `theme` (id), `term` (as the codebook writes
        it), `start`, `end` (int, code points in the article's file); in reading order.
    """
    patterns = [
        (theme.id, term, term_pattern(term)) for theme in codebook.themes for term in theme.terms
    ]
    any_term = "|".join(pattern.pattern for *_, pattern in patterns)
    some_term = re.compile(rf"(?<!\w)(?:{any_term})")
    rows: list[tuple[str, int, str, str, int, int]] = []
    for article, sentence, start, text in sentences[
        ["article", "sentence", "start", "text"]
    ].itertuples(index=False):
        folded = fold(text)
        if not some_term.search(folded):
            continue
        found = [
            (article, sentence, theme, term, start + match.start(), start + match.end())
            for theme, term, pattern in patterns
            for match in pattern.finditer(folded)
        ]
        rows.extend(sorted(found, key=itemgetter(4, 5)))
    return pd.DataFrame(rows, columns=HIT_COLUMNS)


def touched_themes(sentences: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Tell which sentences touch which themes.

    Parameters
    ----------
    sentences
        A sentence table. Each article is read by itself.
    codebook
        Themes and terms.

    Returns
    -------
    pandas.DataFrame
        The rows of `theme_hits` that count.

    Notes
    -----
    A term inside a longer term of another theme gives way ("water" in "water price").
    """
    hits = theme_hits(sentences, codebook)
    parts = [_without_contained(own) for _, own in hits.groupby("article", sort=False)]
    return pd.concat(parts, ignore_index=True) if parts else hits


def _without_contained(hits: pd.DataFrame) -> pd.DataFrame:
    spans = list(hits[["theme", "start", "end"]].itertuples(index=False, name=None))
    keep = [
        not any(
            other != theme and first <= start and end <= last and last - first > end - start
            for other, first, last in spans
        )
        for theme, start, end in spans
    ]
    return hits.loc[keep]


def _as_regex(folded: str) -> str:
    escaped = re.escape(folded).replace(r"\*", r"\w*")
    return re.sub(r"(?:\\ |\\-)+", r"[ \\-]+", escaped)
