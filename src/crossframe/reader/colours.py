"""The colours of the figures, as text on light and on dark paper."""

from __future__ import annotations

from crossframe.plots.style import STANCE_COLOURS, outlet_colours

_PAPER = ("#fbfaf7", "#181715")  # light, dark
_CONTRAST = 5.6  # WCAG 2.2 asks for 4.5; the rest is for text on a wash
_OUTLETS = 7


def colour_rules() -> str:
    """Return style rules for the colours of paper, outlets (`.o0` to `.o6`) and stances."""
    outlets = outlet_colours([str(number) for number in range(_OUTLETS)])
    named = {f"o{number}": colour for number, colour in outlets.items()} | STANCE_COLOURS
    variables = "".join(
        f"--{name}:light-dark({','.join(legible(colour, paper) for paper in _PAPER)});"
        for name, colour in named.items()
    )
    classes = "".join(f".o{number}{{--c:var(--o{number})}}" for number in range(_OUTLETS))
    return f":root{{--paper:light-dark({','.join(_PAPER)});{variables}}}{classes}\n"


def legible(colour: str, paper: str) -> str:
    """Darken or lighten a colour until text in it can be read on the paper.

    Examples
    --------
    >>> legible("#0072B2", "#000000") != "#0072b2", legible("#000000", "#ffffff")
    (True, '#000000')
    """
    target = 0 if _luminance(paper) > 0.5 else 255
    channels = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    for step in range(21):
        mixed = [round(c + (target - c) * step / 20) for c in channels]
        legible = "#{:02x}{:02x}{:02x}".format(*mixed)
        low, high = sorted((_luminance(legible), _luminance(paper)))
        if (high + 0.05) / (low + 0.05) >= _CONTRAST:
            break
    return legible


def _luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
