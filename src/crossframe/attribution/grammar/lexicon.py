"""The lexicon behind the attribution rules: reporting verbs and nouns, and what may follow them."""

from __future__ import annotations

from functools import cache

from crossframe.text.words import word_list, word_set

_VOWELS = "aeiou"


@cache
def word_classes() -> dict[str, frozenset[str]]:
    """Return closed word class -> its words, as the word list `cue_word_classes` explains them."""
    classes = {}
    for line in word_list("attribution/cue_word_classes"):
        name, _, words = line.partition(": ")
        classes[name] = frozenset(words.split())
    return classes


@cache
def irregular_verbs() -> dict[str, tuple[str, str]]:
    """Return base form -> (past, past participle)."""
    rows = (line.split() for line in word_list("attribution/cue_irregular_verbs"))
    return {base: (past, participle) for base, past, participle in rows}


@cache
def unchanged_verbs() -> frozenset[str]:
    """Return the verbs whose past is their base form ("read", "put")."""
    return frozenset(base for base, (past, _) in irregular_verbs().items() if past == base)


def inflections(base: str) -> tuple[str, str, str, str]:
    """Inflect an English verb."""
    consonant_y = base.endswith("y") and base[-2:-1] not in _VOWELS
    if consonant_y:
        third = base[:-1] + "ies"
    elif base.endswith(("s", "sh", "ch", "x", "z", "o")):
        third = base + "es"
    else:
        third = base + "s"
    stem = base + base[-1] if base in word_set("attribution/cue_doubled_verbs") else base
    if base.endswith("ie"):
        ing = base[:-2] + "ying"
    elif base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        ing = base[:-1] + "ing"
    else:
        ing = stem + "ing"
    if consonant_y:
        past = base[:-1] + "ied"
    elif base.endswith("e"):
        past = base + "d"
    else:
        past = stem + "ed"
    past, participle = irregular_verbs().get(base, (past, past))
    return third, ing, past, participle


@cache
def verb_frames() -> dict[str, frozenset[str]]:
    """Return reporting verb (base form, or with a particle) -> its frames, see `cue_verbs`."""
    frames = {}
    for line in word_list("attribution/cue_verbs"):
        base, _, names = line.partition(":")
        frames[base] = frozenset(names.split())
    return frames


@cache
def verb_forms() -> dict[str, tuple[str, str]]:
    """Return inflected form -> (base form, kind)."""
    forms: dict[str, tuple[str, str]] = {}
    nouns = word_set("attribution/cue_noun_verbs")
    for base in (*word_list("attribution/cue_plain_verbs"), *verb_frames(), *irregular_verbs()):
        if " " in base:
            continue
        third, ing, past, participle = inflections(base)
        noun = base in nouns
        if past == participle:
            forms[past] = (base, "Z")
        else:
            forms[past] = (base, "V")
            forms[participle] = (base, "U")
        forms[third] = (base, "x" if noun else "X")
        forms[ing] = (base, "G")
        forms[base] = (base, "b" if noun else "B")
    return forms


@cache
def cue_nouns() -> dict[str, bool]:
    """Return reporting noun, singular and plural -> whether it needs a clause with "that"."""
    nouns = {}
    for line in word_list("attribution/cue_nouns"):
        noun, _, frame = line.partition(":")
        nouns[noun] = nouns[inflections(noun)[0]] = bool(frame)
    return nouns


def cue_adjectives() -> frozenset[str]:
    """Return the adjectives of thought and feeling."""
    return word_set("attribution/cue_adjectives")


def light_verbs() -> frozenset[str]:
    """Return the base forms of verbs that with a reporting noun make one cue."""
    return word_set("attribution/cue_light_verbs")
