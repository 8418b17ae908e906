"""Who codes an archive: rules, a model learned from a sample of it, or a language model."""

import json
from contextlib import contextmanager

import pandas as pd
import pytest
from click.testing import CliRunner

from coding.model_server import rows as answer
from coding.model_server import serve
from crossframe.archive import in_processes, in_this_process, make_archive
from crossframe.cli.main import main
from crossframe.coding.llm import coder
from crossframe.coding.llm_server import Server
from crossframe.coding.sheets import read_codesheet
from crossframe.errors import CrossframeError
from crossframe.stance.codebook import Codebook, Theme
from crossframe.stance.units import UNIT, unit_stances
from invented import invented, write_rows

BOOK = Codebook("Keeping", (), (Theme("keep", "Keep", "It should be kept.", ("keep",)),), ())
TURNED = {"favor": "against", "against": "favor", "neither": "favor", "absent": "absent"}


@pytest.fixture
def many(tmp_path):
    return write_rows(tmp_path / "many.jsonl", invented(12))


def coded_by_people(run, table, tmp_path, turned):
    """Draw a sheet, fill it in with the rules' stances, turned or not, and return it."""
    sheet, coded = tmp_path / "sheet.csv", tmp_path / "coded.csv"
    run(table, "rules", codebook=BOOK, sheet=sheet, units=61)
    found = unit_stances(pd.read_parquet(tmp_path / "rules" / "stance"))
    drawn = pd.read_csv(sheet, dtype=str, keep_default_na=False)
    own = drawn["article"].str.removeprefix("'")
    units = zip(own, drawn["sentence"].astype(int), drawn["theme"], strict=True)
    stances = [found.get(unit, "absent") for unit in units]
    holders = ["" if one == "absent" else "roe" for one in stances]
    filled = drawn.assign(stance=[turned.get(one, one) for one in stances], holder=holders)
    filled.to_csv(coded, index=False)
    return coded


def stance_of(folder):
    return pd.read_parquet(folder / "stance").sort_values(UNIT, ignore_index=True)


def test_model_that_beats_the_rules_codes_all_articles_alike(run, many, tmp_path, digest):
    coding = coded_by_people(run, many, tmp_path, TURNED)
    asked = {"codebook": BOOK, "coding": coding, "coder": "learned", "readers": 1}
    made = run(many, "one", **asked)
    assert made["coding"]["coder"] == "learned"
    assert made["coding"]["used"]
    assert made["coding"]["sheets"] == ["coded.csv"]
    assert made["coding"]["gain"]["units"] == 61
    rules, learned = stance_of(tmp_path / "rules"), stance_of(tmp_path / "one")
    assert list(rules.columns) == list(learned.columns)
    assert "passage" not in learned
    assert set(rules["coded_by"]) == {"rules"}
    assert set(learned["coded_by"]) == {"learned"}
    assert learned["stance"].tolist() == [TURNED[one] for one in rules["stance"]]
    assert learned["confidence"].isna().all()  # that of the rules' stance, which is not this one
    tables = tmp_path / "one" / "tables"
    themes = pd.read_csv(tables / "themes.csv")
    assert set(themes["coder"]) == {"learned"}
    assert set(themes["standing"]) == {"first reading"}
    assert set(pd.read_csv(tables / "estimates.csv")["coder"]) == {"learned"}
    page = (tmp_path / "one" / "index.html").read_text()
    assert "coded by a model learned from people&#39;s codes: a first reading" in page
    assert "The model is used" in page
    expected = digest(tmp_path / "one")
    (reader,) = (tmp_path / "one" / "readers").glob("*.html")
    assert "coded by a model learned from people" in reader.read_text().lower()
    run(many, "two", **asked, partition=7, engine=in_processes(2))
    assert digest(tmp_path / "two") == expected


def test_rules_stay_where_no_model_beats_them(run, many, tmp_path):
    coding = coded_by_people(run, many, tmp_path, {})
    made = run(many, codebook=BOOK, coding=coding, coder="learned")
    assert made["coding"]["coder"] == "learned"
    assert not made["coding"]["used"]
    assert made["coding"]["comparison"].endswith("the rules are kept.")
    pd.testing.assert_frame_equal(stance_of(tmp_path / "out"), stance_of(tmp_path / "rules"))
    assert set(pd.read_csv(tmp_path / "out" / "tables" / "themes.csv")["coder"]) == {"rules"}


def test_commands_that_cannot_work_say_so_at_once(many, tmp_path):
    book = tmp_path / "codebook.toml"
    book.write_text("")  # none of them reads it
    asked = ["archive", str(many), "--out", str(tmp_path / "out")]
    for options, told in (
        (["--coder", "learned"], "go with a --codebook"),
        (["--codebook", str(book), "--coder", "learned"], "learns from a --coding"),
        (["--codebook", str(book), "--coder", "llm"], "Name a --model"),
        (["--codebook", str(book), "--model", "toy"], "go with --coder llm"),
        (["--codebook", str(book), "--units", "1", "--sheet", "sheet.csv"], "x>=2"),
    ):
        result = CliRunner().invoke(main, [*asked, *options])
        assert result.exit_code == 2
        assert told in result.output
    assert not list(tmp_path.glob("out*"))


