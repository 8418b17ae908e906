"""Phrase families: one row for one slogan, however it is varied, shortened or lengthened.

`crossframe.phrases.repeated.repeated_phrases` lists a slogan many times over: whole, in parts, with the
words around it, and once per variant. Here all of these are one family, known by a pattern: a
phrase, or a phrase with one slot in which a word changes ("cut the {tax|price} of bread").

The rule. Candidates are an article's repeated phrases and its frames with a slot
(`crossframe.phrases.maximal.maximal_frames`). They are taken in the order of what each repeats: its
words that are no stop words, the slot not counted, times its occurrences after the first (where
two repeat as much: the more frequent, the one without a slot, the longer, the earlier). The first
candidate founds a family. Each further one joins the family whose places hold more than half
of the words of its own occurrences, the earlier family where two do; if there is none, it founds a
family of its own. A family's places are those of its founder alone, so that a chain of overlaps
cannot tie together phrases that have nothing in common.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

import pandas as pd

from crossframe.phrases.maximal import maximal_frames, maximal_phrases
from crossframe.phrases.numbered_words import NumberedWords, numbered_words

FAMILIES = ["article", "family", "pattern", "words", "count", "variants", "fillings", "phrases"]
_NO_SLOT = -1


class _Candidate(NamedTuple):
    """A phrase or frame of one article: its shape, and where it stands."""

    article: int
    words: int
    slot: int
    places: list[int]  # first words of occurrences that do not overlap, counted from the left


class _Family(NamedTuple):
    """A family: its number in the article, its founder, and how many phrases it holds."""

    number: int
    founder: _Candidate
    phrases: int


def phrase_families(sentences: pd.DataFrame, *, min_words: int = 3) -> pd.DataFrame:
    """Return the families of phrases that an article repeats.

    Parameters
    ----------
    sentences
        A sentence table (see `crossframe.corpus.sentences`); the headline counts as a sentence.
    min_words
        Length of the shortest phrase, and of the shortest frame around a slot, in words; at
        least 2.

    Returns
    -------
    pandas.DataFrame
        One row a family: `article` (str), `family` (int, from 1 within the article, in the order
        of what is repeated), `pattern` (str, folded words joined by spaces, the slot as
        `{word|word}` with the most frequent word first), `words` (int, length of the pattern, a
        slot counted as one word), `count` (int, 2 or more: places in the text that match the
        pattern and do not overlap, counted from the left), `variants` (int, different words in
        the slot; 1 without a slot), `fillings` (str, these words with their counts: "tax 4,
        price 2"; empty without a slot), `phrases` (int, phrases of
        `crossframe.phrases.repeated.repeated_phrases` that the family holds).

    Raises
    ------
    CrossframeError
        If `min_words` is below 2.

    Notes
    -----
    The rule stands at the top of this module. A phrase that joined a family may also occur outside
    the family's places. The order is that of compression: what is repeated need not be written
    again (Larsson and Moffat 2000, "Off-line dictionary-based compression", Proc. IEEE 88).

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> texts = "Cut the tax of bread", "Now cut the price of bread.", "Cut the price of bread!"
    >>> table = given_sentences([("a", number, 1, text) for number, text in enumerate(texts)])
    >>> families = phrase_families(table)
    >>> families[["family", "pattern", "words", "count", "fillings"]].values.tolist()
    [[1, 'cut the {price|tax} of bread', 5, 3, 'price 2, tax 1']]
    """
    words = numbered_words(sentences)
    articles = sentences["article"].unique()
    rows = []
    for number, founder, phrases in _families(words, min_words):
        fillings = _fillings(words, founder)
        rows.append(
            {
                "article": articles[founder.article],
                "family": number,
                "pattern": _pattern(words, founder),
                "words": founder.words,
                "count": len(founder.places),
                "variants": max(len(fillings), 1),
                "fillings": ", ".join(f"{word} {count}" for word, count in fillings),
                "phrases": phrases,
            }
        )
    return pd.DataFrame(rows, columns=FAMILIES)


def family_occurrences(sentences: pd.DataFrame, *, min_words: int = 3) -> pd.DataFrame:
    """Return every place of every family: the concordance of `phrase_families`.

    Parameters
    ----------
    sentences, min_words
        As for `phrase_families`, which tells of errors too.

    Returns
    -------
    pandas.DataFrame
        One row a place, as many as the family's count, in the order of `phrase_families` and then
        of the text: `article` (str), `family` (int), `pattern` (str), `filling` (str, the word in
        the slot; empty without one), `sentence` (int), `start`, `end` (int, code points in the
        article's file), `left`, `match`, `right` (str: the sentence before, in and after the
        match, as printed).

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> texts = "Cut the tax of bread", "Please cut the price of bread!"
    >>> table = given_sentences([("a", number, 1, text) for number, text in enumerate(texts)])
    >>> family_occurrences(table)[["filling", "left", "match"]].values.tolist()
    [['tax', '', 'Cut the tax of bread'], ['price', 'Please ', 'cut the price of bread']]
    """
    words = numbered_words(sentences)
    places = pd.DataFrame(
        [
            (number, _pattern(words, founder), _filling(words, founder, at), at, founder.words)
            for number, founder, _ in _families(words, min_words)
            for at in founder.places
        ],
        columns=["family", "pattern", "filling", "at", "words"],
    )
    table = words.in_context(sentences, places)
    for position, column in enumerate(("family", "pattern", "filling"), start=1):
        table.insert(position, column, places[column])
    return table


def _families(words: NumberedWords, min_words: int) -> list[_Family]:
    """Sort all candidates into families by the rule at the top of this module."""
    phrases = maximal_phrases(words, words.within_articles(), min_words=min_words)
    frames = maximal_frames(words, min_words=min_words)
    candidates = [*_candidates(phrases.assign(slot=_NO_SLOT)), *_candidates(frames)]
    candidates.sort(
        key=lambda candidate: (
            candidate.article,
            -_repeats(words, candidate),
            -len(candidate.places),
            candidate.slot != _NO_SLOT,
            -candidate.words,
            candidate.places[0],
        )
    )
    families: list[_Family] = []
    holders: dict[int, list[int]] = {}
    numbers: Counter[int] = Counter()
    for candidate in candidates:
        stretch = [at + step for at in candidate.places for step in range(candidate.words)]
        held = Counter(family for word in stretch for family in holders.get(word, ()))
        holder = max(held, key=lambda family: (held[family], -family), default=None)
        if holder is None or 2 * held[holder] <= len(stretch):
            if len(candidate.places) < 2:
                continue
            holder = len(families)
            numbers[candidate.article] += 1
            families.append(_Family(numbers[candidate.article], candidate, 0))
            for word in stretch:
                holders.setdefault(word, []).append(holder)
        if candidate.slot == _NO_SLOT:
            family = families[holder]
            families[holder] = family._replace(phrases=family.phrases + 1)
    return families


def _candidates(places: pd.DataFrame) -> Iterator[_Candidate]:
    """Gather the places of each phrase or frame, leaving out those that overlap an earlier one."""
    columns = places[["number", "article", "words", "slot", "at"]].to_numpy().tolist()
    for (_, article, words, slot), rows in groupby(columns, key=lambda row: row[:4]):
        apart: list[int] = []
        for *_, at in rows:
            if not apart or at >= apart[-1] + words:
                apart.append(at)
        yield _Candidate(article, words, slot, apart)


def _repeats(words: NumberedWords, candidate: _Candidate) -> int:
    """Count the words a candidate repeats: no stop words, not the slot, not the first place."""
    first = candidate.places[0]
    content = words.content[first + candidate.words] - words.content[first]
    if candidate.slot != _NO_SLOT:
        slot = first + candidate.slot
        content -= words.content[slot + 1] - words.content[slot]
    return int(content) * (len(candidate.places) - 1)


def _filling(words: NumberedWords, founder: _Candidate, at: int) -> str:
    """Return the word in the slot at one place."""
    return "" if founder.slot == _NO_SLOT else str(words.form[at + founder.slot])


def _fillings(words: NumberedWords, founder: _Candidate) -> list[tuple[str, int]]:
    """Return the words in the slot with their counts, the most frequent first."""
    if founder.slot == _NO_SLOT:
        return []
    return Counter(_filling(words, founder, at) for at in founder.places).most_common()


def _pattern(words: NumberedWords, founder: _Candidate) -> str:
    """Return the words of the founder, its slot with all its fillings in braces."""
    form = words.text(founder.places[0], founder.words).split(" ")
    if founder.slot != _NO_SLOT:
        fillings = (word for word, _ in _fillings(words, founder))
        form[founder.slot] = "{" + "|".join(fillings) + "}"
    return " ".join(form)
