"""How the articles describe an event: which meeting it was, where and on which day."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import pandas as pd

from crossframe.claims.quantities import found_passages
from crossframe.text.words import iter_words, stop_words, word_list

_MOST_MODIFIERS = 5
_WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|April|May|June|July|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = rf"(?:(?:next |last |this )?{_WEEKDAY}|yesterday|today|tomorrow|{_MONTH} \d{{1,2}})"
_NAME = r"(?:(?:St|Mt|Ft)\. )?[A-Z](?:[\w.’'-]*\w)?"
_AFTER = re.compile(
    rf"(?: of(?: \w(?:[\w.’'-]*\w)?){{1,5}}?(?= (?:in|at|on|{_DAY})\b|[,.;:”\"]|$))?"
    rf"(?: (?:on )?(?P<day>{_DAY})\b)?"
    rf"(?: (?:in|at|near|outside) (?:the )?(?P<place>(?!{_WEEKDAY}|{_MONTH}\b){_NAME}(?: {_NAME})*))?"
    rf"(?: (?:on )?(?P<later>{_DAY})\b)?"
)
_TO_DO = frozenset({
    "to", "will", "would", "should", "could", "can", "may", "might", "must", "did", "does", "do",
    "not", "'ll", "and",
})  # fmt: skip
_NOWHERE = frozenset(["online", "virtual", "remote", "video"])


class Description(NamedTuple):
    """One mention of an event that says more than its noun; offsets count in the sentence."""

    start: int
    end: int
    event: str
    manner: str
    place: str
    day: str


def event_descriptions(
    sentences: pd.DataFrame, *, attributions: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Find how meetings, votes, speeches and other events are described.

    Parameters
    ----------
    sentences
        A sentence table (see `crossframe.corpus.sentences.sentences`).
    attributions
        Who says what, as of `crossframe.voices.speakers.speakers`.

    Returns
    -------
    pandas.DataFrame
        One row a mention that names a manner, a place or a day, in reading order: `article` (str),
        `sentence` (int), `start`, `end` (int, code points in the article's file), `text` (str),
        `event` (str, first noun of its line in `wordlists/event_nouns.txt`), `manner` (str, the
        words before the noun, "closed"), `place` (str, "in" or "at" which name, or "online"), `day`
        (str), `quoted` (bool) and `speaker` (tuple of str), as of `crossframe.claims.quantities.quantities`.

    Notes
    -----
    Rules: the words between a determiner, possessive or preposition and the noun; a name after
    "in" or "at" right behind the noun or behind what it is a meeting "of"; a weekday or date
    beside it. "online" and its like before the noun stand for the place. Who met whom is not read.

    Examples
    --------
    >>> from crossframe.corpus.sentences import given_sentences
    >>> text = "Friday’s closed hearing of the dam board in Upper Ford ended early."
    >>> event_descriptions(given_sentences([("a", 1, 1, text)]))[["manner", "place", "day"]]
       manner       place     day
    0  closed  Upper Ford  Friday
    """
    return found_passages(sentences, descriptions, Description._fields[2:], attributions)


def descriptions(text: str) -> list[Description]:
    """Find the described events of one sentence."""
    found: list[Description] = []
    headline = _is_title_case(text)
    for match in _nouns().finditer(text):
        if found and match.start() < found[-1].end:
            continue
        if match.start() and match[0][0].isupper() and not headline:  # part of a name
            continue
        before = _before(text, match.start())
        after = _AFTER.match(text, match.end())
        if before is None or after is None:
            continue
        start, manner, day = before
        if found and start < found[-1].end:
            continue
        place = (after["place"] or "").rstrip(".’'")
        remote = [word for word in manner.split() if word.lower() in _NOWHERE]
        if remote and not place:
            place = remote[0]
            manner = " ".join(word for word in manner.split() if word not in remote)
        day = day or after["day"] or after["later"] or ""
        if manner or place or day:
            event = _events()[match[0].lower()]
            found.append(Description(start, after.end(), event, manner, place, day))
    return found


def _is_title_case(text: str) -> bool:
    content = [word for word in iter_words(text) if word.form not in stop_words()]
    return not any(text[word.start].islower() for word in content)


@cache
def _events() -> dict[str, str]:
    groups = [
        [noun.strip() for noun in line.split(",")] for line in word_list("claims/event_nouns")
    ]
    return {noun: group[0] for group in groups for noun in group}


@cache
def _nouns() -> re.Pattern[str]:
    nouns = "|".join(re.escape(noun) for noun in sorted(_events(), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{nouns})(?![\w-])", re.IGNORECASE)


def _before(text: str, end: int) -> tuple[int, str, str] | None:
    """Read the words before an event noun: start, manner and day; None if the noun is a verb."""
    start, manner, day, bounded = end, "", "", False
    position = end
    for word in reversed([*iter_words(text[:end])][-_MOST_MODIFIERS:]):
        form = text[word.start : word.end]
        if text[word.end : position].strip():
            break
        if word.form in stop_words():
            if word.form in _TO_DO and start == end:
                return None
            if word.form in _TO_DO:  # "to cancel the meeting"
                verb, _, manner = manner.partition(" ")
                start += len(verb) + 1
            bounded = True
            break
        position = word.start
        if word.form.endswith("'s"):
            bounded, form = True, form[:-2]
        if re.fullmatch(_DAY, form):
            day, start = form, position
        elif not bounded:
            manner, start = f"{form} {manner}".strip(), position
        if bounded:
            start = position
            break
    return (start, manner, day) if bounded else (end, "", "")
