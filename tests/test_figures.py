"""Saving and style: same figure, same bytes; alt text; colours."""

import base64
import colorsys

import matplotlib as mpl
import pytest

from crossframe.errors import CrossframeError
from crossframe.figures import (
    STANCE_COLOURS,
    new_figure,
    outlet_colours,
    save_figure,
    shorten,
    style,
)


@style()
def small_figure():
    figure = new_figure(4, 3, title="A title", source="A source", alt="One bar of 2")
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
    assert data["text/plain"] == "Figure bar.png: One bar of 2"
    assert metadata["image/png"]["alt"] == "One bar of 2"


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


def test_an_outlet_keeps_its_colour_by_place():
    assert outlet_colours(["a", "b", "c"])["b"] == outlet_colours(["x", "b"])["b"]
    assert len(set(outlet_colours("abcdefg").values())) == 7


def test_favor_and_against_differ_in_hue():
    hues = [
        colorsys.rgb_to_hsv(*(int(STANCE_COLOURS[side][i : i + 2], 16) for i in (1, 3, 5)))[0]
        for side in ("favor", "against")
    ]
    assert abs(hues[0] - hues[1]) > 0.3


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("one two", 7, "one two"),
        ("one two", 6, "one…"),
        ("abcdefgh", 5, "abcd…"),
        ("one, two", 7, "one…"),
        ("", 3, ""),
    ],
)
def test_shorten(text, width, short):
    assert shorten(text, width) == short
