"""The same utterance in other outlets: quoted in full, trimmed, paraphrased, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pandas as pd

from crossframe.claims.carriers import Carrier, carrier, vocabulary
from crossframe.claims.passages import Passage, passages
from crossframe.claims.primary import CHECKED, check_quotations
from crossframe.text.running import Span
from crossframe.text.words import stop_words
from crossframe.voices.speakers import UNRESOLVED

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
_FEWEST_WORDS_OF_ANOTHER = 4
_STATEMENT = [
    "article",
    "attribution",
    "speaker",
    "quotation",
    "first_sentence",
    "last_sentence",
    "content",
    "content_spans",
]
_EVIDENCE = [
    "carried",
    "other_speaker",
    "other_cue",
    "other_quotation",
    "other_sentences",
    "other_text",
    "other_spans",
    "kept",
    "cut",
    "cut_spans",
    "changed",
    "shared",
    "aligned",
]


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
        As of `crossframe.voices.speakers.speakers`, of at least two articles.
    alignment
        As of `crossframe.similarity.alignment.align`.
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

        - `quoted in full`: the speaker is quoted with all its quoted words (function words may
          lack, and one word in five may stand changed);
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
    Wording is compared word by word on what stands inside quotation marks
    (`crossframe.claims.passages`), the outlet's insertions in square brackets left out. What is said in
    other words is found by the content words that two passages share and by their sentences being
    counterparts, with a higher bar for other speakers; `crossframe.claims.carriers` states the rules. Of
    several passages the one with the rarest shared words is shown. So `paraphrased` misses what is
    said in wholly different words, and a shared subject can pass for a shared statement: `shared`
    and the two texts let it be checked.

    Examples
    --------
    >>> from crossframe.similarity.alignment import align
    >>> from crossframe.attribution.attributions import attributions
    >>> from crossframe.corpus.sentences import given_sentences
    >>> table = given_sentences([
    ...     ("a", 1, 1, "“The old harbour is a danger to us all and must close,” Ada Roe said."),
    ...     ("b", 1, 1, "Ada Roe called the harbour “a danger to us all” on Monday.")])
    >>> said = attributions(table).assign(speaker=[("roe",)] * 2, speaker_kind="person")
    >>> found = utterances(said, align(table), table)
    >>> found[["article", "carried", "kept", "cut"]].round(2).values.tolist()
    [['a', 'trimmed', 0.42, 'The old harbour is … and must close'], ['b', 'quoted in full', 1.0, '']]
    """
    found = passages(attributions, sentences)
    links = {
        frozenset(((a, i), (b, j)))
        for a, i, b, j in alignment.loc[
            alignment["accepted"], ["article_a", "sentence_a", "article_b", "sentence_b"]
        ].itertuples(index=False)
    }
    texts = dict(list(sentences.groupby("article", sort=False)))
    words = {
        frozenset(pair): vocabulary(pd.concat([texts[article] for article in pair]))
        for pair in combinations(texts, 2)
    }
    rows = []
    for statement in attributions.to_dict("records"):
        names = statement["speaker"]
        if UNRESOLVED in names or (speaker is not None and speaker not in names):
            continue
        own = found[statement["article"]][statement["attribution"]]
        for other in texts:
            if other == own.article:
                continue
            carriers = [
                carrier(
                    own,
                    one,
                    words[frozenset((own.article, other))],
                    aligned=_are_aligned(own, one, links),
                )
                for one in found[other].values()
            ]
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


def _are_aligned(own: Passage, other: Passage, links: set[frozenset[tuple[str, int]]]) -> bool:
    return any(
        frozenset(((own.article, i), (other.article, j))) in links
        for i in own.sentences
        for j in other.sentences
    )


