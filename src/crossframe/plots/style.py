"""Drawing style, colours and saving, the same for every figure."""

from __future__ import annotations

import re
import warnings
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from crossframe.errors import CrossframeError
from crossframe.io.writing import make_folder, write_file
from crossframe.plots.drawing import drawn

PAGE = (7.2, 9.6)  # inches: the text of a page of A4 or US letter, and a journal's two columns

# An outlet's colour on light paper, in figures and page, and on the page's dark paper. Readable as
# text on either (WCAG 2.2: 4.5), and any two at least 15 apart (CIE 1976) for every kind of colour
# vision, simulated after Machado, Oliveira and Fernandes (2009); found by search.
OUTLET_COLOURS = (
    ("#0072B2", "#4FB3F0"),
    ("#B14E00", "#F08A3C"),
    ("#6C2460", "#FC24A8"),
    ("#786C54", "#C0C090"),
    ("#243C00", "#6CFC84"),
    ("#9C00FC", "#9C6CFC"),
    ("#9C5484", "#E4B4C0"),
    ("#00009C", "#6090B4"),
    ("#543C3C", "#A8846C"),
    ("#480C78", "#E4FCFC"),
    ("#783CCC", "#A8FC0C"),
    ("#240C00", "#FCF0CC"),
)
_NUMBERED = re.compile(r" \(\d+\)$")
# Purple and green of ColorBrewer's PRGn, which is colour-blind safe, apart from the outlets' hues.
STANCE_COLOURS = {
    "favor": "#1B7837",
    "against": "#762A83",
    "neither": "#9A9A9A",
    "mixed": "#4D4D4D",
}
# Half as strong: what a reference coding says, which is not people's.
STANCE_TINTS = {
    "favor": "#8EBC9C",
    "against": "#BB95C1",
    "neither": "#CDCDCD",
    "mixed": "#A6A6A6",
}
INK = "#222222"
MUTED = "#6B6B6B"
FAINT = "#D9D9D9"

FONT = "DejaVu Sans"  # comes with matplotlib
SMALL = 7  # points; nothing in a figure is smaller
TITLE = 10
_STYLE: Any = {
    "font.family": FONT,
    "font.size": 8,
    "axes.titlesize": 8.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": 7.5,
    "axes.labelcolor": INK,
    "axes.edgecolor": MUTED,
    "axes.linewidth": 0.7,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "hatch.linewidth": 0.7,
    "xtick.color": MUTED,
    "ytick.color": INK,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": 7.5,
    "legend.fontsize": SMALL,
    "text.color": INK,
    "text.parse_math": False,  # a "$" is a dollar sign
    "figure.titlesize": TITLE,
    "figure.titleweight": "bold",
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "svg.hashsalt": "crossframe",
    "svg.fonttype": "path",
}


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


@contextmanager
def unknown_letters() -> Iterator[None]:
    """Draw letters that the font does not have as boxes, without a warning for each."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield


def outlet_places(names: Iterable[str]) -> dict[str, int]:
    """Return name -> place of its outlet's colour; "Post (1)" and "Post (2)" are of one outlet."""
    outlets = {name: _NUMBERED.sub("", name) for name in names}
    places = {outlet: place for place, outlet in enumerate(dict.fromkeys(outlets.values()))}
    return {name: places[outlet] % len(OUTLET_COLOURS) for name, outlet in outlets.items()}


def outlet_colours(names: Iterable[str]) -> dict[str, str]:
    """Return the colour of every article's outlet.

    Parameters
    ----------
    names
        The names that the articles are shown by, as of `crossframe.corpus.articles.outlet_names`,
        in the project's order: all of them, so that an outlet has one colour everywhere.

    Returns
    -------
    dict
        Name -> colour on light paper. Colours repeat after twelve outlets.

    Examples
    --------
    >>> outlet_colours(["Post (1)", "Dial", "Post (2)"])
    {'Post (1)': '#0072B2', 'Dial': '#B14E00', 'Post (2)': '#0072B2'}
    """
    return {name: OUTLET_COLOURS[place][0] for name, place in outlet_places(names).items()}


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
    with style(), unknown_letters():
        png, svg = drawn(figure, alt=alt)
    write_file(png, saved.png)
    write_file(svg, saved.svg)
    return saved
