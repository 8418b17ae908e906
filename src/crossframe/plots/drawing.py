"""A figure as PNG and as SVG, of one layout, from outlines of letters that are made once.

Matplotlib shapes every line of text anew, letter by letter, whenever it measures or draws it, for each
file: with the sentences of an article that is most of a figure's time. Here the outline of a letter and
its distance from the next are looked up once, and are the same in both files. Two private parts of
Matplotlib are set for this, so it is done with the versions they are known of; others draw as they do.
"""

from __future__ import annotations

import io
import re
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import matplotlib as mpl
import numpy as np
import numpy.typing as npt
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.textpath import TextToPath
from PIL import Image
from PIL.PngImagePlugin import PngInfo

KNOWN = frozenset({"3.11"})  # whose `_text2path` and `_get_font_height_metrics` are as here
_DPI = 200
_POINTS = 72  # of an inch
_SCALE = _DPI / _POINTS
_COMPRESSION = 3  # of 9: as small a file as by the default, in half the time
_UNITS = 64  # of FreeType in a pixel
# Letters that stand side by side whatever is around them; a line with others is shaped as a whole.
_PLAIN = re.compile(r"[ -~¡-¬®-\u024f‐-―‘-”•…€™−]*")


class _Letter(NamedTuple):
    glyph: str
    outline: tuple[npt.NDArray[np.float64], npt.NDArray[np.uint8]]  # vertices, codes
    width: float
    low: float
    high: float


class _Letters(TextToPath):
    """Puts the outlines of lines together from those of their letters."""

    def __init__(self) -> None:
        super().__init__()
        self._letters: dict[tuple[str, str], _Letter] = {}
        self._steps: dict[tuple[str, str], float] = {}
        self._lines: dict[tuple[str, str], tuple[list[_Letter], list[float]]] = {}
        self._heights: dict[str, tuple[float, ...]] = {}

    def heights(self, prop: FontProperties, scale: float) -> tuple[float | None, ...]:
        """Return how far a font's lines reach up and down, and their gap, if it says so."""
        font = self._font(prop)
        name = font.postscript_name
        if name not in self._heights:
            table: Any = font.get_sfnt_table("OS/2")
            if table is None:
                return None, None, None
            up, down, gap = (table[f"sTypo{one}"] for one in ("Ascender", "Descender", "LineGap"))
            self._heights[name] = tuple(one / font.units_per_EM for one in (up, -down, gap))
        return tuple(prop.get_size_in_points() * scale * one for one in self._heights[name])

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Any
    ) -> tuple[float, float, float]:
        if ismath or not s or not _PLAIN.fullmatch(s):
            return super().get_text_width_height_descent(s, prop, ismath)
        letters, places = self._line(self._font(prop), s)
        scale = prop.get_size_in_points() / self.FONT_SCALE
        low, high = min(one.low for one in letters), max(one.high for one in letters)
        return places[-1] * scale, (high - low) * scale, -low * scale

    def get_text_path(
        self,
        prop: FontProperties,
        s: str,
        ismath: Any = False,  # noqa: FBT002  (as Matplotlib calls it)
        **shaping: Any,
    ) -> Any:
        if ismath or not s.strip() or not _PLAIN.fullmatch(s):
            return super().get_text_path(prop, s, ismath, **shaping)
        placed, outlines, _ = self.get_glyphs_with_font(self._font(prop), s, **shaping)
        return (
            np.concatenate([outlines[glyph][0] + (x, y) for glyph, x, y, _ in placed]),
            np.concatenate([outlines[glyph][1] for glyph, *_ in placed]),
        )

    def get_glyphs_with_font(
        self,
        font: FT2Font,
        s: str,
        glyph_map: Any = None,
        return_new_glyphs_only: bool = False,  # noqa: FBT001, FBT002
        **shaping: Any,
    ) -> tuple[list[tuple[str, float, float, float]], Any, list[Any]]:
        if not _PLAIN.fullmatch(s):
            return super().get_glyphs_with_font(
                font, s, glyph_map, return_new_glyphs_only, **shaping
            )
        letters, places = self._line(font, s)
        placed = [(one.glyph, x, 0.0, 1.0) for one, x in zip(letters, places, strict=False)]
        known = glyph_map or {}
        new = {one.glyph: one.outline for one in letters if one.glyph not in known}
        return placed, new if return_new_glyphs_only else {**known, **new}, []

    def _font(self, prop: FontProperties) -> FT2Font:
        """Return the font of plain letters, at the one size of outlines."""
        font = get_font(findfont(prop))
        font.set_size(self.FONT_SCALE, self.DPI)
        return font

    def _line(self, font: FT2Font, s: str) -> tuple[list[_Letter], list[float]]:
        """Return the letters of a line and where they stand, at last where it ends."""
        name = font.postscript_name
        if (name, s) not in self._lines:
            letters = [self._letters.get((name, one)) or self._letter(font, one) for one in s]
            steps = [
                self._steps.get((name, a + b)) or self._step(font, a, b) for a, b in pairwise(s)
            ]
            ends = [*steps, letters[-1].width if s else 0.0]
            self._lines[name, s] = letters, [*accumulate(ends, initial=0.0)]
        return self._lines[name, s]

    def _letter(self, font: FT2Font, letter: str) -> _Letter:
        width, height, descent = _extent(font, letter)
        ((glyph, *_),), outlines, _ = super().get_glyphs_with_font(font, letter)
        made = _Letter(glyph, outlines[glyph], width, -descent, height - descent)
        return self._letters.setdefault((font.postscript_name, letter), made)

    def _step(self, font: FT2Font, a: str, b: str) -> float:
        """Return how far after a letter the next one stands, which depends on both."""
        step = _extent(font, a + b)[0] - self._letters[font.postscript_name, b].width
        return self._steps.setdefault((font.postscript_name, a + b), step)


