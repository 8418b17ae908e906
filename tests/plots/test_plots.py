"""What the figures show: labels, heights, counts and marks, read from their artists."""

from dataclasses import replace

import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.container import BarContainer

from crossframe.corpus.sentences import given_sentences
from crossframe.phrases.families import family_occurrences, phrase_families
from crossframe.plots.alignment import plot_alignment, plot_sentence_similarity
from crossframe.plots.pairs import plot_pairs
from crossframe.plots.phrases import plot_phrase_dispersion
from crossframe.plots.similarity import plot_similarity
from crossframe.plots.stance import plot_stance, plot_theme_strip
from crossframe.plots.statements import plot_statements
from crossframe.plots.style import PAGE, STANCE_COLOURS, STANCE_TINTS, save_figure
from crossframe.plots.summary import plot_summary
from crossframe.plots.words import plot_distinctive_words
from crossframe.similarity.alignment import align
from crossframe.similarity.cosine import sentence_similarity, similarity_pairs
from crossframe.similarity.keyness import distinctive_words
from crossframe.similarity.percentiles import similarity_percentiles
from crossframe.similarity.same_event import event_groups
from crossframe.stance.codebook import UNWRITTEN, Codebook, Theme

OUTLETS = {"a": "The Anchor", "b": "Bay Times"}
BOOK = Codebook(
    title="Harbour",
    articles=("a", "b"),
    themes=(
        Theme(
            id="closing",
            label="Closing the harbour",
            proposition="The harbour should close.",
            terms=("clos*",),
        ),
        Theme(
            id="danger", label="Danger", proposition="The harbour is a danger.", terms=("danger",)
        ),
        Theme(id="money", label="Money", proposition="The state should pay.", terms=("money",)),
    ),
    actors=(),
)
STANCE = pd.DataFrame(
    [
        ("a", 0, "closing", "lund", "favor"),
        ("a", 1, "closing", "lund", "favor"),
        ("a", 2, "danger", "lund", "favor"),
        ("b", 0, "closing", "dockers", "against"),
        ("b", 1, "closing", "dockers", "against"),
        ("b", 1, "closing", "lund", "favor"),
        ("b", 2, "danger", "lund", "neither"),
    ],
    columns=["article", "sentence", "theme", "holder", "stance"],
)


@pytest.fixture
def table(harbour):
    return harbour[harbour["article"] != "c"].reset_index(drop=True)


@pytest.fixture
def linked():
    rows = [("a", 2, "b", 2, 0.5, True), ("a", 1, "b", 1, 0.4, True), ("a", 3, "b", 0, 0.1, False)]
    return pd.DataFrame(
        rows, columns=["article_a", "sentence_a", "article_b", "sentence_b", "score", "accepted"]
    )


@pytest.fixture
def said(table):
    def spans(article, sentence, content):
        row = table[(table["article"] == article) & (table["sentence"] == sentence)].iloc[0]
        start = row["start"] + row["text"].index(content)
        return ((start, start + len(content)),)

    rows = [
        (
            "a",
            2,
            "direct",
            "said",
            9,
            9,
            "“The old harbour is a danger to us all,”",
            "trimmed",
        ),
        ("b", 2, "mixed", "called", 8, 6, "the harbour “a danger to us all”", "quoted in full"),
    ]
    return pd.DataFrame(
        [
            {
                "article": article,
                "attribution": 1,
                "first_sentence": sentence,
                "last_sentence": sentence,
                "quotation": quotation,
                "cue": cue,
                "words": count,
                "quoted_words": quoted,
                "content_spans": spans(article, sentence, content),
                "other": other[0],
                "carried": carried,
                "other_spans": spans(other[0], other[1], other[6]),
            }
            for (article, sentence, quotation, cue, count, quoted, content, carried), other in zip(
                rows, reversed(rows), strict=True
            )
        ]
    )


def texts(axes):
    return [text.get_text() for text in axes.texts]


def bars(axes):
    return [
        (
            round(bar.get_y() + bar.get_height() / 2),
            bar.get_width(),
            to_hex(bar.get_facecolor()).upper(),
        )
        for container in axes.containers
        if isinstance(container, BarContainer)
        for bar in container
    ]


