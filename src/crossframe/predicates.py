"""The verb groups of a clause, each with its subject."""

from __future__ import annotations

import re
from typing import NamedTuple

from crossframe.cues import verb_forms, verb_frames
from crossframe.grammar import DAYS_AND_MONTHS, Clause

Place = tuple[int, int]  # [first, after last) token of a clause

_GROUP = re.compile(r"t[Rn]*(?:[HK][Rn]*)*[BZUG]|t[Rn]*[KH]|(?:[MHKQ][Rn]*)+(?:G(?=[ZU]))?[VZUGB]?|[VXZUGB]")
_FINITE_VERB = re.compile(r"[VXMKHQ]")
_NOMINAL = "NE#AO"
# verbs that may stand before their subject where no quotation stands beside them
_INVERTING = frozenset("say add note write explain argue report tweet conclude recall".split())


_PAST_AUXILIARIES = frozenset("was were had did wasn't weren't hadn't didn't".split())
_NAMING = frozenset("call title entitle name dub label know".split())
_TIMES = frozenset("week month year night morning afternoon evening summer spring fall winter weekend day time".split())
_SINCE = frozenset("ago later earlier before".split())
_WHICH_TIME = frozenset("this last next that each every one same".split())


class Predicate(NamedTuple):
    """One verb group.

    Attributes
    ----------
    start, head, end
        Tokens: the first auxiliary, the main verb, one past it.
    base
        The main verb's base form ("" where no list has it).
    kind
        "finite", "to" (infinitive), "ing" or "participle".
    passive
        True for "was asked".
    subject
        The tokens of its subject; None if there is none.
    inverted
        True if the subject follows the verb ("said Mr. Roe").
    joined
        True if the subject is that of an earlier verb ("... and said").
    """

    start: int
    head: int
    end: int
    base: str
    kind: str
    passive: bool
    subject: Place | None
    inverted: bool
    joined: bool


def predicates(clause: Clause) -> list[Predicate]:
    """Find the verb groups of a clause and the subject of each."""
    tags, forms = clause.tags, clause.forms
    lexicon = verb_forms()
    found: list[Predicate] = []
    for group in _GROUP.finditer(tags):
        start, end = group.span()
        while tags[end - 1] in "Rn":
            end -= 1
        head = end - 1
        base = lexicon.get(forms[head], ("be" if tags[head] == "K" else "have" if tags[head] == "H" else "", ""))[0]
        if forms[end : end + 1] and f"{base} {forms[end]}" in verb_frames():
            base, end = f"{base} {forms[end]}", end + 1
        kind, passive = _kind(clause, start, head, base)
        if tags[start] == "B" and start and tags[start - 1] == "C" and found and found[-1].kind == "to":
            kind = "to"
        subject: Place | None = None
        inverted = joined = False
        if kind in ("to", "ing") and start and tags[start - 1] in ("EPO" if kind == "to" else "NEPO'"):
            subject = (noun_phrase_before(clause, start - 1), start)
        elif kind == "finite":
            subject, inverted, joined = _subject(clause, start, head, end, base, found)
        elif start:
            subject, joined = _borrowed(clause, start, found, kind, base), True
        found.append(Predicate(start, head, end, base, kind, passive, subject, inverted, joined))
    return _fronted(found)


def _kind(clause: Clause, start: int, head: int, base: str) -> tuple[str, bool]:
    tags = clause.tags
    letter = tags[head]
    auxiliaries = tags[start:head].replace("R", "").replace("n", "")
    if tags[start] == "t":
        return "to", letter in "ZU" and auxiliaries[-1:] == "K"
    if letter in "ZU" and auxiliaries[-1:] == "K":
        return "finite", True
    if auxiliaries or letter in "VXMHKQ":
        return "finite", False
    if letter == "G":
        return "ing", False
    if letter == "U":
        return "participle", True
    if letter == "Z" and _is_reduced(clause, start, head, base):
        return "participle", True
    return "finite", False


def _is_reduced(clause: Clause, start: int, head: int, base: str) -> bool:
    """Tell "a poll released Tuesday showed" (reduced relative) from "the group released a poll"."""
    tags, forms = clause.tags, clause.forms
    after = tags[head + 1 : head + 2]
    if forms[head + 1 : head + 2] == ["by"]:
        return True
    if start and tags[start - 1] == "n":
        return True
    while start and tags[start - 1] == "R":
        start -= 1
    before = tags[start - 1] if start else "."
    if before in ",-" and _across_commas(clause, start - 1):
        return False
    if before not in "NE#PWTC@OR'-),":
        return True
    if before in ",.":
        return after in ("I", "i", "t", "S") or after == "" or forms[head] == "asked"
    if after == "@" and before == "N" and base in _NAMING:
        return True
    those = before == "P" and forms[start - 1] == "those"
    if "clause" in verb_frames().get(base, ()) or (before in "PWC" and not those):
        return False
    if those:
        return re.match(r"[^,.;CW]*[VXMKHZ]", tags[head + 1 :]) is not None
    later = re.compile(r"[NEDA#I'iR@]*[VXMHKQ]").match(tags, head + 1)
    return later is not None and after in "IERti#" 


