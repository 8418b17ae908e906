"""What is said: where the content of a cue begins and ends in its clause."""

from __future__ import annotations

import re

from crossframe.cues import verb_forms, verb_frames
from crossframe.grammar import DAYS_AND_MONTHS, Clause
from crossframe.predicates import Place, Predicate, noun_phrase_after

_OBJECT_FRAMES = frozenset({"object", "complement", "as"})
_ASIDES = 4  # addressees, places and times that may stand between a cue and its content


def complement(
    clause: Clause,
    start: int,
    frames: frozenset[str],
    subjects: dict[int, Predicate],
    *,
    fronted: bool = False,
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
    tags = clause.tags
    n = len(tags)
    if {"clause", "that"} & frames:
        quotation = quotation_after(clause, start)
        if quotation is not None:
            first = start if "object" in frames and tags[quotation - 1] == ":" and quotation > start + 3 else quotation
            return first, quotation_end(clause, quotation)
    k = start
    for _ in range(_ASIDES):
        while k < n and tags[k] in "R":
            k += 1
        if k >= n:
            return None
        content = _content_at(clause, k, frames, subjects, fronted=fronted)
        if content:
            return content
        k = _past_aside(clause, k, frames, start)
        if k < 0:
            break
    return _object_at(clause, start, frames)


def quotation_after(clause: Clause, k: int) -> int | None:
    """Return the quotation that a comma or colon introduces after token k, with no verb between."""
    tags = clause.tags
    m = tags.find("@", k)
    if m > k and tags[m - 1] in ",:" and m - k < 14 and not set(tags[k:m]) & set("VXMKHZGPTW@"):
        return m
    return None


def _content_at(
    clause: Clause, k: int, frames: frozenset[str], subjects: dict[int, Predicate], *, fronted: bool
) -> Place | None:
    tags, forms = clause.tags, clause.forms
    letter = tags[k]
    after = tags[k + 1 : k + 2]
    reports = "clause" in frames
    if letter in ",:" and after == "@":
        return k + 1, quotation_end(clause, k + 1)
    if letter == "@" and (reports or "object" not in frames):
        return k, clause_end(clause, k, to_comma=fronted)
    if letter == ":" and reports and after:
        return k + 1, clause_end(clause, k + 1, to_comma=fronted)
    if letter == "T" and (reports or "that" in frames):
        return k, clause_end(clause, k, to_comma=fronted)
    if letter == "," and reports and tags[k + 1 : k + 2] == "T":
        return k + 1, clause_end(clause, k + 1, to_comma=fronted)
    if reports and forms[k] in ("because", "if", "although", "unless", "despite"):
        return k, clause_end(clause, k)
    if reports and letter in "DNEP#AO@" and forms[k] not in DAYS_AND_MONTHS:
        whole = not (_OBJECT_FRAMES | {"hearer"}) & frames
        if k in subjects or (letter == "P" and "hearer" not in frames) or whole:
            end = clause_end(clause, k, to_comma=fronted)
            if set(tags[k:end]) & set("VXMKHQZ@P'"):
                return k, end
        phrase = noun_phrase_after(clause, k, apposition=False)
        if phrase and (tags[phrase[1] : phrase[1] + 1] == "@" or (_next_verb(tags, phrase[1]) and "hearer" not in frames)):
            return k, clause_end(clause, k, to_comma=fronted)
    if {"clause", "wh", "object"} & frames and (letter in "wW" or forms[k] in ("if", "whether")):
        return k, clause_end(clause, k, to_comma=fronted)
    if {"to", "someone-to"} & frames and (letter == "t" or (letter == "n" and after == "t")):
        if tags[k + 1 : k + 2] in ("B", "n", "K", "H", "R", "Q", "@", "t"):
            return k, infinitive_end(clause, k)
    if "ing" in frames and letter == "G":
        return k, infinitive_end(clause, k)
    if reports and letter == "G" and re.match(r"[^,;:VXTW]*[MK]", tags[k:]):
        return k, clause_end(clause, k, to_comma=fronted)
    return None


def _next_verb(tags: str, k: int) -> bool:
    while tags[k : k + 1] in ("R", "I", "N", "E", "D", "A", "#", "'"):
        k += 1
    return tags[k : k + 1] in tuple("VXMKHQ")


def _past_aside(clause: Clause, k: int, frames: frozenset[str], start: int) -> int:
    """Return the token after an addressee, place or time, or -1."""
    tags, forms = clause.tags, clause.forms
    letter = tags[k]
    if forms[k] in DAYS_AND_MONTHS:
        return k + 1 + (tags[k + 1 : k + 2] == "#" or forms[k + 1 : k + 2] in (["night"], ["morning"], ["evening"], ["afternoon"]))
    if forms[k] in ("this", "last") and tags[k + 1 : k + 2] == "N":
        return k + 2
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
    k = _preposition(clause, k, frames)
    if k is None:
        return None
    if forms[k] == "on" and "on-to" in frames:
        return k + 1, infinitive_end(clause, k + 1)
    asks = tags[k + 1] in "wW" or forms[k + 1] in ("if", "whether")
    end = clause_end(clause, k + 1) if asks else phrase_end(clause, k + 1)
    return (k + 1, end) if end > k + 1 else None


def _preposition(clause: Clause, k: int, frames: frozenset[str]) -> int | None:
    """Return the preposition that the cue goes with, after places and times: "spoke in Rome about"."""
    tags, forms = clause.tags, clause.forms
    for m in range(k, min(k + 8, len(tags) - 1)):
        if tags[m] in "It" and (
            forms[m] in frames
            or (forms[m] == "to" and "to-noun" in frames)
            or (forms[m] == "on" and "on-to" in frames)
        ):
            return m
        if tags[m] not in "IRDNEA#O":
            break
    return None


def quotation_end(clause: Clause, k: int) -> int:
    """Return the end of a content that is the quotation at token k and what belongs to it."""
    tags = clause.tags
    if tags[k] != "@":
        return clause_end(clause, k)
    joined = re.match(r",?C,?(?=@)", tags[k + 1 :])
    if joined:
        return k + joined.end() + 2
    if tags[k + 1 : k + 2] in (",", ".", "", ";") or (k and tags[k - 1] in ",:"):
        return k + 1
    return clause_end(clause, k)


def clause_end(clause: Clause, k: int, *, to_comma: bool = False, relative: bool = False) -> int:
    """Return the end of a content that is a clause: to the end of the sentence in most cases.

    With `to_comma` it ends before the comma that closes a fronted clause: "As Roe says it rains, ...".
    """
    tags, forms = clause.tags, clause.forms
    n = len(tags)
    m = k + 1
    while m < n:
        letter = tags[m]
        if letter == ";" or (letter == ")" and "(" not in tags[k:m]):
            break
        if letter == "-":
            second = tags.find("-", m + 1)
            if second < 0:
                break
            m = second
        if letter == ",":
            if relative and re.match(r"R*[VXMKHZ]", tags[m + 1 :]):
                break
            if forms[m + 1 : m + 2] == ["but"]:
                break
            if tags[m + 1 : m + 2] == "G" and _reports(forms[m + 1]):
                break
            if forms[m + 1 : m + 3] == ["according", "to"]:
                break
            if tags[m + 1 : m + 3] in ("SG", "iG") and _reports(forms[m + 2]):
                break
            if to_comma and tags[m + 1 : m + 2] in tuple("DNEPA#@"):
                break
        m += 1
    return _trimmed(tags, k, m)


def infinitive_end(clause: Clause, k: int, *, bounded: bool = False) -> int:
    """Return the end of a content that is an infinitive or gerund.

    With `bounded` it ends before a finite verb: "her promise to resign | has surprised".
    """
    tags, forms = clause.tags, clause.forms
    n = len(tags)
    m = k + 1
    while m < n:
        letter = tags[m]
        after = tags[m + 1 : m + 2]
        if letter in ";" or (letter == ")" and "(" not in tags[k:m]):
            break
        if letter == "-":
            second = tags.find("-", m + 1)
            if second < 0:
                break
            m = second
        aside = after == "G" and not _reports(forms[m + 1])
        if letter == "," and not aside and not _goes_on(clause, m):
            break
        if letter == "S" or (letter == "i" and after == "P"):
            break
        if letter == "C" and after in tuple("XMKH") and "W" not in tags[k:m]:
            break
        if bounded and letter in "XMKHV" and not set(tags[k:m]) & set("WTP") and tags[m - 1] not in "tRC":
            break
        m += 1
    return _trimmed(tags, k, m)


def phrase_end(clause: Clause, k: int) -> int:
    """Return the end of a content that is a noun phrase with what modifies it."""
    tags, forms = clause.tags, clause.forms
    n = len(tags)
    m = k + 1
    relative = False
    while m < n:
        letter = tags[m]
        after = tags[m + 1 : m + 2]
        if letter == "-":
            second = tags.find("-", m + 1)
            if second < 0 or tags[second + 1 : second + 2] in tuple("VXMKHZ"):
                break
            m = second
        if letter in ";:S":
            break
        if letter == ")" and "(" not in tags[k:m]:
            break
        if letter == ",":
            aside = re.match(r"[WI][^,]*,(?=[Ii])", tags[m + 1 :]) if after in ("W", "I") else None
            if aside:
                m += aside.end() + 1
                continue
            if not _goes_on(clause, m) and not (tags[m - 1] == "A" and after in ("A", "N")):
                break
        if letter in "WT" or (letter == "P" and tags[m - 1] in "NE#"):
            relative = True
        if letter in "XVMKHQ" and not relative and tags[m - 1] not in "tR":
            break
        if letter == "C":
            if after in tuple("VXMZKHP") or re.match(r"R+[VXMZKHPG]", tags[m + 1 :]):
                break
            if re.match(r"[DNEA#']+[VXMKHZ]", tags[m + 1 :]) or (after == "G" and _reports(forms[m + 1])):
                break
        if letter == "i" and not (forms[m] == "as" and not re.match(r"P|[DNEA#']+[VXMKHZ]|i?$", tags[m + 1 :])):
            break
        m += 1
    return _trimmed(tags, k, m)


def _goes_on(clause: Clause, comma: int) -> bool:
    """Tell whether a phrase goes on after a comma: a list, or ", including ..."."""
    rest = clause.tags[comma + 1 :]
    if clause.forms[comma + 1 : comma + 2] in (["including"], ["such"], ["especially"], ["particularly"]):
        return True
    return re.match(r"(?:[NEA#'.()IDBRZ@t]+,)*[NEA#'.()IDBRZ@t]*,?C(?!P|[DNEA#']+[VXMKH])(?:[NEA#DBRt@]|G[AN])", rest) is not None


def _trimmed(tags: str, k: int, m: int) -> int:
    while m > k + 1 and tags[m - 1] in ".,:-;C(?":
        m -= 1
    return m


def _reports(form: str) -> bool:
    base = verb_forms().get(form, ("", ""))[0]
    return base in verb_frames()
