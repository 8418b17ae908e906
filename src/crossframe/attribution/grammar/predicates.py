"""The verb groups of a clause, each with its subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from crossframe.attribution.grammar.clauses import Clause, Place
from crossframe.attribution.grammar.lexicon import verb_forms, verb_frames, word_classes
from crossframe.attribution.grammar.noun_phrases import (
    across_parenthesis,
    noun_phrase_after,
    noun_phrase_before,
    subject_before,
)

_GROUP = re.compile(
    r"t[Rn]*(?:[HK][Rn]*)*[BZUG]|t[Rn]*[KH]"  # to say, to have been asked
    r"|(?:[MHKQ][Rn]*)+(?:G(?=[ZU]))?[VZUGB]?"  # has not said, is being asked, is
    r"|[VXZUGB]"
)
_AUXILIARY_BASE = {"K": "be", "H": "have", "Q": "do"}
_AFTER_SPEAKER = ".,;IRW?-i"  # what may stand after the speaker in ", said Roe"
# verbs that may stand before their subject where no quotation stands beside them
_INVERTING = frozenset(
    {"say", "add", "note", "write", "explain", "argue", "report", "tweet", "conclude", "recall"}
)
_NAMING = frozenset({"call", "title", "entitle", "name", "dub", "label", "know"})


class Predicate(NamedTuple):
    """One verb group."""

    start: int  # the first auxiliary
    head: int  # the main verb
    end: int  # one past the main verb and its particle
    base: str  # with its particle where `cue_verbs` has both; "" where no list has the verb
    kind: str  # finite, to (infinitive), ing or participle
    passive: bool
    subject: Place | None = None
    inverted: bool = False  # the subject follows: "said Mr. Roe"
    joined: bool = False  # the subject is that of another verb: "... and said"

    @property
    def first(self) -> int:
        """First token of the verb group and its subject."""
        return min(self.subject[0], self.start) if self.subject else self.start

    @property
    def last(self) -> int:
        """One past the last token of the verb group and its subject."""
        return max(self.subject[1], self.end) if self.subject else self.end

    @property
    def auxiliary(self) -> bool:
        """Whether the main verb is be, have or do."""
        return self.base in _AUXILIARY_BASE.values()

    @property
    def frames(self) -> frozenset[str]:
        """What may follow the verb, see the word list `cue_verbs`; empty for no reporting verb."""
        return verb_frames().get(self.base, frozenset())


def predicates(clause: Clause) -> list[Predicate]:
    """Find the verb groups of a clause and the subject of each."""
    return with_subjects(clause, verb_groups(clause))


def verb_groups(clause: Clause) -> list[Predicate]:
    """Find the verb groups of a clause, as yet without subjects."""
    found: list[Predicate] = []
    for group in _GROUP.finditer(clause.tags):
        found.append(_verb_group(clause, *group.span(), found))
    return found


def with_subjects(clause: Clause, groups: Sequence[Predicate]) -> list[Predicate]:
    """Give the verb groups of a clause their subjects."""
    found: list[Predicate] = []
    for verb in groups:
        found.append(_with_subject(clause, verb, found))
    return _fronted(clause, found)


def _verb_group(clause: Clause, start: int, end: int, found: list[Predicate]) -> Predicate:
    tags, forms = clause.tags, clause.forms
    while tags[end - 1] in "Rn":
        end -= 1
    head = end - 1
    base = _AUXILIARY_BASE.get(tags[head]) or verb_forms().get(forms[head], ("", ""))[0]
    if f"{base} {clause.form(end)}" in verb_frames():
        base, end = f"{base} {forms[end]}", end + 1
    after_infinitive = tags[start - 1 : start] == "C" and found and found[-1].kind == "to"
    if tags[start] == "B" and after_infinitive:
        return Predicate(start, head, end, base, "to", passive=False)
    kind, passive = _kind(clause, start, head, base)
    return Predicate(start, head, end, base, kind, passive)


def _kind(clause: Clause, start: int, head: int, base: str) -> tuple[str, bool]:
    letter = clause.tags[head]
    auxiliaries = clause.tags[start:head].replace("R", "").replace("n", "")
    passive = letter in "ZU" and auxiliaries[-1:] == "K"
    if clause.tags[start] == "t":
        return "to", passive
    if auxiliaries or letter in "VXMHKQ":
        return "finite", passive
    if letter == "G":
        return "ing", False
    if letter == "U" or (letter == "Z" and _is_reduced(clause, start, head, base)):
        return "participle", True
    return "finite", False


def _is_reduced(clause: Clause, start: int, head: int, base: str) -> bool:
    """Tell "a poll released Tuesday showed" (reduced relative) from "the group released a poll"."""
    tags = clause.tags
    after = clause.tag(head + 1)
    if clause.form(head + 1) == "by" or tags[start - 1 : start] == "n":
        return True
    while start and tags[start - 1] == "R":
        start -= 1
    before = tags[start - 1] if start else "."
    if before in ",-" and across_parenthesis(clause, start - 1):
        return False
    if before not in "NE#PWTC@OR'-),":
        return True
    if before in ",.":
        return after in "IitS." or clause.forms[head] == "asked"
    if after == "@" and before == "N" and base in _NAMING:
        return True
    return _has_later_verb(clause, start, head, base)


def _has_later_verb(clause: Clause, start: int, head: int, base: str) -> bool:
    """Tell "those surveyed said" and "a poll released in May shows" from "Roe released it"."""
    tags = clause.tags
    if "clause" in verb_frames().get(base, ()):
        return False
    if tags[start - 1] == "P" and clause.forms[start - 1] == "those":
        return re.match(r"[^,.;CW]*[VXMKHZ]", tags[head + 1 :]) is not None
    if tags[start - 1] in "PWC" or clause.tag(head + 1) not in "IERti#":
        return False
    return re.match(r"[NEDA#I'iR@]*[VXMHKQ]", tags[head + 1 :]) is not None


def _with_subject(clause: Clause, verb: Predicate, found: list[Predicate]) -> Predicate:
    before = clause.tags[verb.start - 1] if verb.start else "."
    if (verb.kind == "to" and before in "EPO") or (verb.kind == "ing" and before in "NEPO'"):
        last = _before_time(clause, verb.start - 1)
        return verb._replace(subject=(noun_phrase_before(clause, last), last + 1))
    if verb.kind == "finite":
        return _with_finite_subject(clause, verb, found)
    if not verb.start:
        return verb
    return verb._replace(subject=_borrowed(clause, verb, found), joined=True)


def _with_finite_subject(clause: Clause, verb: Predicate, found: list[Predicate]) -> Predicate:
    tags = clause.tags
    j = verb.start - 1
    while j >= 0 and tags[j] in "Rn":
        j -= 1
    if j < 0:
        return _inverted(clause, verb) or verb
    if tags[j] == "C":
        return verb._replace(subject=_borrowed(clause, verb, found), joined=True)
    j = _before_time(clause, j)
    if tags[j] == "," and tags[j - 1 : j] == ")":
        j -= 1
    if tags[j] == ")":
        opening = tags.rfind("(", 0, j)
        if opening > 0 and tags[opening - 1] in "NE#AO":
            return verb._replace(subject=(noun_phrase_before(clause, opening - 1), j + 1))
    if tags[j] in ",@-":
        return _with_subject_across(clause, verb, j) or verb._replace(
            subject=_borrowed(clause, verb, found), joined=True
        )
    return verb._replace(subject=subject_before(clause, j))


def _before_time(clause: Clause, j: int) -> int:
    """Return the token before a time that stands between subject and verb: "Roe on Monday said"."""
    classes, tags, forms = word_classes(), clause.tags, clause.forms
    while j > 1 and forms[j] in classes["times"]:
        dated = forms[j - 1] in classes["this_time"]
        if not dated and not (tags[j - 1] in "D#A" and clause.form(j + 1) in classes["since"]):
            break
        j -= 2
        while j > 0 and tags[j] == "R":
            j -= 1
    while j > 1 and forms[j] in classes["days"] and tags[j - 1] in "NE)P,I":
        j -= 2 if tags[j - 1] == "I" else 1
    return j


def _with_subject_across(clause: Clause, verb: Predicate, j: int) -> Predicate | None:
    """Return the verb with the subject that a comma, dash or quotation parts from it."""
    tags = clause.tags
    inverts = verb.base in _INVERTING
    opens = re.search("[,:]@", tags[verb.end :]) and across_parenthesis(clause, j)
    if tags[j] == "," and inverts and not opens:
        inverted = _inverted(clause, verb)
        rest = tags[inverted.last :] if inverted else ""
        if (
            inverted
            and clause.tag(inverted.last) in _AFTER_SPEAKER
            and not set(rest) & set("MKHXV")
        ):
            return inverted
    if tags[j] in ",-":
        across = across_parenthesis(clause, j)
        if across:
            return verb._replace(subject=across)
    beside_quotation = "@" in tags[max(j - 1, 0) : j + 1] and tags[j] != "-"
    return _inverted(clause, verb) if beside_quotation or inverts else None


def _inverted(clause: Clause, verb: Predicate) -> Predicate | None:
    """Return the verb with the subject that follows it: "said Roe"."""
    after = noun_phrase_after(clause, verb.end) if clause.tags[verb.head] in "VXZ" else None
    return verb._replace(subject=after, inverted=True) if after else None


def _borrowed(clause: Clause, verb: Predicate, found: list[Predicate]) -> Place | None:
    """Return the subject that a verb shares with an earlier one."""
    earlier = [p for p in found if p.kind == "finite" and p.subject]
    if "," in clause.tags[max(verb.start - 3, 0) : verb.start]:
        earlier = [p for p in earlier if not _is_subordinate(clause, p)] or earlier
    if verb.kind == "finite":
        tense = _tense(clause, verb.start)
        earlier = [p for p in earlier if _tense(clause, p.start) == tense] or earlier
    if verb.kind != "to" and "clause" in verb.frames:
        earlier = [p for p in earlier if "clause" in p.frames] or earlier
    return earlier[-1].subject if earlier else None


def _tense(clause: Clause, start: int) -> str:
    letter = clause.tags[start]
    if letter in "HKQ":
        past = clause.forms[start] in word_classes()["past_auxiliaries"]
        return "past" if past else "present"
    return {"M": "modal", "X": "present", "B": "present"}.get(letter, "past")


def _is_subordinate(clause: Clause, verb: Predicate) -> bool:
    first = verb.subject[0] if verb.subject else verb.start
    return clause.tags[first] in "WT" or (first > 0 and clause.tags[first - 1] in "STi")


def _fronted(clause: Clause, found: list[Predicate]) -> list[Predicate]:
    """Give verb groups without a subject that of the main verb after them: "Speaking in Ely, Roe"."""
    finite = [verb for verb in found if verb.kind == "finite" and verb.subject]
    main = [verb for verb in finite if clause.tags[verb.first - 1 : verb.first] == ","]
    result: list[Predicate] = []
    for verb in found:
        if verb.subject is None and verb.kind != "finite":
            candidates = [p for group in (main, finite) for p in group if p.start > verb.start]
            subject = candidates[0].subject if candidates else None
            result.append(verb._replace(subject=subject, joined=True))
        else:
            result.append(verb)
    return result
