"""Whose words they are: the speaker behind every attribution."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from crossframe.text.words import fold
from crossframe.voices.directory import NOBODY, UNRESOLVED, Actor, Directory, Speaker
from crossframe.voices.names import is_nobody, persons_named

__all__ = ["OUTLET", "UNRESOLVED", "speakers"]

OUTLET = "outlet"
"""The article itself, where others look for a speaker or holder."""

_SINGULAR = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
}  # fmt: skip
_PLURAL = {
    **dict.fromkeys(("it", "its", "itself"), ("institution", "document")),
    **dict.fromkeys(("they", "them", "their", "themselves"), ("unnamed", "institution")),
}
_RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
_OWN = frozenset(
    {"i", "we", "you", "me", "us", "my", "our", "your", "myself", "ourselves"}
    | {"there", "this", "these", "those", "what"}
)
_LAST_SPEAKERS = 3  # how far back a pronoun may mean who spoke rather than who was named
_ANTECEDENT = re.compile(r"((?:[\w’'.\-]+\s+){0,7}[\w’'.\-]+),?\s*$")
_APPOSITION = re.compile(r",\s+an?\s[^,]*$")  # "Roe, a farmer (who ...)"
_DETERMINERS = frozenset({"the", "a", "an", "some", "many", "several", "most"})


class _Text(NamedTuple):
    """The sentences of an article, the persons named in it, and who has spoken so far."""

    starts: list[int]
    texts: list[str]
    mentions: list[tuple[int, Speaker]]
    spoken: list[tuple[int, Speaker]]

    @classmethod
    def empty(cls) -> _Text:
        return cls([], [], [], [])


class _Source(NamedTuple):
    """Where an attribution's source stands, and its row."""

    place: int
    source: str
    row: int


def speakers(
    attributions: pd.DataFrame,
    sentences: pd.DataFrame,
    actors: Sequence[Actor] = (),
    *,
    joined: bool = True,
) -> pd.DataFrame:
    """Name the speaker of every attribution.

    Pronouns and short names are resolved within their article; names and roles are joined across
    articles ("Ada Roe", "Roe", "the club's treasurer Ada Roe").

    Parameters
    ----------
    attributions
        As of `crossframe.attribution.attributions.attributions`.
    sentences
        The sentence table that it was made from.
    actors
        Actors of a codebook, each with `id`, `name` and `aliases`. A source is an actor where its
        main phrase ends in one of the names ("the club's Roe" for the alias "Roe", but not "Roe's
        friends"), or where it is a seat of government of that name ("Vienna" for "Austria").
    joined
        Whether names and roles are joined across articles; else each article is by itself.

    Returns
    -------
    pandas.DataFrame
        The attributions in their order with two more columns: `speaker` (tuple of str, more than
        one where several speak together: the actor's id, the full name in lower case, else the
        source's words in lower case; "unresolved" for a pronoun without an antecedent and where
        no source is named) and `speaker_kind` (str: person, institution, document, unnamed,
        unresolved).

    Notes
    -----
    A pronoun stands for the last person who spoke before it in the article, else for the last
    person named, as far as first names and titles do not speak against it. That who speaks goes
    on speaking is the strongest cue in news: O'Keefe, Pareti, Curran, Koprinska and Honnibal
    (2012), A Sequence Labelling Approach to Quote Attribution, EMNLP.

    Examples
    --------
    >>> from crossframe.attribution.attributions import attributions
    >>> from crossframe.corpus.sentences import given_sentences
    >>> table = given_sentences([
    ...     ("a", 1, 1, "Treasurer Ada Roe said it rained."), ("a", 2, 1, "She added that Roe knew."),
    ... ])
    >>> speakers(attributions(table), table)[["source", "speaker", "speaker_kind"]].values.tolist()
    [['Treasurer Ada Roe', ('ada roe',), 'person'], ['She', ('ada roe',), 'person']]
    """
    texts: dict[str, _Text] = defaultdict(_Text.empty)
    for article, start, sentence in zip(
        *(sentences[column].tolist() for column in ("article", "start", "text")), strict=True
    ):
        texts[article].starts.append(start)
        texts[article].texts.append(sentence)
    sources: dict[str, list[_Source]] = defaultdict(list)
    columns = (
        attributions[column].tolist()
        for column in ("article", "source", "source_spans", "cue_spans")
    )
    for row, (article, source, source_spans, cue_spans) in enumerate(zip(*columns, strict=True)):
        sources[article].append(_Source((source_spans or cue_spans)[0][0], source, row))
    together = [list(texts)] if joined else [[article] for article in texts]
    found: dict[int, Speaker] = {}
    for articles in together:
        directory = Directory(
            ((article, text) for article in articles for text in texts[article].texts),
            ((article, one.source) for article in articles for one in sources[article]),
            actors,
        )
        for article in filter(sources.get, articles):
            found.update(_in_article(directory, article, sources[article], texts[article]))
    speaking = [found[row] for row in range(len(attributions))]
    return attributions.assign(
        speaker=pd.Series([one.names for one in speaking], attributions.index, "object"),
        speaker_kind=pd.Series([one.kind for one in speaking], attributions.index, "str"),
    )


def _in_article(
    directory: Directory, article: str, sources: Sequence[_Source], text: _Text
) -> dict[int, Speaker]:
    text.mentions.extend(
        (start + offset, directory.resolve(name, article))
        for start, sentence in zip(text.starts, text.texts, strict=True)
        for name, offset in persons_named(sentence)
    )
    found: dict[int, Speaker] = {}
    for place, source, row in sorted(sources, key=lambda one: one.place):
        speaker = _speaker(directory, article, text, source, place)
        if speaker.kind != UNRESOLVED:
            text.spoken.append((place, speaker))
        found[row] = speaker
    return found


def _speaker(directory: Directory, article: str, text: _Text, source: str, place: int) -> Speaker:
    word = fold(source).split(",")[0].strip()
    if not word or word in _OWN or is_nobody(source):
        return NOBODY
    if word in _SINGULAR:
        return _person_before(text, place, _SINGULAR[word])
    if word in _PLURAL:
        kinds = _PLURAL[word]
        return next((one for _, one in reversed(text.spoken) if one.kind in kinds), NOBODY)
    if word in _RELATIVE:
        before = _text_before(text, place)
        named = [one for at, one in text.mentions if place - len(before) <= at < place]
        if named and _APPOSITION.search(before):
            return named[-1]
        antecedent = _ANTECEDENT.search(before)
        if antecedent is None:
            return NOBODY
        source = _last_phrase(antecedent.group(1))
    return directory.resolve(source, article)


def _person_before(text: _Text, place: int, gender: str) -> Speaker:
    """Return the person a pronoun stands for: who spoke last, else who was named last."""
    for candidates in (text.spoken[-_LAST_SPEAKERS:], text.mentions, text.spoken):
        for position, speaker in reversed(candidates):
            if position < place and speaker.kind == "person" and speaker.gender in {"", gender}:
                return speaker
    return NOBODY


def _text_before(text: _Text, place: int) -> str:
    """Return the words before a place in its sentence."""
    for start, words in zip(reversed(text.starts), reversed(text.texts), strict=True):
        if start <= place:
            return words[: place - start]
    return ""


def _last_phrase(words: str) -> str:
    """Return the last noun phrase of words: the last run of capitals, else from its article."""
    tokens = words.split()
    k = len(tokens)
    while k and tokens[k - 1][0].isupper():
        k -= 1
    if k == len(tokens):
        k = max((i for i, token in enumerate(tokens) if fold(token) in _DETERMINERS), default=k - 1)
    return " ".join(tokens[k:])
