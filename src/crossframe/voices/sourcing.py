"""Named and unnamed sources, and the few words that are put in quotation marks."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

import pandas as pd

from crossframe.errors import CrossframeError
from crossframe.text.quotations import quoted_spans
from crossframe.voices.shares import voice_words
from crossframe.voices.speakers import OUTLET, UNRESOLVED

NAMING = {
    "person": "named",
    "institution": "named",
    "document": "named",
    "unnamed": "unnamed",
    UNRESOLVED: UNRESOLVED,
}
_OPENING = "\"'`“”„‟«»‘’"
_CLOSING = "\"'”“»«’‘"
_STOPS = ".?!,…"


def named_sourcing(attributions: pd.DataFrame) -> pd.DataFrame:
    """Count the attributions to named and to unnamed or collective sources.

    Parameters
    ----------
    attributions
        As of `crossframe.voices.speakers.speakers`.

    Returns
    -------
    pandas.DataFrame
        One row for each article, naming and kind of speaker: `article`, `naming` (str: `named`,
        `unnamed` for those the article does not name and for collectives, `unresolved` where no
        source stands or a pronoun points to nobody), `speaker_kind` (str), `attributions`,
        `speakers` (int, different ones), `sources` (tuple of str, the different sources as they
        stand, with how often in brackets if more than once) and `sentences` (tuple of int, where
        the attributions begin).

    Raises
    ------
    CrossframeError
        If a kind of speaker is unknown.

    Examples
    --------
    >>> from crossframe.attribution.attributions import attributions
    >>> from crossframe.corpus.sentences import given_sentences
    >>> table = given_sentences([("a", 1, 1, "Ada Roe said it rained."),
    ...                          ("a", 2, 1, "Some officials said it poured.")])
    >>> said = attributions(table).assign(speaker=[("roe",), ("x",)], speaker_kind=["person", "unnamed"])
    >>> named_sourcing(said)[["naming", "attributions", "sources"]].values.tolist()
    [['named', 1, ('Ada Roe',)], ['unnamed', 1, ('Some officials',)]]
    """
    unknown = sorted(set(attributions["speaker_kind"]) - set(NAMING))
    if unknown:
        raise CrossframeError(
            f"unknown kind of speaker {unknown[0]!r}", remedy=f"use one of {', '.join(NAMING)}"
        )
    rows = []
    for article, said in attributions.groupby("article", sort=False):
        for kind, naming in NAMING.items():
            own = said[said["speaker_kind"] == kind]
            if own.empty:
                continue
            sources = Counter(source for source in own["source"] if source)
            rows.append(
                (
                    article,
                    naming,
                    kind,
                    len(own),
                    own["speaker"].nunique(),
                    tuple(f"{s} ({count})" if count > 1 else s for s, count in sources.items()),
                    tuple(own["first_sentence"].tolist()),
                )
            )
    columns = ["article", "naming", "speaker_kind", "attributions", "speakers", "sources"]
    return pd.DataFrame(rows, columns=[*columns, "sentences"])


def partial_quotations(
    attributions: pd.DataFrame, sentences: pd.DataFrame, *, max_words: int = 8
) -> pd.DataFrame:
    """List the quoted stretches of a few words that are part of the outlet's own clause.

    Parameters
    ----------
    attributions
        As of `crossframe.voices.speakers.speakers`.
    sentences
        The sentence table that it was made from.
    max_words
        The most words that such a stretch has.

    Returns
    -------
    pandas.DataFrame
        One row a stretch, in text order: `article` (str), `sentence` (int), `start`, `end` (int,
        code points in the article's file, marks included), `quotation` (str, marks included),
        `words` (int), `attributed` (bool, it stands in the content of an attribution), `speaker`
        (tuple of str, whose content it is, empty if nobody's), `left`, `right` (str, the rest of the sentence).

    Notes
    -----
    Not listed are quotations of more than one sentence, and those that are an utterance of their
    own: a whole sentence of the article, or a stretch that begins with a capital letter at the
    beginning of its sentence or after a comma, colon or stop, and ends with a stop or a comma within the
    marks or with the sentence. Titles of works and terms that are only named stand in quotation
    marks too, and are listed; "scare quotes" are a reading of them, and the reader's.

    Examples
    --------
    >>> from crossframe.attribution.attributions import attributions
    >>> from crossframe.corpus.sentences import given_sentences
    >>> table = given_sentences([("a", 1, 1, "The “experts” left."),
    ...                          ("a", 2, 1, "“It rains,” Ada Roe said.")])
    >>> said = attributions(table).assign(speaker=[("roe",)], speaker_kind="person")
    >>> partial_quotations(said, table)[["quotation", "words", "attributed"]].values.tolist()
    [['“experts”', 1, False]]
    """
    if max_words < 1:
        raise CrossframeError(f"max_words is {max_words}", remedy="give at least 1")
    counted = voice_words(attributions, sentences)
    rows = []
    spoken = dict(list(counted.groupby("article", sort=False)))
    for article, texts in sentences.groupby("article", sort=False):
        own = spoken.get(article, counted[:0]).sort_values("start", kind="stable")
        starts = own["start"].tolist()
        lines = list(texts.itertuples())
        for start, end in quoted_spans(texts):
            row = next(line for line in lines if line.start <= start and end <= line.end)
            first, last = bisect_left(starts, start), bisect_left(starts, end)
            place = start - row.start, end - row.start
            if not 1 <= last - first <= max_words or not _is_partial(row.text, *place):
                continue
            attributed = own["speaker_kind"].iloc[first] != OUTLET
            rows.append(
                (
                    article,
                    row.sentence,
                    start,
                    end,
                    row.text[slice(*place)],
                    last - first,
                    attributed,
                    own["speaker"].iloc[first] if attributed else (),
                    row.text[: place[0]].strip(),
                    row.text[place[1] :].strip(),
                )
            )
    columns = ["article", "sentence", "start", "end", "quotation", "words", "attributed"]
    return pd.DataFrame(rows, columns=[*columns, "speaker", "left", "right"])


def _is_partial(sentence: str, start: int, end: int) -> bool:
    """Tell whether a quoted stretch is part of a clause, and no utterance of its own."""
    before, quoted, after = sentence[:start].rstrip(), sentence[start:end], sentence[end:].lstrip()
    inner = quoted.strip(_OPENING + " ")
    if quoted[0] not in _OPENING or quoted[-1] not in _CLOSING or not inner:
        return False  # it began before this sentence, or goes on after it
    if not any(character.isalnum() for character in before + after):
        return False
    opens = not before or before.endswith((":", ",", ".", "?", "!"))
    closes = inner[-1] in _STOPS or not any(c.isalnum() for c in after) or after[0] in _STOPS
    return not (inner[0].isupper() and opens and closes)