def test_stance_bars_are_the_counts():
    figure = plot_stance(STANCE.assign(coded_by="adjudicated"), BOOK, OUTLETS)
    left, right = figure.axes
    assert (0, 2, STANCE_COLOURS["favor"]) in bars(left)
    assert (1, 1, STANCE_COLOURS["favor"]) in bars(left)
    assert (0, -1, STANCE_COLOURS["against"]) in bars(right)
    for label, theme in zip(left.get_yticklabels(), BOOK.themes, strict=True):
        name, *proposition = label.get_text().split("\n")
        assert name == theme.label
        assert theme.proposition.startswith(" ".join(proposition).rstrip("…"))


def test_a_first_reading_is_hollow_dotted_where_unstated_and_no_headline():
    marked = STANCE.assign(coded_by="rules", ground="named")
    marked.iloc[0, marked.columns.get_loc("ground")] = "unstated"
    figure = plot_stance(marked, BOOK, OUTLETS)
    assert {colour for axes in figure.axes for _, _, colour in bars(axes)} == {"#FFFFFF"}
    looks = {bar.get_linestyle() for axes in figure.axes for c in axes.containers for bar in c}
    assert looks == {"solid", ":"}
    assert figure.get_label().startswith("First reading by machine, unreviewed")
    notes = " ".join(text.get_text() for text in figure.texts)
    assert "unreviewed, about half right on new events" in " ".join(notes.split())
    by_people = plot_stance(marked.assign(coded_by="adjudicated"), BOOK, OUTLETS)
    assert STANCE_COLOURS["favor"] in {colour for _, _, colour in bars(by_people.axes[0])}


def test_a_reference_coding_looks_otherwise_than_peoples_and_is_named():
    figure = plot_stance(STANCE.assign(coded_by="reference", ground=""), BOOK, OUTLETS)
    drawn = {colour for axes in figure.axes for _, _, colour in bars(axes)}
    assert drawn <= {*STANCE_TINTS.values(), "#FFFFFF"}
    assert STANCE_TINTS["favor"] in drawn
    assert figure.get_suptitle().startswith("Reference coding, not people's: ")
    notes = " ".join(" ".join(text.get_text() for text in figure.texts).split())
    assert "Pale: a reference coding." in notes
    assert "Coded by a reference coding (two language-model coders by protocol" in notes


def test_in_the_strip_a_reference_coding_is_pale_and_an_unstated_mark_small(table):
    coded = STANCE.assign(coded_by="reference", ground="")
    coded.loc[0, ["coded_by", "ground"]] = "rules", "unstated"
    coded.loc[1, ["coded_by", "ground"]] = "rules", "named"
    left = plot_theme_strip(coded, table, BOOK, OUTLETS).axes[0]
    looks = {
        int(line.get_xdata()[0]): (line.get_markersize(), line.get_color())
        for line in left.lines
        if line.get_marker() == "^"
    }
    assert looks[0][0] < looks[1][0] == looks[2][0]
    assert [looks[n][1] for n in range(3)] == ["white", "white", STANCE_TINTS["favor"]]


def test_propositions_that_are_not_written_are_warned_of_in_the_figure():
    blank = replace(BOOK, themes=(replace(BOOK.themes[0], proposition=f"{UNWRITTEN} x)"), *BOOK.themes[1:]))  # fmt: skip
    notes = " ".join(text.get_text() for text in plot_stance(STANCE, blank, OUTLETS).texts)
    assert "Not written yet in the codebook: 1 proposition." in " ".join(notes.split())


def test_a_theme_never_touched_reads_0_sentences_and_neither_is_something_else():
    figure = plot_stance(STANCE, BOOK, OUTLETS)
    left, right = figure.axes
    assert texts(left).count("0 sentences") == 1
    assert texts(right).count("0 sentences") == 1
    assert "1" in texts(right)  # one sentence that is neither, in the column of its own


def test_a_sentence_of_both_stances_is_hatched_on_both_sides():
    right = plot_stance(STANCE, BOOK, OUTLETS).axes[1]
    hatched = [
        bar.get_width() for container in right.containers for bar in container if bar.get_hatch()
    ]
    assert sorted(hatched) == [-1, 1]


def test_what_the_rules_count_stands_beside_the_bars():
    rules = STANCE[STANCE["article"] == "a"]
    left, right = plot_stance(STANCE, BOOK, OUTLETS, rules=rules).axes
    marks = [
        (line.get_xdata()[0], round(line.get_ydata()[0]))
        for line in left.lines
        if line.get_marker() == "d"
    ]
    assert marks == [(2, 0), (1, 1)]
    assert not [line for line in right.lines if line.get_marker() == "d"]


def test_the_alt_text_names_every_theme_and_count():
    alt = plot_stance(STANCE, BOOK, OUTLETS).get_label()
    assert "The Anchor, Closing the harbour: 2 favor" in alt
    assert "The Anchor, Money: 0 sentences" in alt