def _subject(
    clause: Clause, start: int, head: int, end: int, base: str, found: list[Predicate]
) -> tuple[Place | None, bool, bool]:
    """Return the subject of a finite verb group, whether it is inverted, whether it is borrowed."""
    tags = clause.tags
    j = start - 1
    while j >= 0 and tags[j] in "Rn":
        j -= 1
    if j < 0:
        after = noun_phrase_after(clause, end) if tags[head] in "VXZ" else None
        return after, after is not None, False
    letter = tags[j]
    if letter == "C":
        return _borrowed(clause, start, found, "finite", base), False, True
    while j > 1 and clause.forms[j].removesuffix("s") in _TIMES and (
        clause.forms[j - 1] in _WHICH_TIME or (tags[j - 1] in "D#A" and clause.forms[j + 1] in _SINCE)
    ):
        j -= 2
        while j > 0 and tags[j] in "R":
            j -= 1
    while j > 1 and clause.forms[j] in DAYS_AND_MONTHS and tags[j - 1] in "NE)P,I":
        j -= 2 if tags[j - 1] == "I" else 1
    letter = tags[j]
    if letter == "," and j and tags[j - 1] == ")":
        letter, j = ")", j - 1
    if letter == ")":
        opening = tags.rfind("(", 0, j)
        if opening > 0 and tags[opening - 1] in _NOMINAL:
            return (noun_phrase_before(clause, opening - 1), j + 1), False, False
    beside_quote = letter == "@" or (letter == "," and j > 0 and tags[j - 1] == "@")
    if letter in ",@" or (letter == "-" and j):
        if letter == "," and base in _INVERTING and tags[head] in "VXZ":
            after = noun_phrase_after(clause, end)
            rest = tags[after[1] :] if after else ""
            if after and rest[:1] in ("", ".", ",", ";", "I", "R", "W", "?", "-", "i") and not set(rest) & set("MKHXV"):
                return after, True, False
        if letter in ",-":
            across = _across_commas(clause, j)
            if across:
                return across, False, False
        if tags[head] in "VXZ" and (beside_quote or base in _INVERTING):
            after = noun_phrase_after(clause, end)
            if after:
                return after, True, False
        return _borrowed(clause, start, found, "finite", base), False, True
    if letter in "PW":
        return (j, j + 1), False, False
    if letter == "T":
        return (j, j + 1), False, False
    if letter in "NE#A'OD":
        first = noun_phrase_before(clause, j)
        if first > j:
            return None, False, False
        relative = re.search(r"W[Rn]*[MHKQ]*[Rn]*[VXZUGB]?[^,;:.TWSC\-VXMKH]*$", tags[:first])
        if relative and relative.start() and tags[relative.start() - 1] in "NEO#":
            first = noun_phrase_before(clause, relative.start() - 1)
        if first > 1 and tags[first - 1] == "I" and tags[first - 2] in "WP":
            return (first - 2, first - 1), False, False
        return (first, j + 1), False, False
    return None, False, False


def _borrowed(
    clause: Clause, start: int, found: list[Predicate], kind: str, base: str
) -> Place | None:
    """Return the subject that a verb shares with an earlier one."""
    earlier = [p for p in found if p.kind == "finite" and p.subject]
    if not earlier:
        return None
    if "," in clause.tags[start - 3 if start > 2 else 0 : start]:
        main = [p for p in earlier if not _is_subordinate(clause, p)]
        earlier = main or earlier
    if kind == "finite":
        same = [p for p in earlier if _tense(clause, p.start) == _tense(clause, start)]
        earlier = same or earlier
    if kind != "to" and "clause" in verb_frames().get(base, ()):
        for p in reversed(earlier):
            if "clause" in verb_frames().get(p.base, ()):
                return p.subject
    return earlier[-1].subject


def _tense(clause: Clause, start: int) -> str:
    letter, form = clause.tags[start], clause.forms[start]
    if letter in "HKQ":
        return "past" if form in _PAST_AUXILIARIES else "present"
    return {"M": "modal", "X": "present", "B": "present"}.get(letter, "past")


def _is_subordinate(clause: Clause, p: Predicate) -> bool:
    first = p.subject[0] if p.subject else p.start
    return clause.tags[first] in "WT" or (first > 0 and clause.tags[first - 1] in "STi")


def _fronted(found: list[Predicate]) -> list[Predicate]:
    """Give verb groups without a subject at the clause's start that of the next finite verb."""
    following: Place | None = None
    result: list[Predicate] = []
    for p in reversed(found):
        if p.kind == "finite" and p.subject:
            following = p.subject
        elif p.subject is None and p.kind != "finite":
            p = p._replace(subject=following, joined=True)
        result.append(p)
    return result[::-1]


