"""Tests of crossframe.plots.drawing: lines of text as Matplotlib shapes them, two files of one layout."""

import io
import re
from pathlib import Path

import numpy as np
import pytest
from matplotlib.backend_bases import RendererBase
from matplotlib.backends._backend_pdf_ps import RendererPDFPSBase
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath
from PIL import Image

from crossframe.plots import drawing
from crossframe.plots.panels import new_figure
from crossframe.plots.style import style, unknown_letters

LINES = (
    "AVA To. “Ya”, 5,000 – Łódź…",
    "two  spaces ",
    "नमस्ते",
    "שלום 12",
    "e\u0301le\u0300ve",
    "$5 a_b^2",
    "中文",
)


def both(line, *, bold=False):
    font = FontProperties(family="DejaVu Sans", size=7, weight="bold" if bold else "normal")
    return (drawing._LETTERS, font, line), (TextToPath(), font, line)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("bold", [False, True])
def test_a_line_is_as_wide_and_high_as_matplotlib_makes_it(line, bold):
    with unknown_letters():
        own, theirs = (
            made.get_text_width_height_descent(text, font, False)
            for made, font, text in both(line, bold=bold)
        )
    assert own == pytest.approx(theirs, abs=0.01)


@pytest.mark.parametrize("line", LINES)
def test_a_line_has_the_outlines_that_matplotlib_makes(line):
    with unknown_letters():
        own, theirs = (made.get_text_path(font, text) for made, font, text in both(line))
    assert np.array(own[0]) == pytest.approx(np.array(theirs[0]), abs=0.1)
    assert list(own[1]) == list(theirs[1])


def test_letters_that_would_be_joined_stand_side_by_side():
    (own, font, line), (theirs, *_) = both("office")
    placed, _, _ = own.get_glyphs_with_font(own._font(font), line)
    assert len(placed) == len(line)
    width = theirs.get_text_width_height_descent(line, font, False)[0]
    assert own.get_text_width_height_descent(line, font, False)[0] == pytest.approx(width, rel=0.02)


@pytest.mark.parametrize("line", ["", " ", "\u200b"])
def test_a_line_of_nothing_has_no_outline(line):
    made, font, _ = both(line)[0]
    assert len(made.get_text_path(font, line)[0]) == 0


@style()
def labelled():
    figure = new_figure(2, title="A title", source="A source", said=["One bar of 2"])
    axes = figure.add_subplot()
    axes.bar([1], [2])
    axes.set_ylabel("two words")
    return figure, axes


def test_both_files_have_one_layout_and_say_what_they_show():
    figure, axes = labelled()
    with style():
        png, svg = drawing.drawn(figure, alt="A bar – of 2")
    image = Image.open(io.BytesIO(png))
    assert image.size == (1440, 400)
    assert image.mode == "RGB"
    assert image.info["Description"] == "A bar – of 2"
    text = svg.decode()
    assert 'viewBox="0 0 518.4 144"' in text
    assert "<dc:description>A bar – of 2</dc:description>" in text
    blue = np.argwhere(np.asarray(image).astype(int) @ [-1, 0, 1] > 60)  # rows, columns
    bar = axes.patches[0].get_window_extent().extents  # in points, from below
    points = [bar[0], 144 - bar[3], bar[2], 144 - bar[1]]
    top, left, bottom, right = *blue.min(axis=0), *(blue.max(axis=0) + 1)
    assert np.array([left, top, right, bottom]) == pytest.approx(np.array(points) * 200 / 72, abs=1)
    corners = re.search(r'id="patch_3">\s*<path d="M (\S+) (\S+) \nL (\S+) \S+ \nL \S+ (\S+)', text)
    left, bottom, right, top = map(float, corners.groups())
    assert [left, top, right, bottom] == pytest.approx(points, abs=0.01)


def test_the_pinned_version_of_matplotlib_is_known_and_has_the_parts_that_are_set():
    lock = (Path(__file__).parents[2] / "requirements.lock").read_text("utf-8")
    pinned = re.search(r"^matplotlib==(\d+\.\d+)", lock, re.MULTILINE)[1]
    assert {pinned} == drawing.KNOWN
    assert isinstance(RendererBase()._text2path, TextToPath)
    assert hasattr(RendererPDFPSBase, "_get_font_height_metrics")


def test_with_a_version_that_is_not_known_matplotlib_draws(monkeypatch):
    figure, _ = labelled()
    monkeypatch.setattr(drawing, "KNOWN", frozenset())
    monkeypatch.setattr(drawing, "_Canvas", None)  # which would fail
    with style():
        png, svg = drawing.drawn(figure, alt="A bar – of 2")
    image = Image.open(io.BytesIO(png))
    assert image.size == (1440, 400)
    assert image.info["Description"] == "A bar – of 2"
    assert "<dc:description>A bar – of 2</dc:description>" in svg.decode()


def test_a_figure_without_a_layout_is_drawn():
    figure = Figure(figsize=(1, 1))
    figure.text(0.5, 0.5, "A")
    png, svg = drawing.drawn(figure, alt="A letter")
    assert np.asarray(Image.open(io.BytesIO(png))).min() < 100
    assert svg.count(b"<use ") == 1


@pytest.mark.parametrize("ylabel", ["", "two words"])
def test_a_figure_stands_as_matplotlib_lays_it_out(ylabel):
    extents = []
    for draw in (
        lambda f: drawing.drawn(f, alt="A bar"),
        lambda f: f.savefig(io.BytesIO(), dpi=72),
    ):
        figure, axes = labelled()
        axes.set_ylabel(ylabel)
        axes.set_title("A heading")
        with style():
            draw(figure)
        extents.append(np.concatenate([axes.get_position().extents, axes.title.get_position()]))
    assert extents[0] == pytest.approx(extents[1], abs=0.01)