def _carried(
    own: Passage, carriers: Sequence[Carrier], sentences: pd.DataFrame
) -> dict[str, object]:
    """Choose the passages of one article that carry an utterance, and show them."""
    speakers = set(own.speaker)
    same: list[Carrier] = []
    others: list[Carrier] = []
    nobody: list[Carrier] = []
    for one in carriers:
        heard = set(one.passage.speaker) - {UNRESOLVED}
        (same if heard & speakers else others if heard else nobody).append(one)
    quoting = [one for one in same if one.quotes]
    if quoting:
        return _evidence(own, "", quoting, sentences)
    for carried, found in ((_ELSE, others), (_NOBODY, nobody)):
        verbatim = [one for one in found if len(one.wording.kept) >= _FEWEST_WORDS_OF_ANOTHER]
        if verbatim:
            best = max(verbatim, key=lambda one: len(one.wording.kept))
            return _evidence(own, carried, [best], sentences)
    for carried, found in ((_PARAPHRASED, same), (_ELSE, others), (_NOBODY, nobody)):
        alike = [one for one in found if (one.alike if found is same else one.alike_alone)]
        if alike:
            best = max(alike, key=lambda one: one.weight)
            return _evidence(own, carried, [best], sentences)
    return _evidence(own, _NOT_FOUND, [], sentences)


def _evidence(
    own: Passage, carried: str, carriers: Sequence[Carrier], sentences: pd.DataFrame
) -> dict[str, object]:
    """Show who carries an utterance where, what of its wording is kept, and what is cut."""
    kept = {place for one in carriers for place in one.wording.kept}
    changed: dict[int, str] = {}
    for one in carriers:
        theirs = one.passage.quoted_words
        for first, end, other_first, other_end in one.wording.changed:
            if kept.isdisjoint(range(first, end)):
                mine = " ".join(own.quoted_words[place] for place in range(first, end))
                change = f"{mine} → {' '.join(theirs[other_first:other_end])}"
                changed.update(dict.fromkeys(range(first, end), change))
    cut = [place for place in range(len(own.quoted)) if place not in kept and place not in changed]
    whole = len(changed) <= _MOST_CHANGED * len(own.quoted) and all(
        own.quoted_words[place] in stop_words() for place in cut
    )
    spans = _runs(own, cut) if kept else []
    carrying = [one.passage for one in carriers]
    return {
        "carried": carried or (_FULL if whole else _TRIMMED),
        "other_speaker": tuple(dict.fromkeys(name for one in carrying for name in one.speaker)),
        "other_cue": "; ".join(one.cue for one in carrying if one.cue),
        "other_quotation": "; ".join(dict.fromkeys(one.form for one in carrying if one.form)),
        "other_sentences": tuple(dict.fromkeys(n for one in carrying for n in one.sentences)),
        "other_text": " … ".join(one.text for one in carrying),
        "other_spans": tuple(span for one in carrying for span in one.spans),
        "kept": len(kept) / len(own.quoted) if own.quoted else float("nan"),
        "cut": " … ".join(_text(sentences, *span) for span in spans),
        "cut_spans": tuple(spans),
        "changed": "; ".join(dict.fromkeys(changed.values())),
        "shared": ", ".join(dict.fromkeys(word for one in carriers for word in one.shared)),
        "aligned": any(one.aligned for one in carriers),
    }


def _runs(own: Passage, places: Sequence[int]) -> list[Span]:
    """Return places among the quoted words as spans of the file, neighbours joined."""
    runs: list[list[int]] = []
    for place in (own.quoted[place] for place in places):
        if runs and own.positions[runs[-1][-1]] == own.positions[place] - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return [(own.places[run[0]][0], own.places[run[-1]][1]) for run in runs]


def _text(sentences: pd.DataFrame, start: int, end: int) -> str:
    """Return what stands in a stretch of an article, without what was cleaned away."""
    return " ".join(
        row.text[max(0, start - row.start) : end - row.start]
        for row in sentences.itertuples()
        if row.start < end and start < row.end
    )


def _worst(checked: pd.DataFrame) -> pd.DataFrame:
    """Return one row an attribution: the least good of its quotations' checks."""
    table = checked.assign(rank=checked["checked"].map(CHECKED.index)).sort_values(
        "rank", kind="stable"
    )
    return (
        table.groupby(["article", "attribution"], sort=False)
        .agg(
            primary=("checked", "last"),
            primary_difference=("difference", lambda parts: "; ".join(p for p in parts if p)),
        )
        .reset_index()
    )
