"""crossframe compare and crossframe new, from files to folders."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from crossframe.cli.main import main
from crossframe.comparison import compare
from crossframe.corpus.articles import Article, load_project
from crossframe.errors import CrossframeError
from crossframe.intake.paths import only_project
from crossframe.report.new_project import write_project
from crossframe.report.summary import unwritten
from crossframe.stance.codebook import load_codebook

TEMPLATES = sorted(
    (Path(__file__).parents[2] / "src" / "crossframe" / "report" / "templates" / "notebooks").glob(
        "*.ipynb"
    )
)

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
FERRY = """Ferry firm backs plan to close the old harbour

A ferry firm said on Wednesday that it backed the plan to close the old harbour within a year.

"The old harbour is a danger to the people on our boats," its head Tom Reed told reporters.

Reed said that Mayor Ada Lund had promised the firm a new pier before the old harbour is closed.
"""
GERMAN = """Der alte Hafen wird geschlossen

Der Stadtrat hat am Montag beschlossen, den alten Hafen nach langer Debatte zu schließen.

Die Bürgermeisterin sagte, der Hafen sei eine Gefahr für alle, die in seiner Nähe wohnen müssen.
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
        "figures", "manifest.json", "methods.md", "reader.html", "tables", "texts",
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
    assert "replace this output with --overwrite" in " ".join(result.output.split())
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


def test_a_project_with_further_articles_keeps_its_title_and_codebook(run, folder, tmp_path):
    project, more = tmp_path / "project", tmp_path / "ferry.txt"
    more.write_text(FERRY, "utf-8")
    run("new", project, folder, "--title", "The old harbour")
    result = run("compare", project, more, project / "data", "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert manifest["title"] == "The old harbour"
    assert [article["id"] for article in manifest["articles"]] == ["anchor", "bay", "ferry"]
    assert manifest["rows"]["stance"] > 0
    assert "Not written yet in the codebook" in result.output


def test_of_two_projects_neither_rules(run, folder, tmp_path):
    for name in ("one", "two"):
        (folder / "bay" / "one.txt").write_text(FERRY if name == "two" else DOCKERS, "utf-8")
        run("new", tmp_path / name, folder)
    project, notes = only_project([tmp_path / "one", tmp_path / "two"])
    assert project is None
    assert "There are 2 projects" in notes[0]
    assert only_project([tmp_path / "two", tmp_path / "two" / "data"])[0].title == "An event"
    assert only_project([folder]) == (None, [])


def test_force_is_replacing_and_any_language(run, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "manifest.json").write_text('{"crossframe": "0", "rows": {}}', "utf-8")
    (tmp_path / "a.txt").write_text(HARBOUR, "utf-8")
    (tmp_path / "b.txt").write_text(GERMAN, "utf-8")
    paths = [tmp_path / "a.txt", tmp_path / "b.txt", "--out", out]
    assert "exists already" in run("compare", *paths, "--any-language").output
    refused = run("compare", *paths, "--overwrite")
    assert refused.exit_code == 1
    assert "is in German" in refused.output
    assert "--force" in refused.output
    assert [path.name for path in out.iterdir()] == ["manifest.json"]
    used = run("compare", *paths, "--force")
    assert used.exit_code == 0, used.output
    assert "b (b), " in used.output
    assert "in German, used all the same" in used.output
    assert run("new", tmp_path / "project", *paths[:2], "--any-language").exit_code == 0


def test_too_few_articles_are_told_with_the_reasons(run, folder, tmp_path):
    (folder / "bay" / "one.txt").write_bytes(b"%PDF-1.7")
    for command in (
        ["compare", folder, "--out", tmp_path / "out"],
        ["new", tmp_path / "out", folder],
    ):
        result = run(*command)
        assert result.exit_code == 1
        assert "only 1 of 2 could be used" in result.output
        assert "is a damaged PDF file" in result.output
        assert not (tmp_path / "out").exists()


def test_each_step_is_told(tmp_path):
    articles = [Article("a", "A", HARBOUR), Article("b", "B", DOCKERS)]
    told = []
    tables = compare(articles, title="x", progress=told.append)
    assert told == []
    tables.save(tmp_path / "out")
    measured = [step for step in told if step.startswith("Measuring ")]
    assert [step.split(": ")[0] for step in measured] == [
        f"Measuring {number} of {len(tables)}" for number in range(1, len(tables) + 1)
    ]
    assert {step.split(": ")[1].replace(" ", "_") for step in measured} == set(tables)
    assert "Drawing phrase dispersion" in told
    assert "Writing the reader" in told


def test_help_tells_exit_codes_names_of_outlets_and_completion(run):
    text = run("compare", "--help").output
    for said in ("130", "folder below the given one", "--overwrite and --any-language"):
        assert said in " ".join(text.split())
    assert "_CROSSFRAME_COMPLETE=bash_source" in run("--help").output


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
    assert len(list((place / "notebooks").glob("*.ipynb"))) == 7


def test_the_notebooks_of_a_new_project_run_from_where_they_stand(run, folder, tmp_path):
    """Three articles of two outlets: what is written for pairs must hold for all of them."""
    place = tmp_path / "a project"
    (folder / "bay" / "two.txt").write_text(FERRY, "utf-8")
    assert run("new", place, folder).exit_code == 0
    command = [Path(sys.executable).with_name("crossframe"), "notebooks", place / "notebooks"]
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.split()) == 2 * 7  # the path has a space
    assert (place / "figures" / "summary.png").exists()
    derived = place / "data" / "derived"
    ids = {"anchor", "bay-1", "bay-2"}
    for name in ("sentences", "phrase_shares", "distinctive_words", "voice_shares"):
        assert set(pd.read_csv(derived / f"{name}.csv")["article"]) == ids
    pairs = pd.read_csv(derived / "similarity_pairs.csv")
    assert pairs[["article_a", "article_b"]].values.tolist() == [
        ["anchor", "bay-1"],
        ["anchor", "bay-2"],
        ["bay-1", "bay-2"],
    ]
    assert set(pd.read_csv(derived / "statements.csv")["other"]) == ids
    made = "".join(path.read_text("utf-8") for path in (place / "notebooks").glob("*.ipynb"))
    assert "bay (1)" in made
    assert "Not written yet in the codebook" in made


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_the_notebooks_of_a_project_speak_of_any_number_of_articles(path):
    cells = json.loads(path.read_text("utf-8"))["cells"]
    text = " ".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")
    assert not re.search(
        r"\b(?:both|(?:the )?two) (?:articles|outlets)|the other (?:article|outlet)\b", text
    )
    for cell in cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


