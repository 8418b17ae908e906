"""crossframe compare and crossframe new, from files to folders."""

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from crossframe.articles import Article, load_project
from crossframe.cli import main
from crossframe.codebook import load_codebook
from crossframe.comparison import compare
from crossframe.errors import CrossframeError
from crossframe.new_project import write_project
from crossframe.outputs import write_comparison
from crossframe.sentences import given_sentences
from crossframe.suggestions import suggest_themes

HARBOUR = """Council votes to close the old harbour

The city council voted on Monday to close the old harbour after a long debate about its safety.

Mayor Ada Lund said the old harbour was a danger to the people who live beside the water.

"We cannot keep a harbour open that fails every inspection," Lund told reporters after the meeting.

Dockers warned that closing the old harbour would cost 400 jobs in the poorest part of the city.
"""
DOCKERS = """Dockers fight plan to close old harbour

Dockers marched through the city on Tuesday against the plan to close the old harbour for good.

Their union said that closing the old harbour would cost more than 400 jobs within a single year.

Mayor Ada Lund has argued that the old harbour is a danger to the people who live near the water.

The council, which voted on Monday, promised to talk with the union before the gates are shut.
"""
BREAD = """Rye bread from the hills wins national prize

A small bakery in the hills has won the national prize for its rye bread, the jury said on Friday.

The baker, Maria Stone, said the recipe had been in her family for more than a hundred years now.

Tourists queue every morning in front of the bakery to taste the bread while it is still warm inside.
"""


@pytest.fixture
def folder(tmp_path):
    articles = tmp_path / "articles"
    for outlet, text in {"anchor": HARBOUR, "bay": DOCKERS}.items():
        (articles / outlet).mkdir(parents=True)
        (articles / outlet / "one.txt").write_text(text, "utf-8")
    return articles


@pytest.fixture
def run():
    runner = CliRunner()
    return lambda *arguments: runner.invoke(main, [str(argument) for argument in arguments])


def test_one_command_writes_everything(run, folder, tmp_path):
    out = tmp_path / "out"
    result = run("compare", folder, "--out", out, "--title", "The old harbour")
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in out.iterdir()) == [
        "figures", "manifest.json", "methods.md", "reader.html", "tables",
    ]  # fmt: skip
    assert "2 articles found, 2 used, 0 left out." in result.output
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert manifest["title"] == "The old harbour"
    assert len(manifest["articles"]) == 2
    assert manifest["rows"]["sentences"] == len(pd.read_csv(out / "tables" / "sentences.csv"))
    assert {path.suffix for path in (out / "figures").iterdir()} == {".png", ".svg"}
    assert "stance" not in manifest["rows"]


def test_the_methods_name_settings_and_sources(run, folder, tmp_path):
    run("compare", folder, "--out", tmp_path / "out")
    text = (tmp_path / "out" / "methods.md").read_text("utf-8")
    assert "Monroe" in text
    assert "BASIL" in text
    assert "Krippendorff" not in text


def test_with_a_codebook_there_is_stance(run, folder, tmp_path):
    book = tmp_path / "codebook.toml"
    book.write_text(
        'title = "Harbour"\narticles = []\n[[theme]]\nid = "closing"\nlabel = "Closing"\n'
        'proposition = "The old harbour should be closed."\nterms = ["clos* the old harbour"]\n',
        "utf-8",
    )
    result = run("compare", folder, "--out", tmp_path / "out", "--codebook", book)
    assert result.exit_code == 0, result.output
    assert len(pd.read_csv(tmp_path / "out" / "tables" / "stance.csv")) > 0
    assert (tmp_path / "out" / "figures" / "stance.png").exists()
    assert "Krippendorff" in (tmp_path / "out" / "methods.md").read_text("utf-8")


def test_the_same_input_gives_the_same_bytes(run, folder, tmp_path):
    for name in ("one", "two"):
        run("compare", folder, "--out", tmp_path / name)
    first = {
        p.relative_to(tmp_path / "one"): p.read_bytes()
        for p in (tmp_path / "one").rglob("*")
        if p.is_file()
    }
    second = {
        p.relative_to(tmp_path / "two"): p.read_bytes()
        for p in (tmp_path / "two").rglob("*")
        if p.is_file()
    }
    assert first == second


def test_an_existing_folder_is_kept_without_force(run, folder, tmp_path):
    out = tmp_path / "out"
    assert run("compare", folder, "--out", out).exit_code == 0
    before = (out / "manifest.json").read_bytes()
    result = run("compare", folder, "--out", out)
    assert result.exit_code == 1
    assert "--force" in result.output
    assert (out / "manifest.json").read_bytes() == before
    assert run("compare", folder, "--out", out, "--force", "--quiet").output == ""


