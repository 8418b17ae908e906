"""Text fit to be printed: one line, no control characters, no half characters."""

from __future__ import annotations

import re

_SURROGATES = re.compile("[\ud800-\udfff]")


def one_line(text: str) -> str:
    r"""Return a text fit for one line: white space run together, control characters left out.

    Parameters
    ----------
    text
        A headline, a name, an address.

    Returns
    -------
    str
        The same in one line.

    Examples
    --------
    >>> one_line("Bridge\n  opens\x1b[2J ")
    'Bridge opens[2J'
    """
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


def shown(name: str) -> str:
    r"""Return a file's name with what cannot be printed in it written out.

    Parameters
    ----------
    name
        A name or path, which may hold anything.

    Returns
    -------
    str
        Printable characters.

    Examples
    --------
    >>> print(shown("a\nb.txt"))
    a\nb.txt
    """
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in name)


def well_formed(text: str) -> str:
    r"""Return a text that can be written as UTF-8.

    Parameters
    ----------
    text
        Any text; those of JSON may hold halves of surrogate pairs.

    Returns
    -------
    str
        The text with every such half replaced by the replacement character, at the same length.

    Examples
    --------
    >>> well_formed("a\ud800b")
    'a\ufffdb'
    """
    return _SURROGATES.sub("\ufffd", text)
