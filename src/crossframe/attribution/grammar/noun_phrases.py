"""Noun phrases before and after a verb: where a source begins and ends."""

from __future__ import annotations

import re

from crossframe.attribution.grammar.clauses import Clause, Place
from crossframe.attribution.grammar.lexicon import word_classes

_NOUN = "NE#"
_HEAD = "NE#AO"
_VERBAL = "VXZKHMBRUGQ"
_RELATIVE = re.compile(r"[WT][^,WT.;:\-]*$")  # "who said", up to the end
_RELATIVE_WITH_OBJECT = re.compile(r"W[Rn]*[MHKQ]*[Rn]*[VXZUGB]?[^,;:.TWSC\-VXMKH]*$")  # "who met"
_COMMAS = 6  # to look back over: "Roe, 30, of Ely, the chairman, said"
_APPOSITIONS = 3  # to look forward over: "said Roe, the chairman, a lawyer"


def noun_phrase_before(clause: Clause, last: int) -> int:
    """Return the first token of the noun phrase whose last token is given."""
    k, goes_on = last, True
    while k >= 0 and goes_on:
        k, goes_on = _step_back(clause, k, inside=k < last)
    first = k + 1
    days = word_classes()["days"]
    while first < last and (clause.forms[first] in days or clause.tags[first] in "'It"):
        first += 1
    return first


def _step_back(clause: Clause, k: int, *, inside: bool) -> tuple[int, bool]:
    """Return the last token before the phrase as far as it is known, and whether it goes on."""
    tags = clause.tags
    letter = tags[k]
    before = tags[k - 1] if k else "."
    if letter in "NE#A'O" or (letter == "@" and before in "DA'I"):
        return k - 1, True
    if letter == "D":
        return k - 1, before in "ID" or (before == "C" and k > 1 and tags[k - 2] in _NOUN)
    if not inside:
        return k, False
    if letter == "C" and before in "NE#A":
        left = noun_phrase_before(clause, k - 1)
        left = _list_start(tags, left)
        is_object = left > 0 and tags[left - 1] in "VXZUGBTP@tMKH"
        return (k if is_object else left - 1), False
    of_many = clause.forms[k] == "of" and before == "A"
    linked = (letter in "It" and (before in "NE#O'@P" or of_many)) or (
        letter == "R" and tags[k + 1] in "A#Z"
    )
    reduced = letter == "G" or (letter in "ZU" and _has_no_object(clause, k))
    if linked or (reduced and before in "NE"):
        return k - 1, True
    return _before_relative(clause, k) if letter in _VERBAL else (k, False)


def _list_start(tags: str, second: int) -> int:
    """Return where a list of names begins whose last but one is given: "Roe, Low and Berg"."""
    names = re.search(r"(?:^|[.@:;,-])((?:E+,)+)$", tags[:second])
    return names.start(1) if names and tags[second] == "E" else second


def _has_no_object(clause: Clause, k: int) -> bool:
    """Tell "a poll released Tuesday" from "Roe released a poll"."""
    return clause.tags[k + 1] in "IitR" or clause.forms[k + 1] in word_classes()["days"]


def _before_relative(clause: Clause, k: int) -> tuple[int, bool]:
    """Step over a relative clause that ends in the verb k: "voters who met Roe"."""
    tags = clause.tags
    relative = _RELATIVE.search(tags[: k + 1])
    if not relative or not relative.start() or tags[relative.start() - 1] not in "NEO#P":
        return k, False
    before = relative.start() - 1
    return (before - 1, False) if tags[before] == "P" else (before, True)


def subject_before(clause: Clause, last: int) -> Place | None:
    """Return the subject whose last token is given, which may end in a relative clause."""
    tags = clause.tags
    if tags[last] in "PWT":
        return last, last + 1
    if tags[last] in "VXZKMHBUQ":  # "an official who was there": a relative clause ends in its verb
        relative = _RELATIVE.search(tags[: last + 1])
        before = relative.start() - 1 if relative else -1
        if before < 0 or tags[before] not in "NEO#P":
            return None
        return before if tags[before] == "P" else noun_phrase_before(clause, before), last + 1
    first = noun_phrase_before(clause, last) if tags[last] in "NE#A'OD" else last + 1
    if first > last:
        return None
    relative = _RELATIVE_WITH_OBJECT.search(tags[:first])
    if relative and relative.start() and tags[relative.start() - 1] in "NEO#":
        first = noun_phrase_before(clause, relative.start() - 1)
    if first > 1 and tags[first - 1] == "I" and tags[first - 2] in "WP":
        return first - 2, first - 1
    return first, last + 1


