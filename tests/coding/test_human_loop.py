"""A full round: sheet out, two coders, agreement, adjudication, and the figures that follow."""

import csv
import hashlib
import io
import json

import pandas as pd
import pytest
from click.testing import CliRunner
from matplotlib.container import BarContainer

from crossframe.cli.main import main
from crossframe.coding.adjudication import apply_adjudication, read_adjudicated
from crossframe.coding.standing import coding_note
from crossframe.corpus.articles import load_project
from crossframe.plots.stance import plot_stance, plot_theme_strip
from crossframe.stance.machine import machine_coding
from crossframe.stance.units import unit_stances

PAGES = {
    "anchor": """Mayor wants the old harbour closed

Mayor Ada Lund said on Monday that the old harbour must close.

“We support the closure of the harbour,” Lund said.

The council meets on Friday.

The dockers' union rejected the closure of the harbour.
""",
    "bay": """Dockers oppose closing the harbour

The dockers' union opposes the closure of the harbour, its chair said.

A state grant would pay for a new quay, Lund argued.

It rained all day.
""",
}
CODEBOOK = """
title = "Harbour"

[[theme]]
id = "closing"
label = "Closing the harbour"
proposition = "The old harbour should close."
terms = ["clos*", "closure*"]

[[theme]]
id = "grant"
label = "A state grant"
proposition = "The state should pay for a new quay."
terms = ["grant*", "new quay"]

[[actor]]
id = "lund"
name = "Ada Lund"
aliases = ["Lund", "the mayor"]

[[actor]]
id = "union"
name = "the dockers' union"
aliases = ["dockers"]
"""


@pytest.fixture
def folder(tmp_path):
    data = tmp_path / "data"
    (data / "coding").mkdir(parents=True)
    (data / "codebook.toml").write_text(CODEBOOK, "utf-8")
    manifest = ['title = "Harbour"', 'codebook = "codebook.toml"']
    for name, page in PAGES.items():
        (data / f"{name}.txt").write_text(page, "utf-8")
        digest = hashlib.sha256(page.encode()).hexdigest()
        headline = page.splitlines()[0]
        manifest.append(
            f'[[article]]\nid = "{name}"\noutlet = "The {name.title()}"\nfile = "{name}.txt"\n'
            f'sha256 = "{digest}"\nheadline = "{headline}"'
        )
    (data / "articles.toml").write_text("\n".join(manifest), "utf-8")
    return tmp_path


@pytest.fixture
def run():
    runner = CliRunner()

    def use(*arguments, code=0):
        result = runner.invoke(main, [str(argument) for argument in arguments])
        assert result.exit_code == code, result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return use


def fill(source, target, answer, *, separator=","):
    """Fill a sheet in as a coder would and save it as a spreadsheet would."""
    rows = list(csv.DictReader(io.StringIO(source.read_bytes().decode("utf-8-sig"), newline="")))
    for row in rows:
        row.update(answer(row))
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]), delimiter=separator, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    target.write_bytes(buffer.getvalue().encode("utf-8-sig"))
    return rows


def careful(row):
    """Code by what the sentences of the two pages say."""
    text = row["text"].lower()
    if row["theme"] == "grant":
        said = {"stance": "favor", "holder": "lund", "evidence": "A state grant would pay"}
        return said if "grant" in text else {"stance": "absent"}
    if "harbour" not in text:
        return {"stance": "absent"}
    if "docker" in text:
        return {"stance": "against", "holder": "Dockers", "evidence": "harbour"}
    return {"stance": "favor", "holder": "Ada Lund", "evidence": ""}


def hasty(row):
    """Code as the careful one, but take the union's rejection for a mere report."""
    said = careful(row)
    rejected = "rejected" in row["text"] and said["stance"] == "against"
    return {"stance": "neither", "holder": "", "evidence": ""} if rejected else said


def lengths(figure):
    """Return the lengths of all bars of each panel."""
    return [
        sorted(bar.get_width() for c in axes.containers if isinstance(c, BarContainer) for bar in c)
        for axes in figure.axes
    ]


