"""What each outlet makes of a statement: quoted in full, trimmed, paraphrased, or not found."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import pandas as pd

from crossframe.claims.carriers import (
    Carrier,
    Vocabulary,
    candidates,
    carrier,
    index_words,
    vocabulary,
    word_counts,
)
from crossframe.claims.passages import Passage, passages
from crossframe.text.running import Span
from crossframe.text.words import stop_words
from crossframe.voices.cue_groups import is_statement
from crossframe.voices.shares import voice_words
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
_COLUMNS = [
    "article", "statement", "attribution", "speaker", "quotation", "cue", "first_sentence",
    "last_sentence", "words", "quoted_words", "content", "content_spans", "around", "themes",
    "other", "counterparts", "carried", "other_speaker", "other_cue", "other_quotation",
    "other_sentences", "other_text", "other_spans", "kept", "cut", "cut_spans", "changed", "shared",
    "aligned",
]  # fmt: skip
_GIVEN = ("attribution", "speaker", "quotation", "cue", "first_sentence", "last_sentence")

Row = dict[str, Any]
Links = dict[tuple[str, int], set[tuple[str, int]]]


def statements(
    attributions: pd.DataFrame,
    alignment: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    stance: pd.DataFrame | None = None,
    speaker: str | None = None,
    pairs: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Say of each statement of a speaker how the articles it is compared with carry it.

    Parameters
    ----------
    attributions
        As of `crossframe.voices.speakers.speakers`, of at least two articles.
    alignment
        As of `crossframe.similarity.alignment.align`.
    sentences
        The sentence table of the articles.
    stance
        As of `crossframe.stance.coding.code_stance`, for the column `themes`.
    speaker
        The speaker to follow, one of those in `speaker`; by default every one that is resolved.
    pairs
        `article_a` and `article_b` of the pairs of articles to compare; by default all.

    Returns
    -------
    pandas.DataFrame
        One row for each statement and each other article that its article is compared with, in
        the order of both tables:

        - the statement: `article` (str), `statement` (int, from 1 in each article, of those
          listed), `attribution` (int), `speaker` (tuple of str), `quotation` (str; direct, mixed,
          indirect), `cue` (str), `first_sentence`, `last_sentence` (int), as in `attributions`;
          `words` (int, of the content), `quoted_words` (int, those inside quotation marks, which
          may open or close in another sentence), `content` (str), `content_spans` (tuple of
          [start, end) in the article's file), `around` (str, the words of its sentences outside
          the content, "…" for the content) and `themes` (tuple of str, "theme: stance" held by
          the speaker in these sentences);
        - `other` (str, the other article), `counterparts` (tuple of int, the sentences there that
          alignment links to the statement's own) and `carried` (str), the first of these that
          holds there:

          - `quoted in full`: the speaker is quoted with all its quoted words (function words may
            lack, and one word in five may stand changed);
          - `trimmed`: the speaker is quoted with part of them;
          - `paraphrased`: the speaker says the same in other words, quoted or not;
          - `attributed to somebody else`, `attributed to nobody`: another speaker, or the outlet
            itself or an unresolved source, says the same or is quoted with these words; if these
            are four quoted words or more, this comes before `paraphrased`;
          - `not found`;

        - the evidence, empty where nothing was found: `other_speaker`, `other_cue`,
          `other_quotation` (tuple of str), `other_sentences` (tuple of int), `other_text` (str),
          `other_spans` (tuple of [start, end)); `kept` (float, share of the quoted words that
          stand quoted there, NaN if the statement has none), `cut` (str, the quoted words that do
          not, "…" between them), `cut_spans` (in the statement's own file), `changed` (tuple of
          str, "old → new"), `shared` (tuple of str, the content words both have) and `aligned`
          (bool, these sentences are among the counterparts).

    Notes
    -----
    Wording is compared word by word on what stands inside quotation marks
    (`crossframe.claims.passages`), the outlet's insertions in square brackets left out. What is
    said in other words is found by the content words that two passages share and by their
    sentences being counterparts, with a higher bar for other speakers;
    `crossframe.claims.carriers` states the rules. Of several passages the one with the rarest
    shared words is shown. So `paraphrased` misses what is said in wholly different words, and a
    shared subject can pass for a shared statement: `shared` and the two texts let it be checked.

    Examples
    --------
    >>> from crossframe.similarity.alignment import align
    >>> from crossframe.attribution.attributions import attributions
    >>> from crossframe.corpus.sentences import given_sentences
    >>> table = given_sentences([
    ...     ("a", 1, 1, "“The old harbour is a danger to us all and must close,” Ada Roe said."),
    ...     ("b", 1, 1, "Ada Roe called the harbour “a danger to us all” on Monday.")])
    >>> said = attributions(table).assign(speaker=[("roe",)] * 2, speaker_kind="person")
    >>> found = statements(said, align(table), table)
    >>> found[["article", "carried", "kept", "cut"]].round(2).values.tolist()
    [['a', 'trimmed', 0.42, 'The old harbour is … and must close'], ['b', 'quoted in full', 1.0, '']]
    """
    attributions = attributions[attributions["cue"].map(is_statement).astype(bool)]
    spoken = voice_words(attributions, sentences)
    found = passages(attributions, sentences, spoken)
    links = _links(alignment)
    texts = dict(list(sentences.groupby("article", sort=False)))
    said = {article: list(own.values()) for article, own in found.items()}
    indexed = {article: index_words(own) for article, own in said.items()}
    counts = {article: word_counts(own) for article, own in texts.items()}
    beside = {a: [b for b in texts if b != a] for a in texts}
    if pairs is not None:
        ends = set(zip(pairs["article_a"], pairs["article_b"], strict=True))
        beside = {a: [b for b in texts if {(a, b), (b, a)} & ends] for a in texts}

    @cache
    def words(a: str, b: str) -> Vocabulary:
        return vocabulary(counts[a], counts[b], len(texts[a]) + len(texts[b]))

    rows = []
    for statement in _statements(attributions, sentences, spoken, stance, speaker):
        own = found[statement["article"]][statement["attribution"]]
        linked = {place for n in own.sentences for place in links.get((own.article, n), ())}
        nothing = _evidence(own, _NOT_FOUND, [], texts[own.article])
        for other in beside[own.article]:
            counterparts = {number for article, number in linked if article == other}
            carriers = [
                carrier(
                    own,
                    one,
                    words(*sorted((own.article, other))),
                    aligned=not counterparts.isdisjoint(one.sentences),
                )
                for one in candidates(own, said[other], indexed[other])
            ]
            carrying = [one for one in carriers if one]
            evidence = _carried(own, carrying, texts[own.article]) if carrying else nothing
            there = {"other": other, "counterparts": tuple(sorted(counterparts))}
            rows.append({**statement, **there, **evidence})
    return pd.DataFrame(rows, columns=_COLUMNS)


