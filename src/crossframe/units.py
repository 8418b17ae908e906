"""Units of measure and what they convert to."""

from __future__ import annotations

import re
from functools import cache

from crossframe.words import word_list


def unit_at(folded: str, position: int) -> tuple[str, int] | None:
    """Read the unit of measure that stands at a place in a text.

    Parameters
    ----------
    folded
        A text as of `crossframe.words.fold`.
    position
        Where the unit begins; one space or hyphen before it is passed over.

    Returns
    -------
    tuple of str and int, or None
        The unit's name in `wordlists/units.txt` (a currency's code after ISO 4217) and the offset
        of its end; None if no unit of measure stands there.

    Examples
    --------
    >>> unit_at("40 per cent of spending", 2)
    ('percent', 11)
    """
    match = _pattern().match(folded, position)
    return (_units()[0][match[1]], match.end()) if match else None


def in_base_unit(value: float, unit: str) -> tuple[float, str] | None:
    """Convert a measure so that it can be compared.

    Parameters
    ----------
    value
        How many of the unit.
    unit
        A unit's name in `wordlists/units.txt`.

    Returns
    -------
    tuple of float and str, or None
        The value in the unit that this kind of unit is compared in, and that unit's name; None for
        what is no unit of measure, such as a counted noun.

    Examples
    --------
    >>> in_base_unit(2.0, "week"), in_base_unit(5.0, "USD"), in_base_unit(3.0, "bridges")
    ((14.0, 'day'), (5.0, 'USD'), None)
    """
    if unit not in _units()[1]:
        return None
    base, factor = _units()[1][unit]
    return value * factor, base


@cache
def _units() -> tuple[dict[str, str], dict[str, tuple[str, float]]]:
    """Return form -> unit, and unit -> (base unit, factor)."""
    forms: dict[str, str] = {}
    bases: dict[str, tuple[str, float]] = {}
    for entry in word_list("units"):
        unit, base, factor, written = (part.strip() for part in entry.split("|"))
        bases[unit] = (base, float(factor))
        forms.update(dict.fromkeys((form.strip() for form in written.split(",")), unit))
    return forms, bases


@cache
def _pattern() -> re.Pattern[str]:
    forms = sorted(_units()[0], key=len, reverse=True)
    return re.compile(rf"[ -]?({'|'.join(re.escape(form) for form in forms)})(?!\w)")