def test_a_full_round(folder, run):
    sheet, second = folder / "sheet.csv", folder / "second.csv"
    run("codesheet", folder, "--out", sheet, "--units", 30, "--seed", 3)
    run("codesheet", folder / "data" / "articles.toml", "--out", second, "--units", 30, "--seed", 3)
    assert sheet.read_bytes() == second.read_bytes()

    careful_file, hasty_file = folder / "careful.csv", folder / "hasty.csv"
    rows = fill(sheet, careful_file, careful, separator=";")
    fill(second, hasty_file, hasty)
    assert len(rows) == 9 * 2  # nine sentences, two themes: all units, as there are fewer than 30

    unsettled, settled = folder / "open.csv", folder / "data" / "coding" / "agreed.csv"
    result = run(
        "agreement", careful_file, hasty_file, "--machine", folder, "--json",
        "--disagreements", unsettled, "--agreed", settled,
    )  # fmt: skip
    report = json.loads(result.output)
    overall = {row["coders"]: row for row in report["agreement"] if row["theme"] == "all themes"}
    assert set(overall) == {"careful, hasty", "machine, careful", "machine, hasty"}
    # 7 units are touched (6 on closing, 1 on the grant), one coded differently
    between = overall["careful, hasty"]
    assert (between["units"], between["absent"]) == (7, 11)
    assert between["agreement"] == pytest.approx(6 / 7)
    # favor 4+4, against 3+2, neither 1 of 14 values: 1 - (2/14) / ((196 - 64 - 25 - 1) / 182)
    assert between["alpha"] == pytest.approx(1 - (2 / 14) / (106 / 182))
    assert between["by_chance"] == pytest.approx(7 * 106 / 182)
    assert between["level"] == "too few"
    text = run("agreement", careful_file, hasty_file, "--machine", folder).output
    assert "On the other 7, in 7 sentences, they agree in 86%" in text.replace("\n", " ")
    assert text.count("fewer than 15 of the units would differ by chance") == 1
    assert "0.667" not in text  # of verdicts only those that were given are explained
    (open_unit,) = report["disagreements"]
    assert "rejected" in open_unit["text"]
    assert (open_unit["careful stance"], open_unit["hasty stance"]) == ("against", "neither")
    assert open_unit["careful holder"] == "union"  # "Dockers" is one of its names

    decided = folder / "data" / "coding" / "decided.csv"
    fill(
        unsettled,
        decided,
        lambda _: {"stance": "against", "holder": "union", "evidence": "rejected"},
    )
    manifest = folder / "data" / "articles.toml"
    manifest.write_text(
        'adjudicated = ["coding/agreed.csv", "coding/decided.csv"]\n' + manifest.read_text("utf-8"),
        "utf-8",
    )

    project = load_project(manifest)
    sentences, codebook, machine = machine_coding(folder)
    assert "coded_by" not in machine  # what scores are computed on
    adjudicated = read_adjudicated(project.adjudicated, codebook, sentences)
    stance = apply_adjudication(machine, adjudicated)
    assert set(stance["coded_by"]) == {"adjudicated"}
    assert coding_note(stance) == "7 of 7 units coded by people."
    units = unit_stances(stance)
    assert units.groupby(level="article").value_counts().to_dict() == {
        ("anchor", "favor"): 3,
        ("anchor", "against"): 1,
        ("bay", "against"): 2,
        ("bay", "favor"): 1,
    }
    for row in stance.itertuples():
        assert PAGES[row.article][row.start : row.end] == row.evidence

    figure = plot_stance(stance, codebook, project.outlets)
    assert [[length for length in panel if length] for panel in lengths(figure)] == [
        [-1, 3],
        [-2, 1],
    ]
    strip = plot_theme_strip(stance, sentences, codebook, project.outlets)
    marks = {line.get_marker(): list(line.get_xdata()) for line in strip.axes[0].lines}
    assert marks["^"] == [0, 1, 2]  # favor
    assert marks["v"] == [4]  # against


