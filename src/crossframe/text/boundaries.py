"""Where sentences begin and end: rules of English news style that a reader can follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from crossframe.text.abbreviations import (
    is_abbreviation,
    is_clock_time,
    is_short_form,
    only_tells_time,
    subject_follows,
)
from crossframe.text.words import fold, stop_words, word_set

_BLOCK = re.compile(r"\n[^\S\n]*+\n|(?<!\s)\s++(?=[•‣▪●◦■⁃]\s?)")  # blank line, bullet sign
_BREAK = re.compile("[\n•‣▪●◦■⁃]")  # stands in each of these, and in few paragraphs
# Only single characters are repeated possessively: of groups Python 3.11.2 does it wrongly.
_STOP = re.compile(
    r"(?P<mark>[.!?…](?:[.!?…]|\s[.!?…](?!\w))*)"  # one stop, several, or an ellipsis, spaced or not
    r"(?P<close>(?:[\"'”’»›)\].!?…\u200b-\u200d\u2060\ufeff]|\s[”»)\]]|[“‘](?!\S))*)"
    r"(?P<gap>\s*+)"
)
_PREVIOUS = re.compile(r"[^\W_](?:[\w.&]*\w)?$")
_LOOK_BACK = 40  # as far before a stop as the word before it is read, so that time stays linear
_READ_AROUND = 300  # as far before and after an abbreviation as is read to decide on its stop
_FOLLOWING = re.compile(
    r"(?P<open>(?:[\"'“‘„«‹(\[{<¿¡….*#@$€£¥—–―\-\u200b-\u200d\u2060\ufeff]\s?){0,8})"
    r"(?P<word>\w[\w'’\-]{0,40}+)?(?P<mark>[.!])?"
)
_BRAND = re.compile(r"[^\W\d_]{1,3}[-'’]?[A-Z]")  # iPhone, al-Qaida
_ENUMERATOR = re.compile(  # the 1 of "1. First", the (a of "(a.) First", the • 9 of "• 9. First"
    r"(?:[•‣▪●◦■⁃*–-]\s?)?[(\[]?(?:\d{1,2}|[^\W\d_])"
)
_ADDRESS = re.compile(r"[@/\\]|\bwww\b|\w\.\w", re.IGNORECASE)
_REST_OF_ADDRESS = re.compile(r"[\w.+\-]*(?:@|\.(?:com|org|net|gov|edu|info|html?)\b)")
_DOMAINS = frozenset({"com", "org", "net", "gov", "edu", "info", "html"})
_SURNAMES = frozenset({"may", "will"})  # function words that names can be
_NICKNAME = re.compile(r"[^\s\"'”’»]+(?:\s[^\s\"'”’»]+){0,2}[\"'”’»]")  # Jr. “Bud” Roe
_TIME_WORDS = re.compile(
    r"(?:[ECMP][SD]?T|GMT|UTC|BST|IST|CES?T|AES?T|JST|Eastern|Central|Mountain|Pacific|Greenwich"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan(?:uary)?|Feb(?:ruary)?|March|April|May|June"
    r"|July|Aug(?:ust)?|Sept(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
    r"|(?:[^\W\d_]+ ){1,2}[Tt]ime)\b"
)
_SPEAKER_SAYS = re.compile(
    r"(?:(?:[^\W\d_a-z][\w'’\-]*\.?|de|von|van|der|bin|al)\s){1,5}"
    r"(?:(?:asks|asked|told|replies|replied|responded|wondered|shouted|yelled|cried|recalled)\b"
    r"(?!\s(?:that|he|she|it|they|there)\b)"
    r"|(?:says|said|adds|added|writes|wrote|tweeted|posted|continued|quipped|joked|concluded)"
    r"(?=[.,;:]|\s(?:on|in|at|of|to|during|after|before|when|as|while|last|earlier|later)\b))"
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
    end one before a function word, or (`moved to the U.S. Mary stayed`) before the subject of
    another verb, `No.` and `Sept.` not before a figure, `a.m.` not before a day or time zone or
    where nothing but the time was told (`At 5 p.m. Klein left`), an ellipsis between spaces not before a name, and `"Why?" Ms. Roe asked`
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
    for match in _BLOCK.finditer(text) if _BREAK.search(text) else ():
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
    """Decide whether a stop ends the sentence that begins at `start`."""
    following = _FOLLOWING.match(text, stop.end(), end)
    if following is None or not _can_open_sentence(following):
        return False
    if _stands_before_sentence(text, start, stop.start()):
        return False
    before = text[max(start, stop.start() - _LOOK_BACK) : stop.start()]
    found = _PREVIOUS.search(before)
    previous = found.group() if found else ""
    if not stop["gap"]:
        return _lacks_space(before, previous, stop, following)
    if stop["mark"] == ".":
        return _full_stop_ends(text, start, previous, stop, following)
    return _other_mark_ends(previous, stop, following)


def _can_open_sentence(following: re.Match[str]) -> bool:
    """Tell whether a word can be the first of a sentence: lower-case only as iName or @name."""
    word = following["word"]
    if not word:
        return False
    return not word[0].islower() or bool(_BRAND.match(word)) or following["open"].endswith("@")


def _stands_before_sentence(text: str, start: int, stop: int) -> bool:
    """Tell whether only a list number or an ellipsis stands between `start` and `stop`."""
    if _ENUMERATOR.fullmatch(text, start, stop):
        return True
    return stop - start <= 10 and not any(map(str.isalnum, text[start:stop]))


def _full_stop_ends(
    text: str, start: int, previous: str, stop: re.Match[str], following: re.Match[str]
) -> bool:
    """Decide by the word before a single full stop and by what follows it."""
    before_figure = following["word"][0].isdigit()
    initials = previous == "I" and len(following["word"]) == 1 and following["mark"] == "."
    if initials or is_abbreviation(previous, "text/abbreviations_titles"):
        return False
    if before_figure and previous.lower() in word_set("text/abbreviations_numbers"):
        return False
    before = " ".join(text[max(start, stop.start() - _READ_AROUND) : stop.start()].split())
    if not is_short_form(previous, before):
        return True
    closed = any(character in '"”».' for character in stop["close"])
    dateline = any(
        character in "—–―-" for character in following["open"]
    )  # SALEM, N.J. — The mayor
    if closed or dateline or (is_clock_time(previous) and only_tells_time(before)):
        return closed and not dateline
    return _opens_sentence(following) or _follows_short_form(text, before, previous, following)


def _follows_short_form(text: str, before: str, previous: str, following: re.Match[str]) -> bool:
    """Tell whether a name after an abbreviation begins a sentence rather than goes on."""
    place = following.start("word")
    quoting = any(character in "\"'“‘«" for character in following["open"])
    if quoting and not _NICKNAME.match(text, place):
        return True
    if is_clock_time(previous):
        return not _TIME_WORDS.match(text, place)
    after = " ".join(text[place : place + _READ_AROUND].split())
    return len(previous) > 1 and subject_follows(previous, before, after)


def _other_mark_ends(previous: str, stop: re.Match[str], following: re.Match[str]) -> bool:
    """Decide for question marks, exclamation marks and ellipses, before a word that can open."""
    mark, word, text = stop["mark"], following["word"], stop.string
    opens = _opens_sentence(following)
    if not opens and stop["close"] and _SPEAKER_SAYS.match(text, stop.end()):
        return False
    if mark[-1] in ".…" and text[stop.start() - 1].isspace():  # an ellipsis between spaces
        return mark.count(".") > 3 or (opens and fold(word).partition("'")[0] != "i")
    chant = mark == "!" and following["mark"] == "!" and fold(word) == fold(previous)
    return not chant


def _lacks_space(before: str, previous: str, stop: re.Match[str], following: re.Match[str]) -> bool:
    """Decide whether a stop with no space after it ends a sentence ("at the end.The next")."""
    word = following["word"]
    if not (word[0].isupper() and word[1:2].islower()) or word.lower() in _DOMAINS:
        return False
    if stop["close"]:
        return True
    return (
        len(previous) > 1
        and (previous[-1].islower() or previous[-1].isdigit())
        and not _ADDRESS.search(before.rpartition(" ")[2])
        and not _REST_OF_ADDRESS.match(stop.string, following.start("word"))
        and not is_abbreviation(previous, "text/abbreviations_titles")
        and not is_abbreviation(previous, "text/abbreviations")
    )


def _opens_sentence(following: re.Match[str]) -> bool:
    """Tell whether a capitalised word is one that opens sentences rather than continues a name."""
    word = following["word"]
    if len(word) == 1 and following["mark"] == ".":
        return False  # the initial A.
    if len(word) > 1 and word.isupper():
        return False  # US, WHO, IT
    return fold(word) in _openers()


@cache
def _openers() -> frozenset[str]:
    return (stop_words() | word_set("text/sentence_openers")) - _SURNAMES
