"""What a proposition asks for or states, and which way each of its search terms points."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from crossframe.stance.codebook import Theme
from crossframe.stance.polarity import EVALUATIONS, Operator, Token, operators, tokens, unstarred
from crossframe.stance.syntax import AUXILIARIES, is_finite
from crossframe.text.words import stem, stop_words, word_list

_AGAINST = frozenset({"curb", "negation", "oppose", "deny", "reject"})
# what denies a clause -> what stands in its place when it is affirmed
_DENIALS = {
    "not": "", "no": "", "never": "", "neither": "", "cannot": "can", "nobody": "somebody",
    "nothing": "something", "none": "some", "can't": "can", "won't": "will", "isn't": "is",
    "aren't": "are", "wasn't": "was", "weren't": "were", "doesn't": "does", "don't": "do",
    "didn't": "did", "hasn't": "has", "haven't": "have", "shouldn't": "should",
    "mustn't": "must", "wouldn't": "would", "couldn't": "could", "hardly": "",
}  # fmt: skip
_NO_DENIALS = {
    ("not", "only"), ("not", "just"), ("not", "merely"), ("no", "doubt"), ("no", "less"),
    ("nothing", "but"), ("no", "matter"),
}  # fmt: skip
_DUE = frozenset({"should", "must", "ought", "need"})
_AFTER_VERB = 2  # "does | no harm", "is | not at all"
_POSSIBLE = frozenset({"can", "could", "may"})
_NO_NOUN = frozenset("ItRZUVB")
_COPULAS = frozenset({"stay", "remain", "become", "get", "keep", "go"})
_SIGNED = _AGAINST | {"support", "bring", "good", "bad", "ill"}
_LEAN = 4
_REACH = 4


@dataclass(frozen=True)
class Orientation:
    """How the terms of a theme relate to its proposition."""

    demand: bool  # the proposition asks for something; else it states a fact
    denied: bool  # it denies what the rest is about: "should not be taxed", "there is no tax"
    value: int  # of a fact: -1 where it is a bad one, so that who speaks ill agrees; else 1
    curbed: frozenset[str]  # stems of the proposition's words if it wants to end or limit something
    demanded: frozenset[str]  # stems of the verbs of a demand
    # Terms by how they relate to it: for what it wants to end, or for the harm that a good thing
    # averts (who curbs them agrees); for its contrary; for the subject that it speaks well of (to name it is not yet to agree).
    objects: frozenset[str] = frozenset()
    opposites: frozenset[str] = frozenset()
    praised: frozenset[str] = frozenset()


def orientation(theme: Theme) -> Orientation:
    """Read a theme's proposition; of a denied one what it denies, so that only the sides are turned."""
    affirmed, denied = undenied(theme.proposition)
    sentence = tokens(affirmed)
    found = operators(sentence)
    verb = main_verb(sentence)
    demand = _is_due(sentence, found, verb)
    chief = _chief_verb(sentence, verb)
    curbs = demand and any(o.first <= chief <= o.last and o.kind in _AGAINST for o in found)
    forms = {token.form for token in sentence}
    stems = {stem(form) for form in forms - stop_words() if form[0].isalnum()}
    value = 1 if demand else _value(sentence, found, verb)
    lean = _lean(theme)
    if denied and lean * (1 if curbs or value < 0 else -1) > 0:
        # "should not be allowed", with terms such as "ban": not the denial of a thing, but its curb
        denied, curbs, value = False, demand and lean < 0, 1 if demand else lean
    praises = not demand and value > 0 and any(o.kind == "good" for o in found)
    aim = Orientation(
        demand=demand,
        denied=denied,
        value=value,
        curbed=frozenset(stems if curbs else ()),
        demanded=frozenset(
            {stem(token.form) for token in sentence[chief:] if token.tag in "BUVZ"}
            if demand
            else ()
        ),
    )
    praised = {stem(token.form) for token in sentence[:verb]} & stems if praises else set()
    roles: dict[str, set[str]] = {}
    for term in theme.terms:
        roles.setdefault(_role(tokens(unstarred(term)), aim, praised), set()).add(term)
    return replace(
        aim,
        objects=frozenset(roles.get("objects", ())),
        opposites=frozenset(roles.get("opposites", ())),
        praised=frozenset(roles.get("praised", ())),
    )


