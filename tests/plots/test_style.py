"""Saving and style: same figure, same bytes; alt text; colours."""

import base64
import colorsys
from itertools import combinations

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_rgb

from crossframe.errors import CrossframeError
from crossframe.plots.panels import (
    fitted,
    new_figure,
    panel_grid,
    rows_that_fit,
    small_multiples,
    text_width,
)
from crossframe.plots.style import (
    OUTLET_COLOURS,
    PAGE,
    STANCE_COLOURS,
    outlet_colours,
    save_figure,
    style,
)

# Machado, Oliveira and Fernandes (2009), table 1, severity 1.0: linear RGB seen without one cone.
DEFICIENCIES = {
    "none": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
TWELVE = [f"Outlet {number}" for number in range(12)]


@style()
def small_figure():
    figure = new_figure(3, title="A title", source="A source", said=["One bar of 2"])
    figure.add_subplot().bar([1], [2])
    return figure


def test_saving_twice_gives_the_same_bytes(tmp_path):
    first = save_figure(small_figure(), tmp_path / "one", "bar")
    second = save_figure(small_figure(), tmp_path / "two", "bar")
    assert first.png.read_bytes() == second.png.read_bytes()
    assert first.svg.read_bytes() == second.svg.read_bytes()


def test_the_users_own_style_changes_nothing(tmp_path):
    plain = save_figure(small_figure(), tmp_path / "plain", "bar")
    with mpl.rc_context({"font.size": 30, "axes.facecolor": "red"}):
        other = save_figure(small_figure(), tmp_path / "other", "bar")
    assert plain.png.read_bytes() == other.png.read_bytes()


def test_a_notebook_shows_the_saved_bytes_and_the_alt_text(tmp_path):
    saved = save_figure(small_figure(), tmp_path, "bar")
    data, metadata = saved._repr_mimebundle_()
    assert base64.b64decode(data["image/png"]) == saved.png.read_bytes()
    assert data["text/plain"] == "Figure bar.png: A title. One bar of 2"
    assert metadata["image/png"]["alt"] == "A title. One bar of 2"


def test_the_alt_text_is_in_the_svg(tmp_path):
    assert "One bar of 2" in save_figure(small_figure(), tmp_path, "bar").svg.read_text("utf-8")


def test_a_figure_without_alt_text_is_refused(tmp_path):
    figure = small_figure()
    figure.set_label("")
    with pytest.raises(CrossframeError, match="no alt text"):
        save_figure(figure, tmp_path, "bar")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_reported(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(CrossframeError, match="folder cannot be made"):
        save_figure(small_figure(), tmp_path / "file" / "below", "bar")


def linear(colour):
    rgb = np.array(to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    white = TO_XYZ @ np.ones(3)
    f = np.cbrt(np.maximum(TO_XYZ @ np.clip(rgb, 0, 1) / white, 216 / 24389))
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_an_outlet_keeps_its_colour_by_place():
    assert outlet_colours(["a", "b", "c"])["b"] == outlet_colours(["x", "b"])["b"]
    assert len(set(outlet_colours(TWELVE).values())) == 12


def test_articles_of_one_outlet_share_its_colour():
    colours = outlet_colours(["Post (1)", "Dial", "Post (2)", "Post (10)", "Echo"])
    assert colours["Post (1)"] == colours["Post (2)"] == colours["Post (10)"]
    assert len(set(colours.values())) == 3
    assert colours["Echo"] == outlet_colours(["a", "b", "c"])["c"]  # third outlet, fifth article


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@pytest.mark.parametrize("place", [0, 1])
def test_twelve_outlets_can_be_told_apart_by_everybody(deficiency, place):
    seen = [lab(DEFICIENCIES[deficiency] @ linear(pair[place])) for pair in OUTLET_COLOURS]
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) >= 15


def test_names_in_the_colours_can_be_read_on_white():
    for colour in outlet_colours(TWELVE).values():
        luminance = linear(colour) @ TO_XYZ[1]
        assert 1.05 / (luminance + 0.05) >= 4.5  # WCAG 2.2


def test_favor_and_against_differ_in_hue():
    hues = [
        colorsys.rgb_to_hsv(*(int(STANCE_COLOURS[side][i : i + 2], 16) for i in (1, 3, 5)))[0]
        for side in ("favor", "against")
    ]
    assert abs(hues[0] - hues[1]) > 0.3


@pytest.mark.parametrize(
    ("text", "room", "lines", "shown"),
    [
        ("one two", "one two", 1, "one two"),
        ("one two", "one…", 1, "one…"),
        ("one, two", "one…", 1, "one…"),
        ("one two three", "one two", None, "one two\nthree"),
        ("one two three four", "three…", 2, "one\ntwo…"),
        ("iiiiiiiiii", "iiii…", 1, "iiii…"),
        ("iiiiiiiiii", "iiii", None, "iiii\niiii\nii"),
        ("one\u00a0 \n two", "one two", 1, "one two"),
        ("", "one", 1, ""),
    ],
)
def test_text_fits_its_room(text, room, lines, shown):
    assert fitted(text, text_width(room) + 0.001, lines=lines) == shown


@given(st.text(), st.floats(0.2, 5), st.sampled_from([1, 2, None]))
def test_no_line_is_wider_than_its_room(text, inches, lines):
    rows = fitted(text, inches, lines=lines).split("\n")
    assert lines is None or len(rows) <= lines
    assert all(text_width(row) <= inches or len(row) <= 2 for row in rows)


def test_a_letter_that_the_font_does_not_have_is_a_box(tmp_path):
    with style():
        figure = new_figure(3, title="新华社 😀", source="A source", said=["Nothing"])
    assert save_figure(figure, tmp_path, "box").png.stat().st_size > 0


@pytest.mark.parametrize(
    ("number", "across", "grid"),
    [
        (1, 3, (1, 1)),
        (3, 3, (3, 1)),
        (4, 3, (2, 2)),
        (5, 2, (2, 3)),
        (12, 3, (3, 4)),
        (99, 3, (3, 4)),
    ],
)
def test_panels_fill_a_grid(number, across, grid):
    assert panel_grid(number, across) == grid


def test_rows_get_fewer_the_more_panels_stand_below_one_another():
    rows = [rows_that_fit(down, 0.2, least=3, most=14) for down in (1, 2, 3, 4, 12)]
    assert rows == sorted(rows, reverse=True)
    assert (rows[0], rows[-1]) == (14, 3)


@style()
def test_articles_beyond_the_twelfth_are_said_to_be_left_out():
    outlets = {str(number): f"Outlet {number}" for number in range(15)}
    figure, panels = small_multiples(outlets, 1, title="T", source="S.", said=["A"])
    assert list(panels) == list(outlets)[:12]
    assert "Shown: the first 12 of 15 articles." in figure.get_supxlabel()
    assert figure.get_figwidth() == PAGE[0]
