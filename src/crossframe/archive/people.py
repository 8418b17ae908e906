"""Persons of an archive under one name each, whatever the single articles call them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping

import pandas as pd

from crossframe.archive.annotation import TOGETHER
from crossframe.voices.directory import same_first_name
from crossframe.voices.names import is_personal


def joined_speakers(
    statements: pd.DataFrame, events: Mapping[str, Hashable], known: Collection[str] = ()
) -> pd.Series[str]:
    """Return the speaker of each statement, a person by the full name that carries most words.

    Full names are of one person where the last names are equal, first names are equal or, within an
    event, short forms of each other ("ben roe", "benjamin roe"), and no middle name speaks against
    it ("ada roe", "ada lee roe"). A last name alone is the one person of its event who has it, else
    the one of the archive. Names that leave a choice stay as they are.

    Parameters
    ----------
    statements
        With `article`, `speaker`, `speaker_kind` and `words`.
    events
        Article -> its event, or what stands for an article on none.
    known
        Speakers that are ids of actors and no names: they stay as they are.

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
            "name": persons["speaker"].str.split(TOGETHER, regex=False),
            "words": persons["words"],
        }
    ).explode("name")
    parts = parts.reset_index(names="row")  # joint speakers have several
    named = ~parts["name"].isin(known)
    parts.loc[named, "name"] = _renamed(parts[named], short=True)
    parts.loc[named, "name"] = _renamed(parts[named].assign(place=0), short=False)
    found = statements["speaker"].copy()
    found[persons.index] = parts.groupby("row")["name"].agg(
        lambda names: TOGETHER.join(dict.fromkeys(names))
    )
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
        full = [name for name in names if name != last]
        fits = {name: [one for one in full if _may_be(name, one, short=short)] for name in full}
        for name in full:
            if all(fits[one] == fits[name] for one in fits[name]):  # else there is a choice
                found[name] = fits[name][0]
        if len({found[name] for name in full}) == 1:
            found[last] = found[full[0]]
    return found


def _may_be(name: str, other: str, *, short: bool) -> bool:
    """Tell whether two full names with one last name may be one person's."""
    (first, *middle, _), (of_other, *others, _) = name.split(), other.split()
    alike = same_first_name(first, of_other) if short else first == of_other
    return alike and (set(middle) <= set(others) or set(others) <= set(middle))