def test_articles_on_another_event_are_pointed_out(run, folder, tmp_path):
    (folder / "crust").mkdir()
    (folder / "crust" / "bread.txt").write_text(BREAD, "utf-8")
    result = run("compare", folder, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert "do not seem to be on one event" in result.output


def test_shared_copy_is_pointed_out(run, folder, tmp_path):
    copied = HARBOUR.replace("Council votes", "City votes")
    (folder / "bay" / "one.txt").write_text(copied, "utf-8")
    result = run("compare", folder, "--out", tmp_path / "out")
    assert "Shared copy:" in result.output


def test_what_is_left_out_is_named_with_its_reason(run, folder, tmp_path):
    (folder / "bay" / "empty.txt").write_text("  \n", "utf-8")
    result = run("compare", folder, "--out", tmp_path / "out")
    assert "3 articles found, 2 used, 1 left out." in result.output
    assert "empty.txt" in result.output


def test_a_single_article_is_one_message_and_leaves_nothing(run, folder, tmp_path):
    result = run("compare", folder / "anchor", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "nothing to compare" in result.output
    assert not (tmp_path / "out").exists()
    assert not list(tmp_path.glob(".*crossframe-tmp"))


def test_a_project_brings_its_codebook_and_title(run, root, tmp_path):
    result = run("compare", root / "data" / "articles.toml", "--out", tmp_path / "out", "--quiet")
    assert result.exit_code == 0, result.output
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert manifest["title"] == load_project(root / "data" / "articles.toml").title
    assert manifest["rows"]["stance"] > 0
    assert (tmp_path / "out" / "reader.html").stat().st_size <= 400_000


def test_columns_must_be_pairs(run, folder):
    result = run("compare", folder, "--columns", "text")
    assert result.exit_code == 2


def test_compare_needs_two_articles(project):
    with pytest.raises(CrossframeError, match="nothing to compare"):
        compare(project.articles[:1])


def test_a_new_project_runs(run, folder, tmp_path):
    place = tmp_path / "harbour"
    result = run("new", place, folder, "--title", "The old harbour")
    assert result.exit_code == 0, result.output
    project = load_project(place / "data" / "articles.toml")
    assert project.title == "The old harbour"
    assert [article.outlet for article in project.articles] == ["anchor", "bay"]
    assert load_codebook(project.codebook).themes
    assert project.speaker in {actor.id for actor in load_codebook(project.codebook).actors}
    assert len(list((place / "notebooks").glob("*.ipynb"))) == 6


def test_the_notebooks_of_a_new_project_run_from_where_they_stand(run, folder, tmp_path):
    place = tmp_path / "a project"
    run("new", place, folder)
    command = [Path(sys.executable).with_name("crossframe"), "notebooks", place / "notebooks"]
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (place / "figures" / "summary.png").exists()
    assert (place / "data" / "derived" / "statements.csv").exists()


def test_a_new_project_never_replaces_a_folder(run, folder, tmp_path):
    place = tmp_path / "thesis"
    place.mkdir()
    (place / "chapter.txt").write_text("years of work")
    assert run("new", place, folder).exit_code == 1
    assert (place / "chapter.txt").read_text() == "years of work"


def test_suggested_themes_of_few_words(harbour):
    themes = suggest_themes(harbour)
    assert "harbour" in " ".join(themes["terms"])
    assert themes["sentences"].is_monotonic_decreasing
    assert suggest_themes(harbour.head(0)).empty


def test_reporting_verbs_and_figures_suggest_no_theme():
    texts = ["Lee said 400 boats came.", "Roe said 400 boats left.", "Boats, said Lee."]
    table = given_sentences([("a", i, i, text) for i, text in enumerate(texts)])
    terms = "; ".join(suggest_themes(table)["terms"]).split("; ")
    assert "400 boats" in terms
    assert "400" not in terms
    assert not any("said" in term for term in terms)


def test_rows_settled_by_hand_override_the_rules_of_a_compared_project(run, folder, tmp_path):
    project, out, sheet = tmp_path / "project", tmp_path / "out", tmp_path / "sheet.csv"
    assert run("new", project, folder).exit_code == 0
    assert run("codesheet", project, "--out", sheet, "--units", 1).exit_code == 0
    settled = pd.read_csv(sheet, dtype=str, keep_default_na=False)
    settled[["stance", "holder"]] = "against", "outlet"
    settled.to_csv(project / "data" / "settled.csv", index=False)
    manifest = project / "data" / "articles.toml"
    manifest.write_text(f'adjudicated = "settled.csv"\n{manifest.read_text("utf-8")}', "utf-8")
    result = run("compare", project, "--out", out)
    assert result.exit_code == 0, result.output
    stance = pd.read_csv(out / "tables" / "stance.csv")
    rows = stance[stance["coded_by"] == "adjudicated"]
    assert rows[["article", "theme", "stance"]].values.tolist() == [
        [*settled.loc[0, ["article", "theme"]], "against"]
    ]


def test_article_ids_of_any_characters_make_file_names(tmp_path):
    texts = {"a/b": HARBOUR, "../c: *?": DOCKERS, "d": HARBOUR}
    articles = [Article(id=id_, outlet=id_, text=text) for id_, text in texts.items()]
    write_comparison(tmp_path / "out", compare(articles), articles, title="A\nB")
    names = {path.name for path in (tmp_path / "out" / "figures").iterdir()}
    assert {"alignment_a-b_c.png", "alignment_a-b_d.png", "alignment_c_d.svg"} <= names
    assert 'on "A B" were' in (tmp_path / "out" / "methods.md").read_text("utf-8")
    write_project(tmp_path / "new", articles, title='A "b"\n\x1b\x7f')
    project = load_project(tmp_path / "new" / "data" / "articles.toml")
    assert project.title == 'A "b"\n\x1b\x7f'
    assert [article.path.name for article in project.articles] == ["a-b.txt", "c.txt", "d.txt"]
    assert [article.id for article in project.articles] == list(texts)
