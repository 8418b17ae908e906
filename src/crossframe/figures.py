"""Drawing style, colours and saving, the same for every figure."""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from textwrap import fill
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from crossframe.errors import CrossframeError
from crossframe.export import make_folder, write_file

# Okabe and Ito (2008), Color Universal Design: told apart by colour-blind readers.
_OUTLET_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000")
# Purple and green of ColorBrewer's PRGn, which is colour-blind safe, apart from the outlets' hues.
STANCE_COLOURS = {
    "favor": "#1B7837",
    "against": "#762A83",
    "neither": "#9A9A9A",
    "mixed": "#4D4D4D",
}
INK = "#222222"
MUTED = "#6B6B6B"
FAINT = "#D9D9D9"

_STYLE: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 9.5,
    "axes.titlesize": 10.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": 9,
    "axes.labelcolor": INK,
    "axes.edgecolor": MUTED,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "xtick.color": MUTED,
    "ytick.color": INK,
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 9,
    "text.color": INK,
    "text.parse_math": False,  # a "$" is a dollar sign
    "figure.titlesize": 13,
    "figure.titleweight": "bold",
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "svg.hashsalt": "crossframe",
    "svg.fonttype": "path",
}
_DPI = 150


@dataclass(frozen=True)
class SavedFigure:
    """A figure as it was saved; a notebook shows the saved PNG itself, byte for byte.

    Attributes
    ----------
    png, svg
        The files.
    alt
        What the figure shows, in words.
    """

    png: Path
    svg: Path
    alt: str

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, Any]]:
        image = b64encode(self.png.read_bytes()).decode("ascii")
        return (
            {"image/png": image, "text/plain": f"Figure {self.png.name}: {self.alt}"},
            {"image/png": {"alt": self.alt}},
        )


@contextmanager
def style() -> Iterator[None]:
    """Draw in this package's style, whatever the user's own settings are."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_STYLE)
        yield


def outlet_colours(articles: Sequence[str]) -> dict[str, str]:
    """Return one colour per article, by its place in the project.

    Parameters
    ----------
    articles
        Article ids in the project's order.

    Returns
    -------
    dict
        Article id -> colour; colours repeat after seven.

    Examples
    --------
    >>> outlet_colours(["a", "b"])
    {'a': '#0072B2', 'b': '#D55E00'}
    """
    return {
        article: _OUTLET_COLOURS[number % len(_OUTLET_COLOURS)]
        for number, article in enumerate(articles)
    }


def new_figure(width: float, height: float, *, title: str, source: str, alt: str) -> Figure:
    """Make an empty figure with its title, its source line and its alt text.

    Parameters
    ----------
    width, height
        Inches.
    title
        What is seen, as a sentence; wrapped to the width.
    source
        Data and method, set small under the figure.
    alt
        What the figure shows, in words, for those who do not see it.

    Returns
    -------
    matplotlib.figure.Figure
        Its label is the alt text. Not known to pyplot, so a notebook shows it once.
    """
    engine = ConstrainedLayoutEngine(h_pad=0.08, w_pad=0.08)
    figure = Figure(figsize=(width, height), layout=engine)
    figure.suptitle(fill(title, int(width * 8.5)), x=0.012, ha="left", linespacing=1.25)
    figure.supxlabel(fill(source, int(width * 16)), x=0.012, ha="left", fontsize=7.5, color=MUTED)
    figure.set_label(alt)
    return figure


def label_outlet(axes: Axes, outlet: str, colour: str, *, note: str = "") -> None:
    """Head a panel with the outlet's name in the outlet's colour.

    Parameters
    ----------
    axes
        The panel.
    outlet
        The outlet's name.
    colour
        The outlet's colour.
    note
        Said after the name, for example a count.
    """
    axes.set_title(f"{outlet}{f' — {note}' if note else ''}", color=colour)


def shorten(text: str, width: int) -> str:
    """Shorten a text at a word's end.

    Parameters
    ----------
    text
        Any text.
    width
        Characters at the most, the ellipsis included.

    Returns
    -------
    str
        The text, or its beginning and "…".

    Examples
    --------
    >>> shorten("one two three", 8)
    'one two…'
    """
    if len(text) <= width:
        return text
    head = text[: width - 1]
    if " " in head and not text[width - 1].isspace():
        head = head.rsplit(" ", 1)[0]
    return f"{head.rstrip(' ,;:—-')}…"


def save_figure(figure: Figure, folder: str | Path, name: str) -> SavedFigure:
    """Save a figure as PNG for reading and SVG for print.

    Parameters
    ----------
    figure
        A figure of one of the `plot_*` functions.
    folder
        Where to; made if it does not exist.
    name
        File name without ending.

    Returns
    -------
    SavedFigure
        Shows the PNG in a notebook.

    Raises
    ------
    CrossframeError
        If the folder cannot be written, or the figure has no alt text.

    Notes
    -----
    The same figure gives the same bytes in the same version of matplotlib: element ids of the SVG
    come from a fixed salt and no date is written.
    """
    alt = str(figure.get_label())
    if not alt:
        raise CrossframeError(
            f"figure {name!r} has no alt text", remedy="set it with figure.set_label(…)"
        )
    target = make_folder(folder)
    saved = SavedFigure(png=target / f"{name}.png", svg=target / f"{name}.svg", alt=alt)
    for path, metadata in (
        (saved.png, {"Description": alt, "Software": None}),
        (saved.svg, {"Description": alt, "Date": None, "Creator": None}),
    ):
        buffer = io.BytesIO()
        with style():
            figure.savefig(buffer, format=path.suffix[1:], dpi=_DPI, metadata=metadata)
        write_file(buffer.getvalue(), path)
    return saved
