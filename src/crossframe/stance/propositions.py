"""What a proposition asks for or states, and which way each of its search terms points."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from crossframe.stance.codebook import Theme
from crossframe.stance.polarity import EVALUATIONS, Operator, Token, operators, tokens, unstarred
from crossframe.stance.syntax import AUXILIARIES, is_finite

# what denies a clause -> what stands in its place when it is affirmed
_DENIALS = {
    "not": "", "no": "", "never": "", "neither": "", "cannot": "can", "nobody": "somebody",
    "nothing": "something", "none": "some", "can't": "can", "won't": "will", "isn't": "is",
    "aren't": "are", "wasn't": "was", "weren't": "were", "doesn't": "does", "don't": "do",
    "didn't": "did", "hasn't": "has", "haven't": "have", "shouldn't": "should",
    "mustn't": "must", "wouldn't": "would", "couldn't": "could", "hardly": "",
    "without": "with",
}  # fmt: skip
_DUE = frozenset({"should", "must", "ought", "need"})
_AFTER_VERB = 2  # "does | no harm", "is | not at all"
# what is called so should be
_DUTIES = frozenset({"necessary", "needed", "essential", "imperative", "overdue"})
_TURNED_DOWN = frozenset({"reject", "rejected", "refuse", "refused"})
_PARTICLES = frozenset({"away", "out", "off"})  # "turn | refugees | away"
_MOVES = frozenset({"keep", "kept", "turn", "turned", "send", "sent", "shut", "throw", "thrown"})
_LIFTS = frozenset({"lift", "lifted", "lifting"})  # limits, or what is raised
_POSSIBLE = frozenset({"can", "could", "may"})
_COPULAS = frozenset({"stay", "remain", "become", "get", "keep", "go"})
_ACTS = frozenset({"curb", "negation", "bad"})
_REACH = 4
_PHRASE_ENDS = frozenset("ItTW,;:-.")


@dataclass(frozen=True)
class Orientation:
    """How a theme's proposition and its terms relate to what the terms name."""

    demand: bool  # the proposition asks for something; else it states a fact
    denied: bool  # it is against what it names: "should not be taxed", "should be banned", "no tax"
    value: int  # of a fact: -1 where it is a bad one, so that who speaks ill agrees; else 1
    # Terms that are signed themselves: for the contrary ("repeal of the tax"), and for a harm that a
    # good thing averts (who curbs it, agrees).
    opposites: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()


def orientation(theme: Theme) -> Orientation:
    """Read a theme's proposition as one that affirms, and whether it turns that round."""
    # "should be banned", "should not be allowed" and "there should be no" are one: each is against
    # what it names. So a demand comes down to a sign, which no wording changes. What the wording
    # leaves open, the terms decide, which stay the same: they name a bad thing, or they do not.
    affirmed, denied = undenied(theme.proposition)
    sentence = tokens(affirmed)
    found = operators(sentence)
    verb = main_verb(sentence)
    demand = _is_due(sentence, found, verb)
    chief = max(_chief_verb(sentence, verb), verb + 1)  # "should | stay away"
    against = denied != (demand and _curbs(sentence, found, verb, chief))
    ill = _speak_ill(theme.terms)
    if demand and against and ill:  # "one ought not to": it is wrong to
        return Orientation(demand=False, denied=False, value=-1)
    judged = [
        o
        for o in found
        if o.kind in EVALUATIONS and o.first >= (verb if verb < len(sentence) else 0)
    ]
    value = 1 if demand else _value(sentence, found, verb)
    if not (demand or judged or denied) and ill:
        value = -1
    aim = Orientation(demand, against, value)
    praises = not demand and value > 0 and any(o.kind == "good" for o in found)
    roles: dict[str, set[str]] = {}
    for term in theme.terms:
        roles.setdefault(_role(tokens(unstarred(term)), aim, praises=praises), set()).add(term)
    return replace(
        aim,
        opposites=frozenset(roles.get("opposites", ())),
        objects=frozenset(roles.get("objects", ())),
    )


def _speak_ill(terms: Iterable[str]) -> bool:
    """Tell whether the terms name a bad thing: two or more speak ill, fewer speak well or curb."""
    kinds = [{o.kind for o in operators(tokens(unstarred(term)))} for term in terms]
    ill = sum(bool(own & {"bad", "ill", "oppose", "deny"}) for own in kinds)
    return ill > max(1, sum(bool(own & {"good", "support", "curb"}) for own in kinds))


def _curbs(sentence: list[Token], found: list[Operator], verb: int, chief: int) -> bool:
    """Tell whether a demand is to end or avert what it names: "lift" only of a limit."""
    ends = [o for o in found if o.kind == "curb"]
    if all(sentence[o.first].form in _LIFTS for o in ends):
        ends = []
    if any(verb <= o.last and o.first <= chief for o in ends):
        return True
    act = sentence[chief].form if chief < len(sentence) else ""
    away = any(token.form in _PARTICLES for token in sentence[chief:])
    return act in _TURNED_DOWN or (act in _MOVES and away)