def test_theme_strip_marks_each_unit_once(table):
    figure = plot_theme_strip(STANCE, table, BOOK, OUTLETS)
    marks = {
        (panel, x, y, line.get_marker())
        for panel, axes in enumerate(figure.axes)
        for line in axes.lines
        if line.get_marker() not in ("None", None, "")
        for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)
    }
    assert marks == {
        (0, 0, 0, "^"),
        (0, 1, 0, "^"),
        (0, 2, 1, "^"),
        (1, 0, 0, "v"),
        (1, 1, 0, "D"),
        (1, 2, 1, "o"),
    }


def test_theme_strip_says_where_a_theme_is_never_touched(table):
    figure = plot_theme_strip(STANCE, table, BOOK, OUTLETS)
    assert [texts(axes).count("0 sentences") for axes in figure.axes] == [1, 1]


def test_one_ribbon_per_accepted_pair(table, linked):
    figure = plot_alignment(linked, table, OUTLETS, article_a="a", article_b="b")
    axes = figure.axes[0]
    assert len(axes.patches) == 2
    widths = [patch.get_linewidth() for patch in axes.patches]
    assert widths[0] > widths[1]
    assert figure.get_suptitle().replace("\n", " ").startswith("2 of 4 sentences of The Anchor")


def test_ribbons_do_not_depend_on_which_article_stands_left(table, linked):
    figure = plot_alignment(linked, table, OUTLETS, article_a="b", article_b="a")
    assert len(figure.axes[0].patches) == 2
    assert "2 of 4 sentences of The Anchor" not in figure.get_suptitle()
    assert figure.get_suptitle().startswith("2 of 3 sentences of Bay Times")


def test_dollars_and_braces_of_a_text_are_drawn_as_they_stand(linked):
    table = given_sentences(
        [
            *(("a", number, 1, "It cost $2_{ million, not $3^^ million.") for number in range(4)),
            *(("b", number, 1, "From $2 to $3") for number in range(3)),
        ]
    )
    figure = plot_alignment(
        linked, table, {"a": "The $1_{ Post$", "b": "B"}, article_a="a", article_b="b"
    )
    figure.canvas.draw()  # as mathematics this would be an error


def test_every_sentence_is_named_and_unmatched_dots_are_hollow(table, linked):
    axes = plot_alignment(linked, table, OUTLETS, article_a="a", article_b="b").axes[0]
    dots = [line for line in axes.lines if line.get_marker() == "o"]
    assert len(dots) == len(table)
    assert sum(dot.get_markerfacecolor() == "white" for dot in dots) == len(table) - 4


def test_heat_map_shows_the_matrix_and_rings_the_accepted(table, linked):
    matrix = sentence_similarity(table, "a", "b")
    figure = plot_sentence_similarity(matrix, linked, OUTLETS, article_a="a", article_b="b")
    axes = figure.axes[0]
    assert axes.images[0].get_array().tolist() == matrix.to_numpy().tolist()
    (rings,) = axes.lines
    assert list(zip(rings.get_xdata(), rings.get_ydata(), strict=True)) == [(2, 2), (1, 1)]


def test_the_heat_map_s_title_says_what_the_numbers_say(linked):
    outlets = {"x": "X", "y": "Y"}
    none = linked[:0]
    for text, said in (("Dam holds", "Many pairs"), ("Rain falls", "Most pairs")):
        table = given_sentences([("x", 1, 1, "Dam holds"), ("y", 1, 1, text)])
        matrix = sentence_similarity(table, "x", "y")
        figure = plot_sentence_similarity(matrix, none, outlets, article_a="x", article_b="y")
        assert figure.get_suptitle().startswith(said)


def marks(axes):
    """First word and number of words of each mark of a phrase."""
    boxes = [path.get_extents() for found in axes.collections for path in found.get_paths()]
    return [(box.x0 + 0.5, box.width) for box in boxes if box.width]


def test_dispersion_marks_every_occurrence(table):
    families, occurrences = phrase_families(table), family_occurrences(table)
    figure = plot_phrase_dispersion(families, occurrences, table, OUTLETS)
    drawn = [len(marks(axes)) for axes in figure.axes]
    expected = occurrences.groupby("article").size().reindex(list(OUTLETS), fill_value=0).tolist()
    assert drawn == expected
    assert sum(drawn) > 0


