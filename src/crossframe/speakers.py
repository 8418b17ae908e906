"""Whose words they are: the speaker behind every attribution."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

import pandas as pd

from crossframe.names import Name, first_names, kind_of, name_of, persons_named, places
from crossframe.words import fold

UNRESOLVED = "unresolved"
_SINGULAR = {
    "he": "he",
    "him": "he",
    "his": "he",
    "himself": "he",
    "she": "she",
    "her": "she",
    "herself": "she",
}
_NEUTER = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "themselves"})
_RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
_OWN = frozenset(
    [
        "i",
        "we",
        "you",
        "me",
        "us",
        "my",
        "our",
        "your",
        "myself",
        "ourselves",
        "there",
        "this",
        "these",
        "those",
        "what",
    ]
)
_TITLES = {
    "mr.": "he",
    "mrs.": "she",
    "ms.": "she",
    "miss": "she",
    "sir": "he",
    "lady": "she",
    "lord": "he",
}
_ANTECEDENT = re.compile(r"((?:[\w’'.\-]+\s+){0,7}[\w’'.\-]+),?\s*$")


class Actor(Protocol):
    """What `speakers` needs of an actor of a codebook."""

    @property
    def id(self) -> str:
        """Short name; the value of `speaker`."""

    @property
    def name(self) -> str:
        """Full name."""

    @property
    def aliases(self) -> Sequence[str]:
        """Other names."""


class _Speaker(NamedTuple):
    key: str
    kind: str
    gender: str


_NOBODY = _Speaker(UNRESOLVED, UNRESOLVED, "")


def speakers(
    attributions: pd.DataFrame, sentences: pd.DataFrame, actors: Sequence[Actor] = ()
) -> pd.DataFrame:
    """Name the speaker of every attribution.

    Pronouns and short names are resolved within their article; names and roles are joined across
    articles ("Ada Roe", "Roe", "the club's treasurer Ada Roe").

    Parameters
    ----------
    attributions
        As of `crossframe.attribution.attributions`.
    sentences
        The sentence table that it was made from.
    actors
        Actors of a codebook, each with `id`, `name` and `aliases`. A source is an actor where its
        main phrase ends in one of the names ("the club's Roe" for the alias "Roe", but not "Roe's
        friends"), or where it is a seat of government of that name ("Vienna" for "Austria").

    Returns
    -------
    pandas.DataFrame
        The attributions in their order with two more columns: `speaker` (str; the actor's id, the
        full name in lower case, else the source's words in lower case; several speakers of one
        attribution are joined by "|"; "unresolved" for a pronoun without an antecedent and where
        no source is named) and `speaker_kind` (str: person, institution, document, unnamed,
        unresolved).

    Notes
    -----
    A pronoun stands for the last person who spoke before it in the article, else for the last
    person named, as far as first names and titles do not speak against it: the preference for
    speakers of quotations over other mentions follows Pareti, O'Keefe, Konstas, Curran and Koprinska
    (2013), Automatically Detecting and Attributing Indirect Quotations, EMNLP.

    Examples
    --------
    >>> from crossframe.attribution import attributions
    >>> from crossframe.sentences import given_sentences
    >>> table = given_sentences([
    ...     ("a", 1, 1, "Treasurer Ada Roe said it rained."), ("a", 2, 1, "She added that Roe knew."),
    ... ])
    >>> speakers(attributions(table), table)[["source", "speaker", "speaker_kind"]].values.tolist()
    [['Treasurer Ada Roe', 'ada roe', 'person'], ['She', 'ada roe', 'person']]
    """
    directory = _Directory(sentences, attributions["source"], actors)
    found: dict[object, _Speaker] = {}
    for article, rows in attributions.groupby("article", sort=False):
        text = sentences[sentences["article"] == article]
        found.update(_in_article(directory, rows, text))
    return attributions.assign(
        speaker=pd.Series({index: one.key for index, one in found.items()}, dtype="str").reindex(
            attributions.index
        ),
        speaker_kind=pd.Series(
            {index: one.kind for index, one in found.items()}, dtype="str"
        ).reindex(attributions.index),
    )


def _in_article(
    directory: _Directory, rows: pd.DataFrame, sentences: pd.DataFrame
) -> dict[object, _Speaker]:
    starts = sentences["start"].tolist()
    texts = sentences["text"].tolist()
    mentions = [
        (start + offset, directory.resolve(name))
        for start, text in zip(starts, texts, strict=True)
        for name, offset in persons_named(text)
    ]
    spoken: list[tuple[int, _Speaker]] = []
    found: dict[object, _Speaker] = {}
    order = sorted(
        zip(rows.index, rows["source"], rows["source_spans"], rows["cue_spans"], strict=True),
        key=lambda row: (row[2] or row[3])[0],
    )
    for index, source, source_spans, cue_spans in order:
        place = (source_spans or cue_spans)[0][0]
        word = fold(source)
        if not source or word in _OWN:
            speaker = _NOBODY
        elif word in _RELATIVE:
            before = _text_before(starts, texts, place)
            antecedent = _ANTECEDENT.search(before)
            speaker = (
                directory.resolve(_last_phrase(antecedent.group(1))) if antecedent else _NOBODY
            )
        elif word in _SINGULAR:
            speaker = _antecedent(spoken, mentions, place, _SINGULAR[word])
        elif word in _NEUTER or word in _PLURAL:
            kinds = ("institution", "document") if word in _NEUTER else ("unnamed", "institution")
            speaker = next((s for _, s in reversed(spoken) if s.kind in kinds), _NOBODY)
        else:
            speaker = directory.resolve(source)
        if speaker.kind != UNRESOLVED:
            spoken.append((place, speaker))
        found[index] = speaker
    return found


def _antecedent(
    spoken: list[tuple[int, _Speaker]],
    mentions: list[tuple[int, _Speaker]],
    place: int,
    gender: str,
) -> _Speaker:
    """Return the person a pronoun stands for: who spoke last, else who was named last."""
    for candidates in (spoken[-3:], mentions, spoken):
        for position, speaker in reversed(candidates):
            if position < place and speaker.kind == "person" and speaker.gender in ("", gender):
                return speaker
    return _NOBODY


def _text_before(starts: list[int], texts: list[str], place: int) -> str:
    for start, text in zip(reversed(starts), reversed(texts), strict=True):
        if start <= place:
            return text[: place - start]
    return ""


def _last_phrase(words: str) -> str:
    """Return the last noun phrase of a text: its last run of capitals, else its last words."""
    tokens = words.split()
    k = len(tokens)
    while k and tokens[k - 1][0].isupper():
        k -= 1
    if k == len(tokens):
        k = max(
            (
                i
                for i, token in enumerate(tokens)
                if fold(token) in ("the", "a", "an", "some", "many")
            ),
            default=k - 1,
        )
    return " ".join(tokens[max(k, 0) :])


class _Directory:
    """Everybody who can speak: actors, full names by last name, names by role."""

    def __init__(
        self, sentences: pd.DataFrame, sources: Iterable[str], actors: Sequence[Actor]
    ) -> None:
        self.aliases = sorted(
            ((_bare(alias), actor) for actor in actors for alias in (actor.name, *actor.aliases)),
            key=lambda pair: -len(pair[0]),
        )
        self.by_last: dict[str, Counter[str]] = {}
        self.by_role: dict[str, str] = {}
        self.genders: dict[str, str] = {}
        self.cache: dict[str, _Speaker] = {}
        for text in sentences["text"]:
            for name, offset in persons_named(text):
                self._learn(name, text[max(0, offset - 6) : offset])
        self.persons = frozenset(self.by_last)
        for source in sources:
            named = name_of(source)
            if (
                named.name
                and named.role
                and len(named.role.split()) > 1
                and named.role[0].isalpha()
            ):
                self.by_role.setdefault(named.role, named.name)

    def _learn(self, name: str, before: str) -> None:
        words = fold(name).split()
        self.by_last.setdefault(words[-1], Counter())[fold(name)] += len(words) > 1
        title = before.rsplit(maxsplit=1)[-1].lower() if before.split() else ""
        gender = _TITLES.get(title) or (first_names().get(words[0], "") if len(words) > 1 else "")
        if gender:
            self.genders.setdefault(fold(name), gender)

    def resolve(self, source: str) -> _Speaker:
        """Return the speaker that a source without a pronoun names."""
        if source not in self.cache:
            self.cache[source] = self._resolve(source)
        return self.cache[source]

    def _resolve(self, source: str) -> _Speaker:
        named = name_of(source)
        parts = re.split(r"\s+and\s+", source)
        if len(parts) > 1:
            actors = [self._actor(part, name_of(part)) for part in parts]
            if all(actors):
                ids = list(dict.fromkeys(actor.id for actor in actors if actor))
                return _Speaker(
                    "|".join(ids), kind_of(parts[0], name_of(parts[0]), persons=self.persons), ""
                )
        kind = kind_of(source, named, persons=self.persons)
        actor = self._actor(source, named)
        if actor:
            full = name_of(actor.name)
            known = kind_of(actor.name, full, persons=self.persons)
            return _Speaker(actor.id, known, self._gender(full.name))
        if not named.name and named.role in self.by_role:
            return self.resolve(self.by_role[named.role])
        if kind == "document" and named.owner:
            owner = self.resolve(named.owner)
            return _Speaker(owner.key, "document", "")
        if kind == "person" and named.name:
            name = self._full_name(named)
            return _Speaker(name, "person", self._gender(name))
        return _Speaker(_bare(source) if named.name else fold(source).strip(" ,"), kind, "")

    def _actor(self, source: str, named: Name) -> Actor | None:
        """Return the actor whose name ends the source's main phrase, or is a seat it stands for."""
        folded = _bare(source).strip(" ,")
        phrases = [
            folded,
            _bare(named.name),
            named.role,
            f"{named.role} {_bare(named.name)}".strip(),
        ]
        phrases += [_bare(part).strip() for part in source.split(",")]
        for alias, actor in self.aliases:
            if any(
                re.search(rf"(?<!\w){re.escape(alias)}$", phrase) for phrase in phrases if phrase
            ):
                return actor
        stands_for = places().get(folded, ())
        return next(
            (actor for name in stands_for for alias, actor in self.aliases if alias == name), None
        )

    def _full_name(self, named: Name) -> str:
        """Return the full name of a person of whom only the last name may be given."""
        name = fold(named.name)
        if " " in name:
            return name
        known = self.by_last.get(name)
        return known.most_common(1)[0][0] if known else name

    def _gender(self, name: str) -> str:
        words = fold(name).split()
        if not words:
            return ""
        return self.genders.get(fold(name)) or (
            first_names().get(words[0], "") if len(words) > 1 else ""
        )


def _bare(words: str) -> str:
    """Fold a name and drop its article and a closing possessive."""
    return re.sub(r"^the\s+|'s?$", "", fold(words).strip())