def unused(work, parts):
    raise AssertionError(list(parts))


def test_sheet_of_other_articles_is_refused_before_any_is_worked_on(run, many, tmp_path):
    coding = coded_by_people(run, many, tmp_path, {})
    first = read_codesheet(coding)["article"][0]
    rest = [row for row in invented(12) if row["id"] != first]
    other = write_rows(tmp_path / "other.jsonl", rest)
    refused = rf"coded\.csv.*line 2.*not in the archive, first '{first}'.*--sheet"
    with pytest.raises(CrossframeError, match=refused):
        run(other, codebook=BOOK, coding=coding, engine=unused)
    changed = [row | {"text": row["text"].replace(" was ", " is ")} for row in invented(12)]
    other = write_rows(tmp_path / "changed.jsonl", changed)
    with pytest.raises(CrossframeError, match="the text is not that of the sentence"):
        run(other, codebook=BOOK, coding=coding, engine=unused)
    assert not (tmp_path / "out").exists()


def test_learning_without_codes_says_what_to_do(run, many):
    with pytest.raises(CrossframeError, match=r"no codes to learn from.*--sheet"):
        run(many, codebook=BOOK, coder="learned", engine=unused)
    with pytest.raises(CrossframeError, match="by a codebook"):
        run(many, coder="learned", engine=unused)


def test_too_few_codes_are_one_error(run, table, tmp_path):
    sheet = tmp_path / "sheet.csv"
    run(table, "rules", codebook=BOOK, sheet=sheet, units=9)
    coded = pd.read_csv(sheet, dtype=str, keep_default_na=False).assign(stance="absent")
    coded.to_csv(tmp_path / "coded.csv", index=False)
    with pytest.raises(CrossframeError, match="9 units coded by hand; a model needs 50"):
        run(table, codebook=BOOK, coding=tmp_path / "coded.csv", coder="learned", engine=unused)
    assert not (tmp_path / "out").exists()


def reads(request):
    """Answer as a language model that finds the quotation and holds it for a rejection."""
    asked = json.loads(request["messages"][-1]["content"][0]["text"])
    found = [
        (int(number), "keep", "outlet", "against", "We will keep")
        for number, text in asked["sentences"].items()
        if "We will keep" in text
    ]
    return answer(*found)


@contextmanager
def model(*items, cache=None):
    with serve(*items) as (url, behaviour):
        server = Server("toy", url=url, cache=cache, retries=1, wait=0.001, timeout=2, parallel=1)
        yield coder(server), behaviour


@pytest.mark.filterwarnings("default")
def test_language_model_codes_all_articles_and_asks_nothing_twice(run, table, tmp_path):
    pytest.importorskip("chatlas")
    answers = tmp_path / "out.kept" / "llm.answers.jsonl"
    run(table, "rules", codebook=BOOK)
    with (
        model(reads, reads, 500, cache=answers) as (toy, _),
        pytest.raises(CrossframeError, match=r"did not answer in 2 tries.*kept in"),
    ):
        run(table, codebook=BOOK, coder=toy)
    assert not (tmp_path / "out").exists()
    with model(reads, cache=answers) as (toy, behaviour):
        made = run(table, codebook=BOOK, coder=toy, partition=5)
    assert len(behaviour.requests) == made["used"] - 2  # two answers were kept
    assert (made["coding"]["coder"], made["coding"]["model"]) == ("llm", "toy")
    assert made["coding"]["from cache"] == 2
    rules, found = stance_of(tmp_path / "rules"), stance_of(tmp_path / "out")
    assert found[UNIT].values.tolist() == rules[UNIT].values.tolist()
    assert list(found.columns) == list(rules.columns)
    assert set(found["coded_by"]) == {"llm"}
    assert set(found["stance"]) == {"against"}
    assert set(pd.read_csv(tmp_path / "out" / "tables" / "themes.csv")["coder"]) == {"llm"}
    page = (tmp_path / "out" / "index.html").read_text()
    assert "coded by a language model: a first reading" in page
    with model(reads) as (toy, _):
        run(table, "whole", codebook=BOOK, coder=toy)
    pd.testing.assert_frame_equal(stance_of(tmp_path / "whole"), found)


@pytest.mark.filterwarnings("default")
def test_answers_that_cannot_be_used_are_one_error(run, table, tmp_path):
    pytest.importorskip("chatlas")
    with (
        model("no JSON") as (toy, _),
        pytest.raises(CrossframeError, match="no answer of toy could be used"),
    ):
        run(table, codebook=BOOK, coder=toy)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("wrong", [{"coder": "lerned"}, {"coder": "llm"}, {"units": 1}])
def test_a_coder_or_sample_that_there_is_not_is_refused_at_once(tmp_path, wrong):
    with pytest.raises(CrossframeError, match=r"no coder|no sample"):
        make_archive(
            ["missing.jsonl"], tmp_path / "out", codebook=BOOK, engine=in_this_process, **wrong
        )
    assert list(tmp_path.iterdir()) == []
