"""What a proposition asks for, and which way each of its search terms points."""

from __future__ import annotations

from dataclasses import dataclass

from crossframe.codebook import Theme
from crossframe.polarity import Operator, is_demand, operators, tokens
from crossframe.words import word_list

_FREEDOM = frozenset("right rights freedom freedoms liberty liberties autonomy".split())
_RESTRAINT = frozenset(
    "control controls restriction restrictions limit limits ban bans cap caps check checks "
    "regulation regulations law laws rule rules sanction sanctions".split()
)
_MEASURES = _RESTRAINT | frozenset(
    "legislation bill order orders plan proposal measure measures reform action actions amendment "
    "concession concessions monitoring obligations".split()
)


@dataclass(frozen=True)
class Orientation:
    """How the words of a theme relate to its proposition.

    Attributes
    ----------
    demand
        True if the proposition asks for something, False if it states a fact.
    value
        -1 where the proposition speaks ill of its subject, so that who speaks ill agrees; else 1.
    objects
        Terms that name what a demand wants to curb: who curbs them agrees, who backs them does
        not.
    opposites
        Terms that name the opposite of what the proposition is for.
    """

    demand: bool
    value: int
    objects: frozenset[str]
    opposites: frozenset[str]


def orientation(theme: Theme) -> Orientation:
    """Read a theme's proposition.

    Parameters
    ----------
    theme
        A theme.

    Returns
    -------
    Orientation
        Derived from the words of the proposition and of the terms alone.

    Examples
    --------
    >>> theme = Theme("x", "x", "Sugary drinks should be banned.", ("sugary drink*", "sugar ban"))
    >>> orientation(theme).objects
    frozenset({'sugary drink*'})
    """
    sentence = tokens(theme.proposition)
    found = operators(sentence)
    demand = is_demand(theme.proposition)
    restrains = any(token.form in _RESTRAINT for token in sentence)
    curbs = demand and _curbs(found)
    value = 1 if demand else _value(found)
    objects, opposites = set(), set()
    for term in theme.terms:
        words = tokens(term.replace("*", ""))
        forms = {word.form for word in words}
        kinds = {o.kind for o in operators(words)}
        if forms & _FREEDOM and (restrains or curbs):
            opposites.add(term)
        elif any(_contrary(form) for form in forms) or (
            "bad" in kinds and not demand and value > 0
        ):
            opposites.add(term)
        elif "ill" in kinds and not demand and value > 0:
            objects.add(term)
        elif (
            curbs and not forms & _MEASURES and not kinds & {"curb", "negation", "bad", "necessity"}
        ):
            objects.add(term)
    return Orientation(demand, value, frozenset(objects), frozenset(opposites))


def _contrary(form: str) -> bool:
    """Tell whether a word's affix turns its meaning: "gun-free", "anti-tax", "counterproposal"."""
    return (
        form.endswith("-free")
        or form.startswith(("anti-", "non-"))
        or (
            form.startswith("counter")
            and form[len("counter") :].lstrip("-") in word_list("stance_policy_nouns")
        )
    )


def _value(found: list[Operator]) -> int:
    """Return -1 where a stated fact is a bad one: "encourages crime", not "reduces crime"."""
    sign = 1
    for o in found:
        if o.kind in ("bring", "curb"):
            sign = o.sign
        elif o.kind in ("good", "bad", "ill"):
            return sign * o.sign
    return 1


def _curbs(found: list[Operator]) -> bool:
    """Tell whether the verb of a demand ends or limits something."""
    due = next(o.last for o in found if o.kind == "necessity")
    acts = [o for o in found if o.first > due and o.kind in ("bring", "curb")]
    return bool(acts) and acts[0].kind == "curb"
