"""Text that fits: wrapped and shortened by its width in print."""

from __future__ import annotations

from functools import cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from crossframe.plots.style import FONT, SMALL, unknown_letters

_POINTS = 72  # of an inch
_SAFETY = 1.02  # a renderer's hinting widens some letters


@cache
def text_width(text: str, *, size: float = SMALL, bold: bool = False) -> float:
    """Measure a line of text in print.

    Parameters
    ----------
    text
        The line.
    size
        Points.
    bold
        Whether it is set in bold.

    Returns
    -------
    float
        Inches.

    Examples
    --------
    >>> text_width("ii") < text_width("MM") < text_width("MM", bold=True) < text_width("MMM")
    True
    """
    font = FontProperties(family=FONT, weight="bold" if bold else "normal", size=size)
    with unknown_letters():
        width, _, _ = text_to_path.get_text_width_height_descent(text, font, False)
    return float(width) / _POINTS * _SAFETY


def fitted(
    text: str, inches: float, *, size: float = SMALL, bold: bool = False, lines: int | None = 1
) -> str:
    r"""Wrap a text to a width, and shorten it at a word's end where it has too many lines.

    Parameters
    ----------
    text
        Any text; its white space becomes single spaces.
    inches
        Width of a line.
    size
        Points.
    bold
        Whether it is set in bold.
    lines
        Lines at the most; as many as needed if it is None.

    Returns
    -------
    str
        The lines, the last one ending in "…" if words were left out. A word wider than a line is
        cut.

    Examples
    --------
    >>> fitted("one two three", 10)
    'one two three'
    >>> fitted("one two three", text_width("one two") + 0.01, lines=2)
    'one two\nthree'
    >>> fitted("one two three", text_width("one two…") + 0.01)
    'one two…'
    """

    def fits(line: str) -> bool:
        return text_width(line, size=size, bold=bold) <= inches

    words = text.split()
    rows: list[str] = []
    while words:
        last = lines is not None and len(rows) == lines - 1
        if last and fits(" ".join(words)):
            return "\n".join([*rows, " ".join(words)])
        end = "…" if last else ""
        taken = 0
        while taken < len(words) and fits(_stripped(words[: taken + 1], end)):
            taken += 1
        if taken:
            rows.append(_stripped(words[:taken], end))
        else:
            letters = min(len(words[0]), int(inches * _POINTS) + 1)  # none is narrower than a point
            while letters > 1 and not fits(words[0][:letters] + end):
                letters -= 1
            rows.append(words[0][:letters] + end)
            words[0] = words[0][letters:]
            taken = 0 if words[0] else 1
        if last:
            break
        words = words[taken:]
    return "\n".join(rows)


def _stripped(words: list[str], end: str) -> str:
    line = " ".join(words)
    return f"{line.rstrip(' ,;:—-')}{end}" if end else line
