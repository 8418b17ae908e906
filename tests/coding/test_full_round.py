"""A full round by command in a new project of the two articles; people are simulated from the gold."""

import csv
import io
import json
from pathlib import Path

import pandas as pd
from click.testing import CliRunner

from crossframe.cli.main import main

DATA = Path(__file__).parents[2] / "data"
GOLD = pd.read_csv(DATA / "gold" / "stance.csv", keep_default_na=False)


def run(*words):
    found = CliRunner().invoke(main, [str(word) for word in words])
    assert found.exit_code == 0, found.output
    return found.output


def coded(sheet, target, *, differs=0):
    """Fill a sheet in by the gold; every so many units the coder says otherwise."""
    rows = list(csv.DictReader(io.StringIO(sheet.read_text("utf-8-sig"), newline="")))
    filled = []
    for place, row in enumerate(rows):
        same = GOLD["article"].eq(row["article"]) & GOLD["theme"].eq(row["theme"])
        units = GOLD[same & GOLD["sentence"].eq(int(row["sentence"]))].to_dict("records")
        for gold in units or [{"stance": "absent", "holder": "", "evidence": ""}]:
            said = {name: gold[name] for name in ("stance", "holder", "evidence")}
            if differs and place % differs == 0:
                said = {"stance": "neither", "holder": "outlet", "evidence": ""}
            filled.append({**row, **said})
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({row["article"] + row["sentence"] + row["theme"] + row["holder"]: row
                          for row in filled}.values())  # fmt: skip
    return len(rows)


def name_in_manifest(folder, line):
    manifest = folder / "articles.toml"
    manifest.write_text(f"{line}\n" + manifest.read_text("utf-8"), "utf-8")


def test_from_rules_to_shares(tmp_path):
    folder = tmp_path / "peace" / "data"
    run("new", tmp_path / "peace", DATA / "articles.toml")
    (folder / "codebook.toml").write_bytes((DATA / "codebook.toml").read_bytes())
    manifest = folder / "articles.toml"
    manifest.write_text(manifest.read_text("utf-8").replace("kaja_kallas", "kallas"), "utf-8")
    sheets = folder / "sheets"
    assert "rules.csv" in run("code", folder)
    sheet, ann, bo = (sheets / f"{name}.csv" for name in ("sheet", "ann", "bo"))
    run("codesheet", folder, "--out", sheet, "--units", "50", "--least-sure")
    units = coded(sheet, ann)
    coded(sheet, bo, differs=6)
    assert units == 50

    settle, agreed = sheets / "settle.csv", sheets / "agreed.csv"
    words = ["--disagreements", settle, "--agreed", agreed]
    text = run("agreement", ann, bo, *words)
    assert "Krippendorff's alpha" in text
    left = pd.read_csv(settle)
    assert 4 <= len(left) <= 9
    coded(settle, settle)
    name_in_manifest(folder, 'adjudicated = ["sheets/settle.csv", "sheets/agreed.csv"]')

    made = json.loads(run("code", folder, "--coder", "learned", "--json"))
    assert made["sheets"] == ["settle.csv", "agreed.csv"]
    assert "50 units coded by hand" in made["comparison"]
    name_in_manifest(folder, 'codings = ["codings/learned.csv", "codings/rules.csv"]')

    table = tmp_path / "shares.csv"
    learned = folder / "codings" / "learned.csv"
    run(
        "shares",
        folder,
        settle,
        agreed,
        "--coding",
        learned,
        "--by",
        "outlet",
        "--out",
        table,
        "--level",
        "0.9",
    )
    shares = pd.read_csv(table)
    known = shares.dropna(subset="estimate")
    assert len(known) >= 2
    assert known["low"].le(known["estimate"]).all()
    assert known["estimate"].le(known["high"]).all()

    run("compare", folder, "--out", tmp_path / "results", "--quiet")
    stance = pd.read_csv(tmp_path / "results" / "tables" / "stance.csv", keep_default_na=False)
    by = set(stance["coded_by"])
    assert "adjudicated" in by
    assert by - {"adjudicated"} <= ({"learned", "rules"} if made["used"] else {"rules"})
    people = stance[stance["coded_by"] == "adjudicated"]
    keys = ["article", "sentence", "theme", "holder", "stance"]
    assert people[keys].merge(GOLD[keys]).shape[0] == len(people)
