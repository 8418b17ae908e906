"""Figures of the voices, read from their artists."""

import pandas as pd
import pytest

from crossframe.corpus.sentences import given_sentences
from crossframe.plots.style import outlet_colours, save_figure
from crossframe.plots.voices import plot_cue_verbs, plot_voices
from crossframe.voices.cue_groups import cue_verbs
from crossframe.voices.shares import speaker_names

OUTLETS = {"a": "The Anchor", "b": "Bay Times"}
OWN, DIRECT, PARAPHRASE = "outlet's own words", "direct quotation", "paraphrase"
SHARES = pd.DataFrame(
    [
        ("a", ("outlet",), "outlet", OWN, 50, 0.5),
        ("a", ("lund",), "person", DIRECT, 30, 0.3),
        ("a", ("lund",), "person", PARAPHRASE, 10, 0.1),
        ("a", ("berg", "lund"), "person", PARAPHRASE, 10, 0.1),
        ("b", ("outlet",), "outlet", OWN, 15, 0.75),
        ("b", ("some officials",), "unnamed", PARAPHRASE, 4, 0.2),
        ("b", ("lund",), "person", PARAPHRASE, 1, 0.05),
    ],
    columns=["article", "speaker", "speaker_kind", "form", "words", "share"],
)
CUES = cue_verbs(
    pd.DataFrame(
        [
            ("a", ("lund",), "said", 1),
            ("a", ("lund",), "says", 2),
            ("a", ("berg",), "warned", 3),
            ("b", ("lund",), "claims", 1),
            ("b", ("lund",), "juggled", 2),
        ],
        columns=["article", "speaker", "cue", "first_sentence"],
    )
)


def texts(axes):
    """Return what is written in a panel below its heading."""
    return [text.get_text() for text in axes.texts][1:]


def note(axes):
    return axes.texts[0].get_text()


def panels(figure):
    return [axes for axes in figure.axes if axes.get_visible()]


def widths(axes):
    return [
        (
            round(bar.get_y() + bar.get_height() / 2, 2),
            round(bar.get_x(), 3),
            round(bar.get_width(), 3),
        )
        for bar in axes.patches
        if bar.get_width()
    ]


def test_voices_show_shares_words_and_those_who_do_not_speak():
    figure = plot_voices(SHARES, OUTLETS, names={"lund": "Ada Lund"})
    first, second = panels(figure)
    labels = [label.get_text() for label in first.get_yticklabels()]
    assert labels == ["Outlet’s own words", "Ada Lund", "Some officials", "Berg and Ada Lund"]
    assert texts(first) == ["50%  (50)", "40%  (40, 30 quoted)", "0", "10%  (10)"]
    assert texts(second) == ["75%  (15)", "5%  (1)", "20%  (4)", "0"]
    assert first.get_title(loc="left") == "The Anchor"
    assert note(first) == "100 words"
    assert widths(first) == [(0, 0, 0.5), (1.35, 0, 0.3), (1.35, 0.3, 0.1), (3.35, 0, 0.1)]
    assert figure.get_suptitle().replace("\n", " ") == (
        "Words quoted and paraphrased: The Anchor 30% and 20%; Bay Times 0% and 25%"
    )
    assert (
        "The Anchor, Ada Lund: 30 words direct quotation, 10 words paraphrase" in figure.get_label()
    )


