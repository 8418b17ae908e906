"""What a proposition asks for, and which way each of its search terms points."""

from __future__ import annotations

from dataclasses import dataclass

from crossframe.codebook import Theme
from crossframe.polarity import Token, is_demand, operators, read, stem, tokens

_FREEDOM = frozenset("right rights freedom freedoms liberty liberties autonomy".split())
_RESTRAINT = frozenset(
    "control controls restriction restrictions limit limits ban bans cap caps check checks "
    "regulation regulations law laws rule rules sanction sanctions".split()
)
_MEASURES = _RESTRAINT | frozenset(
    "legislation bill order orders plan proposal measure measures reform action actions amendment "
    "concession concessions monitoring obligations".split()
)
_SMALL = frozenset("the a an of on in to by for and or with".split())


@dataclass(frozen=True)
class Orientation:
    """How the words of a theme relate to its proposition.

    Attributes
    ----------
    demand
        True if the proposition asks for something, False if it states a fact.
    terms
        Term -> +1 where bringing about or speaking well of what the term names serves the
        proposition, -1 where it goes against it.
    """

    demand: bool
    terms: dict[str, int]


def orientation(theme: Theme) -> Orientation:
    """Read a theme's proposition.

    Parameters
    ----------
    theme
        A theme.

    Returns
    -------
    Orientation
        Derived from the words of the proposition alone.

    Examples
    --------
    >>> theme = Theme("x", "x", "Sugary drinks should be banned.", ("sugary drink*", "sugar ban"))
    >>> orientation(theme).terms
    {'sugary drink*': -1, 'sugar ban': 1}
    """
    sentence = tokens(theme.proposition)
    return Orientation(
        is_demand(theme.proposition), {term: _term(term, sentence) for term in theme.terms}
    )


def _term(term: str, sentence: list[Token]) -> int:
    words = tokens(term.replace("*", ""))
    forms = {word.form for word in words}
    found = operators(sentence)
    own = operators(words)
    restraint = any(token.form in _RESTRAINT for token in sentence)
    if forms & _FREEDOM and (restraint or any(o.kind == "curb" for o in found)):
        return -1
    if any(word.form.endswith("-free") or word.form.startswith("anti-") for word in words):
        return -1
    bad = [o.sign for o in own if o.kind in ("bad", "good")]
    if bad:
        value = 1
        for o in found:
            if o.kind in ("bring", "curb", "good", "bad"):
                value *= o.sign
        return value * bad[0]
    if forms & _MEASURES or any(o.kind in ("curb", "negation") for o in own):
        return 1
    place = _place([stem(word.form) for word in words], sentence)
    if place is None:
        return 1
    reading = read(sentence, found, *place)
    action = reading.action or 1
    return -1 if action < 0 else 1


def _place(stems: list[str], sentence: list[Token]) -> tuple[int, int] | None:
    best: tuple[int, int, int] | None = None
    for i in range(len(sentence)):
        for j in range(len(stems)):
            length = 0
            while (
                i + length < len(sentence)
                and j + length < len(stems)
                and stem(sentence[i + length].form) == stems[j + length]
            ):
                length += 1
            if length and stems[j] not in _SMALL and (best is None or length > best[0]):
                best = (length, i, i + length - 1)
    return best[1:] if best else None
