"""Whether what a file holds is an article in English, and which line of it is the headline."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from crossframe.corpus.articles import Article
from crossframe.corpus.cleaning.pages import clean_article
from crossframe.errors import CrossframeError
from crossframe.intake.found import Limits
from crossframe.intake.language import foreign_language
from crossframe.text.boundaries import split
from crossframe.text.printable import one_line
from crossframe.text.words import iter_words

FEWEST_WORDS = 20
FOUND_HEADLINE = "not stated: the line above the text whose words return in it"


class Checked(NamedTuple):
    """What a look into an article gives.

    Attributes
    ----------
    article
        The article, with the headline that was found where none was stated.
    body
        The text that cleaning leaves of it.
    problem
        Why it cannot be compared; empty if it can.
    note
        What to know of how it was read; mostly empty.
    """

    article: Article
    body: str
    problem: str
    note: str


def check_article(article: Article, *, limits: Limits, any_language: bool = False) -> Checked:
    """Look whether there is an article in a text.

    Parameters
    ----------
    article
        An article as a file states it.
    limits
        How long it may be.
    any_language
        Whether it may be in another language than English.

    Returns
    -------
    Checked
        The article, or why it is none.

    Notes
    -----
    The cleaner knows English prose alone. So a page in another language, of which it leaves
    nothing, is taken as an extract.

    Examples
    --------
    >>> from crossframe.intake.found import LIMITS
    >>> check_article(Article("a", "Sun Dial", "The bridge is open."), limits=LIMITS).problem
    'has 4 words of text, fewer than 20'
    """
    problem = _unfit(article, limits=limits)
    if problem:
        return Checked(article, "", problem, "")
    article = _with_headline(article)
    body, problem = _own_text(article, limits=limits)
    language = foreign_language(body or article.text)
    if not language:
        return Checked(article, body, problem, "")
    if problem and article.form == "page":
        article = replace(article, form="extract")
        body, problem = _own_text(article, limits=limits)
    if not any_language:
        problem = f"is in {language}, not in English (to use it all the same: --force)"
    return Checked(article, body, problem, f"in {language}, used all the same")


def _unfit(article: Article, *, limits: Limits) -> str:
    """Return why a text is not even looked into, if there is a reason."""
    if len(article.text) > limits.characters:
        return f"is longer than {limits.characters:,} characters, as no article is"
    return "holds NUL characters, as no text does" if "\0" in article.text else ""


def _with_headline(article: Article) -> Article:
    """Return the article with the headline that cleaning finds, if it states none."""
    if article.headline or article.form != "page":
        return article
    try:
        blocks = clean_article(article)
        heads = blocks.loc[blocks["kind"] == "headline", "text"]
        if heads.empty:
            return article
        notes = {**article.notes, "headline": FOUND_HEADLINE}
        headed = replace(article, headline=one_line(heads.iloc[0]), notes=notes)
        clean_article(headed)
    except CrossframeError:
        return article
    return headed


def _own_text(article: Article, *, limits: Limits) -> tuple[str, str]:
    """Return the article's own text, and why there is no article in it if there is none."""
    try:
        blocks = clean_article(article)
    except CrossframeError as error:
        return "", error.problem
    paragraphs = blocks.loc[blocks["kind"] == "body", "text"].tolist()
    body = "\n".join(paragraphs)
    if len(body) > limits.article_characters:
        return body, f"is longer than {limits.article_characters:,} characters, as no article is"
    long = [text for text in paragraphs if len(text) > limits.sentence_characters]
    if any(end - start > limits.sentence_characters for text in long for start, end in split(text)):
        return body, f"has a sentence of more than {limits.sentence_characters:,} characters"
    words = sum(1 for _ in iter_words(body))
    if words < FEWEST_WORDS:
        return body, f"has {words} words of text, fewer than {FEWEST_WORDS}"
    return body, ""
