"""The other side that a sentence tells: reactions to a plan, its author, what is called untrue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossframe.stance.codebook import Codebook
from crossframe.stance.holders import Line, Voice, agent
from crossframe.stance.polarity import Operator, Token
from crossframe.stance.syntax import BREAKS
from crossframe.stance.votes import Vote
from crossframe.text.words import stem, word_list
from crossframe.voices.speakers import OUTLET

_REACH = 6
_NEAR = 4
_CLOSE = 2
_AGAINST = frozenset({"oppose", "deny", "reject"})
_CONTENT = frozenset({"to", "for", "of", "that"})
_SIDES = frozenset({"oppose", "support"})


def reactions(line: Line, main: Vote, heard: Sequence[Voice], codebook: Codebook) -> list[Vote]:
    """Return the other positions that a sentence tells, each of somebody else."""
    found: list[Vote] = []
    taken = set(main.holders)
    for sign, rule, span, holders in (
        *_told(line, main, codebook),
        *_drawn(line, main, codebook),
        *_authors(line),
        *_corrections(line, heard),
    ):
        if holders and not taken & set(holders):
            first, last = span[0] + line.start, span[1] + line.start
            words = line.text[span[0] : span[1]]
            side = sign * (main.sign or 1)
            found.append(Vote(side, rule, main.term, words, (first, last), holders))
            taken |= set(holders)
    return found


_Found = Iterator[tuple[int, str, tuple[int, int], list[str]]]


def _told(line: Line, main: Vote, codebook: Codebook) -> _Found:
    """Yield what an apposition tells: "the tax, a move that Lee opposed"."""
    for i, token in enumerate(line.tokens[1:], start=1):
        before = line.tokens[i - 1]
        if token.tag not in "TW" or not _is_policy(before) or before.end <= _first(line, main):
            continue
        for o in [o for o in _sides(line) if i < o.first <= i + _REACH][:1]:
            edge = line.tokens[o.first].start
            between = [m.actor for m in line.mentions if token.end <= m.start and m.end <= edge]
            named = agent(line, [o], codebook.actors) or between[:1]
            yield o.sign, "reaction", (before.start, line.tokens[o.last].end), named


def _drawn(line: Line, main: Vote, codebook: Codebook) -> _Found:
    """Yield what a plan met with: "drew criticism from Lee", "facing opposition from Lee"."""
    drawing = word_list("stance/drawing")
    for o in _sides(line):
        verbs = [t for t in line.tokens[max(0, o.first - _NEAR) : o.first] if t.form in drawing]
        start, end = line.tokens[o.first].start, line.tokens[o.last].end
        apart = [t for t in line.tokens if end <= t.start < _first(line, main) and t.tag in BREAKS]
        if verbs and not apart:
            ended = main.sign < 0 and start > _first(line, main)
            sign = -o.sign if ended else o.sign
            yield sign, "reaction", (start, end), agent(line, [o], codebook.actors)


def _authors(line: Line) -> _Found:
    """Yield whose plan it is that somebody is against: "critical of | the board's plan for"."""
    for mention in line.mentions:
        before = [t for t in line.tokens if t.end <= mention.start]
        after = [t for t in line.tokens if mention.end <= t.start][:_REACH]
        noun = next((i for i, t in enumerate(after) if _is_policy(t)), len(after))
        met = [o for o in line.operators if o.kind in _AGAINST and _closes(o, before)]
        spelt = any(t.form in _CONTENT for t in after[noun + 1 : noun + 2])
        if met and spelt and after[0].tag == "'":
            yield -1, "author", (mention.start, mention.end), [mention.actor]


def _corrections(line: Line, heard: Sequence[Voice]) -> _Found:
    """Yield what the outlet itself calls untrue: "falsely said", "making a false claim"."""
    inside = [span for voice in heard for span in voice.content]
    phrases = [tuple(phrase.split()) for phrase in word_list("stance/corrections")]
    for i, token in enumerate(line.tokens):
        for phrase in phrases:
            words = line.tokens[i : i + len(phrase)]
            if tuple(word.form for word in words) == phrase and not any(
                start <= line.start + token.start < end for start, end in inside
            ):
                yield -1, "correction", (token.start, words[-1].end), [OUTLET]


def _closes(o: Operator, before: Sequence[Token]) -> bool:
    return len(before) - _CLOSE <= o.last < len(before)


def _sides(line: Line) -> list[Operator]:
    return [o for o in line.operators if o.kind in _SIDES]


def _is_policy(token: Token) -> bool:
    return stem(token.form) in {stem(noun) for noun in word_list("stance/policy_nouns")}


def _first(line: Line, main: Vote) -> int:
    return main.span[0] - line.start
