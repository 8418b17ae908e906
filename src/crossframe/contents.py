"""What is said: where the content of a cue begins and ends in its clause."""

from __future__ import annotations

import re

from crossframe.cues import verb_forms, verb_frames
from crossframe.grammar import DAYS_AND_MONTHS, Clause
from crossframe.predicates import Place, Predicate, noun_phrase_after

_OBJECT_FRAMES = frozenset({"object", "complement", "as", "someone-to"})
_ASIDES = 4  # addressees, places and times that may stand between a cue and its content


def complement(
    clause: Clause, start: int, frames: frozenset[str], subjects: dict[int, Predicate]
) -> Place | None:
    """Return the content that begins at or after token `start`.

    Parameters
    ----------
    clause
        The clause.
    start
        The token after the cue.
    frames
        What may follow the cue (see the word list `cue_verbs`).
    subjects
        First token of a subject -> its finite verb group.

    Returns
    -------
    tuple or None
        Tokens of the content.
    """
    tags, forms = clause.tags, clause.forms
    n = len(tags)
    k = start
    for _ in range(_ASIDES):
        while k < n and tags[k] in "R":
            k += 1
        if k >= n:
            return None
        content = _content_at(clause, k, frames, subjects)
        if content:
            return content
        k = _past_aside(clause, k, frames, start)
        if k < 0:
            break
    return _object_at(clause, start, frames)


def _content_at(
    clause: Clause, k: int, frames: frozenset[str], subjects: dict[int, Predicate]
) -> Place | None:
    tags, forms = clause.tags, clause.forms
    letter = tags[k]
    after = tags[k + 1 : k + 2]
    reports = "clause" in frames
    if letter in ",:" and after == "@":
        return k + 1, quotation_end(clause, k + 1)
    if letter == "@" and (reports or "object" not in frames):
        return k, clause_end(clause, k)
    if letter == ":" and reports and after:
        return k + 1, clause_end(clause, k + 1)
    if letter == "T" and reports:
        return k, clause_end(clause, k)
    if letter == "," and reports and tags[k + 1 : k + 2] == "T":
        return k + 1, clause_end(clause, k + 1)
    if reports and k in subjects and letter in "DNEP#AORT@xb":
        return k, clause_end(clause, k)
    if (reports or "wh" in frames) and (letter in "wW" or forms[k] in ("if", "whether")):
        return k, clause_end(clause, k)
    if {"to", "someone-to"} & frames and (letter == "t" or (letter == "n" and after == "t")):
        if tags[k + 1 : k + 2] in ("B", "n", "K", "H", "R"):
            return k, infinitive_end(clause, k)
    if "ing" in frames and letter == "G":
        return k, infinitive_end(clause, k)
    return None


def _past_aside(clause: Clause, k: int, frames: frozenset[str], start: int) -> int:
    """Return the token after an addressee, place or time, or -1."""
    tags, forms = clause.tags, clause.forms
    letter = tags[k]
    if forms[k] in DAYS_AND_MONTHS:
        return k + 1 + (tags[k + 1 : k + 2] == "#")
    if "hearer" in frames or "someone-to" in frames:
        if letter in "OP":
            return k + 1
        phrase = noun_phrase_after(clause, k, apposition=False)
        if phrase and letter in "DNEA#":
            return phrase[1]
    if letter in "Iti" and "clause" in frames:
        if tags[k + 1 : k + 2] == "O":
            return k + 2
        phrase = noun_phrase_after(clause, k + 1, apposition=False)
        if phrase:
            return phrase[1]
        if tags[k + 1 : k + 2] == "G":
            return k + 2
    if letter == "," and "clause" in frames and tags[k + 1 : k + 2] in ("I", "i"):
        return k + 1
    return -1


def _object_at(clause: Clause, start: int, frames: frozenset[str]) -> Place | None:
    tags, forms = clause.tags, clause.forms
    n = len(tags)
    k = start
    while k < n and tags[k] == "R":
        k += 1
    if k >= n:
        return None
    if frames & _OBJECT_FRAMES and tags[k] in "DNEA#OPR@":
        end = phrase_end(clause, k)
        return (k, end) if end > k else None
    if tags[k] in "It" and k + 1 < n and (forms[k] in frames or (forms[k] == "to" and "to-noun" in frames)):
        if forms[k] == "on" and "on-to" in frames:
            m = tags.find("t", k)
            if m > 0:
                return m, infinitive_end(clause, m)
        end = phrase_end(clause, k + 1)
        return (k + 1, end) if end > k + 1 else None
    return None


def quotation_end(clause: Clause, k: int) -> int:
    """Return the end of a content that is the quotation at token k and what belongs to it."""
    tags = clause.tags
    if tags[k + 1 : k + 2] in (",", ".", "", ";"):
        return k + 1
    return clause_end(clause, k)


def clause_end(clause: Clause, k: int) -> int:
    """Return the end of a content that is a clause: to the end of the sentence in most cases."""
    tags, forms = clause.tags, clause.forms
    n = len(tags)
    m = k + 1
    while m < n:
        letter = tags[m]
        if letter == ";" or (letter == ")" and "(" not in tags[k:m]):
            break
        if letter == ",":
            if tags[m + 1 : m + 2] == "G" and _reports(forms[m + 1]):
                break
            if forms[m + 1 : m + 3] == ["according", "to"]:
                break
        m += 1
    return _trimmed(tags, k, m)


def infinitive_end(clause: Clause, k: int) -> int:
    """Return the end of a content that is an infinitive or gerund."""
    tags, forms = clause.tags, clause.forms
    n = len(tags)
    m = k + 1
    while m < n:
        letter = tags[m]
        after = tags[m + 1 : m + 2]
        if letter in ";-" or (letter == ")" and "(" not in tags[k:m]):
            break
        if letter == "," and (after in ("C", "G", "W", "S", "i", "V", "P") or forms[m + 1 : m + 2] == ["according"]):
            break
        m += 1
    return _trimmed(tags, k, m)


def phrase_end(clause: Clause, k: int) -> int:
    """Return the end of a content that is a noun phrase with what modifies it."""
    tags = clause.tags
    n = len(tags)
    m = k + 1
    relative = False
    while m < n:
        letter = tags[m]
        after = tags[m + 1 : m + 2]
        if letter in ";.:-S":
            break
        if letter == ")" and "(" not in tags[k:m]:
            break
        if letter == "," and not (after in ("N", "E", "A", "#") and re.match(r"[NEA#]+(,[NEA#]+)*,?C", tags[m + 1 :])):
            break
        if letter in "WT":
            relative = True
        if letter in "XVMKHQ" and not relative:
            break
        if letter == "C" and after in ("V", "X", "R", "M", "Z", "K", "H", "P"):
            break
        if letter == "i":
            break
        m += 1
    return _trimmed(tags, k, m)


def _trimmed(tags: str, k: int, m: int) -> int:
    while m > k + 1 and tags[m - 1] in ".,:-;C(?":
        m -= 1
    return m


def _reports(form: str) -> bool:
    base = verb_forms().get(form, ("", ""))[0]
    return "clause" in verb_frames().get(base, ())
