"""A directory of everybody who can speak: actors, full names, roles."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple, Protocol

from crossframe.text.words import fold, word_list
from crossframe.voices.names import Name, first_names, kind_of, name_of, persons_named, places

UNRESOLVED = "unresolved"
_TITLES = {
    "mr.": "he", "mrs.": "she", "ms.": "she", "miss": "she", "sir": "he", "lady": "she", "lord": "he",
}  # fmt: skip
_NOT_A_LAST_NAME = frozenset({"jr.", "jr", "sr.", "sr", "ii", "iii", "iv"})
_SHORT_FORM = 3  # letters of a first name's short form, as in "Ben"
_BEFORE_NAME = 60  # characters before a name that can hold its title


class Actor(Protocol):
    """What the directory needs of an actor of a codebook."""

    @property
    def id(self) -> str:
        """Short name; the value of `speaker`."""

    @property
    def name(self) -> str:
        """Full name."""

    @property
    def aliases(self) -> Sequence[str]:
        """Other names."""


class Speaker(NamedTuple):
    """Somebody who speaks."""

    names: tuple[str, ...]  # as in the column `speaker`
    kind: str  # as in the column `speaker_kind`
    gender: str = ""  # "he", "she" or "" where names and titles do not tell


NOBODY = Speaker((UNRESOLVED,), UNRESOLVED)


class Directory:
    """Everybody who is named in some articles, under all their names."""

    def __init__(
        self,
        texts: Iterable[tuple[str, str]],
        sources: Iterable[tuple[str, str]],
        actors: Sequence[Actor] = (),
    ) -> None:
        """Read sentences and sources of attributions, each with its article."""
        self._aliases = sorted(
            ((_bare(alias), actor) for actor in actors for alias in (actor.name, *actor.aliases)),
            key=lambda pair: -len(pair[0]),
        )
        self._named_actors = {person_key(alias): actor for alias, actor in self._aliases}
        self._full_names: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._titles: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._roles: dict[str, str] = {}
        self._genders: dict[str, str] = {}
        self._resolved: dict[tuple[str, str], Speaker] = {}
        for article, text in texts:
            for name, offset in persons_named(text):
                self._learn(article, name, text[max(0, offset - _BEFORE_NAME) : offset])
        for article, source in sources:
            named = name_of(source)
            if " " in named.name and kind_of(source, named) == "person":
                self._learn(article, named.name, "")
            if named.name and len(named.role.split()) > 1:
                self._roles.setdefault(named.role, named.name)
        self._last_names = frozenset(last for _, last in self._full_names)

    def _learn(self, article: str, name: str, before: str) -> None:
        """Note a person's full name, gender and title in an article."""
        key = person_key(name)
        words = key.split()
        if not words:
            return
        for place in (article, ""):
            self._full_names[place, words[-1]][key] += len(words) > 1
        titles = fold(before).split()
        gender = _TITLES.get(titles[-1] if titles else "")
        gender = gender or (first_names().get(words[0], "") if len(words) > 1 else "")
        if gender:
            self._genders.setdefault(key, gender)
        while title := _last_title(titles):
            for office in {*_title_groups()[title], title.split()[-1]}:
                self._titles[article, office][words[-1]] += 1
            titles = titles[: -len(title.split())]

    def resolve(self, source: str, article: str) -> Speaker:
        """Return the speaker that a source without a pronoun names."""
        if (article, source) not in self._resolved:
            self._resolved[article, source] = self._resolve(source, article)
        return self._resolved[article, source]

    def _resolve(self, source: str, article: str) -> Speaker:
        named = name_of(source)
        together = self._joint(source, article)
        if together:
            return together
        kind = kind_of(source, named, persons=self._last_names)
        actor = self._actor(source, named)
        if actor:
            full = name_of(actor.name)
            known = kind_of(actor.name, full, persons=self._last_names)
            return Speaker((actor.id,), known, self._gender(person_key(full.name)))
        if not named.name and named.role in self._roles:
            return self.resolve(self._roles[named.role], article)
        if kind == "document" and named.owner:
            return Speaker(self.resolve(named.owner, article).names, "document")
        if kind == "person":
            return self._person(source, named, article)
        return Speaker((_bare(_main(source)) if named.name else _main(source),), kind)

    def _joint(self, source: str, article: str) -> Speaker | None:
        """Return several where a source joins names: "Vienna and Rome", "Ada Roe and Bob Low"."""
        parts = re.split(r"\s+and\s+", source)
        names = [name_of(part) for part in parts]
        if len(parts) < 2 or not all(name.name for name in names):
            return None
        kinds = [
            kind_of(part, name, persons=self._last_names)
            for part, name in zip(parts, names, strict=True)
        ]
        if len(set(kinds)) > 1 or kinds[0] not in {"person", "institution"}:
            return None
        joined = [one for part in parts for one in self.resolve(part, article).names]
        return Speaker(tuple(dict.fromkeys(joined)), kinds[0])

    def _actor(self, source: str, named: Name) -> Actor | None:
        """Return the actor whose name ends the source's main phrase, or is a seat it stands for."""
        name = _bare(named.name)
        phrases = [_bare(source).strip(" ,"), name, named.role, f"{named.role} {name}".strip()]
        phrases += [_bare(part) for part in source.split(",")]
        for alias, actor in self._aliases:
            if any(_ends_in(phrase, alias) for phrase in phrases):
                return actor
        stands_for = places().get(phrases[0], ())
        return next(
            (actor for name in stands_for for alias, actor in self._aliases if alias == name), None
        )

    def _person(self, source: str, named: Name, article: str) -> Speaker:
        """Return a person by full name, last name, or title alone ("the senator")."""
        key = person_key(named.name)
        if not key:
            titles = (named.role, named.head)
            found = (self._titles.get((article, title)) for title in titles)
            holders = next(filter(None, found), Counter())
            if len(holders) == 1:
                return self._person(source, named._replace(name=next(iter(holders))), article)
            return Speaker((_main(source),), "person")
        if " " not in key:
            here, anywhere = self._full_names[article, key], self._full_names["", key]
            known = +here or +anywhere  # those met with a first name
            key = known.most_common(1)[0][0] if known else key
        key = self._fullest(key)
        actor = self._named_actors.get(key)
        return Speaker((actor.id if actor else key,), "person", self._gender(key))

    def _fullest(self, key: str) -> str:
        """Return the fullest name of a person in all articles: "ben roe" is "benjamin todd roe"."""
        if " " not in key:
            return key
        first, *_, last = key.split()
        gender = self._gender(key)
        same = [
            other
            for other in self._full_names[("", last)]
            if same_first_name(first, other.split()[0]) and self._gender(other) == gender
        ]
        return max(same, key=lambda other: (len(other), other), default=key)

    def _gender(self, key: str) -> str:
        first = key.split(" ", maxsplit=1)[0]
        return self._genders.get(key) or (first_names().get(first, "") if " " in key else "")