def _across_commas(clause: Clause, j: int) -> Place | None:
    """Return the subject before a parenthesis that ends at the comma or dash j: "Roe, 30, said"."""
    tags = clause.tags
    mark = tags[j]
    right = j
    for _ in range(6):
        k = tags.rfind(mark, 0, right)
        if k <= 0 or not _is_parenthesis(tags[k + 1 : right]):
            return None
        if tags[k - 1] not in "NE#AO)'@":
            return None
        before = tags.rfind(",", 0, k)
        part = tags[before + 1 : k]
        goes_on = before > 0 and (
            part[:1] in ("#", "W")
            or (part[:1] == "I" and tags[before - 1] in _NOMINAL)
            or (set(part) <= {"E"} and tags[tags.rfind(",", 0, before) + 1] == "I" and tags.rfind(",", 0, before) > 0)
        )
        if not goes_on or mark == "-":
            return noun_phrase_before(clause, k - 1), j
        right = k
    return None


def _is_parenthesis(part: str) -> bool:
    if not part:
        return False
    if part[0] in "W" or part[:2] in ("IW", "CW", "NI") and "W" in part:
        return True
    if part[0] in "DANE#IiRGZUwS":
        verb = _FINITE_VERB.search(part)
        return verb is None or re.search("[WTw]", part[: verb.start()]) is not None or part[0] in "SiG"
    return False


def noun_phrase_before(clause: Clause, j: int) -> int:
    """Return the first token of the noun phrase whose last token is j, relative clauses included."""
    tags, forms = clause.tags, clause.forms
    k = j
    while k >= 0:
        letter = tags[k]
        before = tags[k - 1] if k else "."
        if letter in "NE#A'O" or (letter == "@" and before in "DA'I"):
            k -= 1
        elif letter == "D":
            k -= 1
            if not (k >= 0 and tags[k] in "ID" or (k > 0 and tags[k] == "C" and tags[k - 1] in "NE#")):
                break
        elif letter in "It" and before in "NE#O'@P" and k < j:
            k -= 1
        elif letter == "R" and k < j and tags[k + 1] in "A#Z":
            k -= 1
        elif letter == "C" and before in "NE#A" and k < j:
            left = noun_phrase_before(clause, k - 1)
            if left and tags[left - 1] in "VXZUGBTP@tMKH":
                break
            k = left - 1
            break
        elif letter in "ZUG" and before in "NE" and k < j and (letter == "G" or _has_no_object(clause, k)):
            k -= 1
        elif letter in "VXZKHMBRUGQ" and k < j:
            relative = re.search(r"[WT][^,WT.;:\-]*$", tags[: k + 1])
            if not relative or not relative.start() or tags[relative.start() - 1] not in "NEO#P":
                break
            k = relative.start() - 1
            if tags[k] == "P":
                k -= 1
                break
        else:
            break
    first = k + 1
    while first < j and (forms[first] in DAYS_AND_MONTHS or tags[first] in "'"):
        first += 1
    return first


def _has_no_object(clause: Clause, k: int) -> bool:
    return clause.tags[k + 1] in "IitR" or clause.forms[k + 1] in DAYS_AND_MONTHS


def noun_phrase_after(clause: Clause, i: int, *, apposition: bool = True) -> Place | None:
    """Return the noun phrase that starts at token i; with `apposition`, what is set off after it too."""
    tags, forms = clause.tags, clause.forms
    n = len(tags)
    if i >= n:
        return None
    if tags[i] == "P":
        return i, i + 1
    k = i
    while k < n:
        letter = tags[k]
        after = tags[k + 1 : k + 2] or "."
        if letter in "NE#A'" or (letter == "D" and (k == i or tags[k - 1] in "ICD")):
            if forms[k] in DAYS_AND_MONTHS and k > i and after != "N":
                break
            k += 1
        elif letter == "I" and k > i and after in "NE#AD" and (forms[k] == "of" or (tags[k - 1] == "N" and forms[k] in ("for", "from", "with", "at"))):
            k += 1
        elif letter == "C" and k > i and after in "NE#AD":
            k += 1
        elif letter == "O" and k == i:
            k += 1
            break
        else:
            break
    if k == i or not any(letter in "NE#AO" for letter in tags[i:k]):
        return None
    if apposition:
        k = _with_apposition(clause, k)
    return i, k


def _with_apposition(clause: Clause, k: int) -> int:
    """Return the end of what follows a noun phrase between commas: ", a spokesman for Roe,"."""
    tags = clause.tags
    n = len(tags)
    end = k
    for _ in range(3):
        if tags[end : end + 1] != "," or tags[end + 1 : end + 2] not in tuple("DNEA#W"):
            break
        m = end + 1
        relative = tags[m] == "W"
        while m < n and (tags[m] not in ",.;:-@" or (tags[m] == "@" and relative)) and (relative or tags[m] not in "VXMKHTSPC" or (tags[m] == "C" and tags[m + 1 : m + 2] in tuple("NEDA#"))):
            m += 1
        if m < n and tags[m] not in ",.;:-@":
            break
        end = m
    return end