def _extent(font: FT2Font, s: str) -> tuple[float, float, float]:
    """Return width, height and descent of a line as it is shaped."""
    font.set_text(s, 0.0, flags=LoadFlags.NO_HINTING)
    width, height = font.get_width_height()
    return width / _UNITS, height / _UNITS, font.get_descent() / _UNITS


_LETTERS = _Letters()


class _Png(RendererAgg):
    """Draws lines of text as outlines, not as a bitmap for each letter."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__(width, height, _DPI)  # type: ignore[no-untyped-call]
        self._text2path = _LETTERS

    draw_text = RendererBase.draw_text

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Any
    ) -> tuple[float, float, float]:
        width, height, descent = _LETTERS.get_text_width_height_descent(s, prop, ismath)
        return width * _SCALE, height * _SCALE, descent * _SCALE

    def _get_font_height_metrics(self, prop: FontProperties) -> tuple[float | None, ...]:
        return _LETTERS.heights(prop, _SCALE)


class _Svg(RendererSVG):
    """Writes the same lines of text."""

    def __init__(self, width: float, height: float, file: io.StringIO, alt: str) -> None:
        metadata = {"Description": alt, "Date": None, "Creator": None}
        super().__init__(width, height, file, image_dpi=_DPI, metadata=metadata)  # type: ignore[no-untyped-call]
        self._text2path = _LETTERS

    def _get_font_height_metrics(self, prop: FontProperties) -> tuple[float | None, ...]:
        return _LETTERS.heights(prop, 1.0)


class _Canvas(FigureCanvasAgg):
    """Measures text, for the layout, as it is drawn."""

    def __init__(self, figure: Figure) -> None:
        super().__init__(figure)
        self.renderer: Any = _Png(*self.get_width_height())

    def get_renderer(self) -> Any:
        return self.renderer


def drawn(figure: Figure, *, alt: str) -> tuple[bytes, bytes]:
    """Lay a figure out and draw it, as PNG and as SVG, both with its alt text."""
    if ".".join(mpl.__version__.split(".")[:2]) not in KNOWN:
        return _saved(figure, alt=alt)
    for axis in (axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)):
        if not axis.get_label_text():
            axis.set_label_coords(0, 0)  # else its place is looked for at each drawing
    figure.dpi = _DPI
    canvas = _Canvas(figure)
    figure.draw(canvas.renderer)  # and lay it out
    figure.set_layout_engine("none")
    png, svg, info = io.BytesIO(), io.StringIO(), PngInfo()
    info.add_text("Description", alt)
    Image.fromarray(np.asarray(canvas.renderer.buffer_rgba())).convert("RGB").save(
        png, "png", dpi=(_DPI, _DPI), pnginfo=info, compress_level=_COMPRESSION
    )
    figure.dpi = _POINTS
    width, height = figure.get_size_inches() * _POINTS
    renderer: Any = _Svg(width, height, svg, alt)
    figure.draw(renderer)
    renderer.finalize()
    return png.getvalue(), svg.getvalue().encode()


def _saved(figure: Figure, *, alt: str) -> tuple[bytes, bytes]:
    """Draw a figure as Matplotlib does, which takes longer and lays it out for each file."""
    png, svg = io.BytesIO(), io.BytesIO()
    figure.savefig(png, format="png", dpi=_DPI, metadata={"Description": alt, "Software": None})
    metadata = {"Description": alt, "Date": None, "Creator": None}
    figure.savefig(svg, format="svg", metadata=metadata)
    return png.getvalue(), svg.getvalue()
