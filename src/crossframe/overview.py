"""The numbers of each article and of each pair, each with the sentences and the words behind it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain, pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from crossframe.phrases.repeated import phrase_occurrences
from crossframe.similarity.cosine import DEFAULT
from crossframe.similarity.vectors import article_vectors, term_counts
from crossframe.stance.codebook import Codebook
from crossframe.stance.themes import term_pattern, touched_themes
from crossframe.stance.units import unit_stances
from crossframe.text.words import fold, iter_terms, iter_words

Span = tuple[int, int]
Row = tuple[str, str, int, tuple[int, ...], tuple[Span, ...]]
Tables = Mapping[str, pd.DataFrame]
Columns = Mapping[Any, npt.NDArray[Any]]  # of the sentences of an article, in the order of its file

STATEMENT_FORMS = ("direct", "mixed", "indirect")
WORDS = 8  # distinctive words of an article whose uses are listed
TERMS = 10  # terms of a pair that are listed
_OFTEN = 3  # places of a phrase that is told however short it is
_LONG = 4  # words of a phrase that is told though it stands twice
_CONTENT = 2  # words of such a phrase that are no stop words
_STANCES = ("favor", "against", "neither", "mixed")


def article_numbers(tables: Tables, codebook: Codebook | None = None) -> pd.DataFrame:
    """Count what each article holds, and say where it stands.

    Parameters
    ----------
    tables
        Of a comparison: `sentences`, `alignment`, `phrase_shares`, `phrase_occurrences`,
        `shared_occurrences`, `attributions`, `statements`, `distinctive_words`, `suggested_themes`,
        `cleaning_ledger`, and with a codebook `stance`.
    codebook
        The one of `stance`.

    Returns
    -------
    pandas.DataFrame
        One row a number: `article`, `measure` (str), `item` (str: what of several is counted, a
        theme's id, a speaker, a word, a rule; otherwise empty), `number` (int, 0 or more),
        `sentences` (tuple of int, in which it stands, 0 the headline) and `spans` (tuple of
        [start, end) in the article's file, of the words that are counted; empty where whole
        sentences are). Measures that are 0 stand there if they have no item.

    Notes
    -----
    Measures: `sentences`, `sentences with a counterpart`, `sentences without a counterpart`,
    `sentences on a theme`; `words`, `words in repeated phrases`, `repeats` (every time a family of
    phrases stands there), `shared phrases` (the same for those of several articles); `statements`,
    `direct statements`, `mixed statements`, `indirect statements`; `removed parts` (of the page).
    By item: `theme` (sentences that touch it), `favor`, `against`, `neither`, `mixed` (such
    sentences by the stance in them), `terms` (words that touch it), `suggested theme` (sentences),
    `speaker` (statements), `statements quoted in full` and so on (by how another article carries
    them, its id being the item), `word` (uses of a distinctive word of any article, eight of
    each), `removed` (parts, by rule).
    """
    sentences = tables["sentences"]
    runs = phrase_occurrences(sentences)
    touched = touched_themes(sentences, codebook) if codebook else None
    own_parts = {name: table for name, table in tables.items() if "article" in table}
    own_parts |= {"runs": runs, "words": _distinctive(tables)}
    if touched is not None:
        own_parts["touched"] = touched
    parts = {
        name: dict(list(table.groupby("article", sort=False))) for name, table in own_parts.items()
    }
    rows: list[tuple[Any, ...]] = []
    for article, rows_of in sentences.groupby("article", sort=False):
        own = {name: c.to_numpy() for name, c in rows_of.sort_values("start").items()}
        part = {name: parts[name].get(article, table[:0]) for name, table in own_parts.items()}
        linked = _linked(tables["alignment"], str(article))
        numbers = chain(
            _lengths(own, linked, part),
            _phrases(own, part),
            _statements(own, part["attributions"]),
            _carried(own, part["statements"]),
            _themes(own, part),
            _suggested(own, tables["suggested_themes"], codebook),
            _by_item(own, "word", part["words"], "word"),
            _removed(part["cleaning_ledger"]),
        )
        rows.extend((article, *row) for row in numbers)
    return pd.DataFrame(
        rows, columns=["article", "measure", "item", "number", "sentences", "spans"]
    )


def pair_counterparts(alignment: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Count the counterparts of every pair of articles.

    Parameters
    ----------
    alignment
        As of `crossframe.similarity.alignment.align`.
    pairs
        As of `crossframe.similarity.cosine.similarity_pairs`: which pairs there are.

    Returns
    -------
    pandas.DataFrame
        One row a pair: `article_a`, `article_b` (str), `counterparts` (int, accepted pairs of
        sentences), `sentences_a`, `sentences_b` (tuple of int, the sentences in them).
    """
    accepted = dict(list(alignment[alignment["accepted"]].groupby(["article_a", "article_b"])))
    rows = []
    for a, b in zip(pairs["article_a"], pairs["article_b"], strict=True):
        found = accepted.get((a, b), alignment[:0])
        ends = (tuple(sorted(set(map(int, found[f"sentence_{side}"])))) for side in "ab")
        rows.append((a, b, len(found), *ends))
    columns = ["article_a", "article_b", "counterparts", "sentences_a", "sentences_b"]
    return pd.DataFrame(rows, columns=columns)


def pair_terms(sentences: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """List the ten terms that make up most of the similarity of every pair of articles.

    Parameters
    ----------
    sentences
        The sentence table of the articles.
    pairs
        As of `crossframe.similarity.cosine.similarity_pairs`, default weighting.

    Returns
    -------
    pandas.DataFrame
        One row a pair and term, the largest contribution first: `article_a`, `article_b`, `term`
        (str), `contribution` (float), `share` (float, 0 to 1: of the pair's similarity),
        `sentences_a`, `spans_a`, `sentences_b`, `spans_b` (tuples: the sentences of either article
        that hold the term, and its places in the file; a term of two words that has a function
        word between them has none).
    """
    vectors, vocabulary = article_vectors(sentences, weighting=DEFAULT)
    vectors.sort_indices()
    every = [slice(start, end) for start, end in pairwise(vectors.indptr)]
    row = {article: number for number, article in enumerate(sentences["article"].unique())}
    held = term_counts(sentences, weighting=DEFAULT)[0].tocsc()
    held.sort_indices()
    owners, numbers, starts, texts = (
        sentences[column].tolist() for column in ("article", "sentence", "start", "text")
    )
    folded = [fold(text) for text in texts]

    @cache
    def holding(term: int) -> dict[str, list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for place in held.indices[held.indptr[term] : held.indptr[term + 1]].tolist():
            places[owners[place]].append(place)
        return places

    @cache
    def at(term: int, article: str) -> tuple[tuple[int, ...], tuple[Span, ...]]:
        places = holding(term)[article]
        some = [(starts[place], folded[place]) for place in places]
        return tuple(numbers[place] for place in places), tuple(_found(some, (vocabulary[term],)))

    rows = []
    for a, b, similarity in pairs[["article_a", "article_b", "similarity"]].itertuples(index=False):
        ones, others = (vectors.indices[every[row[article]]] for article in (a, b))
        shared, in_one, in_other = np.intersect1d(
            ones, others, assume_unique=True, return_indices=True
        )
        product = vectors.data[every[row[a]]][in_one] * vectors.data[every[row[b]]][in_other]
        for place in np.argsort(-product, kind="stable")[:TERMS].tolist():
            term, contribution = int(shared[place]), float(product[place])
            both = (*at(term, a), *at(term, b))
            rows.append((a, b, vocabulary[term], contribution, contribution / similarity, *both))
    columns = ["article_a", "article_b", "term", "contribution", "share"]
    return pd.DataFrame(
        rows, columns=[*columns, "sentences_a", "spans_a", "sentences_b", "spans_b"]
    )


def printed_pattern(pattern: str, texts: Iterable[str]) -> str:
    """Write a pattern of phrases as texts print its words: "the dam’s {gate | door}"."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for word in iter_words(text):
            forms[word.form][text[word.start : word.end]] += 1

    def as_printed(match: re.Match[str]) -> str:
        ((form, _),) = forms[match[0]].most_common(1) or [(match[0], 0)]
        return form

    return re.sub(r"[^\s{}|]+", as_printed, pattern).replace("|", " | ")


def telling_phrases(families: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Return the families that are more than a name that stands twice, by count times words."""
    key = ["article", "family"]
    full = places[places["match"].map(_says_something).astype(bool)]
    said = pd.MultiIndex.from_frame(families[key]).isin(pd.MultiIndex.from_frame(full[key]))
    told = families[(families["count"] >= _OFTEN) | ((families["words"] >= _LONG) & said)]
    weight = (told["count"] * told["words"]).sort_values(ascending=False, kind="stable")
    return told.loc[weight.index]


def _says_something(match: str) -> bool:
    """Tell whether a phrase is more than a name: words of content, not all with a capital."""
    content = [match[term.start : term.end] for term in iter_terms(match) if term.content]
    return len(content) >= _CONTENT and any(word[0].islower() for word in content)


def _found(folded: Iterable[tuple[int, str]], terms: Iterable[str]) -> Iterator[Span]:
    """Yield where terms stand in some folded sentences, each with its start in the file."""
    patterns = [term_pattern(term) for term in terms]
    for start, text in folded:
        for pattern in patterns:
            for match in pattern.finditer(text):
                yield int(start + match.start()), int(start + match.end())


def _linked(alignment: pd.DataFrame, article: str) -> set[int]:
    accepted = alignment[alignment["accepted"]]
    return {
        int(number)
        for side in "ab"
        for number in accepted.loc[accepted[f"article_{side}"] == article, f"sentence_{side}"]
    }


def _row(
    sentences: Columns,
    measure: str,
    spans: Iterable[Span],
    *,
    item: str = "",
    number: int | None = None,
) -> Row:
    """Return a number with its places; by default it is the number of the places."""
    own = tuple(sorted((int(start), int(end)) for start, end in spans))
    touched: set[int] = set()
    if own:
        firsts, lasts, numbers = (sentences[name] for name in ("start", "end", "sentence"))
    for start, end in own:
        inside = slice(lasts.searchsorted(start, "right"), firsts.searchsorted(end))
        touched.update(numbers[inside].tolist())
    return measure, item, len(own) if number is None else number, tuple(sorted(touched)), own


def _whole(measure: str, sentences: Iterable[int], *, item: str = "") -> Row:
    """Return a number of whole sentences."""
    own = tuple(sorted({int(number) for number in sentences}))
    return measure, item, len(own), own, ()


def _spans(table: pd.DataFrame) -> list[Span]:
    return list(zip(table["start"], table["end"], strict=True))


def _lengths(sentences: Columns, linked: set[int], part: Tables) -> Iterator[Row]:
    every = set(sentences["sentence"])
    yield _whole("sentences", every)
    yield _whole("sentences with a counterpart", linked)
    yield _whole("sentences without a counterpart", every - linked)
    if "stance" in part:
        coded = part["stance"]
        number = int(coded["sentence"].nunique())
        yield _row(sentences, "sentences on a theme", _spans(coded), number=number)


def _phrases(sentences: Columns, part: Tables) -> Iterator[Row]:
    shares = part["phrase_shares"]
    counts = shares[(shares["min_words"] == 3) & shares["headline"]].iloc[0]
    yield "words", "", int(counts["words"]), tuple(map(int, sentences["sentence"])), ()
    repeated = int(counts["words_in_phrases"])
    yield _row(sentences, "words in repeated phrases", _spans(part["runs"]), number=repeated)
    yield _row(sentences, "repeats", _spans(part["phrase_occurrences"]))
    yield _row(sentences, "shared phrases", _spans(part["shared_occurrences"]))


def _statements(sentences: Columns, said: pd.DataFrame) -> Iterator[Row]:
    def counted(measure: str, some: pd.DataFrame, item: str = "") -> Row:
        spans = chain.from_iterable(some["content_spans"])
        return _row(sentences, measure, spans, item=item, number=len(some))

    yield counted("statements", said)
    for form in STATEMENT_FORMS:
        yield counted(f"{form} statements", said[said["quotation"] == form])
    spoken: dict[str, list[list[Span]]] = defaultdict(list)
    for speakers, spans in zip(said["speaker"], said["content_spans"], strict=True):
        for speaker in speakers:
            spoken[speaker].append(spans)
    for speaker, own in spoken.items():
        spans = chain.from_iterable(own)
        yield _row(sentences, "speaker", spans, item=speaker, number=len(own))


def _carried(sentences: Columns, statements: pd.DataFrame) -> Iterator[Row]:
    said: dict[tuple[str, str], list[tuple[int, list[Span]]]] = defaultdict(list)
    columns = ("carried", "other", "attribution", "content_spans")
    for way, other, *own in zip(*(statements[name] for name in columns), strict=True):
        said[way, other].append((*own,))
    for (way, other), each in said.items():
        spans = chain.from_iterable(spans for _, spans in each)
        number = len({attribution for attribution, _ in each})
        yield _row(sentences, f"statements {way}", spans, item=other, number=number)


def _themes(sentences: Columns, part: Tables) -> Iterator[Row]:
    if "stance" not in part:
        return
    units = unit_stances(part["stance"]).reset_index()
    for theme, own in units.groupby("theme", sort=False):
        coded = part["stance"][part["stance"]["theme"] == theme]
        yield _row(sentences, "theme", _spans(coded), item=str(theme), number=len(own))
        for side in _STANCES:
            numbers = own.loc[own["stance"] == side, "sentence"]
            if len(numbers):
                spans = _spans(coded[coded["sentence"].isin(numbers)])
                yield _row(sentences, side, spans, item=str(theme), number=len(numbers))
    if "touched" in part:
        yield from _by_item(sentences, "terms", part["touched"], "theme")


def _suggested(
    sentences: Columns, themes: pd.DataFrame, codebook: Codebook | None
) -> Iterator[Row]:
    """Yield the sentences of each suggested theme, and where its terms stand in them."""
    article = sentences["article"][0]
    for row in () if codebook else themes.itertuples():
        numbers = [number for owner, number in row.places if owner == article]
        if numbers:
            _, item, number, stand, _ = _whole("", numbers, item=row.theme)
            folded = zip(sentences["start"], map(fold, sentences["text"]), strict=True)
            spans = tuple(sorted(_found(folded, row.terms.split("; "))))
            yield "suggested theme", item, number, stand, spans


def _by_item(sentences: Columns, measure: str, places: pd.DataFrame, column: str) -> Iterator[Row]:
    found: dict[str, list[Span]] = defaultdict(list)
    for item, span in zip(places[column], _spans(places), strict=True):
        found[item].append(span)
    for item, spans in found.items():
        yield _row(sentences, measure, spans, item=item)


def _removed(ledger: pd.DataFrame) -> Iterator[Row]:
    yield "removed parts", "", len(ledger), (), ()
    for rule, own in ledger.groupby("rule", sort=False):
        yield "removed", str(rule), len(own), (), ()


def leaning_words(distinctive_words: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the eight words that each article leans on most, used twice or more."""
    words = distinctive_words
    words = words[(words["z"] > 0) & (words["count"] > 1)]
    return words.groupby("article", sort=False).head(WORDS)


def _distinctive(tables: Tables) -> pd.DataFrame:
    """Return every use, in all articles, of the words that any article leans on."""
    words = leaning_words(tables["distinctive_words"])["word"].unique()
    top = {word: place for place, word in enumerate(words)}
    uses = [
        (row.article, term.form, row.start + term.start, row.start + term.end)
        for row in tables["sentences"].itertuples()
        for term in iter_terms(row.text)
        if term.form in top
    ]
    uses.sort(key=lambda use: top[use[1]])
    return pd.DataFrame(uses, columns=["article", "word", "start", "end"])
