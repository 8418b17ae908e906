import base64
import csv
import hashlib
import html
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossframe.coding.adjudication import apply_adjudication
from crossframe.coding.framing import framing
from crossframe.comparison import compare
from crossframe.corpus.articles import Article, outlet_names
from crossframe.errors import CrossframeError
from crossframe.io.writing import write_table
from crossframe.overview import article_numbers
from crossframe.phrases.repeated import phrase_occurrences
from crossframe.plots.style import OUTLET_COLOURS, STANCE_COLOURS, outlet_colours
from crossframe.reader.colours import PAPER, colour_rules, contrast, legible
from crossframe.reader.framing import Framing
from crossframe.reader.numbers import content, first_pair
from crossframe.reader.page import Reader, render_reader, show
from crossframe.reader.panels import speaker_panels
from crossframe.reader.text import Mark, Segment, element_names, letter, segments, visible
from crossframe.stance.codebook import Codebook, Theme, load_codebook

HOSTILE = '<script>alert("x")</script></script><img src=x onerror=alert(1)> & “quote” \'"'


class Page(HTMLParser):
    """Elements of a page: (tag, attributes, text), text by sentence id, and script contents."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.elements, self.stack, self.sentences, self.raw = [], [], {}, {}
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        element = {"tag": tag, "attrs": dict(attrs), "text": ""}
        self.elements.append(element)
        if tag not in ("meta", "input", "br", "img", "link"):
            self.stack.append(element)

    def handle_endtag(self, tag):
        while self.stack.pop()["tag"] != tag:
            pass

    def handle_data(self, data):
        for element in self.stack:
            element["text"] += data
        classes = [element["attrs"].get("class") for element in self.stack]
        if "t" in classes:
            id_ = self.stack[classes.index("t") - 1]["attrs"]["id"]
            self.sentences[id_] = self.sentences.get(id_, "") + data

    def all(self, tag, **attrs):
        wanted = {name.rstrip("_"): value for name, value in attrs.items()}
        return [
            e for e in self.elements if e["tag"] == tag and wanted.items() <= e["attrs"].items()
        ]


@pytest.fixture(scope="module")
def founding(project):
    codebook = load_codebook(project.codebook)
    tables = compare(project.articles, codebook=codebook)
    return tables, render_reader(tables, project.articles, title=project.title, codebook=codebook)


@pytest.fixture(scope="module")
def hostile():
    """Three articles whose ids, names, facts and texts would run or break the page."""
    told = (
        "Mayor Ada Lund said on Tuesday that the old bridge over the river is open to everybody.\n"
        "The old bridge had been closed for two years after engineers found cracks in its piers.\n"
    )
    articles = [
        Article("a b", HOSTILE, f"Mayor opens bridge\n{told}It is “a good {HOSTILE} bridge for all of us,” Lund said.", url=HOSTILE),
        Article("a/b", "Two\u202e\x00", f"Mayor opens bridge\n{told}Lund said that ﬀ 😀 𝒳\x00 the old bridge is long.", author="<i>"),
        Article("</script>", "Three", f"Bridge opens\n{told}The crowd shouted “{HOSTILE}” when Lund opened the bridge."),
    ]  # fmt: skip
    codebook = Codebook(
        HOSTILE,
        (),
        (Theme("<t>", HOSTILE, HOSTILE, ("bridge",)), Theme("t", "T", "T.", ("mayor",))),
        (),
    )
    tables = compare(articles, codebook=codebook)
    return articles, tables, render_reader(tables, articles, title=HOSTILE, codebook=codebook)


def test_size_of_the_founding_case(founding):
    assert len(founding[1].encode()) < 400_000


def test_same_input_same_page(founding, project):
    codebook = load_codebook(project.codebook)
    again = compare(project.articles, codebook=codebook)
    assert (
        render_reader(again, project.articles, title=project.title, codebook=codebook)
        == founding[1]
    )


def test_policy_allows_the_own_style_and_script_only(founding):
    page = Page(founding[1])
    policy = page.all("meta", http_equiv="x") or [
        e for e in page.all("meta") if "http-equiv" in e["attrs"]
    ]
    content = policy[0]["attrs"]["content"]
    assert "default-src 'none'" in content
    assert "unsafe" not in content
    for tag, source in (("style", "style-src"), ("script", "script-src")):
        inline = [e["text"] for e in page.all(tag) if e["attrs"].get("type") in (None, "module")]
        digest = base64.b64encode(hashlib.sha256(inline[0].encode()).digest()).decode()
        assert len(inline) == 1
        assert f"{source} 'sha256-{digest}'" in content
    assert not [e for e in page.elements if "style" in e["attrs"]]
    assert not [e for e in page.elements for name in e["attrs"] if name.startswith("on")]


@pytest.mark.parametrize("case", ["founding", "hostile"])
def test_nothing_refers_to_the_outside(request, case):
    page = Page(request.getfixturevalue(case)[-1])
    assert not [e["tag"] for e in page.elements if {"src", "srcset", "action"} & e["attrs"].keys()]
    assert {e["tag"] for e in page.elements} & {"link", "img", "iframe", "object", "base"} == set()
    assert all(e["attrs"]["href"].startswith("#") for e in page.all("a"))
    style = page.all("style")[0]["text"]
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize("case", ["founding", "hostile"])
def test_every_id_stands_once_and_every_link_leads_somewhere(request, case):
    page = Page(request.getfixturevalue(case)[-1])
    ids = [e["attrs"]["id"] for e in page.elements if "id" in e["attrs"]]
    assert len(ids) == len(set(ids))
    assert {e["attrs"]["href"][1:] for e in page.all("a")} <= set(ids)
    assert {e["attrs"]["data-g"] for e in page.elements if "data-g" in e["attrs"]} <= set(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9-]+", id_) for id_ in ids)


def test_hostile_text_is_text(hostile):
    articles, tables, source = hostile
    page = Page(source)
    assert len(page.all("script")) == 2
    assert page.all("title")[0]["text"] == HOSTILE
    assert HOSTILE in page.all("article")[0]["text"]
    texts = [text.replace("\x00", "\ufffd") for text in tables["sentences"]["text"]]
    assert list(page.sentences.values()) == texts
    assert "alert" not in page.all("script")[1]["text"]
    assert len(page.all("article")) == len(articles)


def test_all_sentences_stand_in_the_page(founding):
    tables, source = founding
    expected = {
        f"s-{row.article}-{row.sentence}": row.text for row in tables["sentences"].itertuples()
    }
    assert Page(source).sentences == expected


FORMS = {"share": "{:.0%}", "share_of_a": "{:.0%}", "share_of_b": "{:.0%}"}


def written(tables, folder):
    """Return the tables as somebody reads them who has only the files."""
    cells = {}
    for name, table in tables.items():
        write_table(table, folder / f"{name}.csv")
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            cells[name] = list(csv.DictReader(file))
    return cells


@pytest.mark.parametrize("case", ["founding", "bridge", "hostile"])
def test_every_number_is_that_of_a_table_written_beside_the_page(request, tmp_path, case):
    *_, tables, source = request.getfixturevalue(case)
    cells, page = written(tables, tmp_path), Page(source)
    named = [e for e in page.elements if "data-v" in e["attrs"]]
    for element in named:
        table, row, column = element["attrs"]["data-v"].split(":")
        cell = cells[table][int(row)][column]
        if table.startswith("outlet_") and "similarity" not in table and column in ("low", "high"):
            cell = f"{float(cell):.0%}"
        elif column in ("similarity", "low", "high", "score"):
            cell = f"{float(cell):.2f}"
        elif column == "z":
            cell = f"{float(cell):.1f}"
        elif column in FORMS:
            cell = f"{float(cell):.0%}"
        assert element["text"] == cell, element["attrs"]["data-v"]
    assert len({e["attrs"]["data-v"].split(":")[0] for e in named}) >= 7
    printed = [e for e in page.elements if e["attrs"].get("class") in ("n", "plain-n", "figure")]
    assert {e["text"] for e in printed if "data-v" not in e["attrs"]} <= {"0"}


def test_numbers_stand_behind_the_right_words(founding):
    """What a row of the page is called is what the table counts."""
    tables, source = founding
    table = tables["article_numbers"].set_index(["measure", "article"])["number"]
    for name, measure in (
        ("Sentences with a counterpart", "sentences with a counterpart"),
        ("of these quoted", "direct statements"),
        ("Words in repeated phrases", "words in repeated phrases"),
    ):
        row = next(r for r in re.findall(r"<tr.*?</tr>", source, re.DOTALL) if f">{name}<" in r)
        shown = [int(re.sub(r"<.*?>", "", cell)) for cell in re.findall(r"<td>(.*?)</td>", row)]
        assert shown == table[measure].tolist()


def test_the_note_says_the_scores_of_the_alignment(founding):
    tables, source = founding
    data = json.loads(Page(source).all("script", id="data")[0]["text"])
    rows = tables["alignment"][["sentence_a", "sentence_b", "score", "accepted"]]
    shown = [[link[1], link[3], link[4], bool(link[5])] for link in data["links"]]
    assert shown == [[a, b, round(score, 2), bool(yes)] for a, b, score, yes in rows.to_numpy()]


def test_panels_hold_a_sentence_for_every_row(founding):
    tables, source = founding
    page = Page(source)

    def quotes(prefix):
        groups = [e for e in page.all("section") if e["attrs"].get("id", "").startswith(prefix)]
        return sum(e["text"].count("\n") and len(re.findall(r"^[A-Z]\d", e["text"], re.MULTILINE)) for e in groups)  # fmt: skip

    units = tables["stance"].drop_duplicates(["article", "sentence", "theme"])
    framed = page.all("section", id="framing")[0]["text"].partition("Statements of each speaker")[0]
    assert len(re.findall(r"^[A-Z]\d", framed, re.MULTILINE)) == len(units)
    assert quotes("repeated-") == len(tables["phrase_occurrences"])
    assert quotes("shared-") == len(tables["shared_occurrences"])
    speakers = tables["attributions"]["speaker"].explode()
    assert quotes("speaker-") == len(speakers)
    assert source.count('class="conflict"') == len(tables["conflicts"])
    removed = page.all("ul", class_="plain removed")
    assert len(removed) == len(tables["cleaning_ledger"].groupby(["article", "rule"]))


def test_a_panel_has_as_many_sentences_as_its_number_says(founding):
    page = Page(founding[1])
    groups = [e for e in page.all("section") if "group" in e["attrs"].get("class", "").split()]
    assert len(groups) > 20
    for group in groups:
        head, _, quotes = group["text"].strip().partition("\n")
        assert int(re.findall(r"\d+", head)[-1]) == len(re.findall(r"^[A-Z]\d", quotes, re.MULTILINE))  # fmt: skip


def test_evidence_marks_the_words_that_are_counted(founding):
    tables, source = founding
    sentences = tables["sentences"].set_index(["article", "sentence"])
    ids = list(tables["sentences"]["article"].unique())
    row = next(r for r in re.findall(r"<tr.*?</tr>", source, re.DOTALL) if "Words in repeated" in r)
    marked = set()
    for evidence in re.findall(r'data-e="(.*?)"', row):
        for word in evidence.split():
            where, spans = word.split("@")
            article, number = where.split(":")
            start = sentences.loc[(ids[int(article)], int(number)), "start"]
            for span in spans.split("+"):
                a, b = map(int, span.split("-"))
                marked |= {(ids[int(article)], start + place) for place in range(a, b)}
    expected = {
        (p.article, place)
        for p in phrase_occurrences(tables["sentences"]).itertuples()
        for place in range(p.start, p.end)
    }
    assert marked == expected


def test_without_codebook_there_are_no_themes(project):
    page = render_reader(compare(project.articles), project.articles, title="T")
    assert 'id="layer-links"' in page
    assert 'id="layer-stance"' not in page
    assert 'id="themes"' not in page


@pytest.fixture(scope="module")
def bridge():
    """Two reports that share copy, another one, and one on another event by the same outlet."""
    told = (
        "Mayor Ada Lund said on Tuesday that the old bridge over the river is open to everybody after years.\n"
        "The old bridge had been closed for two years after engineers found cracks in its piers last spring.\n"
    )
    articles = [
        Article("bakers", "Evening Post", "Bakers win a prize for rye bread\nA bakery in the hills won the national prize for its rye bread.", date="2024-05-05"),
        Article("dial", "The Sun Dial", f"Mayor opens bridge\n{told}Dockers had asked for it."),
        Article("bell", "Bell & Co", f"Old bridge is open again\n{told}Shops near the bridge hope for guests."),
        Article("post", "Evening Post", "Bridge over the river opens after two years\nThe old bridge over the river opened on Tuesday, Mayor Ada Lund said.\nEngineers had found cracks in its piers."),
    ]  # fmt: skip
    tables = compare(articles)
    return articles, tables, render_reader(tables, articles, title="The old bridge")


def test_statements_stand_beside_those_on_the_same_event(founding, project):
    groups = founding[0]["event_groups"]
    codebook = load_codebook(project.codebook)
    kinds, notes = [], []
    for group in (groups["group"], [1, 2]):
        tables = dict(founding[0]) | {"event_groups": groups.assign(group=group)}
        c = content(tables, project.articles, codebook)
        kinds.append({row.kind for _, rows in Framing(c).statement_groups for row in rows})
        quotes = (q for one in speaker_panels(c) for group in one.groups for q in group.quotes)
        notes.append(" ".join(quote.note for quote in quotes))
    assert kinds == [{"in both", "differing", "in one only"}, {"in one only"}]
    assert ["not found in" in one for one in notes] == [True, False]


def test_articles_of_one_outlet_are_told_apart_in_one_panel(bridge):
    page = Page(bridge[-1])
    panels = [e["text"] for e in page.all("section") if "panel" in e["attrs"].get("class", "")]
    assert [" ".join(panel.split())[:12] for panel in panels] == ["Evening Post", "The Sun Dial", "Bell & Co 1 "]  # fmt: skip
    assert "2 articles, 48 words" in panels[0]
    names = ["AEvening Post (1)", "DEvening Post (2)", "BThe Sun Dial", "CBell & Co"]
    shown = [e["text"] for e in page.elements if e["attrs"].get("id", "").startswith("outlet-")]
    assert shown == names
    listed = [" ".join(e["text"].split()) for e in page.all("a") if "data-open" in e["attrs"]]
    assert listed[:2] == [
        "ABakers win a prize for rye bread 2024-05-05, event 2",
        "DBridge over the river opens after two years no date, event 1",
    ]
    assert len(listed) == 4
    assert [e["text"].strip() for e in page.all("label") if "o0" in e["attrs"].get("class", "")] == ["Evening Post"]  # fmt: skip


def test_events_are_told_apart_and_one_of_them_is_opened_with(bridge):
    articles, tables, source = bridge
    page = Page(source)
    assert "More than one event, as it seems." in source
    alike = [re.findall("[A-Z]", e["text"]) for e in page.all("span", class_="alike")]
    assert alike == [["B", "C", "D"], ["A"]]
    # the most alike are B and C, but they share copy
    data = json.loads(page.all("script", id="data")[0]["text"])
    assert data["pair"] in ([1, 3], [2, 3])
    assert data["pair"] == list(first_pair(content(tables, articles, None)))
    assert data["panels"] == [
        {"places": [0, 3], "open": 3},
        {"places": [1], "open": 1},
        {"places": [2], "open": 2},
    ]
    assert data["days"] == ["2024-05-05", "", "", ""]


def test_outlets_stand_side_by_side_with_what_their_articles_hold(bridge):
    _, tables, source = bridge
    view = source.partition('<section class="view" id="outlets"')[2].partition("</section>")[0]
    heads = re.findall(r'<th scope="col" class="(o\d)"><bdi class="outlet">(.*?)</bdi>', view)
    assert heads == [("o0", "Evening Post"), ("o1", "The Sun Dial"), ("o2", "Bell &amp; Co")]
    rows = {
        re.sub(r"\s+", " ", re.sub(r"<.*?>", "", head)).strip(): re.findall(r"<td.*?</td>", rest, re.DOTALL)
        for head, rest in re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', view, re.DOTALL)
    }  # fmt: skip
    assert all(len(cells) == 3 for cells in rows.values())
    own = tables["outlet_forms"].set_index(["outlet", "form"]).loc[("Evening Post", "outlet's own words")]  # fmt: skip
    first = re.sub(r"\s+", " ", re.sub(r"<.*?>", "", rows["In which form"][0]))
    assert f"Own words {own['share']:.0%} ({own['low']:.0%} to {own['high']:.0%}), {own['number']} words in 2 of 2 articles" in first  # fmt: skip
    assert 'class="whole"' in rows["In which form"][0]
    assert "%)" not in rows["In which form"][1]  # one article: no interval
    assert 'id="words"' not in source
    framed = source.partition('id="framing-themes"')[2].partition("</thead>")[0]
    assert re.findall(r'<bdi class="outlet">(.*?)</bdi>', framed) == [name for _, name in heads]
    assert sum(name.startswith("With ") for name in rows) == 3
    for theme in tables["suggested_themes"]["theme"]:
        assert any(theme == name.casefold() for name in rows)
    marked = [re.sub(r"<.*?>", "", word) for word in re.findall(r"<mark>(.*?)</mark>", view)]
    counts = sum(map(int, re.findall(r'data-v="outlet_(?:words|phrases):\d+:count">(\d+)<', view)))
    assert len(marked) == counts > 0


def test_whose_words_by_date_where_the_comparison_is_split_by_it(bridge):
    articles, *_ = bridge
    assert "by date" not in bridge[-1]
    split = compare(articles, period="month")
    view = render_reader(split, articles, title="T").partition('id="outlets"')[2]
    dated = view.partition("Whose words, by date")[2].partition("Suggested themes")[0]
    rows = re.findall(r'<th scope="row"><bdi>(.*?)</bdi>.*?</tr>', dated, re.DOTALL)
    assert rows == ["2024-05", "no date"]
    cells = re.findall(r"<td.*?</td>", dated, re.DOTALL)
    assert [">none<" in cell for cell in cells] == [False, True, True, False, False, False]


def test_hostile_names_of_outlets_are_text_in_their_panels():
    text = "Bridge opens\nMayor Ada Lund said on Tuesday that the old bridge is open."
    articles = [Article(id_, name, text, date=HOSTILE) for id_, name in (("a", HOSTILE), ("b", HOSTILE), ("c", "Two"))]  # fmt: skip
    source = render_reader(compare(articles), articles, title="T")
    page = Page(source)
    assert len(page.all("script")) == 2
    assert not page.all("img")
    names = [e["text"] for e in page.all("h2", class_="outlet")]
    assert names == [HOSTILE, "Two"]
    ids = [e["attrs"]["id"] for e in page.elements if "id" in e["attrs"]]
    assert len(ids) == len(set(ids))
    assert {e["attrs"]["href"][1:] for e in page.all("a")} <= set(ids)


def test_one_event_has_no_notice(founding):
    assert "as it seems" not in founding[1]


def test_shared_copy_is_marked(bridge, founding):
    articles, tables, source = bridge
    page = Page(source)
    assert 'id="layer-copy"' in source
    marked = "".join(e["text"] for e in page.all("span") if "copy" in e["attrs"].get("class", "").split())  # fmt: skip
    (row,) = tables["shared_copy"].query("shared_copy").itertuples()
    texts = {article.id: article.text for article in articles}
    spans = [(row.article_a, span) for span in row.spans_a] + [(row.article_b, span) for span in row.spans_b]  # fmt: skip
    expected = "".join(texts[article][start:end] for article, (start, end) in spans)
    assert marked.replace(" ", "") == re.sub(r"\s", "", expected)
    notes = page.all("p", class_="copied")
    assert [f"{share:.0%}" in note["text"] for note, share in zip(notes, (row.share_of_a, row.share_of_b), strict=True)] == [True, True]  # fmt: skip
    assert 'id="layer-copy"' not in founding[1]
    assert not Page(founding[1]).all("p", class_="copied")


def test_numbers_of_many_articles_have_a_row_each(bridge):
    _, tables, source = bridge
    page = Page(source)
    assert len(page.all("table", class_="per-article")) == 3
    rows = re.findall(r'<tr(?: class="sum")?><th scope="row" class.*?</tr>', source, re.DOTALL)
    assert len(rows) == 3 * (4 + 3)

    def cells(row):
        return [int(re.sub(r"<.*?>", "", cell)) for cell in re.findall(r"<td>(.*?)</td>", row)]

    post, bakers, second, dial = map(cells, rows[:4])  # an outlet above its articles
    assert post == [a + b for a, b in zip(bakers, second, strict=True)]
    assert dial[0] == int((tables["sentences"]["article"] == "dial").sum())
    assert dial[1] + dial[2] == dial[0]


def test_suggested_themes_stand_where_there_is_no_codebook(bridge, founding):
    _, tables, source = bridge
    page = Page(source)
    panels = [e for e in page.all("tr") if e["attrs"].get("id", "").startswith("framing-")]
    assert len(panels) == len(tables["suggested_themes"]) > 0
    for panel, row in zip(panels, tables["suggested_themes"].itertuples(), strict=True):
        assert len(re.findall(r"^[A-Z]\d", panel["text"], re.MULTILINE)) == row.sentences
        assert row.theme in panel["text"].casefold()
    tagged = sum(len(e["text"].split(", ")) for e in page.all("span", class_="tags"))
    assert tagged == tables["suggested_themes"]["sentences"].sum()
    assert 'id="suggested"' not in founding[1]


def test_adjudicated_rows_are_marked(founding, project):
    codebook = load_codebook(project.codebook)
    tables = dict(founding[0])
    decided = tables["stance"].head(1).assign(stance="against", evidence="", note="")
    tables["stance"] = apply_adjudication(tables["stance"], decided[["article", "sentence", "theme", "stance", "holder", "start", "end"]])  # fmt: skip
    tables["article_numbers"] = article_numbers(tables, codebook)
    tables["framing"] = framing(tables["stance"], tables["attributions"], tables["sentences"])
    source = render_reader(tables, project.articles, title="T", codebook=codebook)
    assert len(Page(source).all("span", class_="by-hand")) == 1
    assert Page(source).all("section", id="framing")[0]["text"].count("coded by people,") == 0
    assert Page(source).all("section", id="framing")[0]["text"].count("coded by people") == 1 + 1
    assert "1 of " in Page(source).all("section", id="themes")[0]["text"]
    assert not Page(founding[1]).all("span", class_="by-hand")


def test_a_reference_coding_and_what_is_unstated_are_marked(founding, project):
    tables = dict(founding[0])
    stance = tables["stance"].assign(coded_by="rules", ground="named")
    stance.loc[0, "coded_by"] = "reference"
    stance.loc[1, "ground"] = "unstated"
    source = render_reader(
        tables | {"stance": stance}, project.articles, title="T", codebook=load_codebook(project.codebook)
    )  # fmt: skip
    marks = [mark["text"].strip() for mark in Page(source).all("span", class_="mark")]
    assert marks == ["reference", "unstated"]
    assert "reference coding, not people’s" in source
    assert "unstated: the theme is only named" in source


def test_signs_are_hollow_until_somebody_reviewed_them(founding, project):
    def signs(source):
        counted = re.findall(r'class="glyphs" aria-hidden="true">(.*?)</span></span>', source)
        in_text = re.findall(r'<span aria-hidden="true">([▲▼△▽])</span>&nbsp;', source)
        return set("".join(counted)) & set("▲▼△▽"), set(in_text)

    tables, source = founding
    assert signs(source) == (set("△▽"), set("△▽"))
    reviewed = dict(tables) | {"stance": tables["stance"].assign(coded_by="reference")}
    book = load_codebook(project.codebook)
    source = render_reader(reviewed, project.articles, title="T", codebook=book)
    assert signs(source) == (set("▲▼"), set("▲▼"))


def test_what_turns_the_text_around_does_not_reach_the_page(hostile):
    turning = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
    assert not set(turning) & set(hostile[-1])
    assert len(visible(f"a{turning}b")) == len(turning) + 2


def test_every_number_of_two_articles_can_be_followed(founding):
    page = Page(founding[1])
    plain = [e["text"] for e in page.all("span", class_="plain-n")]
    assert set(plain) <= {"0"}


def test_other_articles_than_those_compared(founding, project):
    with pytest.raises(CrossframeError, match="same order"):
        render_reader(founding[0], project.articles[::-1], title="T")


def test_codebook_without_stance(founding, project):
    tables = {name: table for name, table in founding[0].items() if name != "stance"}
    with pytest.raises(CrossframeError, match="no table stance"):
        render_reader(tables, project.articles, title="T", codebook=load_codebook(project.codebook))


def test_notebook_shows_the_page_in_a_sandbox(founding, project):
    shown = show(founding[0], project.articles, title="A <title>", height=500)
    assert isinstance(shown, Reader)
    assert "<html" not in repr(shown)
    frame = Page(shown._repr_html_()).all("iframe")[0]["attrs"]
    assert frame["sandbox"] == "allow-scripts"
    assert frame["height"] == "500"
    assert frame["srcdoc"] == shown.html
    assert "A &lt;title&gt;" in shown.html


@given(
    st.text(max_size=30),
    st.lists(
        st.tuples(st.sampled_from("xyz"), st.integers(-2, 32), st.integers(-2, 32)), max_size=8
    ),
)
def test_segments_are_the_text_and_know_their_layers(text, spans):
    marks = [Mark(layer, start, end) for layer, start, end in spans]
    parts = segments(text, marks)
    assert "".join(part.text for part in parts) == text
    place = 0
    for part in parts:
        for at in range(place, place + len(part.text)):
            covering = {mark.layer for mark in marks if mark.start <= at < mark.end}
            assert set(part.layers) == covering
        place += len(part.text)


def test_parts_under_the_same_layers_are_one():
    marks = [Mark("sp", 0, 2), Mark("sp", 2, 4), Mark("sp", 1, 3), Mark("said", 4, 6, "Roe")]
    assert segments("abcdefg", marks) == [
        Segment("abcd", ("sp",)), Segment("ef", ("said",), "Roe"), Segment("g"),
    ]  # fmt: skip


@given(st.lists(st.text(max_size=8), max_size=8))
def test_element_names_are_safe_and_unique(ids):
    names = element_names(ids)
    assert len(set(names)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in names)


def test_letters_are_unique():
    assert len({letter(place) for place in range(800)}) == 800


@pytest.mark.parametrize("place", [0, 1])
def test_colours_can_be_read_on_the_paper(place):
    paper = PAPER[place]
    colours = [pair[place] for pair in OUTLET_COLOURS]
    colours += [legible(colour, paper) for colour in STANCE_COLOURS.values()]
    assert min(contrast(colour, paper) for colour in colours) >= 4.5


def test_an_outlet_has_the_colour_of_the_figures(bridge):
    articles, _, source = bridge
    colours = outlet_colours(outlet_names(articles).values())
    rules = dict(re.findall(r"--(o\d+):light-dark\((#\w+),", source))
    shown = {int(e["attrs"]["data-a"]): e["attrs"]["class"] for e in Page(source).all("article")}
    assert [rules[shown[place]] for place in range(4)] == list(colours.values())
    assert shown[0] == shown[3]  # two articles of one outlet
    assert f"--o0:light-dark({','.join(OUTLET_COLOURS[0])})" in colour_rules()


def test_articles_without_anything_in_common():
    articles = [
        Article("a", "A", "Bakers win prize\nA bakery won the prize for rye bread."),
        Article("b", "B", "Rain\nIt will rain over hills."),
    ]
    page = render_reader(compare(articles), articles, title="Nothing in common")
    assert html.unescape("No phrase of three words or more is shared.") in page
    assert page.count("no counterpart found") >= 4