def _role(words: list[Token], aim: Orientation, praised: set[str]) -> str:
    """Return how a term relates to the proposition: the name of one of the sets, or ""."""
    kinds = {o.kind for o in operators(words)}
    if aim.demand:
        return _role_in_ban(words, aim) if aim.curbed else ""
    if aim.value < 0:
        return ""
    if kinds & {"bad", "ill"}:
        return "objects" if "ill" in kinds else "opposites"
    if praised and kinds & _AGAINST:
        return "opposites"
    nouns = praised | {stem(noun) for noun in word_list("stance/policy_nouns")}
    named = praised and {stem(word.form) for word in words} & nouns
    return "praised" if named and not kinds & EVALUATIONS else ""


def _role_in_ban(words: list[Token], aim: Orientation) -> str:
    """Return how a term relates to a demand to end or limit something."""
    found = operators(words)
    acts = {o.first: o.sign for o in found if o.kind in _AGAINST | {"bring"}}
    if len(acts) > 1 and math.prod(acts.values()) > 0:
        return "opposites"
    kinds = {o.kind for o in found}
    if kinds & _AGAINST or any(stem(word.form) in aim.demanded for word in words):
        return ""
    if kinds & {"support", "bring"}:
        return "opposites"
    verb = words[-1].tag in _NO_NOUN or (len(words) == 1 and words[0].tag == "G")
    return "" if verb or kinds & {"bad", "necessity"} else "objects"


def _lean(theme: Theme) -> int:
    """Return the sign of most terms that have one: -1 where they curb, oppose or speak ill."""
    found = (operators(tokens(unstarred(term))) for term in theme.terms)
    signed = [{o.first: o.sign for o in own if o.kind in _SIGNED} for own in found]
    signs = [math.prod(own.values()) for own in signed if own]
    total = sum(signs)
    return (total > 0) - (total < 0) if 2 * abs(total) >= max(len(signs), _LEAN) else 0


def undenied(proposition: str) -> tuple[str, bool]:
    """Return a proposition without the denial of its main clause, and whether there was one."""
    sentence = tokens(proposition)
    verb = main_verb(sentence)
    end = _chief_verb(sentence, verb)
    if end == len(sentence) or sentence[end].tag in AUXILIARIES:
        end = verb
    cuts, turns = [], 0
    for i, token in enumerate(sentence):
        first = sentence[i + 1].form if i + 1 < len(sentence) else ""
        near = i == 0 or verb <= i <= end + _AFTER_VERB or _after_due(sentence, i)
        if token.form not in _DENIALS or not near or (token.form, first) in _NO_DENIALS:
            cuts += [(token, "or")] if token.form == "nor" and turns else []
            continue
        cuts.append((token, _DENIALS[token.form]))
        turns += 1
    text = proposition
    for token, instead in reversed(cuts):
        text = f"{text[: token.start]}{instead}{text[token.end :]}"
    return " ".join(text.split()), turns > 0


def _after_due(sentence: list[Token], i: int) -> bool:
    """Tell whether the word before place i asks for something, in no clause that describes a noun."""
    return sentence[i - 1].form in _DUE and all(token.tag != "W" for token in sentence[:i])


def _value(sentence: list[Token], found: list[Operator], verb: int) -> int:
    """Return -1 where a stated fact is a bad one: "harms trade", "spreads fear"; else 1."""
    if verb < len(sentence) and sentence[verb].form in _POSSIBLE:
        return 1
    sign, edge = 1, verb
    for o in sorted(found, key=lambda o: (o.first, o.kind not in EVALUATIONS)):
        if o.first < verb or (sign < 0 and o.first - edge > _REACH):
            continue
        if o.kind in EVALUATIONS:
            return sign * o.sign
        if o.kind in ("oppose", "deny", "reject"):
            return -1
        if o.kind in ("curb", "bring"):
            sign, edge = o.sign, o.last
    return sign


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
        elif is_finite(sentence, i):
            return i
        i += 1
    return len(sentence)


def is_demand(proposition: str) -> bool:
    """Tell whether a proposition asks for something rather than stating a fact."""
    sentence = tokens(undenied(proposition)[0])
    return _is_due(sentence, operators(sentence), main_verb(sentence))


def _is_due(sentence: list[Token], found: list[Operator], verb: int) -> bool:
    due = [o for o in found if o.kind == "necessity"]
    if verb == len(sentence):  # "needs", say, taken for a noun
        return bool(due)
    return any(o.first <= verb + 1 and verb <= o.last for o in due)


def _chief_verb(sentence: list[Token], verb: int) -> int:
    """Return the place of the verb that carries the meaning: "should be | banned"."""
    for i in range(verb, len(sentence)):
        token = sentence[i]
        if token.tag in "BUVZXGb" and token.form not in _COPULAS and token.tag not in AUXILIARIES:
            return i
    return verb
