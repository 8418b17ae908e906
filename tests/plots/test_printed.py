"""Every figure of a comparison as an editor sees it: nothing small, cut off or over one another."""

from itertools import cycle, islice

import pytest
from matplotlib.colors import to_hex

from crossframe.comparison import compare
from crossframe.corpus.articles import Article, outlet_names
from crossframe.corpus.sentences import sentences
from crossframe.plots.panels import MOST_PANELS
from crossframe.plots.style import PAGE
from crossframe.report.figures import comparison_figures, pairs_to_draw
from crossframe.similarity.cosine import similarity_pairs
from crossframe.similarity.same_event import event_groups
from crossframe.stance.codebook import Actor, Codebook, Theme
from printed import faults

HARBOUR = (
    "The city council voted on Monday to close the old harbour after a debate about its safety.",
    "Mayor Ada Lund said the old harbour was a danger to the people who live beside the water.",
    "“We cannot keep a harbour open that fails every inspection,” Lund told reporters.",
    "Dockers warned that closing the old harbour would cost 400 jobs in the poorest district.",
    "The union demanded that the old harbour stay open, and said the mayor had not listened.",
    "Closing the old harbour would save money, according to a report by the city’s treasurer.",
    "Benjamin Oduya, who leads the union, called the vote “a danger to us all”.",
    "The danger of the old harbour is exaggerated, the union argued in a letter to the council.",
)
BREAD = (
    "A small bakery in the hills won the national prize for its rye bread, the jury said.",
    "The baker, Maria Stone, said the recipe had been in her family for a hundred years.",
    "“Rye bread needs time and nothing else,” Stone told the jury, which tasted forty loaves.",
    "Rival bakers claimed that the rye bread was too dark, and asked for a second tasting.",
    "The prize money will pay for a new oven, Stone said, and for two more bakers.",
)
LONG = "The Evening Intelligencer and Commercial Advertiser of the Greater Northern Provinces"
THEMES = (
    ("closing", "Closing the harbour", "The old harbour should be closed.", "clos*"),
    ("danger", "Danger of the harbour to people who live there", "It is a danger.", "danger"),
    ("money", "Money", "The city saves money.", "money"),
    ("walls", "Walls", "The walls should be mended.", "walls"),
)
BOOK = Codebook(
    title="Harbour",
    articles=(),
    themes=tuple(
        Theme(id=id_, label=label, proposition=proposition, terms=(term,))
        for id_, label, proposition, term in THEMES
    ),
    actors=(Actor(id="lund", name="Ada Lund", aliases=("Lund",)),),
)


def article(number, outlet, sentences):
    text = "\n\n".join(
        [f"Headline {number} on this", *islice(cycle(sentences), number % 5, number % 5 + 6)]
    )
    return Article(id=f"x{number}", outlet=outlet, text=text, form="text")


def corpus(kind):
    """Return articles on the harbour, and of the larger corpora some on the bread."""
    names = {
        "two": ["Anchor", "Bay Times"],
        "three": ["Anchor", LONG, "Bay Times"],
        "six, three outlets": ["Anchor", "Bay Times", "Courier"] * 2,
        "thirteen": [LONG, *(f"Daily Gazette of Town {number % 10}" for number in range(12))],
    }[kind]
    events = [HARBOUR if len(names) < 4 or n < len(names) / 2 else BREAD for n in range(len(names))]
    return [article(number, *both) for number, both in enumerate(zip(names, events, strict=True))]


@pytest.fixture(scope="module", params=["two", "three", "thirteen"])
def compared(request):
    articles = corpus(request.param)
    tables = compare(articles, codebook=BOOK)
    return articles, tables, dict(comparison_figures(tables, articles, BOOK))


def test_nothing_is_small_cut_off_or_over_one_another(compared):
    found = {name: faults(figure) for name, figure in compared[2].items()}
    assert found == {name: [] for name in found}


def test_a_figure_fits_a_page_or_little_more(compared):
    for figure in compared[2].values():
        assert figure.get_figheight() < PAGE[1] * 1.1


def test_few_figures_are_drawn_of_many_articles(compared):
    articles, _, figures = compared
    assert len(figures) == {2: 9, 3: 14}.get(len(articles), 14)
    assert ("pairs" in figures) == (len(articles) > 2)


def test_every_article_is_named_and_those_of_one_outlet_are_told_apart(compared):
    articles, _, figures = compared
    names = list(outlet_names(articles).values())
    assert len(set(names)) == len(articles)
    outlets = list(dict.fromkeys(article.outlet for article in articles))
    panels = names if len(outlets) == len(articles) else outlets  # else an outlet has one panel
    alt = figures["voices"].get_label()
    assert all(f"{name}, own words: " in alt for name in panels)


def test_panels_of_one_outlet_have_one_colour(compared):
    articles, _, figures = compared
    colours = {articles[place].outlet: set() for place in range(min(len(articles), MOST_PANELS))}
    for one, axes in zip(articles, figures["cue_verbs"].axes, strict=False):
        colours[one.outlet] |= {to_hex(bar.get_facecolor()) for bar in axes.patches}
    assert [len(own) for own in colours.values()] == [1] * len(colours)
    assert len(set.union(*colours.values())) == min(len(colours), 12)


def test_pairs_are_drawn_of_one_event_and_of_different_outlets():
    articles = corpus("six, three outlets")
    table = sentences(articles)
    groups = event_groups(table)
    tables = {"similarity_pairs": similarity_pairs(table, resamples=1), "event_groups": groups}
    outlet = {one.id: one.outlet for one in articles}
    group = dict(zip(groups["article"], groups["group"], strict=True))
    chosen = pairs_to_draw(tables, articles)
    assert len(chosen) == 3
    assert all(outlet[a] != outlet[b] and group[a] == group[b] for a, b in chosen)
    assert len(pairs_to_draw(tables, articles, most=99)) == 6


def test_two_articles_on_different_events_are_drawn_all_the_same():
    articles = [article(0, "Anchor", HARBOUR), article(1, "Bay Times", BREAD)]
    table = sentences(articles)
    groups = event_groups(table)
    tables = {"similarity_pairs": similarity_pairs(table, resamples=1), "event_groups": groups}
    assert groups["group"].nunique() == 2
    assert pairs_to_draw(tables, articles) == [("x0", "x1")]
