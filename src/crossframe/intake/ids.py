"""Names for articles whose files do not name them: outlets after files, and ids after outlets."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence

from crossframe.intake.paths import InputFile
from crossframe.text.printable import one_line, shown

_NUMBERED = re.compile(r"[-_ .]+\d{1,4}$")
_DIGITS = re.compile(r"\d+|(?=.*\d)[0-9a-f]{6,}|(?=.*\d)[0-9a-z]{16,}")
_NO_OUTLET = frozenset(
    [
        "article",
        "doc",
        "document",
        "download",
        "file",
        "item",
        "news",
        "page",
        "story",
        "text",
        "untitled",
    ]
)
_RESERVED = frozenset(  # names that Windows gives to no file, whatever its ending
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)
_LONGEST = 40


def outlet_of_file(file: InputFile) -> tuple[str, str]:
    """Name the outlet after the folder below the given one, or the file; and its stem."""
    below = file.path.relative_to(file.within).parts[:-1] if file.within else ()
    if below:
        return one_line(shown(below[0])), ""
    stem = one_line(shown(file.path.name)).split(".")[0] or "unnamed"
    shorter = _NUMBERED.sub("", stem)
    return stem if shorter.casefold() in _NO_OUTLET or not shorter else shorter, stem


def is_machine_made(stem: str) -> bool:
    """Tell whether the name of a file is no outlet's: numbers, hexadecimal digits, "article"."""
    parts = re.split(r"[-_ .]+", stem.casefold())
    return all(not part or part in _NO_OUTLET or _DIGITS.fullmatch(part) for part in parts)


def article_ids(names: Sequence[str], *, taken: Collection[str] = ()) -> list[str]:
    """Make an id of each name: `a-z0-9-`, fit for a file, numbered where it is not alone."""
    used = {name.casefold() for name in taken}
    slugs = [_slug(name) for name in names]
    counts = Counter(slugs)
    ids: list[str] = []
    numbers: Counter[str] = Counter()
    for slug in slugs:
        name = slug
        while name in used or (counts[slug] > 1 and name == slug):
            numbers[slug] += 1
            name = f"{slug}-{numbers[slug]}"
        used.add(name)
        ids.append(name)
    return ids


def _slug(name: str) -> str:
    plain = (
        unicodedata.normalize("NFKD", re.sub("['’]", "", name))
        .encode("ascii", "ignore")
        .decode()
        .lower()
    )
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-") or "article"
    return f"{slug}-outlet" if slug in _RESERVED else slug
