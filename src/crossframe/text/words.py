"""Words of a text with their offsets, and the folded forms by which words are compared."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pandas as pd
    import snowballstemmer

_COMBINING = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"
_APOSTROPHES = "'’‘ʼ‛′`´"
_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
_SPACES += "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_WORD = re.compile(
    rf"[A-Za-z]++(?=[ ,])"  # most words: what follows need not be tried
    rf"|(?=\w)(?:"
    rf"(?:[^\W\d_]\.){{2,}}"  # abbreviations of single letters: U.S.
    rf"|\d+(?:[.,]\d+)+"  # 1,000.50
    rf"|\w[\w{_COMBINING}]*(?:[{_APOSTROPHES}\-‐‑][\w{_COMBINING}]+)*)"  # Norway's, draft-plan
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060]")
_FOLD = {
    **dict.fromkeys(_APOSTROPHES[1:], "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑", "-"),
    **dict.fromkeys(_SPACES, " "),
}
_CHANGED = re.compile(f"[{''.join(_FOLD)}]")
_WHITE = re.compile(r"[^\S ]")
_LONG = 40  # characters of what is no word or name
# Forms without a possessive ending, abbreviations without their stops ("U.K." is "uk"). What is
# written like a stop word but is a name ("US", "U.S.") has content, and is told apart by capitals.
_ABBREVIATION = re.compile(r"(?:[^\W\d_]\.){2,}")
_NAMES_LIKE_STOP_WORDS = frozenset({"US", "WHO", "IT"})


class Word(NamedTuple):
    """One word of a text: its folded form and its [start, end) offsets in that text."""

    form: str
    start: int
    end: int


class Term(NamedTuple):
    """One word as it is counted: its form, its [start, end) offsets, and whether it has content."""

    form: str
    start: int
    end: int
    content: bool


def fold(text: str) -> str:
    r"""Fold case, quotation marks, hyphens and white space without moving any character.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        A text of the same length, lower-cased, with straight quotes, plain hyphens and plain
        spaces, so that an offset in it is an offset in `text`.

    Examples
    --------
    >>> fold("“Harbour’s gate”")
    '"harbour\'s gate"'
    """
    return _fold_word(text) if len(text) < _LONG else _fold(text)


def _fold(text: str) -> str:
    folded = _CHANGED.sub(lambda match: _FOLD[match.group()], text)
    lowered = folded.lower()
    if len(lowered) == len(folded):
        return lowered
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in folded)


_fold_word = lru_cache(maxsize=100_000)(_fold)  # words and names come again and again


def spaces(text: str) -> str:
    """Put a plain space for each white-space character."""
    return _WHITE.sub(" ", text)


def iter_words(text: str) -> Iterator[Word]:
    """Yield the words of a text in order.

    A word is a run of letters, digits and underscores with inner apostrophes and hyphens
    ("Norway's", "well-known"), an abbreviation of single letters ("U.S."), or a figure ("1,000.5").

    Parameters
    ----------
    text
        Any text.

    Yields
    ------
    Word
        Folded form (NFC, lower case, straight quotes) and [start, end) offsets in `text`.

    Examples
    --------
    >>> [word.form for word in iter_words("The U.S. tests Norway’s 9-arch bridge.")]
    ['the', 'u.s.', 'tests', "norway's", '9-arch', 'bridge']
    """
    for match in _written(text):
        yield Word(_folded(match[0]), *match.span())


def word_forms(text: str) -> list[str]:
    """Return the forms of the words of `iter_words`."""
    return [*map(_folded, _as_written(text))]


def word_columns(text: str) -> tuple[list[str], list[int], list[int]]:
    """Return the forms, the starts and the ends of the words of `iter_words`: faster for many."""
    found = list(_written(text))
    forms = [_folded(match[0]) for match in found]
    return forms, [match.start() for match in found], [match.end() for match in found]


def _written(text: str) -> Iterator[re.Match[str]]:
    return _WORD.finditer(text.replace("ʼ", "’"))  # the former counts as a letter


def _as_written(text: str) -> list[str]:
    """Return what `_written` finds, without its places: faster."""
    return _WORD.findall(text.replace("ʼ", "’"))


@lru_cache(maxsize=100_000)  # most words of a text are those of the text before
def _folded(written: str) -> str:
    return _fold(_INVISIBLE.sub("", unicodedata.normalize("NFC", written)))


def count_words(text: str) -> int:
    """Return how many words `iter_words` yields.

    >>> count_words("The U.S. tests Norway’s 9-arch bridge.")
    6
    """
    return len(_as_written(text))


def iter_terms(text: str) -> Iterator[Term]:
    """Yield the words of a sentence in the form in which words are counted and compared."""
    names = _names_like_stop_words(text)
    for match in _written(text):
        form, content = _counted(match[0], names)
        yield Term(form, *match.span(), content)


def counted_forms(text: str) -> list[tuple[str, bool]]:
    """Return form and content of the terms of `iter_terms`."""
    names = _names_like_stop_words(text)
    return [_counted(word, names) for word in _as_written(text)]


def _names_like_stop_words(text: str) -> frozenset[str]:
    shouted = text.isupper() and len(text.split()) > 1  # then capitals make no name
    return frozenset() if shouted else _NAMES_LIKE_STOP_WORDS


@lru_cache(maxsize=100_000)
def _counted(written: str, names: frozenset[str]) -> tuple[str, bool]:
    word, stop = _folded(written), stop_words()
    abbreviation = _ABBREVIATION.fullmatch(word)
    form = word.replace(".", "") if abbreviation else word.removesuffix("'s")
    name = bool(abbreviation) or written[: len(form)] in names
    content = name or stop.isdisjoint((form, word))
    return form.upper() if name and form in stop else form, content


def words(sentences: pd.DataFrame) -> pd.DataFrame:
    """Return every word of every sentence.

    Parameters
    ----------
    sentences
        A sentence table (see `crossframe.corpus.sentences.sentences`).

    Returns
    -------
    pandas.DataFrame
        One row a word: `article` (str), `sentence` (int), `position` (int, 0-based place among the
        words of the article), `start`, `end` (int, code points in the article's file), `word`
        (str, folded form).
    """
    import pandas as pd  # noqa: PLC0415 - the command line starts without it

    positions: dict[str, Iterator[int]] = defaultdict(count)
    rows = [
        (
            row.article,
            row.sentence,
            next(positions[row.article]),
            row.start + a,
            row.start + b,
            form,
        )
        for row in sentences.itertuples()
        for form, a, b in iter_words(row.text)
    ]
    columns = ["article", "sentence", "position", "start", "end", "word"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[1:5], "int64"))


@cache
def word_list(name: str) -> tuple[str, ...]:
    """Return the entries of `<room>/wordlists/<file>.txt`, in file order; # opens a comment."""
    room, _, file = name.rpartition("/")
    path = resources.files("crossframe").joinpath(room, "wordlists", f"{file}.txt")
    lines = path.read_text("utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def word_set(name: str) -> frozenset[str]:
    """Return the entries of a word list, to look words up in."""
    return frozenset(word_list(name))


def stop_words() -> frozenset[str]:
    """Return the English function words that carry no subject matter.

    Returns
    -------
    frozenset of str
        Folded forms; the file `wordlists/stop_words.txt` states their origin.

    Examples
    --------
    >>> "the" in stop_words(), "bridge" in stop_words()
    (True, False)
    """
    return word_set("text/stop_words")


@cache
def stem(form: str) -> str:
    """Return the stem of a folded word.

    Parameters
    ----------
    form
        A folded form as of `iter_words`; a possessive ending is dropped, a figure kept as it is.

    Returns
    -------
    str
        By the Snowball stemmer for English (Porter 2001).

    Examples
    --------
    >>> stem("limits"), stem("limiting"), stem("dam's"), stem("1,000")
    ('limit', 'limit', 'dam', '1,000')
    """
    bare = form.removesuffix("'s").removesuffix("'")
    return bare if bare[:1].isdigit() else str(_stemmer().stemWord(bare))


@cache
def _stemmer() -> snowballstemmer.stemmer:
    import snowballstemmer  # noqa: PLC0415  (it imports thirty languages)

    return snowballstemmer.stemmer("english")


def counted(number: int, noun: str) -> str:
    """Write a number with its noun in the singular or the plural in s: "1,200 units"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
