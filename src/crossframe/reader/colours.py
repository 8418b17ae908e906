"""The colours of the figures as style rules of the page, on light and on dark paper."""

from __future__ import annotations

from crossframe.plots.style import OUTLET_COLOURS, STANCE_COLOURS

PAPER = ("#fbfaf7", "#181715")  # light, dark
_CONTRAST = 5.6  # WCAG 2.2 asks for 4.5; the rest is for text on a wash


def colour_rules() -> str:
    """Return style rules for the colours of paper, outlets (`.o0` to `.o11`) and stances."""
    colours = {"paper": PAPER} | {f"o{place}": pair for place, pair in enumerate(OUTLET_COLOURS)}
    for side, colour in STANCE_COLOURS.items():
        light, dark = (legible(colour, paper) for paper in PAPER)
        colours[side] = (light, dark)
    variables = "".join(f"--{name}:light-dark({','.join(two)});" for name, two in colours.items())
    classes = "".join(f".o{place}{{--c:var(--o{place})}}" for place in range(len(OUTLET_COLOURS)))
    return f":root{{{variables}}}{classes}\n"


def legible(colour: str, paper: str) -> str:
    """Darken or lighten a colour until text in it can be read on the paper."""
    target = 0 if _luminance(paper) > 0.5 else 255
    channels = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    for step in range(21):
        mixed = [round(c + (target - c) * step / 20) for c in channels]
        legible = "#{:02x}{:02x}{:02x}".format(*mixed)
        if contrast(legible, paper) >= _CONTRAST:
            break
    return legible


def contrast(colour: str, other: str) -> float:
    """Return the contrast of two colours after WCAG 2.2, from 1 to 21."""
    low, high = sorted((_luminance(colour), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
