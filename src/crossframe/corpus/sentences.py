"""Sentences of articles, each with its offsets in the article's file."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from crossframe.corpus.articles import Article
from crossframe.corpus.cleaning.pages import article_blocks
from crossframe.errors import CrossframeError
from crossframe.text.boundaries import split
from crossframe.text.words import spaces, words

COLUMNS = ["article", "sentence", "paragraph", "start", "end", "text"]

_Row = tuple[str, int, int, int, int, str]


def sentences(articles: Iterable[Article]) -> pd.DataFrame:
    r"""Clean articles and split them into sentences.

    Parameters
    ----------
    articles
        Any number of articles with different ids.

    Returns
    -------
    pandas.DataFrame
        The sentence table, one row a sentence in reading order, articles below one another:
        `article` (str, the article's id), `sentence` (int, 0 for the headline, then from 1 through
        the article; without a headline there is no 0), `paragraph` (int, 0 for the headline, then
        from 1), `start`, `end` (int, [start, end) code points in the article's `text`), `text`
        (str, the article's characters from `start` to `end`, each white-space character replaced
        by one plain space, so that an offset in `text` plus `start` is an offset in the article).

    Raises
    ------
    CrossframeError
        If two articles have the same id, or nothing of an article is left after cleaning.

    Examples
    --------
    >>> page = "Bridge to be closed, mayor says\n\nThe bridge will be closed. So she said on Monday."
    >>> article = Article("a", "The Post", page, headline="Bridge to be closed, mayor says")
    >>> sentences([article])[["sentence", "paragraph", "start", "end"]].to_numpy().tolist()
    [[0, 0, 0, 31], [1, 1, 33, 59], [2, 1, 60, 82]]
    """
    rows: list[_Row] = []
    seen: set[str] = set()
    for article in articles:
        if article.id in seen:
            raise CrossframeError(
                f"article id {article.id!r} is used twice",
                path=article.path,
                remedy="give every article an id of its own",
            )
        seen.add(article.id)
        rows.extend(_sentences_of(article))
    return _table(rows)


def _sentences_of(article: Article) -> Iterable[_Row]:
    number = paragraph = 0
    blocks = [block for block in article_blocks(article) if block.kind != "removed"]
    for block in sorted(blocks, key=lambda block: block.kind != "headline"):
        if block.kind == "headline":
            yield article.id, 0, 0, block.start, block.end, block.text
            continue
        paragraph += 1
        for start, end in split(article.text[block.start : block.end]):
            number += 1
            place = block.start + start, block.start + end
            yield article.id, number, paragraph, *place, block.text[start:end]


def given_sentences(rows: Iterable[tuple[str, int, int, str]]) -> pd.DataFrame:
    """Make a sentence table of sentences that were split elsewhere.

    Parameters
    ----------
    rows
        (article, sentence, paragraph, text) in reading order; sentence 0 is the headline.

    Returns
    -------
    pandas.DataFrame
        A sentence table as of `sentences`; its offsets count in a text of each article that joins
        sentences of one paragraph by a space and paragraphs by two newlines.

    Examples
    --------
    >>> given_sentences([("a", 0, 0, "Head"), ("a", 1, 1, "One."), ("a", 2, 1, "Two.")])[
    ...     ["start", "end"]
    ... ].to_numpy().tolist()
    [[0, 4], [6, 10], [11, 15]]
    """
    table: list[_Row] = []
    last: dict[str, tuple[int, int]] = {}
    for article, sentence, paragraph, text in rows:
        start = 0
        if article in last:
            before, of_paragraph = last[article]
            start = before + (1 if of_paragraph == paragraph else 2)
        end = start + len(text)
        last[article] = (end, paragraph)
        table.append((article, sentence, paragraph, start, end, spaces(text)))
    return _table(table)


def lengths(sentences: pd.DataFrame) -> pd.DataFrame:
    """Count the paragraphs, sentences and words of each article.

    Parameters
    ----------
    sentences
        A sentence table; a headline is a sentence, and no paragraph.

    Returns
    -------
    pandas.DataFrame
        One row an article: `article` (str), `paragraphs`, `sentences`, `words` (int).

    Examples
    --------
    >>> lengths(given_sentences([("a", 0, 0, "Dam breaks"), ("a", 1, 1, "It broke at noon.")]))
      article  paragraphs  sentences  words
    0       a           1          2      6
    """
    body = sentences[sentences["paragraph"] > 0]
    counted = {
        "paragraphs": body.groupby("article")["paragraph"].nunique(),
        "sentences": sentences.groupby("article").size(),
        "words": words(sentences).groupby("article").size(),
    }
    table = pd.DataFrame(counted).reindex(sentences["article"].unique()).fillna(0).astype("int64")
    return table.rename_axis("article").reset_index()


def in_place(sentences: pd.DataFrame, articles: Iterable[Article]) -> bool:
    """Say whether every sentence stands in its article's file where the sentence table says.

    >>> article = Article("a", "The Post", "Rain fell. So it goes.", form="text")
    >>> table = sentences([article])
    >>> in_place(table, [article]), in_place(table.assign(start=table["start"] + 1), [article])
    (True, False)
    """
    texts = {article.id: article.text for article in articles}
    return all(
        spaces(texts[row.article][row.start : row.end]) == row.text
        for row in sentences.itertuples()
    )


def compared_articles(sentences: pd.DataFrame) -> list[str]:
    """Return the articles of a table in its order; fewer than two are an error."""
    articles = list(sentences["article"].unique())
    if len(articles) < 2:
        raise CrossframeError(
            "there is one article and nothing to compare it with"
            if articles
            else "there is no article and nothing to compare",
            remedy="give at least two articles",
        )
    return articles


def plain_sentences(article: str, text: str) -> pd.DataFrame:
    """Return the sentence table of a text of paragraphs, a line each, without cleaning."""
    rows: list[_Row] = []
    start = paragraph = 0
    for line in text.split("\n"):
        spans = split(line)
        for first, end in spans:
            sentence = spaces(line[first:end])
            rows.append((article, len(rows), paragraph, start + first, start + end, sentence))
        paragraph += bool(spans)
        start += len(line) + 1
    return _table(rows)


def _table(rows: list[_Row]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=COLUMNS)
    numbers = dict.fromkeys(["sentence", "paragraph", "start", "end"], "int64")
    return table if rows else table.astype(numbers)  # of no row pandas knows no types