def test_one_settled_file_holds_what_is_agreed_too(folder, run):
    sheet = folder / "sheet.csv"
    run("codesheet", folder, "--out", sheet)
    paths = [folder / "ann.csv", folder / "bo.csv"]
    for path, answer in zip(paths, (careful, hasty), strict=True):
        fill(sheet, path, answer)
    settled = folder / "data" / "settled.csv"
    run("agreement", *paths, "--disagreements", settled)
    against = {"stance": "against", "holder": "union", "evidence": "rejected"}
    rows = fill(settled, settled, lambda row: {} if row["stance"] else against)
    assert [row["note"] for row in rows] == ["", *["agreed"] * 17]
    sentences, codebook, machine = machine_coding(folder)
    stance = apply_adjudication(machine, read_adjudicated([settled], codebook, sentences))
    assert set(stance["coded_by"]) == {"adjudicated"}
    assert len(unit_stances(stance)) == 7


def test_an_adjudicated_row_turns_one_bar(folder, run):
    _, codebook, machine = machine_coding(folder)
    outlets = load_project(folder / "data" / "articles.toml").outlets
    before = plot_stance(machine, codebook, outlets)
    favored = unit_stances(machine)
    favored = favored[favored == "favor"].index[0]
    turned = apply_adjudication(
        machine,
        machine[machine[["article", "sentence", "theme"]].apply(tuple, axis=1) == favored].assign(
            stance="absent"
        ),
    )
    after = plot_stance(turned, codebook, outlets)
    assert sum(map(sum, lengths(before))) - sum(map(sum, lengths(after))) == 1
    assert coding_note(turned).startswith("Coded by rules: unreviewed, about half right")


def test_scores_do_not_change_by_adjudication(folder, run):
    gold = folder / "data" / "gold"
    gold.mkdir()
    sentences, _, machine = machine_coding(folder)
    sentences.to_csv(gold / "sentences.csv", index=False)
    machine.to_csv(gold / "stance.csv", index=False)
    before = run("evaluate", "stance", gold, "--json", "--table", folder / "scores.csv").output
    scores = pd.read_csv(folder / "scores.csv").iloc[0]
    assert (scores["part"], scores["detection"], scores["stance"]) == ("all", 1, 1)
    sheet = folder / "data" / "coding" / "all.csv"
    run("codesheet", folder, "--out", sheet)
    fill(sheet, sheet, lambda _: {"stance": "absent"})
    manifest = folder / "data" / "articles.toml"
    manifest.write_text('adjudicated = "coding/all.csv"\n' + manifest.read_text("utf-8"), "utf-8")
    assert len(load_project(manifest).adjudicated) == 1
    assert run("evaluate", "stance", gold, "--json").output == before


def test_the_text_report(folder, run):
    sheet = folder / "sheet.csv"
    run("codesheet", folder, "--out", sheet, "--semicolons")
    assert b";sentence;" in sheet.read_bytes()
    sheet = folder / "comma.csv"
    run("codesheet", folder, "--out", sheet)
    paths = [folder / "ann.csv", folder / "bo.csv", folder / "cy.csv"]
    for path, answer in zip(paths, (careful, hasty, careful), strict=True):
        fill(sheet, path, answer)
    text = run("agreement", *paths, "--machine", folder).output
    blocks = text.split("\n\n")
    summary = " ".join(blocks[0].split())
    assert summary.startswith("ann, bo, cy: 18 units (one sentence and one theme each) coded by at")
    assert "11 of them absent to all and left out. On the other 7, in 7 sentences" in summary
    lines = blocks[1].splitlines()
    assert lines[0].split() == [
        "theme", "coders", "units", "absent", "agreement", "alpha", "95%", "interval", "verdict",
    ]  # fmt: skip
    # over all themes: together, three pairs, the machine with each; on a theme: without the pairs
    assert [len(line.split("  ")[0]) > 0 for line in lines[1:]] == [
        *(True, *[False] * 6),
        *(True, *[False] * 3),
        *(True, *[False] * 3),
    ]
    assert len({len(line) for line in lines[1:]}) == 1
    assert "Units by value: rows ann, columns bo" in text
    assert "1 unit to adjudicate" in text
    assert "against (union)" in text
    assert "neither (outlet)" in text


