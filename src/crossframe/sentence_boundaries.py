"""Where sentences begin and end: rules of English news style that a reader can follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from crossframe.words import fold, stop_words, word_list

_BLOCK = re.compile(r"\n[^\S\n]*+\n|(?<!\s)\s++(?=[•‣▪●◦■]\s)")  # blank line, bullet sign
_STOP = re.compile(
    r"(?P<stop>[.!?…](?:\s?[.!?…](?!\w))*+)"  # one stop, several, or an ellipsis, spaced or not
    r"(?P<close>(?:[\"'”’»›)\]\u200b-\u200d\u2060\ufeff]|\s[”»)\]]|[“‘](?!\S))*+)"
    r"(?P<gap>\s*+)"
)
_BEFORE = re.compile(r"[^\W_](?:[\w.]*\w)?$")
_LOOK_BACK = 40  # longest stretch before a stop that is read, so that time stays linear
_NEXT = re.compile(
    r"(?P<opener>(?:[\"'“‘„«‹(\[{<¿¡….*#@$€£¥—–―\-\u200b-\u200d\u2060\ufeff]\s?){0,8}+)"
    r"(?P<word>\w[\w'’\-]{0,40}+)?(?P<point>\.)?"
)
_SINGLE_LETTERS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")  # U.S, a.m, D.C
_BRAND = re.compile(r"[^\W\d_]{1,3}[-'’]?[A-Z]")  # iPhone, al-Qaida
_ENUMERATOR = re.compile(r"[(\[]?(?:\d{1,2}|[^\W\d_])")  # "1." or "(a" where a sentence starts
_ADDRESS = re.compile(r"[@/\\]|www\.|\w\.\w", re.IGNORECASE)
_DOMAINS = frozenset({"com", "org", "net", "gov", "edu", "info", "html"})
_NAMES_TOO = frozenset({"may", "will"})  # function words that are surnames, too
_TIME_WORDS = re.compile(
    r"[ECMPAHG]?[SDM]?T\b|UTC|BST|IST|CES?T|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)\b"
    r"|(?:January|February|March|April|August|September|October|November|December)"
    r"|(?:Eastern|Central|Mountain|Pacific|Greenwich)|(?:[^\W\d_]+ ){1,2}[Tt]ime\b"
)
_SPEAKER_SAYS = re.compile(
    r"(?:(?:[A-Z][\w'’\-]*\.?|de|von|van|der|bin|al) ){1,5}"
    r"(?:(?:asks|asked|told|replies|replied|responded|wondered|shouted|yelled|chanted|cried|recalled)\b"
    r"|(?:says|said|adds|added|writes|wrote|tweeted|posted|continued|quipped|joked|concluded)"
    r"(?=[.,;:]| (?:on|in|at|of|to|during|after|before|when|as|while|last|earlier|later)\b))"
)


def split(text: str) -> list[tuple[int, int]]:
    """Split one paragraph into sentences.

    Parameters
    ----------
    text
        A paragraph. A blank line or a bullet sign in it always opens a new sentence.

    Returns
    -------
    list of tuple
        [start, end) of each sentence in reading order: without white space at the ends, not
        overlapping, together covering every character that is not white space. Empty where the
        text is.

    Notes
    -----
    Every run of full stops, question marks, exclamation marks or ellipses is a candidate; the
    quotation marks and brackets that close after it belong to it. Rules of English news style
    decide by the word before and the word after: a lower-case word after it never opens a sentence,
    titles (`Sen.`) never end one, other abbreviations and initials (`Inc.`, `U.S.`, `George W.`)
    end one before a function word only, `No.` and `Sept.` not before a figure, `a.m.` not before
    a day or time zone, an ellipsis between spaces not before a name, and `"Why?" Ms. Roe asked`
    is one sentence. Sentences inside a quotation are sentences. The problem and its classes of
    errors: Palmer and Hearst (1997), Adaptive Multilingual Sentence Boundary Disambiguation,
    Computational Linguistics 23(2); Kiss and Strunk (2006), Unsupervised Multilingual Sentence
    Boundary Detection, Computational Linguistics 32(4).

    Examples
    --------
    >>> text = "“Why?” asked Sen. Roe. “He left the U.S. in May. We know.”"
    >>> [text[start:end] for start, end in split(text)]
    ['“Why?” asked Sen. Roe.', '“He left the U.S. in May.', 'We know.”']
    """
    spans: list[tuple[int, int]] = []
    block_start = 0
    for match in _BLOCK.finditer(text):
        spans.extend(_split_block(text, block_start, match.start()))
        block_start = match.end()
    spans.extend(_split_block(text, block_start, len(text)))
    return spans


def _split_block(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a stretch in which neither blank line nor bullet sign stands."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    for stop in _STOP.finditer(text, start, end):
        if stop.end() < end and _ends_sentence(text, start, stop, end):
            yield start, stop.end("close")
            start = stop.end()
    if start < end:
        yield start, end


def _ends_sentence(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    """Decide whether a candidate ends the sentence that begins at `start`."""
    following = _NEXT.match(text, stop.end(), end)
    word = following["word"] if following else None
    if not following or not word or (word[0].islower() and not _BRAND.match(word)):
        return False
    mark, closers = stop["stop"], stop["close"]
    if not any(map(str.isalnum, text[start : min(stop.start(), start + 10)])):
        return False  # a sentence that opens with an ellipsis
    before = text[max(start, stop.start() - _LOOK_BACK) : stop.start()]
    found = _BEFORE.search(before)
    previous = found.group() if found else ""
    if not stop["gap"]:
        return "." not in following["opener"] and _lacks_space(before, previous, closers, word)
    if mark == ".":
        if _ENUMERATOR.fullmatch(text, start, stop.start()):
            return False
        return _full_stop_ends(previous, closers, following)
    if mark[-1] in "!?":
        return not (closers and _SPEAKER_SAYS.match(text, stop.end(), end))
    if text[stop.start() - 1].isspace():  # an ellipsis between spaces
        return _opens_sentence(following) and fold(word).partition("'")[0] != "i"
    return True


def _full_stop_ends(previous: str, closers: str, following: re.Match[str]) -> bool:
    """Decide by the word before a single full stop and by what follows it."""
    if _is_abbreviation(previous, "abbreviations_titles"):
        return False
    if following["word"][0].isdigit() and previous.lower() in _entries("abbreviations_numbers"):
        return False
    clock_time = previous.lower() in {"a.m", "p.m"}
    initial = len(previous) == 1 and previous.isupper() and previous != "I"
    if not (
        initial
        or _SINGLE_LETTERS.fullmatch(previous)
        or _is_abbreviation(previous, "abbreviations")
    ):
        return True
    if any(character in "—–―-" for character in following["opener"]):
        return False  # a dateline: SPRINGFIELD, N.J. — The governor
    if any(character in '"”»' for character in closers) or _opens_sentence(following):
        return True
    return clock_time and not _TIME_WORDS.match(following.string, following.start("word"))


def _lacks_space(before: str, previous: str, closers: str, word: str) -> bool:
    """Decide whether a stop with no space after it ends a sentence ("at the end.The next")."""
    if not (word[0].isupper() and word[1:2].islower()) or word.lower() in _DOMAINS:
        return False
    if closers:
        return True
    return (
        len(previous) > 1
        and (previous[-1].islower() or previous[-1].isdigit())
        and not _ADDRESS.search(before.rpartition(" ")[2])
        and not _is_abbreviation(previous, "abbreviations_titles")
        and not _is_abbreviation(previous, "abbreviations")
    )


def _opens_sentence(following: re.Match[str]) -> bool:
    """Tell whether a capitalised word is one that opens sentences rather than continues a name."""
    word = following["word"]
    if len(word) == 1 and following["point"]:
        return False  # the initial A.
    return fold(word) in _openers()


def _is_abbreviation(word: str, name: str) -> bool:
    return word in _entries(name) or (word.isupper() and word.capitalize() in _entries(name))


@cache
def _entries(name: str) -> frozenset[str]:
    return frozenset(word_list(name))


@cache
def _openers() -> frozenset[str]:
    return (stop_words() | _entries("sentence_openers")) - _NAMES_TOO