def test_a_new_project_says_what_it_is(run, folder, tmp_path):
    place = tmp_path / "project"
    run("new", place, folder, "--title", "The *old* | harbour")
    text = (place / "README.md").read_text("utf-8")
    assert text.startswith("# The \\*old\\* \\| harbour\n")
    assert "2 articles of 2 outlets" in text
    assert "| `bay` | bay | Dockers fight plan to close old harbour |" in text
    data = (place / "data" / "README.md").read_text("utf-8")
    assert f"| `anchor.txt` | one.txt | {len(HARBOUR)} |" in data
    codebook = load_codebook(place / "data" / "codebook.toml")
    assert unwritten(codebook)[0].endswith(f"{codebook.themes[-1].label}.")
    [article, _] = load_project(place / "data" / "articles.toml").articles
    assert article.headline == "Council votes to close the old harbour"
    assert "not stated" in article.notes["headline"]


def test_the_tables_of_a_project_are_all_described(root):
    """Every table that a notebook of a new project writes stands in the project's data/README.md."""
    listed = (root / "src/crossframe/report/templates/data.md.j2").read_text("utf-8")
    written = {
        name
        for path in TEMPLATES
        for name in re.findall(
            r"(?:project\.derived / |save_table\()\\\"(\w+)", path.read_text("utf-8")
        )
    }
    assert len(written) > 15
    assert written == set(re.findall(r"^\| `(\w+)\.csv`", listed, re.MULTILINE))


def test_a_new_project_never_replaces_a_folder(run, folder, tmp_path):
    place = tmp_path / "thesis"
    place.mkdir()
    (place / "chapter.txt").write_text("years of work")
    assert run("new", place, folder).exit_code == 1
    assert (place / "chapter.txt").read_text() == "years of work"


