"""What a source is called: its name, its role and what kind of speaker it is."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from crossframe.text.words import fold, stop_words, word_list, word_set

_WORD = re.compile(r"(?:[^\W\d_]\.)+|[\w][\w’'ʼ\-‐‑]*\.?|[^\w\s]")
_PARTICLES = frozenset(
    [
        "al",
        "bin",
        "da",
        "de",
        "del",
        "den",
        "der",
        "di",
        "dos",
        "du",
        "el",
        "la",
        "le",
        "van",
        "von",
    ]
)
_AFTER_HEAD = re.compile(
    r"\s(?:of|for|from|with|in|at|on|to|who|whom|whose|which|that|familiar|close|based|including|like|under|"
    r"about|against|among|around|across|over|representing|calling|speaking|attending|conducted|released|"
    r"published|obtained|involved|briefed|allowing|requiring|banning|barring|proposing|urging|showing|saying|asking)\s|"
    r"\s(?:last|this|next)\s(?:week|month|year)\b|\s?[(\[–—]|\s--?\s"
)
_POSSESSIVE = re.compile(r"['’ʼ]s?$")
_NOBODY = re.compile(r"(?:nobody|no[ -]one|none|nothing)\b")
_QUANTITY = re.compile(
    r"(?:an?|one|another|some|several|many|most|few|more|other|two|three|four|five|\d[\d,.]*)\b"
)


_KINDS = {
    "unnamed": "voices/person_collectives",
    "document": "voices/cue_documents",
    "institution": "voices/organisation_nouns",
}


class Name(NamedTuple):
    """What a source is called."""

    name: str  # without titles ("Maria de Soto"); "" if it has none
    role: str  # folded, what it is ("harbour board president"); "" if not said
    head: str  # the folded last word of its main phrase ("officials", "okafor")
    owner: str  # what stands before "'s" ("Roe" in "Roe's campaign"); "" if nothing


@lru_cache(maxsize=50_000)
def name_of(source: str) -> Name:
    """Read what a source is called."""
    parts = [part.strip() for part in re.split(r"[,;]", source) if part.strip()] or [source.strip()]
    words = _words(_main_phrase(parts[0]))
    name, role = _split(words)
    if not name or fold(name.split()[-1]) in _roles():
        for part in parts[1:]:
            other, other_role = _split(_words(_main_phrase(part)))
            if other and not other_role and fold(other.split()[-1]) not in _roles():
                name, role = other, " ".join(words)
                break
    elif len(parts) > 1 and not role:
        role = " ".join(_words(_main_phrase(parts[1]))) if not parts[1][:1].isdigit() else ""
    owner = ""
    for position, word in enumerate(words[:-1]):
        if _POSSESSIVE.search(word):
            owner = _POSSESSIVE.sub("", " ".join(words[: position + 1]))
    last = name.split()[-1] if name else words[-1] if words else ""
    return Name(
        _POSSESSIVE.sub("", name),
        _bare(role),
        _POSSESSIVE.sub("", fold(last)),
        _without_article(owner),
    )


def is_nobody(source: str) -> bool:
    """Tell whether a source is nobody, a time, a medium, the article: "Monday", "this article"."""
    head, folded = name_of(source).head, fold(source)
    own = folded.startswith("this ") and head in word_set("voices/cue_documents")
    return own or head in word_set("voices/no_speakers") or bool(_NOBODY.match(folded))


def is_personal(name: str) -> bool:
    """Tell whether the folded name of a person is no role: "ada roe", not "the mayor"."""
    first, last = name.split(maxsplit=1)[0], name.rsplit(maxsplit=1)[-1]
    general = first in stop_words() or first in places() or last in _roles()
    return not (general or _QUANTITY.match(name))


def kind_of(source: str, named: Name, *, persons: frozenset[str] = frozenset()) -> str:
    """Tell what kind of speaker a source is."""
    head, name = named.head, fold(named.name)
    known = head in persons or name.split(" ")[0] in first_names() or _has_role(named.role)
    if name and known:
        return "person"
    for kind, nouns in _KINDS.items():
        if head in word_set(nouns):
            return kind
    institutional = any(word in word_set("voices/organisation_nouns") for word in name.split())
    if institutional or name in places() or _is_acronym(named.name):
        return "institution"
    if head in _roles():
        return "unnamed" if _QUANTITY.match(fold(source)) else "person"
    owned = named.owner[:1].isupper() and not head.endswith("s")
    return "person" if name else "institution" if owned else "unnamed"


@lru_cache(maxsize=10_000)  # who is named, then who speaks, in the sentences of an article
def persons_named(text: str) -> tuple[tuple[str, int], ...]:
    """Find the names of two words or more whose first is a first name, and names after a title."""
    found: list[tuple[str, int]] = []
    run: list[tuple[str, int]] = []
    for match in _WORD.finditer(text):
        word = match.group()
        if word[0].isupper() or (run and fold(word) in _PARTICLES):
            run.append((word, match.start()))
            if not _POSSESSIVE.search(word):
                continue
        if run:
            _close(run, found)
            run = []
    _close(run, found)
    return tuple(found)


def _close(run: list[tuple[str, int]], found: list[tuple[str, int]]) -> None:
    if len(run) < 2:
        return
    while run and fold(run[-1][0]) in _PARTICLES:
        run.pop()
    titled = False
    for position in range(len(run) - 1, -1, -1):
        if fold(run[position][0]) in _roles():
            titled, run = True, run[position + 1 :]
            break
    while len(run) > 1 and fold(run[0][0]) in stop_words():
        run = run[1:]
    if not run:
        return
    name = _POSSESSIVE.sub("", " ".join(word for word, _ in run)).rstrip(".")
    first, last = fold(run[0][0]), _POSSESSIVE.sub("", fold(run[-1][0]))
    known = titled or (len(run) > 1 and first in first_names())
    if known and not {first, last} & word_set("voices/organisation_nouns"):
        found.append((name, run[0][1]))


@cache
def first_names() -> dict[str, str]:
    """Return folded first name -> "she" or "he"; names of both have neither."""
    women, men = word_set("voices/person_women"), word_set("voices/person_men")
    return {
        name: "" if name in women and name in men else "she" if name in women else "he"
        for name in women | men
    }


@cache
def places() -> dict[str, tuple[str, ...]]:
    """Return folded place -> what it stands for in news English; nothing for a country."""
    stands_for = {}
    for line in word_list("voices/organisation_places"):
        place, _, others = line.partition(":")
        stands_for[fold(place.strip())] = tuple(
            fold(other.strip()) for other in others.split(",") if other.strip()
        )
    return stands_for


def _roles() -> frozenset[str]:
    return word_set("voices/person_titles")


def _words(phrase: str) -> list[str]:
    return [word for word in _WORD.findall(phrase) if word[0].isalnum()]


def _main_phrase(part: str) -> str:
    """Return a noun phrase up to what modifies it after its head."""
    match = _AFTER_HEAD.search(part, 1)
    return part[: match.start()] if match else part


def _split(words: list[str]) -> tuple[str, str]:
    """Split a phrase into its proper name at the end and its role before it."""
    k = len(words)
    while k and (
        words[k - 1][0].isupper() or (k < len(words) and fold(words[k - 1]) in _PARTICLES)
    ):
        if k < len(words) and _POSSESSIVE.search(words[k - 1]):
            break
        k -= 1
    while k < len(words) and fold(words[k]) in stop_words() | _PARTICLES:
        k += 1
    for position in range(len(words) - 2, k - 1, -1):
        if fold(words[position]) in _roles():
            k = position + 1
            break
    return " ".join(words[k:]), " ".join(words[:k])


def _bare(role: str) -> str:
    return _without_article(fold(role))


def _without_article(words: str) -> str:
    return re.sub(r"^(?:the|an?)\s+", "", words, flags=re.IGNORECASE)


def _has_role(role: str) -> bool:
    return any(_POSSESSIVE.sub("", word) in _roles() for word in role.split()[-2:])


def _is_acronym(name: str) -> bool:
    letters = name.replace(".", "")
    return bool(letters) and letters.isupper() and " " not in name and 1 < len(letters) < 7
