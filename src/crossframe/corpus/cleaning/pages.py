"""Cleaning: from a scraped page to its headline and paragraphs, with a ledger of all that goes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from crossframe.corpus.articles import Article
from crossframe.corpus.cleaning.blocks import Block, blocks
from crossframe.corpus.cleaning.body import article_span
from crossframe.corpus.cleaning.boilerplate import NOTHING, Look, about, author_boxes, look
from crossframe.corpus.cleaning.headline import given_headline, guess_headline
from crossframe.corpus.cleaning.verdicts import Verdict, of_given_text, of_page
from crossframe.errors import CrossframeError
from crossframe.text.running import Span
from crossframe.text.words import fold, spaces


class CleanedBlock(NamedTuple):
    """A row of `clean`."""

    block: int
    start: int
    end: int
    kind: str
    rule: str
    text: str


COLUMNS = list(CleanedBlock._fields)
LEDGER_COLUMNS = ["article", "block", "start", "end", "rule", "text"]


def clean(
    text: str,
    *,
    headline: str = "",
    form: str = "page",
    kept: Sequence[Span] = (),
    extractor: str = "",
) -> pd.DataFrame:
    r"""Partition a scraped page into its headline, its paragraphs and what is not the article.

    Parameters
    ----------
    text
        The page as plain text, a line per block, unchanged.
    headline
        The article's headline as the page has it, apart from case, white space and the kind of
        quotation marks; if empty, it is guessed.
    form
        What the text is, as `Article.form` tells. Of an extract only certain boilerplate is
        removed, of a text nothing but a repeated headline or standfirst; neither has its headline
        guessed.
    kept, extractor
        The spans of an extract that a program took out of the page, and the program, as of
        `Article`: all else is removed, by the rule that is the program's name.

    Returns
    -------
    pandas.DataFrame
        One row a block, in order; every character of `text` that is no white space lies in exactly
        one row. `block` (int, from 0), `start`, `end` (int, [start, end) code points in `text`),
        `kind` (str: "headline", at most one; "body", a paragraph or subheading; "removed"), `rule`
        (str, the rule that decided), `text` (str, the block with each white-space character turned
        into a plain space, so that `len(text) == end - start`).

    Raises
    ------
    CrossframeError
        If a headline is given that does not occur in the text.

    Notes
    -----
    Each block is first judged by itself (`crossframe.corpus.cleaning.boilerplate.look`); then the run of blocks
    that reads most like an article is taken (`crossframe.corpus.cleaning.body.article_span`); what is
    certain boilerplate inside it is taken out again. The rules are general ones for English news
    pages; none knows an outlet.

    Examples
    --------
    >>> page = "Home\nBridge opens\nBy Ann Lee\nThe old bridge is open again.\nShare"
    >>> clean(page, headline="Bridge opens")[["kind", "rule"]].to_numpy().tolist()
    ... # doctest: +NORMALIZE_WHITESPACE
    [['removed', 'skip links'], ['headline', 'given headline'], ['removed', 'byline'],
     ['body', 'paragraph'], ['removed', 'share buttons']]
    """
    return _table(_cleaned(text, headline, form, kept, extractor))


def _cleaned(
    text: str, headline: str, form: str, kept: Sequence[Span], extractor: str
) -> list[CleanedBlock]:
    folded = fold(text)
    page = _parts(text, kept) if kept else blocks(text)
    if form != "page":
        head = -1
        if headline.strip():
            page, head = given_headline(text, folded, page, headline)
        looks = [NOTHING] * len(page)  # of a text nothing is boilerplate
        if form == "extract":
            looks = [
                seen if _within(block, kept) else Look(extractor, sure=True, prose=False, words=0)
                for block, seen in zip(
                    page, _looks(text, folded, page, title=headline), strict=True
                )
            ]
        verdicts = of_given_text(folded, page, looks, head, form)
        return _with_verdicts(text, page, verdicts, "given headline")
    if headline.strip():
        page, head = given_headline(text, folded, page, headline)
        looks = _looks(text, folded, page, title=headline)
        span = article_span(text, page, looks, after=head + 1)
        if span[0] == span[1]:  # the headline stands under the text
            span = article_span(text, page, looks)
    else:
        looks = _looks(text, folded, page, title="")
        guess = guess_headline(folded, page, looks, article_span(text, page, looks))
        head = -1 if guess is None else guess
        title = "" if head < 0 else text[page[head].start : page[head].end]
        if about(title):
            looks = _looks(text, folded, page, title=title)
        span = article_span(text, page, looks)
    verdicts = of_page(folded, page, looks, span=span, head=head)
    title_rule = "given headline" if headline.strip() else "guessed headline"
    return _with_verdicts(text, page, verdicts, title_rule)


def _with_verdicts(
    text: str, page: Sequence[Block], verdicts: Iterable[Verdict], title_rule: str
) -> list[CleanedBlock]:
    spaced = spaces(text)
    return [
        CleanedBlock(
            number,
            block.start,
            block.end,
            kind,
            rule or title_rule,
            spaced[block.start : block.end],
        )
        for number, (block, (kind, rule)) in enumerate(zip(page, verdicts, strict=True))
    ]


def _table(rows: Sequence[CleanedBlock]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=COLUMNS)
    types = {"block": "int64", "start": "int64", "end": "int64", "text": "str"}
    return table if rows else table.astype(types)  # of no row pandas knows no types


def clean_article(article: Article) -> pd.DataFrame:
    """Clean one article; an error if nothing of it is left."""
    return _table(article_blocks(article))


def article_blocks(article: Article) -> list[CleanedBlock]:
    """Return the rows of `clean_article`."""
    place = f"article {article.id!r}"
    try:
        rows = _cleaned(
            article.text, article.headline, article.form, article.kept, article.extractor
        )
    except CrossframeError as error:
        raise CrossframeError(
            error.problem, path=article.path, place=place, remedy=error.remedy
        ) from error
    if not any(block.kind == "body" for block in rows):
        raise CrossframeError(
            "all of it is boilerplate: no paragraph of an article is left",
            path=article.path,
            place=place,
            remedy="store the text of the article's page, or remove the article from the manifest",
        )
    return rows


def ledger(articles: Iterable[Article]) -> pd.DataFrame:
    r"""List everything that cleaning takes out.

    Parameters
    ----------
    articles
        Articles as they were stored.

    Returns
    -------
    pandas.DataFrame
        One row a removed block: `article` (str), `block`, `start`, `end` (int, code points in the
        article's file), `rule` (str, the rule that removed it, or the program that
        left it out when it took the article out of an HTML page), `text` (str).

    Raises
    ------
    CrossframeError
        As of `clean_article`.

    Examples
    --------
    >>> page = "Old bridge\nIt is open to the public again.\nAll rights reserved."
    >>> ledger([Article("a", "The Sun Dial", page)])[["article", "rule"]].to_numpy().tolist()
    [['a', 'before the article'], ['a', 'copyright']]
    """
    empty = pd.DataFrame(columns=LEDGER_COLUMNS)
    parts = [
        table.loc[table["kind"] == "removed"].assign(article=article.id)[LEDGER_COLUMNS]
        for article, table in ((article, clean_article(article)) for article in articles)
    ]
    return pd.concat(parts, ignore_index=True) if parts else empty


def _parts(text: str, kept: Sequence[Span]) -> list[Block]:
    """Return the blocks of a page, none of which lies on both sides of a border of its article."""
    borders = sorted({0, len(text), *(place for span in kept for place in span)})
    return [
        block._replace(start=block.start + start, end=block.end + start)
        for start, end in pairwise(borders)
        for block in blocks(text[start:end])
    ]


def _within(block: Block, kept: Sequence[Span]) -> bool:
    if not kept:
        return True
    place = bisect_right(kept, block.start, key=lambda span: span[0]) - 1
    return place >= 0 and block.end <= kept[place][1]


def _looks(text: str, folded: str, page: Sequence[Block], *, title: str) -> list[Look]:
    subject = about(title)
    known: dict[str, Look] = {}  # menus stand on a page more than once
    looks = []
    for block in page:
        line = text[block.start : block.end]
        if line not in known:
            known[line] = look(line, folded[block.start : block.end], subject=subject)
        looks.append(known[line])
    return author_boxes([folded[b.start : min(b.end, b.start + 100)] for b in page], looks)