def test_a_dispersion_mark_covers_the_words_of_its_phrase():
    table = given_sentences(
        [("a", 0, 0, "Close the old harbour"), ("a", 1, 1, "They say: close the old harbour.")]
    )
    figure = plot_phrase_dispersion(
        phrase_families(table), family_occurrences(table), table, {"a": "The Anchor"}
    )
    assert marks(figure.axes[0]) == [(0, 4), (6, 4)]
    assert "2×" in texts(figure.axes[0])


def test_an_article_without_repeats_says_so():
    table = given_sentences([("a", 0, 0, "Nothing here comes twice")])
    figure = plot_phrase_dispersion(
        phrase_families(table), family_occurrences(table), table, {"a": "The Anchor"}
    )
    assert "no repeated phrase" in texts(figure.axes[0])
    assert figure.get_suptitle() == "No phrase is repeated within an article"


def test_distinctive_words_show_counts_and_fill_the_sure_ones(table):
    distinctive = distinctive_words(table)
    figure = plot_distinctive_words(distinctive, OUTLETS, most=3)
    for article, axes in zip(OUTLETS, figure.axes, strict=True):
        own = distinctive[(distinctive["article"] == article) & (distinctive["z"] > 0)]
        top = own.sort_values(["z", "word"], ascending=[False, True]).head(3)
        assert [label.get_text() for label in axes.get_yticklabels()] == top["word"].tolist()
        dots = [line for line in axes.lines if line.get_marker() == "o"]
        assert [dot.get_xdata()[0] for dot in dots] == pytest.approx(top["z"].tolist())
        assert texts(axes) == [
            f"{row.count_here} : {row.count_others}"
            for row in top.rename(columns={"count": "count_here"}).itertuples()
        ]


def test_similarity_figure_marks_the_pair_in_every_weighting(table):
    placed = similarity_percentiles(table)
    figure = plot_similarity(placed, OUTLETS)
    same = placed[placed["compared_with"] == "same_event"]
    marks = [line.get_xdata()[0] for line in figure.axes[0].lines if line.get_marker() == "D"]
    assert marks == pytest.approx(same["similarity"].tolist())


def test_nothing_of_the_similarity_is_cut_off_however_alike_the_articles_are(said):
    table = given_sentences([("a", 1, 1, "The dam holds"), ("b", 1, 1, "The dam holds")])
    placed = similarity_percentiles(table)
    panel = (
        plot_summary(
            placed,
            align(table),
            phrase_families(table),
            said[:0],
            STANCE,
            places=family_occurrences(table),
            codebook=BOOK,
            sentences=table,
            outlets=OUTLETS,
            speaker="Ada Lund",
        )
        .subfigs[0]
        .axes[0]
    )
    marks = [line.get_xdata()[0] for line in panel.lines if line.get_marker() == "D"]
    assert marks == pytest.approx([1.0])
    assert panel.get_xlim()[1] > 1.0


def test_statements_are_boxes_on_their_words(table, said):
    figure = plot_statements(said, table, OUTLETS, speaker="Ada Lund")
    boxes = figure.axes[0].patches
    assert [(box.get_x(), box.get_width()) for box in boxes] == [(22, 9), (20, 7)]
    assert "The Anchor: 1 statement, 9 words" in figure.get_suptitle().replace("\n", " ")
    assert {"said", "called"} <= set(texts(figure.axes[0]))


def test_a_line_says_how_the_outlet_below_carries_a_statement(table, said):
    one_side = said[said["article"] == "b"]
    styles = {
        len(statements): [
            line.get_linestyle()
            for line in plot_statements(statements, table, OUTLETS, speaker="Ada Lund")
            .axes[0]
            .lines
            if line.get_linewidth() == 1.2
        ]
        for statements in (said, one_side)
    }
    assert styles == {2: ["--"], 1: ["-"]}
    figure = plot_statements(said, table, OUTLETS, speaker="Ada Lund")
    (legend,) = [one for one in figure.axes[0].get_children() if getattr(one, "texts", None)][-1:]
    assert [text.get_text() for text in legend.texts] == ["trimmed"]
    assert "The Anchor sentence 2: said (direct), trimmed in Bay Times" in figure.get_label()


def test_summary_says_each_panel_in_its_alt_text(table, said):
    figure = plot_summary(
        similarity_percentiles(table),
        align(table),
        phrase_families(table),
        said,
        STANCE,
        places=family_occurrences(table),
        codebook=BOOK,
        sentences=table,
        outlets=OUTLETS,
        speaker="Ada Lund",
    )
    alt = figure.get_label()
    assert all(f"{letter}: " in alt for letter in "abcde")
    assert "The Anchor attributes 9 of its" in alt


