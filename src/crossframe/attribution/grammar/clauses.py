"""Clauses: stretches of text between sentence boundaries, as tagged tokens, and what they report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from crossframe.attribution.grammar.lexicon import word_classes
from crossframe.attribution.grammar.tagging import Token, tag, tokens
from crossframe.text.quotations import Quotation

Place = tuple[int, int]  # [first, after last) token of a clause

_LONGEST = 250  # words; what is longer is no sentence, and would take long
# a nickname: one to three words with capitals in marks, and a name goes on after it
_NICKNAME = re.compile(
    r"(?P<open>“|\"|‘|'|„|«|'')(?:the |The |La |El )?[A-Z0-9][\w.’-]*(?: [A-Z][\w.’-]*){0,2}(?<!\.)"
    r"(?:[”\"’'»“]|'')(?=\s(?P<next>[A-Z][\w’.-]*))"
)
_NAME_BEFORE = re.compile(r"(?P<name>[A-Z][\w’-]*)\.?\s$")
_MARKS = "\"'`“”„‟«»‘’ "


class Clause(NamedTuple):
    """The tokens of one clause."""

    tokens: list[Token]
    forms: list[str]  # folded; for a quotation "@" with its first and its last character
    tags: str  # one letter a token

    def tag(self, k: int) -> str:
        """Return the tag of token k; "." past the end."""
        return self.tags[k] if k < len(self.tags) else "."

    def form(self, k: int) -> str:
        """Return the form of token k; "" past the end."""
        return self.forms[k] if k < len(self.forms) else ""

    def skip(self, k: int, letters: str) -> int:
        """Return the first token from k on whose tag is none of the letters."""
        tags = self.tags
        while k < len(tags) and tags[k] in letters:
            k += 1
        return k

    def span(self, place: Place) -> tuple[int, int]:
        """Return the [start, end) offsets of some tokens in the text."""
        return self.tokens[place[0]][1], self.tokens[place[1] - 1][2]


class Report(NamedTuple):
    """One attribution of a clause, in tokens."""

    source: Place | None  # None where the clause names none
    cue: Place
    content: tuple[Place, ...]  # in one or more parts; none where it stands in another clause
    speaks: bool = False  # whether a quotation that follows without a cue goes on with it


def clauses(
    text: str, starts: Sequence[int], quoted: Sequence[Quotation]
) -> list[tuple[int, Clause]]:
    """Cut a text whose sentences start there into (last sentence it reaches, clause).

    A quotation is one token, even where it has several sentences.
    """
    found: list[tuple[int, Clause]] = []
    words: list[Token] = []
    names = nicknames(text, quoted)
    inside = {name.start for name in names}
    others = [one for one in quoted if not any(one.start <= at < one.end for at in inside)]
    waiting = sorted([*names, *others], reverse=True)
    position = 0
    for number in range(len(starts)):
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        position = max(position, starts[number])
        while waiting and position <= waiting[-1].start < end:
            quotation = waiting.pop()
            before = tokens(text, position, quotation.start)
            if quotation.start in inside:
                words += _with_initial(before)
                words.append((text[quotation.start : quotation.end].strip(_MARKS), *quotation))
            else:
                words += [*before, *_quotation_tokens(text, quotation)]
            position = quotation.end
        if position > end:
            continue
        if end in inside:  # "Rep. Robert C. | “Bobby” Scott" is no end of a sentence
            words += _with_initial(tokens(text, position, end))
            position = end
            continue
        words += tokens(text, position, end)
        position = end
        found += [(number, clause) for clause in _cut(words)]
        words = []
    return [*found, *((len(starts) - 1, clause) for clause in _cut(words))]


def _cut(words: list[Token]) -> list[Clause]:
    """Return the words as one clause, or as several where no sentence is that long."""
    return [_clause(words[k : k + _LONGEST]) for k in range(0, len(words), _LONGEST)]


def nicknames(text: str, quoted: Sequence[Quotation]) -> list[Quotation]:
    """Find nicknames in quotation marks: they are part of a name, and nobody says them."""
    starts = {one.start for one in quoted}
    found = []
    for match in _NICKNAME.finditer(text):
        names = _NAME_BEFORE.search(text, max(match.start() - 40, 0), match.start())
        marked = match.start() in starts and match["open"] not in "‘'"
        around = {word.lower() for word in (match["next"], names["name"])} if names else set()
        if names and around.isdisjoint(_closed_words()) and (marked or match["open"] in "‘'"):
            found.append(Quotation(*match.span()))
    return found


@cache
def _closed_words() -> frozenset[str]:
    classes = word_classes().items()
    return frozenset().union(*(words for kind, words in classes if kind not in "NA"))


def _with_initial(words: list[Token]) -> list[Token]:
    """Join an initial and its full stop before a nickname: "Robert C. “Bobby” Scott"."""
    if len(words) > 1 and words[-1][0] == "." and len(words[-2][0]) == 1:
        return [*words[:-2], (words[-2][0] + ".", words[-2][1], words[-1][2])]
    return words


def _quotation_tokens(text: str, quotation: Quotation) -> list[Token]:
    """Return a quotation as one token, and the comma at its end as another, empty one."""
    inner = text[quotation.start : quotation.end].strip(_MARKS)
    token = (f"@{inner[:1]}{inner[-1:]}", quotation.start, quotation.end)
    comma = [(",", quotation.end, quotation.end)] if inner.endswith(",") else []
    return [token, *comma]


def _clause(tokens: list[Token]) -> Clause:
    words = [word for word, _, _ in tokens]
    return Clause(tokens, [*map(_form, words)], tag(words))


@lru_cache(maxsize=100_000)
def _form(word: str) -> str:
    return word if word[0] == "@" else word.lower().replace("’", "'")
