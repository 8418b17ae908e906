"""What a block of a news page looks like by itself: some kind of boilerplate, prose, or neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from crossframe.corpus.cleaning.line_shapes import FEW, WORD, Line, line_of, shape_rule
from crossframe.text.words import fold, stop_words, word_list

LISTS = (
    "comments",
    "newsletter",
    "cookie notice",
    "advertisement",
    "share buttons",
    "tags",
    "author box",
    "gallery",
    "related stories",
    "copyright",
    "skip links",
)
"""Rules that have a word list, `wordlists/<rule>.txt`."""

SECTIONS = frozenset({"comments", "newsletter", "share buttons", "related stories", "tags"})
"""Rules whose headings hold for the lines after them too."""

# Words of a headline by which an article is about a rule's subject, so that the rule does not hold.
_SUBJECTS = {
    "cookie notice": ("cookie", "privacy", "gdpr", "data protection"),
    "newsletter": ("newsletter", "subscription", "subscriber", "login"),
    "comments": ("comment", "moderat"),
    "advertisement": ("advert", "sponsor", "donat"),
    "copyright": ("copyright", "trademark"),
}
# Prose is a notice of these rules only if it speaks to the reader.
_PROMOTIONS = frozenset({"newsletter", "advertisement", "share buttons"})
_ADDRESSED = frozenset({"newsletter", "cookie notice", "share buttons", "related stories"})
_READER = re.compile(r"\b(?:you|your|yours|we|us|our|i|me|my|this (?:website|site|page|article))\b")
_BIOGRAPHY = re.compile(r"\W*(?:\S+ ){1,5}(?:is|was|has been|covers|writes|worked|joined) ")
_ROW = re.compile(r"\s[/|•·,]\s")
_GLUE = frozenset({"on", "via", "to", "and", "or", "us", "all", "the", "my", "this"})
_EDGES = " \t•·●▪►▼▶◄←→↑|–—-*›»«❮❯<>✕×:;.,!?…'\"()[]\u200b\ufeff"
_SPEECH = frozenset('“”"«»„')
_GAP = ".{0,40}?"

_Patterns = dict[str, list[tuple[str, str]]]  # compiled where a line may match


class Look(NamedTuple):
    """What one block looks like by itself."""

    rule: str  # the kind of boilerplate it looks like; empty for none
    sure: bool  # whether it is that even between two paragraphs of an article
    prose: bool  # whether it reads as running text: sentences with function words
    words: int  # how many it has


NOTHING = Look("", sure=False, prose=False, words=0)


def look(text: str, folded: str, *, subject: frozenset[str] = frozenset()) -> Look:
    """Judge a block by itself, without its neighbours, but for rules on the `subject`."""
    line = line_of(text, folded)
    # density of function words as evidence of prose: jusText (Pomikálek 2011, "Removing boilerplate
    # and duplicate content from web corpora", PhD thesis, Masaryk University)
    density = sum(map(stop_words().__contains__, line.words)) / max(1, len(line.words))
    prose = (line.sentence and line.size >= 4 and density >= 0.15) or (
        line.size >= 25 and density >= 0.3
    )
    rule, sure = shape_rule(line)
    if not rule:
        rule, sure = _list_rule(line)
        if prose and rule and not _speaks_for_the_page(rule, line):
            rule = ""
        sure = sure and not (prose and (line.size > 60 or not _SPEECH.isdisjoint(text[:300])))
    if not rule or rule in subject:
        return Look("", False, prose, line.size)
    return Look(rule, sure, prose, line.size)


def about(title: str) -> frozenset[str]:
    """Name the rules that do not hold for an article because it is about their subject."""
    folded = fold(title)
    return frozenset(
        rule for rule, stems in _SUBJECTS.items() if any(stem in folded for stem in stems)
    )


def author_boxes(lines: Sequence[str], looks: Sequence[Look]) -> list[Look]:
    """Mark the paragraph after a line such as "About the author" as part of that box."""
    marked = list(looks)
    box = False  # whether such a line, or share buttons after one, stands right before
    for number, seen in enumerate(looks):
        if box and seen.prose and not seen.rule and _BIOGRAPHY.match(lines[number]):
            marked[number] = seen._replace(rule="author box")
        if seen.rule != "share buttons":
            box = seen.rule == "author box" and not seen.prose
    return marked


def _list_rule(line: Line) -> tuple[str, bool]:
    """Name the rule in whose word list the block is, and whether it is sure."""
    whole, opening, within = _phrases()
    bare = line.folded.strip(_EDGES)
    if line.size <= FEW and bare in whole:
        return whole[bare], True
    for pattern, rule in opening.get(bare.split(" ", 1)[0], ()) if line.size <= FEW else ():
        if _compiled(pattern).match(bare) and (not line.sentence or _opens_notice(pattern, line)):
            return rule, not line.sentence or _calls_reader(bare, rule, line)
    if line.size <= FEW:
        rule = _buttons(bare) or ("" if line.sentence else _row(line.folded))
        if rule:
            return rule, True
    for word in line.words if not within.keys().isdisjoint(line.words) else ():
        for pattern, rule in within.get(word, ()):
            if _compiled(pattern).search(line.folded):
                return rule, rule != "author box"
    return "", False


_compiled = cache(re.compile)


def _opens_notice(pattern: str, line: Line) -> bool:
    """Say whether a sentence is a notice: a short one that opens with a phrase, not a word."""
    return line.size <= 12 and "\\ " in pattern


def _calls_reader(bare: str, rule: str, line: Line) -> bool:
    """Say whether a sentence is a call to the reader, no sentence of an article."""
    if line.folded.endswith(("!", "…", "...", ":")):
        return True
    promotion = rule in _PROMOTIONS and bool(_READER.search(bare))
    return (promotion or rule == "gallery") and _SPEECH.isdisjoint(line.text)


def _speaks_for_the_page(rule: str, line: Line) -> bool:
    """Say whether prose that has a listed phrase addresses the reader, not the subject."""
    return line.size < 12 or rule not in _ADDRESSED or bool(_READER.search(line.folded))


def _buttons(bare: str) -> str:
    """Name the rule of a line that is several buttons: "Share Tweet 12 Comments"."""
    whole = _phrases()[0]
    known, unknown = [], 0
    for token in bare.split():
        word = token.strip(_EDGES)
        if word in whole:
            known.append(whole[word])
        elif word and word not in _GLUE and not word.isdigit():
            unknown += 1
    return known[0] if known and (not unknown or len(known) >= 4 * unknown) else ""


def _row(folded: str) -> str:
    """Name the rule of a line that is a row of links: "Politics / Economy / Bridges"."""
    parts = _ROW.split(folded)
    return "tags" if len(parts) >= 3 and all(0 < len(part.split()) <= 4 for part in parts) else ""


@cache
def _phrases() -> tuple[dict[str, str], _Patterns, _Patterns]:
    """Read the word lists: whole lines; beginnings, by first word; phrases, by longest word."""
    whole: dict[str, str] = {}
    opening: _Patterns = {}
    within: _Patterns = {}
    for rule in LISTS:
        for entry in word_list(f"corpus/cleaning/{rule.replace(' ', '_')}"):
            phrase = fold(entry.strip("… "))
            pattern = re.escape(phrase).replace("…", _GAP)
            if entry.startswith("…"):
                end = "" if entry.endswith("…") else "$"
                key = max(WORD.findall(phrase), key=len, default=phrase)
                found = rf"(?<!\w){pattern}(?!\w){end}"
                within.setdefault(key, []).append((found, rule))
            elif entry.endswith("…"):
                first = phrase.split(" ", 1)[0]
                opening.setdefault(first, []).append((rf"{pattern}(?!\w)", rule))
            else:
                whole[phrase.strip(_EDGES)] = rule
    return whole, opening, within