def test_every_sentence_is_found_at_its_place_in_the_texts(run, folder, tmp_path):
    assert run("compare", folder, "--out", tmp_path / "out").exit_code == 0
    table = pd.read_csv(tmp_path / "out" / "tables" / "sentences.csv", keep_default_na=False)
    assert len(table)
    for row in table.itertuples():
        path = tmp_path / "out" / "texts" / f"{row.article}.txt"
        text = path.read_bytes().decode("utf-8")[row.start : row.end]
        assert text.split() == row.text.removeprefix("'").split()


def test_rows_settled_by_hand_override_the_rules_of_a_compared_project(run, folder, tmp_path):
    project, out, sheet = tmp_path / "project", tmp_path / "out", tmp_path / "sheet.csv"
    assert run("new", project, folder).exit_code == 0
    refused = run("codesheet", project, "--out", sheet, "--units", 1)
    assert (refused.exit_code, "no proposition yet" in refused.output) == (1, True)
    book = project / "data" / "codebook.toml"
    book.write_text(
        re.sub(r"\(To be written:[^\"]*", "It should be.", book.read_text("utf-8")), "utf-8"
    )
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
    tables = compare(articles, title="A\nB")
    tables.save(tmp_path / "out")
    names = {path.name for path in (tmp_path / "out" / "figures").iterdir()}
    assert {"alignment_a-b_c.png", "alignment_a-b_d.png", "alignment_c_d.svg"} <= names
    assert 'on "A B" were' in (tmp_path / "out" / "methods.md").read_text("utf-8")
    write_project(tmp_path / "new", tables, articles, title='A "b"\n\x1b\x7f')
    project = load_project(tmp_path / "new" / "data" / "articles.toml")
    assert project.title == 'A "b"\n\x1b\x7f'
    assert [article.path.name for article in project.articles] == ["a-b.txt", "c.txt", "d.txt"]
    assert [article.id for article in project.articles] == list(texts)


def test_a_new_project_takes_no_pronoun_for_a_name(run, tmp_path):
    texts = {
        "anchor": "Ann Lee opened the bridge. She said that it cost 12 million. Lee said it holds. "
        "Later she said that the river would rise again in the spring of the year.",
        "bay": "Bob Roe closed the bridge. He said that it cost 15 million. Roe said it leaks. "
        "Later he said that the river would fall again in the autumn of the year.",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    files = [tmp_path / f"{name}.txt" for name in texts]
    result = run("new", tmp_path / "project", *files)
    assert result.exit_code == 0, result.output
    actors = load_codebook(tmp_path / "project" / "data" / "codebook.toml").actors
    assert {actor.name for actor in actors} == {"Ann Lee", "Bob Roe"}
    assert not {"She", "He"} & {alias for actor in actors for alias in actor.aliases}


def test_find_prints_lines_by_outlet_and_writes_them(tmp_path):
    table = tmp_path / "lines.csv"
    manifest = Path(__file__).parents[2] / "data" / "articles.toml"
    found = CliRunner().invoke(main, ["find", str(manifest), "troop", "cap", "--table", str(table)])
    assert found.exit_code == 0
    assert found.output.splitlines() == [
        "Lord's Press: 0 in 464 words, 0.0 per 1,000",
        "CEO Outlook Magazine: 1 in 354 words, 2.8 per 1,000",
        "  ’s emerging counterproposal rejects [troop caps] on Ukraine and instead seeks to emb  ceo-outlook 7",
    ]
    assert pd.read_csv(table)[["article", "sentence", "match"]].values.tolist() == [["ceo-outlook", 7, "troop caps"]]  # fmt: skip


@pytest.mark.parametrize("arguments", [["none.toml", "cap"], ["data", "?!"]])
def test_find_says_what_is_wrong_in_one_line(arguments, monkeypatch):
    monkeypatch.chdir(Path(__file__).parents[2])
    found = CliRunner().invoke(main, ["find", *arguments])
    assert found.exit_code == 1
    assert found.output.startswith("Error: ")
    assert len(found.output.splitlines()) == 1


def test_without_figures_the_rest_is_written(run, tmp_path):
    out = tmp_path / "out"
    result = run(
        "compare", Path(__file__).parents[2] / "data" / "raw", "--out", out, "--no-figures"
    )
    assert result.exit_code == 0
    assert "Written: " in result.output
    assert "figures" not in {path.name for path in out.iterdir()}
    assert (out / "reader.html").stat().st_size
