"""Text fit to be printed: one line, no control characters, no half characters."""

from __future__ import annotations

import re

_SURROGATES = re.compile("[\ud800-\udfff]")


def one_line(text: str) -> str:
    """Return a text in one line: white space run together, control characters left out."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


def shown(name: str) -> str:
    """Return a file's name with what cannot be printed in it written out."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in name)


def well_formed(text: str) -> str:
    """Return a text that can be written as UTF-8: halves of surrogate pairs replaced."""
    return _SURROGATES.sub("\ufffd", text)