def _statements(
    attributions: pd.DataFrame,
    sentences: pd.DataFrame,
    spoken: pd.DataFrame,
    stance: pd.DataFrame | None,
    speaker: str | None,
) -> Iterator[Row]:
    """Yield what is known of each statement in its own article."""
    words = spoken.sort_values("start", kind="stable").groupby("article", sort=False)
    ordered = {
        article: (own["start"].tolist(), [0, *own["quoted"].cumsum().tolist()])
        for article, own in words
    }
    lines = {(row.article, row.sentence): row for row in sentences.itertuples()}
    held: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for row in () if stance is None else stance.itertuples():
        place = (row.article, row.sentence)
        held.setdefault(place, []).append((row.holder, f"{row.theme}: {row.stance}"))
    numbers: dict[str, int] = {}
    for row in attributions.to_dict("records"):
        names, article = row["speaker"], row["article"]
        if UNRESOLVED in names or (speaker is not None and speaker not in names):
            continue
        numbers[article] = numbers.get(article, 0) + 1
        own = [(article, n) for n in range(row["first_sentence"], row["last_sentence"] + 1)]
        counts = [_count(*ordered[article], *span) for span in row["content_spans"]]
        yield {
            **{column: row[column] for column in _GIVEN},
            "article": article,
            "statement": numbers[article],
            "words": sum(size for size, _ in counts),
            "quoted_words": sum(quoted for _, quoted in counts),
            "content": row["content"],
            "content_spans": row["content_spans"],
            "around": _around(
                [lines[place] for place in own if place in lines], row["content_spans"]
            ),
            "themes": tuple(
                dict.fromkeys(
                    side for place in own for who, side in held.get(place, ()) if who in names
                )
            ),
        }


def _count(starts: list[int], quoted: list[int], start: int, end: int) -> tuple[int, int]:
    """Return how many words begin in a span, and how many of them inside quotation marks."""
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    return last - first, quoted[last] - quoted[first]


def _around(sentences: Sequence[Any], content: Sequence[Span]) -> str:
    """Return the sentences' text outside the content, with "…" for the content."""
    parts: list[str] = []
    for row in sentences:
        position = row.start
        for start, end in sorted(content):
            if start < row.end and row.start < end:
                parts += [row.text[position - row.start : max(start - row.start, 0)], "…"]
                position = min(end, row.end)
        parts.append(row.text[position - row.start :])
    words = " ".join(part.strip() for part in parts if part.strip()).split()
    return " ".join(
        word for word, before in zip(words, ["", *words], strict=False) if {word, before} != {"…"}
    )


def _links(alignment: pd.DataFrame) -> Links:
    """Return for each sentence its counterparts in other articles."""
    links: Links = {}
    columns = ["article_a", "sentence_a", "article_b", "sentence_b"]
    for a, i, b, j in alignment.loc[alignment["accepted"], columns].itertuples(index=False):
        links.setdefault((a, i), set()).add((b, int(j)))
        links.setdefault((b, j), set()).add((a, int(i)))
    return links


def _carried(
    own: Passage, carriers: Sequence[Carrier], sentences: pd.DataFrame
) -> dict[str, object]:
    """Choose the passages of one article that carry a statement, and show them."""
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
    """Show who carries a statement where, what of its wording is kept, and what is cut."""
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
        "other_cue": tuple(one.cue for one in carrying if one.cue),
        "other_quotation": tuple(dict.fromkeys(one.form for one in carrying if one.form)),
        "other_sentences": tuple(dict.fromkeys(n for one in carrying for n in one.sentences)),
        "other_text": " … ".join(one.text for one in carrying),
        "other_spans": tuple(span for one in carrying for span in one.spans),
        "kept": len(kept) / len(own.quoted) if own.quoted else float("nan"),
        "cut": " … ".join(_text(sentences, *span) for span in spans),
        "cut_spans": tuple(spans),
        "changed": tuple(dict.fromkeys(changed.values())),
        "shared": tuple(dict.fromkeys(word for one in carriers for word in one.shared)),
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