def test_the_summary_repeats_what_the_findings_do(said):
    a, b = "the Mill Bridge", "want to close the bridge"
    rows = [("a", 1, 1, f"They left {a}"), ("a", 2, 1, f"Ada likes {a}")]
    rows += [("b", 1, 1, f"We {b}"), ("b", 2, 1, f"Some {b}")]
    table = given_sentences(rows)
    figure = plot_summary(
        similarity_percentiles(table),
        align(table),
        phrase_families(table),
        said[:0],
        STANCE,
        places=family_occurrences(table),
        codebook=BOOK,
        sentences=table,
        outlets=OUTLETS,
        speaker="Ada Lund",
    )
    assert "The Anchor repeats no long or frequent phrase" in figure.get_label()
    assert f"Bay Times repeats “{b}” 2 times" in figure.get_label()


@pytest.mark.parametrize("articles", [["a"], ["a", "b", "c"]])
def test_figures_take_any_number_of_outlets(harbour, articles):
    table = harbour[harbour["article"].isin(articles)]
    outlets = {article: f"Outlet {article}" for article in articles}
    for figure in (
        plot_stance(STANCE, BOOK, outlets),
        plot_theme_strip(STANCE, table, BOOK, outlets),
        plot_phrase_dispersion(phrase_families(table), family_occurrences(table), table, outlets),
    ):
        assert len(figure.axes) == len(articles)
        figure.canvas.draw()


def test_the_figure_of_all_pairs_holds_every_value_in_the_order_of_events(harbour):
    # event groups: a and b, then c; the project's order is c, a, b
    table = pd.concat([harbour[harbour["article"] == one] for one in "cab"], ignore_index=True)
    rows = [
        ("a", 1, "b", 1, 0.5, True),
        ("a", 1, "b", 2, 0.5, True),
        ("a", 2, "b", 2, 0.5, True),
        ("c", 0, "a", 0, 0.1, False),
    ]
    links = pd.DataFrame(
        rows, columns=["article_a", "sentence_a", "article_b", "sentence_b", "score", "accepted"]
    )
    outlets = {"c": "Courier", "a": "Anchor", "b": "Bay"}
    pairs, groups = similarity_pairs(table, resamples=1), event_groups(table)
    figure = plot_pairs(pairs, links, table, groups, outlets)
    left, right = figure.axes
    assert [label.get_text() for label in left.get_yticklabels()] == [
        "Anchor  1",
        "Bay  2",
        "Courier  3",
    ]
    value = {frozenset((r.article_a, r.article_b)): r.similarity for r in pairs.itertuples()}
    ab, ac, bc = (f"{100 * value[frozenset(pair)]:.0f}" for pair in ("ab", "ac", "bc"))
    assert texts(left) == [ab, ac, ab, bc, ac, bc]
    # 2 of the 4 sentences of a have a counterpart in b, 2 of the 3 of b in a
    assert texts(right) == ["50", "0", "67", "0", "0", "0"]
    assert "3 articles seem to be on 2 events" in figure.get_suptitle().replace("\n", " ")
    assert "Anchor and Bay: " in figure.get_label()
    assert [line.get_xdata()[0] for line in left.lines if len(set(line.get_xdata())) == 1] == [1.5]


def test_a_mark_for_each_pair_and_their_range_at_the_right(harbour):
    placed = similarity_percentiles(harbour)
    figure = plot_similarity(placed, {"a": "Anchor", "b": "Bay", "c": "Courier"})
    axes = figure.axes[0]
    marks = [line for line in axes.lines if line.get_marker() in ("D", "o", "s")]
    assert len(marks) == 3 * placed["variant"].nunique()
    own = placed[(placed["variant"] == "default") & (placed["compared_with"] == "same_event")]
    assert f"{own['similarity'].min():.2f} to {own['similarity'].max():.2f}" in texts(axes)
    assert [text.get_text() for text in axes.get_legend().get_texts()] == [
        "Anchor and Bay",
        "Anchor and Courier",
        "Bay and Courier",
    ]