def test_a_coder_who_skips_rows(folder, run):
    sheet = folder / "sheet.csv"
    run("codesheet", folder, "--out", sheet)
    full, part = folder / "full.csv", folder / "part.csv"
    fill(sheet, full, careful)
    fill(sheet, part, careful)
    lines = part.read_text("utf-8-sig").splitlines(keepends=True)
    part.write_text("".join(lines[:9]), "utf-8-sig")
    summary = " ".join(run("agreement", full, part).output.split("\n\n")[0].split())
    assert "full, part: 8 units (one sentence and one theme each) coded by both" in summary
    assert "10 units coded by one person only." in summary
    found = json.loads(run("agreement", full, part, "--json").output)
    assert found["coded_once"] == 10
    assert found["agreement"][0]["agreement"] == 1
    assert found["disagreements"] == []


def test_mistakes_of_coders_are_one_message(folder, run):
    sheet = folder / "sheet.csv"
    run("codesheet", folder, "--out", sheet)
    fill(sheet, sheet, lambda row: {"stance": "for" if row["theme"] == "grant" else "absent"})
    other = folder / "other.csv"
    fill(sheet, other, careful)
    result = run("agreement", sheet, other, code=1)
    assert "9 mistakes in the coding sheet" in result.output
    assert "lines 3, 5, 7, 9, 11, 13, 15, 17, 19: unknown stance 'for'" in result.output
    run("agreement", sheet, code=2)
    assert "given twice" in run("agreement", other, other, code=1).output
    assert "missing" in run("agreement", other, folder / "none.csv", code=1).output


def test_full_codings_in_the_form_of_gold_are_compared(folder, run, tmp_path):
    paths = [tmp_path / "one.csv", tmp_path / "two.csv"]
    head = "article,sentence,theme,holder,stance,evidence\n"
    paths[0].write_text(head + "a,1,t,lee,favor,x\na,2,t,lee,favor,x\n", "utf-8")
    paths[1].write_text(head + "a,1,t,lee,favor,x\na,3,t,lee,against,x\n", "utf-8")
    report = json.loads(run("agreement", *paths, "--json").output)
    assert report["agreement"][0]["units"] == 3
    assert report["agreement"][0]["agreement"] == pytest.approx(1 / 3)
    assert len(report["disagreements"]) == 2


def test_any_codings_are_compared_and_one_is_chosen(folder, run):
    made = json.loads(run("code", folder, "--json").output)
    assert (made["coder"], made["complete"]) == ("rules", True)
    rules = folder / "data" / "codings" / "rules.csv"
    sheet = folder / "data" / "codings" / "careful.csv"
    run("codesheet", folder, "--out", sheet)
    fill(sheet, sheet, careful)
    report = json.loads(run("agreement", rules, sheet, "--json").output)
    with_machine = json.loads(run("agreement", sheet, "--machine", folder, "--json").output)
    same = ["units", "absent", "agreement", "alpha", "low", "high"]
    for one, other in zip(report["agreement"], with_machine["agreement"], strict=True):
        assert [one[key] for key in same] == [other[key] for key in same]

    manifest = folder / "data" / "articles.toml"
    manifest.write_text(
        'codings = ["codings/careful.csv", "codings/rules.csv"]\n' + manifest.read_text("utf-8"),
        "utf-8",
    )
    run("compare", folder, "--out", folder / "results", "--quiet")
    stance = pd.read_csv(folder / "results" / "tables" / "stance.csv")
    assert set(stance["coded_by"]) == {"adjudicated"}  # all units are coded by hand


def test_a_sheet_names_the_protocol_beside_it(folder, run):
    sheet = folder / "sheets" / "sheet.csv"
    text = run("codesheet", folder, "--out", sheet, "--units", 5, "--least-sure").output
    assert "PROTOCOL.md" in text
    assert "Coding protocol" in (folder / "sheets" / "PROTOCOL.md").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(sheet.read_text("utf-8-sig"))))
    assert [row["protocol"] for row in rows] == ["PROTOCOL.md", "", "", "", ""]
    assert all(float(row["weight"]) >= 1 for row in rows)


