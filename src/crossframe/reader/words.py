"""Words and terms as the reader shows them: where they stand, how they are printed, cut to fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from crossframe.reader.text import Span
from crossframe.stance.codebook import Codebook, Theme
from crossframe.stance.themes import theme_hits


def term_spans(
    sentences: pd.DataFrame, terms: Mapping[str, Sequence[str]]
) -> dict[tuple[str, str, int], list[Span]]:
    """Return where named terms stand: name, article and sentence -> spans of the file."""
    themes = tuple(Theme(name, name, "", tuple(own)) for name, own in terms.items())
    spans: dict[tuple[str, str, int], list[Span]] = {}
    for row in theme_hits(sentences, Codebook("", (), themes, ())).itertuples():
        key = (row.theme, row.article, int(row.sentence))
        spans.setdefault(key, []).append((row.start, row.end))
    return spans


def printed(matches: Iterable[str], folded: str) -> str:
    """Return the commonest printed form of a word or phrase, of those as long as its folded form."""
    forms = Counter(match for match in matches if len(match) == len(folded))
    return forms.most_common(1)[0][0] if forms else folded


def cut(text: str, length: int) -> str:
    """Cut a text at a word, so that it fits.

    Examples
    --------
    >>> cut("The old bridge opens", 12), cut("The bridge", 12)
    ('The old…', 'The bridge')
    """
    if len(text) <= length:
        return text
    start, _, _ = text[:length].rpartition(" ")
    return (start or text[:length]) + "…"