def test_titles_name_few_articles_one_by_one_and_many_by_the_extremes(harbour):
    four = {f"{one}{n}": f"Post ({n})" for n, one in enumerate("abcd")}
    table = pd.concat(
        [
            harbour[harbour["article"] == ("a" if n else "c")].assign(article=article)
            for n, article in enumerate(four)
        ],
        ignore_index=True,
    )
    families, occurrences = phrase_families(table), family_occurrences(table)
    few = {article: four[article] for article in list(four)[:2]}
    title = plot_phrase_dispersion(families, occurrences, table, few).get_suptitle()
    assert "Post (0) repeats no phrase" in title.replace("\n", " ")
    title = plot_phrase_dispersion(families, occurrences, table, four).get_suptitle()
    assert title.startswith("The phrase repeated most: “")
    words = plot_distinctive_words(distinctive_words(table), four).get_suptitle()
    assert words.startswith("Words beyond z = 1.96: from ")


def test_one_is_written_in_the_singular():
    nine = (
        "close harbour gates, feed hungry gulls, paint rusty boats, sell smoked herring, mend torn nets,"
        " ring church bells, sweep muddy streets, count silver coins, light street lamps"
    )
    table = given_sentences(
        [
            ("a", place, 1, f"{phrase}.")
            for place, phrase in enumerate(nine.split(", ") * 2, start=1)
        ]
    )
    figure = plot_phrase_dispersion(
        phrase_families(table), family_occurrences(table), table, {"a": "The Anchor"}
    )
    assert texts(figure.axes[0])[0].endswith(", 1 more phrase")
    one_theme = Codebook(title="", articles=(), themes=BOOK.themes[:1], actors=())
    stance = STANCE[STANCE["theme"] == "closing"].assign(coded_by="adjudicated")
    assert plot_stance(stance, one_theme, OUTLETS).get_suptitle() == (
        "1 of 1 theme is touched by every article"
    )


def test_an_outlet_keeps_its_colour_where_only_two_articles_are_drawn(harbour):
    outlets = {"a": "Post (1)", "b": "Dial", "c": "Post (2)"}
    links = pd.DataFrame(
        [("a", 0, "c", 0, 0.1, False)],
        columns=["article_a", "sentence_a", "article_b", "sentence_b", "score", "accepted"],
    )
    axes = plot_alignment(links, harbour, outlets, article_a="a", article_b="c").axes[0]
    assert len({to_hex(line.get_color()) for line in axes.lines}) == 1
    axes = plot_alignment(links, harbour, outlets, article_a="b", article_b="c").axes[0]
    assert len({to_hex(line.get_color()) for line in axes.lines}) == 2


@pytest.fixture(scope="module")
def long():
    """An article of 450 sentences and one of 3; each tenth of the long one has a counterpart."""
    rows = [("a", n, n, f"Sentence {n} is about the harbour") for n in range(450)]
    table = given_sentences([*rows, *(("b", n, n, f"Sentence {n} holds") for n in range(3))])
    pairs = [("a", n, "b", n % 3, 0.5, True) for n in range(0, 450, 10)]
    columns = ["article_a", "sentence_a", "article_b", "sentence_b", "score", "accepted"]
    return table, pd.DataFrame(pairs, columns=columns)


def test_a_long_article_is_drawn_as_dots_without_its_texts(long):
    table, links = long
    figure = plot_alignment(links, table, OUTLETS, article_a="a", article_b="b")
    axes = figure.axes[0]
    assert figure.get_figheight() < PAGE[1]
    assert len(axes.patches) == len(links)
    assert not any("harbour" in text for text in texts(axes))
    assert "more than 200 sentences" in figure.get_supxlabel()
    dots = sum(len(line.get_xdata()) for line in axes.lines if line.get_marker() == "o")
    assert dots == len(table)


def test_the_heat_map_of_a_long_article_shows_blocks_by_their_highest_value(long):
    table, links = long
    matrix = sentence_similarity(table, "a", "b")
    figure = plot_sentence_similarity(matrix, links, OUTLETS, article_a="a", article_b="b")
    shown = figure.axes[0].images[0].get_array()
    assert shown.shape == (90, 3)  # five sentences a block
    assert shown[0].tolist() == matrix.to_numpy()[:5].max(axis=0).tolist()
    assert f"of {matrix.size} cells" in figure.get_label()
    assert "highest value of 5 by 1 sentences" in figure.get_supxlabel().replace("\n", " ")


def test_a_word_without_end_is_cut_and_nothing_collapses(tmp_path):
    """Matplotlib would warn that the axes have no room; warnings are errors here."""
    word = "x" * 400
    table = given_sentences([("a", 1, 1, f"{word} {word} burst"), ("b", 1, 1, "Rain fell")])
    save_figure(plot_distinctive_words(distinctive_words(table), OUTLETS), tmp_path, "words")
