"""Whose words they are: the speaker behind every attribution."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

import pandas as pd

from crossframe.words import fold

_PRONOUNS = frozenset("he she they it who which that i we you his her their him them".split())


class Named(Protocol):
    """What `speakers` needs of an actor."""

    id: str
    name: str
    aliases: Sequence[str]


def speakers(
    attributions: pd.DataFrame, sentences: pd.DataFrame, actors: Sequence[Named] = ()
) -> pd.DataFrame:
    """Name the speaker of every attribution."""
    names = sorted(
        (
            (fold(name).replace("the ", ""), actor.id)
            for actor in actors
            for name in (actor.name, *actor.aliases)
        ),
        key=lambda pair: -len(pair[0]),
    )
    result: list[str] = []
    kinds: list[str] = []
    last = ""
    article = None
    for row in attributions.itertuples():
        if row.article != article:
            article, last = row.article, ""
        source = fold(str(row.source))
        if source in _PRONOUNS:
            speaker = last or "unresolved"
        else:
            speaker = next(
                (i for name, i in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", source)),
                source,
            )
            if speaker:
                last = speaker
        result.append(speaker or "unresolved")
        kinds.append("unresolved" if not speaker or speaker == "unresolved" else "person")
    return attributions.assign(speaker=result, speaker_kind=kinds)
