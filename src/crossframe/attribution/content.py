"""What is said: where the content of a cue begins in its clause."""

from __future__ import annotations

import re

from crossframe.attribution.content_ends import (
    clause_end,
    infinitive_end,
    phrase_end,
    phrase_or_question_end,
    quotation_end,
)
from crossframe.attribution.grammar.clauses import Clause, Place
from crossframe.attribution.grammar.lexicon import word_classes
from crossframe.attribution.grammar.noun_phrases import noun_phrase_after

_OBJECT = frozenset({"object", "complement", "as"})
_ASIDES = 4  # addressees, places and times that may stand between a cue and its content
_FAR = 14  # tokens that may stand between a cue and the quotation it opens
_NEAR = 8  # tokens that may stand between a cue and its preposition
_CONJUNCTIONS = frozenset({"because", "if", "although", "unless", "despite"})
_DAYTIMES = frozenset({"night", "morning", "evening", "afternoon"})


def complement(
    clause: Clause,
    start: int,
    frames: frozenset[str],
    subjects: frozenset[int],
    *,
    fronted: bool = False,
) -> Place | None:
    """Return the content that follows a cue.

    Parameters
    ----------
    clause
        The clause.
    start
        The token after the cue.
    frames
        What may follow the cue, see the word list `cue_verbs`.
    subjects
        First tokens of subjects that a finite verb follows.
    fronted
        True where the cue stands in a clause before the main one.

    Returns
    -------
    tuple or None
        Tokens of the content.
    """
    if re.match(r"#[It]#", clause.tags[start:]):  # "voted 17 to 14 for"
        start += 3
    if {"clause", "that"} & frames:
        quotation = quotation_after(clause, start)
        if quotation is not None:
            object_too = "object" in frames and clause.tags[quotation - 1] == ":"
            first = start if object_too and quotation > start + 3 else quotation
            return first, quotation_end(clause, quotation)
    k = start
    for _ in range(_ASIDES):
        k = clause.skip(k, "R")
        if k >= len(clause.tags):
            return None
        end = _content_end(clause, k, frames, subjects, fronted=fronted)
        if end:
            return (k + 1 if clause.tags[k] in ",:" else k), end
        k = _past_aside(clause, k, frames)
        if k < 0:
            break
    return _object(clause, start, frames)


def quotation_after(clause: Clause, k: int) -> int | None:
    """Return the quotation that a comma or colon opens after token k, with no verb between.

    Parameters
    ----------
    clause
        The clause.
    k
        The token after the cue.

    Returns
    -------
    int or None
        The quotation's token.
    """
    tags = clause.tags
    m = tags.find("@", k)
    near = k < m < k + _FAR and tags[m - 1] in ",:"
    between = tags[k : m - 1].removesuffix("P")  # "put it this way: ..."
    return m if near and not set(between) & set("VXMKHZGPTW") else None


def _content_end(
    clause: Clause, k: int, frames: frozenset[str], subjects: frozenset[int], *, fronted: bool
) -> int | None:
    """Return the end of a content that begins at token k, or after a comma or colon there."""
    letter, after = clause.tags[k], clause.tag(k + 1)
    reports = "clause" in frames
    if letter in ",:":
        if after == "@":
            return quotation_end(clause, k + 1)
        opens = reports and (after == "T" or (letter == ":" and k + 1 < len(clause.tags)))
        return clause_end(clause, k + 1, to_comma=fronted) if opens else None
    if {"to", "someone-to"} & frames and re.match(r"n?t[BnKHRQ@t]", clause.tags[k:]):
        return infinitive_end(clause, k)
    if "ing" in frames and letter == "G":
        return infinitive_end(clause, k)
    if _is_clause(clause, k, frames) or (reports and _is_bare_clause(clause, k, frames, subjects)):
        return clause_end(clause, k, to_comma=fronted)
    return None


def _is_clause(clause: Clause, k: int, frames: frozenset[str]) -> bool:
    """Tell whether "that", a question word or a quotation opens the content of a cue."""
    letter, form = clause.tags[k], clause.forms[k]
    reports = "clause" in frames
    if letter == "@":
        return reports or "object" not in frames
    if letter == "T":
        return reports or "that" in frames
    if letter in "wW" or form in {"if", "whether"}:
        return bool({"clause", "wh", "object"} & frames)
    return reports and form in _CONJUNCTIONS


def _is_bare_clause(
    clause: Clause, k: int, frames: frozenset[str], subjects: frozenset[int]
) -> bool:
    """Tell whether a clause without "that" begins: "said it rained", "said leaving was right"."""
    tags, letter = clause.tags, clause.tags[k]
    if letter == "G":
        return re.match(r"[^,;:VXTW]*[MK]", tags[k:]) is not None
    if letter not in "DNEP#AO" or clause.forms[k] in word_classes()["days"]:
        return False
    hearer = "hearer" in frames
    likely = k in subjects or (letter == "P" and not hearer) or not (hearer or _OBJECT & frames)
    if likely and set(tags[k : clause_end(clause, k)]) & set("VXMKHQZ@P'"):
        return True
    phrase = noun_phrase_after(clause, k, apposition=False)
    if phrase is None:
        return False
    verb = clause.tag(clause.skip(phrase[1], "RINEDA#'")) in "VXMKHQ"
    return clause.tag(phrase[1]) == "@" or (verb and not hearer)


def _past_aside(clause: Clause, k: int, frames: frozenset[str]) -> int:
    """Return the token after an addressee, place or time, or -1 where there is none."""
    letter, after = clause.tags[k], clause.tag(k + 1)
    if clause.forms[k] in word_classes()["days"]:
        return k + 2 if after == "#" or clause.form(k + 1) in _DAYTIMES else k + 1
    if clause.forms[k] in {"this", "last"} and after == "N":
        return k + 2
    if {"hearer", "someone-to"} & frames and letter in "OPDNEA#":
        phrase = noun_phrase_after(clause, k, apposition=False)
        if phrase:
            return phrase[1]
    if "clause" in frames and letter in "Iti":
        phrase = noun_phrase_after(clause, k + 1, apposition=False)
        return phrase[1] if phrase else k + 2 if after == "G" else -1
    return k + 1 if "clause" in frames and letter == "," and after in "Ii" else -1


def _object(clause: Clause, start: int, frames: frozenset[str]) -> Place | None:
    """Return a content that is a noun phrase, or a phrase with a preposition of the cue."""
    k = clause.skip(start, "R")
    starts = "DNEA#OPR@T" if "complement" in frames else "DNEA#OPR@"
    if _OBJECT & frames and clause.tag(k) in starts:
        return k, phrase_end(clause, k)
    for m in range(k, min(k + _NEAR, len(clause.tags) - 1)):
        form = clause.forms[m]
        if form == "on" and "on-to" in frames:
            return m + 1, infinitive_end(clause, m + 1)
        if clause.tags[m] in "It" and (form in frames or (form == "to" and "to-noun" in frames)):
            return m + 1, phrase_or_question_end(clause, m + 1)
        if clause.tags[m] not in "IRDNEA#O":
            break
    return None