def across_parenthesis(clause: Clause, mark: int) -> Place | None:
    """Return the subject before an insertion that a comma or dash ends: "Roe, 30, said"."""
    tags = clause.tags
    right = mark
    for _ in range(_COMMAS):
        left = tags.rfind(tags[mark], 0, right)
        if (
            left <= 0
            or not _is_insertion(tags[left + 1 : right])
            or tags[left - 1] not in "NE#AOP)'@"
        ):
            return None
        if tags[left - 1] == "P":
            return left - 1, mark
        if tags[mark] == "-" or not _is_further_insertion(tags, left):
            return noun_phrase_before(clause, left - 1), mark
        right = left
    return None


def _is_insertion(part: str) -> bool:
    """Tell an insertion from a clause of its own, by its tags."""
    if not part:
        return False
    if part[0] == "W" or (part[:2] in ("IW", "CW", "NI") and "W" in part):
        return True
    if part[0] not in "DANE#IiRGZUwS":
        return False
    verb = re.search("[VXMKHQ]", part)
    return verb is None or part[0] in "SiG" or re.search("[WTw]", part[: verb.start()]) is not None


def _is_further_insertion(tags: str, comma: int) -> bool:
    """Tell whether what stands before an insertion is one too: age, place, relative clause."""
    before = tags.rfind(",", 0, comma)
    if before <= 0:
        return False
    part = tags[before + 1 : comma]
    second = tags.rfind(",", 0, before)
    return (
        part[:1] in ("#", "W")
        or (part[:1] == "I" and tags[before - 1] in _HEAD)
        or (set(part) == {"E"} and second > 0 and tags[second + 1] == "I")
    )


def noun_phrase_after(clause: Clause, first: int, *, apposition: bool = True) -> Place | None:
    """Return the noun phrase that starts at a token."""
    tags = clause.tags
    if clause.tag(first) == "P":
        return first, first + 1
    if clause.tag(first) == "O":
        return first, first + 1
    k = first
    while k < len(tags) and _belongs(clause, k, first):
        k += 1
    if not set(tags[first:k]) & set("NE#A"):
        return None
    return first, _with_appositions(tags, k) if apposition else k


def _belongs(clause: Clause, k: int, first: int) -> bool:
    """Tell whether token k goes on with the noun phrase that starts at `first`."""
    letter, after = clause.tags[k], clause.tag(k + 1)
    if letter in "NE#A'":
        return k == first or after == "N" or clause.forms[k] not in word_classes()["days"]
    if letter == "D":
        return k == first or clause.tags[k - 1] in "ICD"
    if k == first or after not in "NE#AD":
        return False
    of_noun = clause.tags[k - 1] == "N" and clause.forms[k] in {"for", "from", "with", "at"}
    return letter == "C" or (letter == "I" and (clause.forms[k] == "of" or of_noun))


def _with_appositions(tags: str, end: int) -> int:
    """Return the end of what is set off after a noun phrase: ", a spokesman for Roe"."""
    for _ in range(_APPOSITIONS):
        if tags[end : end + 1] != "," or tags[end + 1 : end + 2] not in {*"DNEA#W"}:
            break
        m = _apposition_end(tags, end + 1)
        if m < len(tags) and tags[m] not in ",.;:-@":
            break
        end = m
    return end


def _apposition_end(tags: str, start: int) -> int:
    relative = tags[start] == "W"
    m = start
    while m < len(tags):
        if tags[m] in ",.;:-" or (tags[m] == "@" and not relative):
            break
        joins = tags[m] == "C" and tags[m + 1 : m + 2] in {*"NEDA#"}
        if not relative and tags[m] in "VXMKHTSPC" and not joins:
            break
        m += 1
    return m
