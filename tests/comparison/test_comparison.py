"""The face: nothing is made before it is asked for, each table once, and files as the command's."""

import shutil

import pandas as pd
import pytest
from click.testing import CliRunner

import crossframe as cf
from crossframe.cli.main import main
from crossframe.corpus.articles import Article
from crossframe.errors import CrossframeError

ANCHOR = "The old bridge must stay open, Mayor Ada Lund said on Tuesday.\n\nThe bridge is old."
BAY = (
    "Dockers want the old bridge closed.\n\n“The old bridge must stay open,” Lund said on Tuesday."
)
ARTICLES = [
    Article("a", "Anchor", ANCHOR, form="text"),
    Article("b", "Bay Times", BAY, form="text"),
]
BOOK = """title = "Bridge"
articles = []
[[theme]]
id = "open"
label = "Open"
proposition = "The bridge should be open."
terms = ["bridge"]
"""


@pytest.fixture
def told():
    return []


@pytest.fixture
def c(told):
    return cf.compare(ARTICLES, title="The bridge", progress=told.append)


def files(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_nothing_is_made_before_it_is_asked_for(c, told):
    assert "alignment" in c
    assert len(c) == len(list(c)) > 20
    assert told == []
    assert c.alignment is c["alignment"]
    steps = [step.split(": ")[1] for step in told]
    assert steps == ["alignment", "sentences", "similarity pairs"]


def test_attributes_are_tables_by_their_names(c):
    assert c.similarity is c["similarity_pairs"]
    assert c.phrases is c["phrase_families"]
    assert c.voices is c["voice_shares"]


def test_without_a_codebook_there_is_no_stance(c):
    assert "stance" not in c
    assert "stance" not in list(c)
    with pytest.raises(CrossframeError, match=r"without a codebook\. Remedy: compare with a"):
        _ = c.stance


def test_outlets_are_pooled_where_one_has_several_articles(c):
    assert not [name for name in c if name.startswith("outlet_")]
    with pytest.raises(CrossframeError, match=r"one article an outlet\. Remedy: give several"):
        c["outlet_numbers"]
    more = [*ARTICLES, Article("d", "Anchor", ANCHOR.replace("old", "new"), form="text")]
    pooled = cf.compare(more, period="day")
    assert pooled.notes[-1] == "Without a date that can be read: 3 articles."
    for name in (name for name in pooled if name.startswith("outlet_")):
        assert set(pooled[name]["period"]) == {"", "no date"}
    assert [len(pooled.plot(name).axes) for name in ("voices", "phrase_dispersion")] == [2, 2]
    words = pooled["outlet_numbers"].set_index(["outlet", "period", "measure"])["number"]
    own = pooled["article_numbers"].set_index(["article", "measure"])["number"]
    assert words["Anchor", "", "words"] == own["a", "words"] + own["d", "words"]


def test_a_period_that_is_none_is_refused_before_anything_is_made():
    with pytest.raises(CrossframeError, match="there is no period"):
        cf.compare(ARTICLES, period="year")


def test_a_name_that_is_none_is_told_with_those_that_are(c):
    with pytest.raises(CrossframeError, match=r"no table .alinment.*alignment"):
        c["alinment"]
    assert c.get("alinment") is None


def test_a_codebook_by_its_path_or_as_it_is(c, tmp_path):
    path = tmp_path / "book.toml"
    path.write_text(BOOK, "utf-8")
    by_path = cf.compare(ARTICLES, codebook=path)
    assert by_path.title == "Bridge"
    assert cf.compare(ARTICLES, codebook=by_path.codebook).stance.equals(by_path.stance)
    assert cf.compare(ARTICLES).title == "Articles compared"


def test_one_article_is_compared_with_nothing():
    with pytest.raises(CrossframeError, match="nothing to compare"):
        cf.compare(ARTICLES[:1])


@pytest.mark.parametrize(
    ("name", "keys", "found"),
    [
        ("similarity", ("a", "b"), "term"),
        ("alignment", ("b", "a"), "text_b"),
        ("phrases", ("a",), "match"),
        ("voices", ("b", "ada lund"), "cue"),
        ("statements", ("a", "b"), "content"),
    ],
)
def test_every_measure_shows_its_words(c, name, keys, found):
    assert found in c.explain(name, *keys)


def test_terms_stand_in_the_sentences_that_are_named(c):
    row = c.explain("similarity", "a", "b").set_index("term").loc["old bridge"]
    assert row["sentences_a"] == (1,)
    assert row["sentences_b"] == (1, 2)
    total = c.explain("similarity", "a", "b")["contribution"].sum()
    assert total == pytest.approx(c.similarity.loc[0, "similarity"])


def test_by_default_the_pair_most_alike_is_explained(c):
    assert c.explain("similarity").equals(c.explain("similarity", "a", "b"))


def test_findings_are_sentences_that_a_notebook_lists(c):
    assert all(one.endswith(".") for one in c.findings)
    lines = c.findings._repr_markdown_().splitlines()
    assert len(lines) == len(c.findings)
    assert all(line.startswith("- ") for line in lines)


def test_the_words_of_one_speaker(c):
    rows = c.explain("voices", "b", "ada lund")
    assert rows[["first_sentence", "cue"]].values.tolist() == [[2, "said"]]
    assert c.explain("voices", "b", "nobody").empty


@pytest.mark.parametrize(
    ("name", "keys", "said"),
    [
        ("similarity", ("a",), "is explained of two different articles"),
        ("alignment", ("a", "a"), "is explained of two different articles"),
        ("similarity", ("a", "x"), "no article 'x'.*a, b"),
        ("stances", ("a",), "nothing to explain 'stances'"),
        ("phrases", (), "is explained of an article"),
    ],
)
def test_what_cannot_be_explained_is_told(c, name, keys, said):
    with pytest.raises(CrossframeError, match=said):
        c.explain(name, *keys)


def test_a_figure_goes_by_its_name_or_that_of_its_table(c):
    by_table = c.plot("voice_shares").get_label()
    assert by_table == c.plot("voices").get_label()
    assert c.plot("alignment", "b", "a").get_label() == c.plot("alignment").get_label()


def test_a_coding_without_a_codebook_is_refused(c):
    with pytest.raises(CrossframeError, match="give the codebook"):
        cf.compare(c.articles, coding=pd.DataFrame())


@pytest.mark.parametrize("names", [("voice",), ("alignment", "a"), ("alignment", "a", "x")])
def test_a_figure_that_is_none_is_told(c, names):
    with pytest.raises(CrossframeError, match="Remedy: "):
        c.plot(*names)


def test_saved_is_what_the_command_writes(tmp_path, root):
    manifest = root / "data" / "articles.toml"
    result = CliRunner().invoke(main, ["compare", str(manifest), "--out", str(tmp_path / "x")])
    assert result.exit_code == 0, result.output
    cf.compare(cf.load(manifest)).save(tmp_path / "y")
    written = files(tmp_path / "y")
    assert files(tmp_path / "x") == written
    assert {"figures/statements.png", "figures/summary.png"} < set(written)


def test_the_figures_of_a_speaker_are_of_the_one_who_is_followed(founding):
    assert founding.plot("statements").get_label().startswith("Kaja Kallas in Lord's Press: 10 ")
    by_other = founding.plot("statements", speaker="von_der_leyen").get_label()
    assert by_other.startswith("Ursula von der Leyen in Lord's Press: ")


def test_saving_never_replaces_without_being_told(c, tmp_path):
    c.save(tmp_path / "out")
    assert not {"statements.png", "summary.png"} & set(files(tmp_path / "out" / "figures"))
    with pytest.raises(CrossframeError, match="exists already"):
        c.save(tmp_path / "out")


def test_only_a_project_has_a_place_for_single_tables(c):
    with pytest.raises(CrossframeError, match="no project"):
        c.save_table("sentences")


def test_loading_says_what_was_left_out(tmp_path):
    for name, text in {"a": 8 * ANCHOR, "b": 8 * BAY, "c": ""}.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    corpus = cf.load([tmp_path / "a.txt", str(tmp_path / "b.txt"), tmp_path / "c.txt"])
    assert list(corpus.outlets.values()) == ["a", "b"]
    assert corpus.intake["status"].tolist() == ["used", "used", "left out"]
    assert (corpus.title, corpus.codebook, corpus.primary) == ("", None, ())
    assert "intake" in cf.compare(corpus)


def test_by_default_the_project_of_this_folder_is_loaded(root, monkeypatch):
    monkeypatch.chdir(root / "notebooks")
    corpus = cf.load()
    assert corpus.codebook.name == "codebook.toml"
    assert corpus.speaker == "kallas"


def test_the_page_of_tables_is_that_of_the_comparison(c):
    tables = {name: c[name] for name in c}
    assert cf.show(tables, ARTICLES, title="The bridge") == cf.show(c)
    assert isinstance(tables["sentences"], pd.DataFrame)


def test_the_package_has_the_verbs_and_nothing_else():
    assert {"load", "compare", "show"} < set(cf.__all__)
    with pytest.raises(AttributeError, match="no attribute 'lode'"):
        _ = cf.lode


def test_valid_shares_are_a_table_where_people_coded_a_random_sample(root, tmp_path):
    shutil.copytree(root / "data", tmp_path / "data")
    assert cf.compare(cf.load(tmp_path / "data" / "articles.toml"))["stance_shares"].empty
    people = pd.read_csv(root / "data" / "codings" / "reference.csv", encoding="utf-8-sig")
    people = people.drop(columns="coded_by").assign(weight=2.0)
    people.to_csv(tmp_path / "data" / "people.csv", index=False)
    manifest = tmp_path / "data" / "articles.toml"
    manifest.write_text(f'adjudicated = "people.csv"\n{manifest.read_text("utf-8")}', "utf-8")
    c = cf.compare(cf.load(manifest))
    found = c["stance_shares"].set_index(["outlet", "theme", "measure"])
    caps = found.loc["CEO Outlook Magazine", "troop_caps", "against"]
    assert (caps["coded"], caps["people"]) == (10, 0.8)  # 8 against, 1 in favor, 1 with both
    assert caps["low"] < 0.8 < caps["high"]
    assert found.loc["Lord's Press", "territory", "against"]["reason"] == (
        "people coded 1 such unit; 10 are needed"
    )
    assert c.coding[0].startswith("58 of 58 units coded by people")
