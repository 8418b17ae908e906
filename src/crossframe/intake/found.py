"""What reading finds: one article each, or the reason why there is none; and the limits of reading."""

from __future__ import annotations

from dataclasses import dataclass

from crossframe.text.words import fold


@dataclass(frozen=True)
class Limits:
    """How much is read: beyond it an input is left out, so that nothing hangs or fills the memory.

    Attributes
    ----------
    file_bytes
        Size of a file, and of what is packed in one.
    ratio
        How many times larger the content of a packed file may be than the file. News text packs to
        a third or a quarter, the markup of Word to a twentieth; a bomb to a thousandth.
    page_characters, table_characters
        Length of the source of an HTML page, and of a table or JSON, which fills the memory with
        many times its length.
    characters, article_characters, sentence_characters
        Length of one scraped page, of the article in it, and of a sentence of that.
    files, items
        Number of files in all folders, and of articles in all files.
    """

    file_bytes: int = 64_000_000
    ratio: int = 100
    page_characters: int = 10_000_000
    table_characters: int = 20_000_000
    characters: int = 1_000_000
    article_characters: int = 150_000
    sentence_characters: int = 10_000
    files: int = 10_000
    items: int = 200


LIMITS = Limits()


@dataclass(frozen=True)
class Found:
    """One article that a file holds, as the file states it.

    Attributes
    ----------
    text
        The article's text.
    outlet, headline, author, date, url
        What the file states; empty where it states nothing.
    place
        Where in the file; empty if the file is the article.
    form
        As `crossframe.corpus.articles.Article` tells.
    problem
        Why it cannot be used; empty if it can.
    items
        How many articles the entry stands for: several rows with one problem are one entry.
    """

    text: str = ""
    outlet: str = ""
    headline: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    place: str = ""
    form: str = "text"
    problem: str = ""
    items: int = 1


def headed(text: str, headline: str) -> str:
    r"""Return an article's text with its headline as the first line.

    Parameters
    ----------
    text
        The text, which may begin with the headline.
    headline
        The headline in one line; may be empty.

    Returns
    -------
    str
        The text itself if it begins with the headline or there is none.

    Examples
    --------
    >>> headed("It is open.", "Bridge opens"), headed("BRIDGE OPENS\nIt is open.", "Bridge opens")
    ('Bridge opens\n\nIt is open.', 'BRIDGE OPENS\nIt is open.')
    """
    first = text.lstrip().split("\n", 1)[0]
    if not headline or " ".join(fold(first).split()) == " ".join(fold(headline).split()):
        return text
    return f"{headline}\n\n{text}"
