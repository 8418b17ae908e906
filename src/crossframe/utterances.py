"""The same utterance in other outlets: quoted in full, trimmed, paraphrased, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from crossframe.primary import check_quotations
from crossframe.speakers import UNRESOLVED
from crossframe.voices import voice_words
from crossframe.wording import Comparison, compare_wording, editor_brackets
from crossframe.words import stem, stop_words

CARRIED = (
    "quoted in full",
    "trimmed",
    "paraphrased",
    "attributed to somebody else",
    "attributed to nobody",
    "not found",
)
_FULL, _TRIMMED, _PARAPHRASED, _ELSE, _NOBODY, _NOT_FOUND = CARRIED
_MOST_CHANGED = 0.2  # of the words of a quotation that still counts as quoted in full
_FEWEST_CONTENT_WORDS = 2
_OVERLAP_ALIGNED = 0.25
_FEWEST_ALONE = 3
_OVERLAP_ALONE = 0.5

Span = tuple[int, int]


class _Passage(NamedTuple):
    """One attribution, or one sentence as far as it is attributed to nobody."""

    article: str
    speaker: str
    cue: str
    form: str
    sentences: tuple[int, ...]
    spans: tuple[Span, ...]
    text: str
    words: list[str]
    places: list[Span]
    quoted: list[int]  # which of the words stand inside quotation marks, the outlet's own excepted
    stems: dict[str, str]  # stem -> word, without function words


class _Carrier(NamedTuple):
    """A passage of another article that may carry the utterance, and why."""

    passage: _Passage
    wording: Comparison
    shared: list[str]
    aligned: bool
    overlap: float


def utterances(
    attributions: pd.DataFrame,
    alignment: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    speaker: str | None = None,
    primary: str | None = None,
) -> pd.DataFrame:
    """Say of each statement of a speaker how each other outlet carries it.

    Parameters
    ----------
    attributions
        As of `crossframe.speakers.speakers`, of at least two articles.
    alignment
        As of `crossframe.alignment.align`.
    sentences
        The sentence table of the articles.
    speaker
        The value of `speaker` to follow; by default every speaker that is resolved.
    primary
        The text of a primary document (a transcript or press release), against which the
        quotations of each statement are checked too.

    Returns
    -------
    pandas.DataFrame
        One row for each statement and each other article, in the order of both tables: `article`
        (str), `attribution` (int), `speaker`, `quotation` (str), `first_sentence`,
        `last_sentence` (int), `content` (str), `content_spans`, as in `attributions`; `other`
        (str, the other article) and `carried` (str), the first of these that holds there:

        - `quoted in full`: the speaker is quoted with all its quoted words (one in five may
          stand changed);
        - `trimmed`: the speaker is quoted with part of them;
        - `paraphrased`: the speaker says the same in other words, quoted or not;
        - `attributed to somebody else`, `attributed to nobody`: another speaker, or the outlet
          itself or an unresolved source, says the same or is quoted with these words; if these are
          four quoted words or more, this comes before `paraphrased`;
        - `not found`.

        Then the evidence: `other_speaker`, `other_cue`, `other_quotation` (str; direct, mixed,
        indirect), `other_sentences` (tuple of int), `other_text` (str), `other_spans` (tuple of
        [start, end)); `kept` (float, share of the quoted words that stand quoted there, NaN if the
        statement has none), `cut` (str, the quoted words that do not, "…" between them),
        `cut_spans` (in the statement's own file), `changed` (str, "old → new"), `shared` (str,
        the content words both have) and `aligned` (bool, their sentences are counterparts). All
        but `other` and `carried` are empty where nothing was found. With `primary` also `primary`
        (str: verbatim, altered, not found in it, the least good of the statement's quotations; ""
        if it has none) and `primary_difference` (str).

    Notes
    -----
    Wording is compared on the words inside quotation marks (`crossframe.wording`), the outlet's
    insertions in square brackets left out; the words kept must hold two content words, or be the
    whole quotation. Without such a match two passages say the same if they share two content
    words and a quarter of those of the shorter, names of the speaker not counted, and their
    sentences are accepted counterparts; or if they share three and half. So `paraphrased` rests on
    words and misses what is said in wholly different ones, and a shared subject can pass for a
    shared statement: `shared` and the two texts let it be checked.

    Examples
    --------
    >>> from crossframe.alignment import align
    >>> from crossframe.attribution import attributions
    >>> from crossframe.sentences import given_sentences
    >>> table = given_sentences([
    ...     ("a", 1, 1, "“The old harbour is a danger to us all and must close,” Ada Roe said."),
    ...     ("b", 1, 1, "Ada Roe called the harbour “a danger to us all” on Monday.")])
    >>> said = attributions(table).assign(speaker="roe", speaker_kind="person")
    >>> found = utterances(said, align(table), table)
    >>> found[["article", "carried", "kept", "cut"]].round(2).values.tolist()
    [['a', 'trimmed', 0.42, 'The old harbour is … and must close'], ['b', 'quoted in full', 1.0, '']]
    """
    passages = _passages(attributions, sentences)
    links = {
        frozenset(((a, i), (b, j)))
        for a, i, b, j in alignment.loc[
            alignment["accepted"], ["article_a", "sentence_a", "article_b", "sentence_b"]
        ].itertuples(index=False)
    }
    texts = {article: part for article, part in sentences.groupby("article", sort=False)}
    rows = []
    for statement in attributions.to_dict("records"):
        names = set(statement["speaker"].split("|"))
        if statement["speaker"] == UNRESOLVED or (speaker is not None and speaker not in names):
            continue
        own = passages[statement["article"]][statement["attribution"]]
        for other in texts:
            if other != own.article:
                carriers = [_carrier(own, one, links) for one in passages[other].values()]
                rows.append(
                    {
                        **{name: statement[name] for name in _STATEMENT},
                        "other": other,
                        **_carried(own, [one for one in carriers if one], texts[own.article]),
                    }
                )
    table = pd.DataFrame(rows, columns=[*_STATEMENT, "other", *_EVIDENCE])
    if primary is None:
        return table
    checked = check_quotations(attributions, sentences, primary)
    return table.merge(_worst(checked), how="left", on=["article", "attribution"]).fillna(
        {"primary": "", "primary_difference": ""}
    )
