"""What reading finds: an article each, or why there is none; and the limits of reading."""

from __future__ import annotations

from dataclasses import dataclass

from crossframe.text.words import fold


@dataclass(frozen=True)
class Limits:
    """How much is read: more is left out, so that nothing hangs or fills the memory."""

    file_bytes: int = 64_000_000  # of a file, and of what is packed in one
    ratio: int = 100  # of what is packed to its file: text has 4, Word's markup 20, a bomb 1,000
    page_characters: int = 10_000_000  # of the source of an HTML page
    table_characters: int = 20_000_000  # of a table or JSON, which fills many times the memory
    characters: int = 1_000_000  # of a page as scraped
    article_characters: int = 150_000  # of the article in it
    sentence_characters: int = 10_000
    files: int = 10_000  # in all folders
    items: int = 200  # articles in all files


LIMITS = Limits()


@dataclass(frozen=True)
class Found:
    """One article that a file holds; what the file does not state is empty."""

    text: str = ""
    outlet: str = ""
    headline: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    place: str = ""  # where in the file; empty if the file is the article
    form: str = "text"  # as of crossframe.corpus.articles.Article, as are kept and extractor
    kept: tuple[tuple[int, int], ...] = ()
    extractor: str = ""
    problem: str = ""  # why it cannot be used
    note: str = ""  # what to know of how it was read
    items: int = 1  # articles that it stands for: rows of a table with one problem are one entry


def headed(text: str, headline: str) -> str:
    """Return a text with its headline as first line, the text itself if it begins with it."""
    first = text.lstrip().split("\n", 1)[0]
    if not headline or " ".join(fold(first).split()) == " ".join(fold(headline).split()):
        return text
    return f"{headline}\n\n{text}"