def test_quotations_are_solid_in_the_outlets_colour_and_paraphrases_hatched():
    first = panels(plot_voices(SHARES, OUTLETS))[0]
    shown = [bar for bar in first.patches if bar.get_width()]
    colour = outlet_colours(["a"])["a"]
    assert [bar.get_hatch() for bar in shown] == [None, None, "/////", "/////"]
    assert [bar.get_edgecolor() == bar.get_facecolor() for bar in shown[2:]] == [False, False]
    assert shown[1].get_facecolor()[:3] == pytest.approx(
        tuple(int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    )


def test_speakers_beyond_the_most_share_one_row():
    first, second = panels(plot_voices(SHARES, OUTLETS, most=1))
    assert [label.get_text() for label in first.get_yticklabels()][1:] == [
        "Lund",
        "2 other speakers",
    ]
    assert texts(first)[2:] == ["10%  (10)"]
    assert texts(second)[2:] == ["20%  (4)"]


@pytest.mark.parametrize("number", [1, 2, 3, 4, 7])
def test_any_number_of_outlets(number, tmp_path):
    outlets = {f"o{n}": f"Outlet {n}" for n in range(number)}
    shares = pd.concat([SHARES[SHARES["article"] == "a"].assign(article=one) for one in outlets])
    cues = pd.concat([CUES.assign(article=one) for one in outlets])
    for figure in (plot_voices(shares, outlets), plot_cue_verbs(cues, outlets)):
        assert len(panels(figure)) == number
        save_figure(figure, tmp_path, "figure")


def test_what_has_no_resolved_speaker_stands_last():
    unresolved = SHARES.assign(
        speaker=[("unresolved",) if one == ("lund",) else one for one in SHARES["speaker"]]
    )
    first = panels(plot_voices(unresolved, OUTLETS, most=1))[0]
    assert [label.get_text() for label in first.get_yticklabels()][1:] == [
        "Some officials",
        "1 other speaker",
        "Speaker not resolved",
    ]
    assert texts(first)[1:] == ["0", "10%  (10)", "40%  (40, 30 quoted)"]


def test_an_outlet_without_words_and_one_without_attributions(tmp_path):
    only = SHARES[SHARES["speaker_kind"] == "outlet"]
    figure = plot_voices(only[only["article"] == "a"], OUTLETS)
    assert [texts(axes) for axes in panels(figure)] == [["100%  (50)"], ["0"]]
    save_figure(figure, tmp_path, "voices")
    figure = plot_cue_verbs(CUES.iloc[:0], OUTLETS)
    assert figure.get_suptitle().startswith("Reporting cues that are neutral: 0 of 0 in The Anchor")
    save_figure(figure, tmp_path, "cues")


def test_cues_stand_under_their_groups_with_counts():
    first, second = panels(plot_cue_verbs(CUES, OUTLETS))
    labels = [label.get_text() for label in first.get_yticklabels()]
    assert labels == ["neutral", "assertive", "evaluative", "hedged", "other"]
    assert texts(first) == ["2", "1", "0", "0", "0", "say 2", "warn 1", "", "", ""]
    assert texts(second) == ["0", "0", "1", "0", "1", "", "", "claim 1", "", "juggled 1"]
    assert [bar.get_width() for bar in first.patches] == [2, 1, 0, 0, 0]
    assert note(first) == "3 attributions"


def test_the_row_other_stands_only_where_there_are_others():
    known = CUES[CUES["group"] != "other"]
    first = panels(plot_cue_verbs(known, OUTLETS))[0]
    assert len(first.get_yticklabels()) == 4


def test_many_articles_get_fewer_speakers_and_a_title_of_extremes():
    outlets = {f"o{n}": f"Outlet {n}" for n in range(12)}
    many = pd.concat(
        [SHARES[SHARES["article"] == "a"].assign(article=one) for one in outlets]
        + [
            SHARES.iloc[[1, 2, 6]].assign(article="o3", speaker=[(f"speaker {n}",)] * 3)
            for n in range(9)
        ]
    )
    figure = plot_voices(many, outlets)
    rows = [label.get_text() for label in panels(figure)[0].get_yticklabels()]
    few = [label.get_text() for label in panels(plot_voices(many, OUTLETS))[0].get_yticklabels()]
    assert len(rows) < len(few)
    assert figure.get_suptitle().startswith("Share of words quoted directly: from 30% in Outlet ")
    assert "40%  (40)" in texts(panels(figure)[0])  # how many are quoted stands in wide panels only


def test_a_share_that_rounds_to_nothing_is_not_written_as_0():
    rows = [
        ("a", ("outlet",), "outlet", OWN, 999, 0.999),
        ("a", ("lund",), "person", DIRECT, 1, 0.001),
    ]
    figure = plot_voices(pd.DataFrame(rows, columns=SHARES.columns), {"a": "The Anchor"})
    assert texts(panels(figure)[0]) == ["100%  (999)", "<1%  (1, 1 quoted)"]


def test_an_attribution_without_a_cue_is_said_to_have_none():
    cues = CUES.iloc[:1].assign(cue="", group="other")
    assert "no cue 2" in texts(panels(plot_cue_verbs(cues, OUTLETS))[0])


def test_a_name_comes_as_the_text_writes_it_even_where_no_source_does():
    said = pd.DataFrame(
        {
            "source": ["Mr. McRoe", "she", "a study", "Lund and McRoe"],
            "speaker": [("paul mcroe",), ("ada lund",), ("a study",), ("lund", "paul mcroe")],
        }
    )
    table = given_sentences(
        [
            ("a", 1, 1, "Speaker Paul D. McRoe met the mayor, Ada Lund."),
            ("a", 2, 1, "A study said so."),
        ]
    )
    assert speaker_names(said, table) == {
        "paul mcroe": "Paul D. McRoe",
        "ada lund": "Ada Lund",
        "lund": "Lund",
        "a study": "A study",
    }
    assert "paul mcroe" not in speaker_names(said)
