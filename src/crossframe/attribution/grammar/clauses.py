"""Clauses: stretches of text between sentence boundaries, as tagged tokens, and what they report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crossframe.attribution.grammar.tagging import is_title_case, tag, tokens
from crossframe.text.quotations import Quotation

Place = tuple[int, int]  # [first, after last) token of a clause

_LONGEST = 250  # words; what is longer is no sentence, and would take long
_MARKS = "\"'`“”„‟«»‘’ "


class Clause(NamedTuple):
    """The tokens of one clause."""

    forms: list[str]  # folded; for a quotation "@" with its first and its last character
    starts: list[int]  # offsets in the text
    ends: list[int]
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
        return self.starts[place[0]], self.ends[place[1] - 1]


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
    words: list[tuple[str, int, int]] = []
    waiting = list(reversed(quoted))
    position = 0
    for number in range(len(starts)):
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        position = max(position, starts[number])
        while waiting and position <= waiting[-1].start < end:
            quotation = waiting.pop()
            words += tokens(text, position, quotation.start)
            words += _quotation_tokens(text, quotation)
            position = quotation.end
        if position > end:
            continue
        words += tokens(text, position, end)
        position = end
        found += [(number, clause) for clause in _cut(words)]
        words = []
    return [*found, *((len(starts) - 1, clause) for clause in _cut(words))]


def _cut(words: list[tuple[str, int, int]]) -> list[Clause]:
    """Return the words as one clause, or as several where no sentence is that long."""
    return [_clause(words[k : k + _LONGEST]) for k in range(0, len(words), _LONGEST)]


def _quotation_tokens(text: str, quotation: Quotation) -> list[tuple[str, int, int]]:
    """Return a quotation as one token, and the comma at its end as another, empty one."""
    inner = text[quotation.start : quotation.end].strip(_MARKS)
    token = (f"@{inner[:1]}{inner[-1:]}", quotation.start, quotation.end)
    comma = [(",", quotation.end, quotation.end)] if inner.endswith(",") else []
    return [token, *comma]


def _clause(tokens: list[tuple[str, int, int]]) -> Clause:
    words = [word for word, _, _ in tokens]
    return Clause(
        [word if word[0] == "@" else word.lower().replace("’", "'") for word in words],
        [start for _, start, _ in tokens],
        [end for _, _, end in tokens],
        tag(words, title=is_title_case(words)),
    )