def _ends_in(phrase: str, name: str) -> bool:
    before = phrase.removesuffix(name)[-1:] if phrase.endswith(name) else "_"
    return not (before.isalnum() or before == "_")


def same_first_name(name: str, other: str) -> bool:
    """Tell whether two first names are equal, or one begins the other: "ben", "benjamin"."""
    short, long = sorted((name, other), key=len)
    return short == long or (len(short) >= _SHORT_FORM and long.startswith(short))


def person_key(name: str) -> str:
    """Fold a person's name and drop initials and what follows the last name."""
    words = [word for word in fold(name).split() if word not in _NOT_A_LAST_NAME]
    inner = [word for word in words[1:-1] if not re.fullmatch(r"(?:\w\.?){1,2}", word)]
    return " ".join([*words[:1], *inner, *words[1:][-1:]])


@cache
def _title_groups() -> dict[str, tuple[str, ...]]:
    """Return folded title -> the titles of the same office."""
    groups: dict[str, tuple[str, ...]] = {}
    for line in word_list("voices/person_title_groups"):
        titles = line.split(", ")
        for title in titles:
            groups[title] = (*groups.get(title, ()), *titles)
    return groups


def _last_title(words: list[str]) -> str:
    """Return the title that some words end in, the longest of the list; "" if there is none."""
    endings = (" ".join(words[-length:]) for length in (2, 1))
    return next((ending for ending in endings if ending in _title_groups()), "")


def _bare(words: str) -> str:
    """Fold a name and drop its article and a closing possessive."""
    return re.sub(r"^the\s+|'s?$", "", fold(words).strip())


def _main(source: str) -> str:
    """Return a source's words up to the first comma, folded."""
    return re.sub(r"'s?$", "", fold(source).split(",")[0].strip())