def _role(words: list[Token], aim: Orientation, *, praises: bool) -> str:
    """Return how a term relates to the proposition: the name of one of the sets, or ""."""
    found = operators(words)
    kinds = {o.kind for o in found}
    if aim.demand or praises:
        signs = {o.first: o.sign for o in found if o.kind in _ACTS}
        if signs and math.prod(signs.values()) < 0:
            return "opposites"
    if aim.demand or aim.value < 0 or not kinds & {"bad", "ill"}:
        return ""
    return "objects" if "ill" in kinds else "opposites"


def undenied(proposition: str) -> tuple[str, bool]:
    """Return a proposition without the denial of its main clause, and whether there was one."""
    sentence = tokens(proposition)
    verb = main_verb(sentence)
    end = _chief_verb(sentence, verb)
    if end == len(sentence) or sentence[end].tag in AUXILIARIES:
        end = verb
    while end + 1 < len(sentence) and sentence[end + 1].tag in AUXILIARIES | {"t"}:
        end += 1
    plain = {
        i for o in operators(sentence) if o.kind == "neutral" for i in range(o.first, o.last + 1)
    }
    cuts, turns = [], 0
    for i, token in enumerate(sentence):
        near = i == 0 or verb <= i <= end + _AFTER_VERB or _after_due(sentence, i)
        lacking = token.form == "without" and any(t.form in _DUE for t in sentence)
        denies = token.form in _DENIALS and i not in plain
        if not denies or not near or lacking:
            cuts += [(token, "or")] if token.form == "nor" and turns else []
            continue
        cuts.append((token, _DENIALS[token.form]))
        turns += 1
    text = proposition
    for token, instead in reversed(cuts):
        text = f"{text[: token.start]}{instead}{text[token.end :]}"
    return " ".join(text.split()), turns > 0


def _after_due(sentence: list[Token], i: int) -> bool:
    """Tell whether the word before place i asks for something, in no clause on a noun."""
    return sentence[i - 1].form in _DUE and all(token.tag != "W" for token in sentence[:i])


def _value(sentence: list[Token], found: list[Operator], verb: int) -> int:
    """Return -1 where a stated fact is a bad one: "harms trade", "spreads fear"; else 1."""
    if verb < len(sentence) and sentence[verb].form in _POSSIBLE:
        return 1
    start = verb if verb < len(sentence) else 0
    sign, edge = 1, start
    after = sorted((o for o in found if o.first >= start), key=_judging_first)
    for i, o in enumerate(after):
        if sign < 0 and o.first - edge > _REACH:
            break
        if o.kind in EVALUATIONS:
            ends = (k for k in range(o.last + 1, len(sentence)) if sentence[k].tag in _PHRASE_ENDS)
            end = next(ends, len(sentence))
            phrase = [n for n in after[i:] if n.kind in EVALUATIONS and n.first < end]
            return sign * phrase[-1].sign
        if o.kind in ("oppose", "deny"):
            return -1
        if o.kind == "curb":
            sign, edge = o.sign, o.last
    return 1


def _judging_first(o: Operator) -> tuple[int, bool]:
    return o.first, o.kind not in EVALUATIONS


def main_verb(sentence: list[Token]) -> int:
    """Return the place of the finite verb of the main clause, or the length where there is none."""
    relatives = 0
    i = 0
    while i < len(sentence):
        if sentence[i].tag == "W" or (sentence[i].tag == "T" and i and sentence[i - 1].tag == "N"):
            relatives += 1
        elif is_finite(sentence, i) and relatives:
            relatives -= 1
            while i + 1 < len(sentence) and sentence[i + 1].tag in "KHQnRUZB":
                i += 1
        elif is_finite(sentence, i) or sentence[i].form == "ought":
            rest = [k for k in range(i, len(sentence)) if sentence[k].form in _DUE]
            return rest[0] if rest and _is_participle(sentence, i, rest[0]) else i
        i += 1
    return len(sentence)


def _is_participle(sentence: list[Token], i: int, due: int) -> bool:
    """Tell whether a verb only describes the subject: "children brought here | should"."""
    return sentence[i].tag == "Z" and all(token.tag not in ",;CTW" for token in sentence[i:due])


def _is_due(sentence: list[Token], found: list[Operator], verb: int) -> bool:
    due = [o for o in found if o.kind == "necessity"]
    if verb == len(sentence):  # "needs", say, taken for a noun
        return bool(due)
    if sentence[verb].tag == "K" and any(token.form in _DUTIES for token in sentence[verb:]):
        return True
    return any(o.first <= verb + 1 and verb <= o.last for o in due)


def _chief_verb(sentence: list[Token], verb: int) -> int:
    """Return the place of the verb that carries the meaning: "should be | banned"."""
    for i in range(verb, len(sentence)):
        token = sentence[i]
        if token.tag in "BUVZXGb" and token.form not in _COPULAS and token.tag not in AUXILIARIES:
            return i
    return verb
