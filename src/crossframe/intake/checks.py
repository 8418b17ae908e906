"""Whether what a file holds is an article in English, and which line of it is the headline."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from crossframe.corpus.articles import Article
from crossframe.corpus.cleaning.pages import clean_article
from crossframe.errors import CrossframeError
from crossframe.intake.found import Limits
from crossframe.text.boundaries import split
from crossframe.text.printable import one_line
from crossframe.text.words import count_words, iter_words, word_list

if TYPE_CHECKING:  # a heavy import
    from py3langid.langid import LanguageIdentifier

FEWEST_WORDS = 20
FOUND_HEADLINE = "not stated: the line above the text whose words return in it"
_ENGLISH = frozenset({"the", "of", "and", "that", "with", "was", "which"})
_ENGLISH_SHARE = 0.09  # of all words; half of an English text's is enough
_SAMPLE = 20_000  # characters
_LIKELY = 0.3  # probabilities of the language, and of English beside it
_UNLIKELY = 0.1


class Checked(NamedTuple):
    """What a look into an article gives."""

    article: Article  # with the headline that was found where none was stated
    body: str  # the text that cleaning leaves of it
    problem: str  # why it cannot be compared; empty if it can
    note: str  # what to know of how it was read


def check_article(article: Article, *, limits: Limits, any_language: bool = False) -> Checked:
    """Look whether there is an article in English in a text."""
    problem = _unfit(article, limits=limits)
    if problem:
        return Checked(article, "", problem, "")
    article = _with_headline(article)
    body, problem = _own_text(article, limits=limits)
    language = foreign_language(body or article.text)
    if not language:
        return Checked(article, body, problem, "")
    if problem and article.form == "page":  # of another language the cleaner may leave nothing
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
    words = count_words(body)
    if words < FEWEST_WORDS:
        return body, f"has {words} words of text, fewer than {FEWEST_WORDS}"
    return body, ""


def foreign_language(text: str) -> str:
    """Name the language of a text that is not in English; empty if it is, or cannot be told."""
    tokens = [word.form.lower() for word in iter_words(text[:_SAMPLE])]
    if sum(token in _ENGLISH for token in tokens) >= _ENGLISH_SHARE * max(len(tokens), 20):
        return ""  # without the model, which takes half a second to load
    likely: dict[str, float] = dict(_identifier().rank(text[:_SAMPLE]))
    code = max(likely, key=lambda code: likely[code])
    if likely[code] < _LIKELY or likely["en"] >= _UNLIKELY:
        return ""
    names = dict(line.split(maxsplit=1) for line in word_list("intake/languages"))
    return names.get(code, code)


@cache
def _identifier() -> LanguageIdentifier:
    """Load the model of Lui and Baldwin (2012, "langid.py", ACL): naive Bayes over bytes."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