def test_codings_of_different_texts_are_not_compared(folder, run):
    sheet, other = folder / "sheet.csv", folder / "other.csv"
    run("codesheet", folder, "--out", sheet)
    fill(sheet, other, lambda row: {"text": row["text"] + " Indeed.", **careful(row)})
    fill(sheet, sheet, careful)
    assert "codings of different texts" in run("agreement", sheet, other, code=1).output
    elsewhere = folder / "elsewhere.csv"
    elsewhere.write_text(
        "article,sentence,theme,stance,holder,evidence\nz,1,closing,favor,outlet,\n"
    )
    text = run("agreement", sheet, elsewhere, code=1).output
    assert "no article in common with the others" in text


def test_learning_from_too_few_units_says_why_not(folder, run):
    sheet = folder / "data" / "settled.csv"
    run("codesheet", folder, "--out", sheet)
    fill(sheet, sheet, careful)
    assert "no codes to learn from" in run("code", folder, "--coder", "learned", code=1).output
    manifest = folder / "data" / "articles.toml"
    manifest.write_text('adjudicated = "settled.csv"\n' + manifest.read_text("utf-8"), "utf-8")
    text = run("code", folder, "--coder", "learned", code=1).output
    assert "18 units coded by hand; a model needs 50" in text
    assert "code 32 more" in text
    assert not (folder / "data" / "codings").exists()
    (folder / "data" / "twice.csv").write_bytes(sheet.read_bytes())
    manifest.write_text(
        manifest.read_text("utf-8").replace('"settled.csv"', '["settled.csv", "twice.csv"]'),
        "utf-8",
    )
    assert "stands in" in run("code", folder, "--coder", "learned", code=1).output


def contrary(row):
    """Code as somebody who reads every closure as its contrary."""
    said = careful(row)
    if row["theme"] == "closing" and said["stance"] in ("favor", "against"):
        turned = {"favor": "against", "against": "favor"}
        return {**said, "stance": turned[said["stance"]]}
    return said


def test_a_model_that_is_used_stands_in_the_comparison(folder, run):
    manifest = folder / "data" / "articles.toml"
    entries = manifest.read_text("utf-8").split("[[article]]")
    copies = [
        "[[article]]"
        + entries[1].replace('"anchor"', f'"anchor{n}"').replace("Anchor", f"Anchor {n}")
        for n in range(7)
    ]
    manifest.write_text("\n".join([entries[0], *copies]), "utf-8")
    sheet = folder / "data" / "sheet.csv"
    run("codesheet", folder, "--out", sheet, "--units", 200)
    rows = fill(sheet, sheet, contrary)
    lines = sheet.read_text("utf-8-sig").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("anchor6")]
    assert len(lines) - len(kept) == len(rows) / 7
    sheet.write_text("".join(kept), "utf-8-sig")
    manifest.write_text('adjudicated = "sheet.csv"\n' + manifest.read_text("utf-8"), "utf-8")
    made = json.loads(run("code", folder, "--coder", "learned", "--json").output)
    assert (made["used"], made["gain"]["used"]) == (True, True)
    assert made["gain"]["alpha_low"] > 0
    assert "The model is used." in made["comparison"]
    manifest.write_text(
        'codings = ["codings/learned.csv"]\n' + manifest.read_text("utf-8"), "utf-8"
    )
    run("compare", folder, "--out", folder / "results", "--quiet")
    stance = pd.read_csv(folder / "results" / "tables" / "stance.csv")
    by_model = stance[stance["coded_by"] == "learned"]
    assert set(by_model["article"]) == {"anchor6"}
    assert sorted(by_model["stance"]) == ["against", "against", "against", "favor"]
    assert set(stance.loc[stance["article"] != "anchor6", "coded_by"]) == {"adjudicated"}
