"""Names for articles whose files do not name them: outlets after files, and ids after outlets."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence

from crossframe.intake.paths import InputFile
from crossframe.text.printable import one_line, shown

_NUMBERED = re.compile(r"[-_ .]+\d{1,4}$")
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
    """Name the outlet of a file that does not name it.

    Parameters
    ----------
    file
        The file.

    Returns
    -------
    tuple of str
        The outlet: the folder below the given one in which the file lies, or else the file's name
        without endings and a number. And the file's name with the number, if the outlet is taken
        from it.

    Examples
    --------
    >>> from pathlib import Path
    >>> outlet_of_file(InputFile(Path("in/Evening Post/a.txt"), Path("in")))
    ('Evening Post', '')
    >>> outlet_of_file(InputFile(Path("in/post-2.txt.gz"), Path("in")))
    ('post', 'post-2')
    """
    below = file.path.relative_to(file.within).parts[:-1] if file.within else ()
    if below:
        return one_line(shown(below[0])), ""
    stem = one_line(shown(file.path.name)).split(".")[0] or "unnamed"
    shorter = _NUMBERED.sub("", stem)
    return stem if shorter.casefold() in _NO_OUTLET or not shorter else shorter, stem


def article_ids(names: Sequence[str], *, taken: Collection[str] = ()) -> list[str]:
    """Make an id of its own for every article.

    Parameters
    ----------
    names
        The name by which each is to be known, such as that of its outlet.
    taken
        Ids that are in use.

    Returns
    -------
    list of str
        Small letters, digits and hyphens, fit for the name of a file on any system: the name alone
        where it stands once, and otherwise the name with a number. No two differ only in case. The
        same names give the same ids.

    Examples
    --------
    >>> article_ids(["Evening Post", "Dial", "Evening Post"], taken=["Dial"])
    ['evening-post-1', 'dial-1', 'evening-post-2']
    >>> article_ids(["Con", "The Con"])
    ['con-outlet', 'the-con']
    """
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
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-") or "article"
    return f"{slug}-outlet" if slug in _RESERVED else slug
