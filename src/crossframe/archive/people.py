"""Persons of an archive under one name each, whatever the single articles call them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping

import pandas as pd

from crossframe.voices.directory import same_first_name
from crossframe.voices.names import is_personal

_TOGETHER = "; "  # between the names of those who speak together


def joined_speakers(statements: pd.DataFrame, events: Mapping[str, Hashable]) -> pd.Series[str]:
    """Return the speaker of each statement, a person by the full name that carries most words.

    A last name alone is the only full name that ends in it: of its event, else of the archive.
    First names are short forms of each other within an event ("ben roe", "benjamin roe") and
    equal elsewhere ("ada roe", "ada lee roe"). What leaves a choice stays as it is.

    Parameters
    ----------
    statements
        With `article`, `speaker`, `speaker_kind` and `words`.
    events
        Article -> its event, or what stands for an article on none.

    Examples
    --------
    >>> said = pd.DataFrame(
    ...     [("a", "ada lee roe", 1), ("b", "roe", 2), ("c", "ada roe", 9), ("c", "low", 1)],
    ...     columns=["article", "speaker", "words"],
    ... ).assign(speaker_kind="person")
    >>> joined_speakers(said, {"a": 1, "b": 1, "c": 2}).tolist()
    ['ada roe', 'ada roe', 'ada roe', 'low']
    """
    persons = statements[statements["speaker_kind"] == "person"]
    parts = pd.DataFrame(
        {
            "place": persons["article"].map(events),
            "name": persons["speaker"].str.split(_TOGETHER, regex=False),
            "words": persons["words"],
        }
    ).explode("name")
    parts["name"] = _renamed(parts, short=True)
    parts["name"] = _renamed(parts.assign(place=0), short=False)
    found = statements["speaker"].copy()
    found[persons.index] = parts.groupby(level=0)["name"].agg(_TOGETHER.join)
    return found


def _renamed(parts: pd.DataFrame, *, short: bool) -> list[str]:
    """Return the main name of each person, as far as it is clear at its place."""
    carried: dict[Hashable, dict[str, int]] = defaultdict(dict)
    for (place, name), words in parts.groupby(["place", "name"])["words"].sum().items():
        carried[place][name] = words
    main = {place: _main_names(words, short=short) for place, words in carried.items()}
    return [main[place][name] for place, name in zip(parts["place"], parts["name"], strict=True)]


def _main_names(words: Mapping[str, int], *, short: bool) -> dict[str, str]:
    """Return name -> the name it goes by, of persons with the words that each carries."""
    by_last: dict[str, list[str]] = defaultdict(list)
    found = {name: name for name in words}
    for name in sorted(filter(is_personal, words), key=lambda one: (-words[one], one)):
        by_last[name.rsplit(" ", maxsplit=1)[-1]].append(name)
    for last, names in by_last.items():
        main: list[str] = []
        for name in filter(last.__ne__, names):
            found[name] = next((one for one in main if _same(name, one, short=short)), name)
            main += [name] * (found[name] == name)
        if last in names and len(main) == 1:
            found[last] = main[0]
    return found


def _same(name: str, other: str, *, short: bool) -> bool:
    first, of_other = name.split(" ", maxsplit=1)[0], other.split(" ", maxsplit=1)[0]
    return same_first_name(first, of_other) if short else first == of_other
