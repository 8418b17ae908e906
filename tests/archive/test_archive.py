"""The whole of an archive: the same whatever its parts, restarts and workers, and counts that add up."""

from collections import Counter

import pandas as pd
import pytest

from crossframe.archive import in_processes
from crossframe.errors import CrossframeError
from crossframe.stance.codebook import Codebook, Theme
from invented import invented, write_rows

BOOK = Codebook("Taxes", (), (Theme("tax", "Tax", "Taxes should rise.", ("tax",)),), ())


def test_articles_on_one_event_are_put_together(run, table, tmp_path):
    made = run(table)
    articles = pd.read_parquet(tmp_path / "out" / "articles")
    assert made["events"] == 6
    assert articles.groupby(articles["article"].str[:3])["event"].nunique().eq(1).all()
    assert articles["event"].gt(0).all()
    assert set(articles["month"].astype(str)) == {"2021-01", "2021-02", "2021-03"}


def test_what_is_put_together_is_scored_against_the_events_that_rows_name(run, tmp_path):
    rows = [row | {"event": row["id"][:3]} for row in invented()]
    rows[0]["event"] = "another"  # one article of the first event is said to be on another
    made = run(write_rows(tmp_path / "known.jsonl", rows))
    n = sum(row["id"][:3] == rows[0]["id"][:3] for row in rows)
    put = sum(count * (count - 1) // 2 for count in Counter(row["id"][:3] for row in rows).values())
    scores = made["against_known_events"]
    assert scores["articles"] == len(rows)
    assert scores["precision"] == pytest.approx((put - n + 1) / put)
    assert scores["recall"] == 1


def test_two_articles_of_one_outlet_are_no_event_that_was_missed(run, tmp_path):
    rows = [row | {"event": row["id"][:3]} for row in invented()]
    twin = rows[0] | {"id": "twin", "text": f"{rows[0]['text']} It rained."}
    alone = {"outlet": rows[0]["outlet"], "date": "", "event": "rye", "title": "Bakers win a prize"}
    text = "A bakery in the hills won the national prize for its rye bread; the jury praised the crust."
    bread = [alone | {"id": one, "text": f"{text} {one}"} for one in ("first", "second")]
    scores = run(write_rows(tmp_path / "twins.jsonl", [*rows, twin, *bread]))[
        "against_known_events"
    ]
    assert (scores["precision"], scores["recall"]) == (1, 1)


def test_rows_that_name_no_event_have_no_scores(run, table):
    assert run(table)["against_known_events"] == {}


def test_result_is_the_same_whatever_the_parts_and_workers(run, table, tmp_path, digest):
    run(table, "one")
    run(table, "parts", partition=4)
    run(table, "two", engine=in_processes(2), partition=5)
    expected = digest(tmp_path / "one")
    assert len(expected) > 10
    assert digest(tmp_path / "parts") == expected
    assert digest(tmp_path / "two") == expected


def test_run_that_was_broken_off_goes_on_where_it_stopped(run, table, tmp_path, digest):
    worked = []

    def breaks_off(work, parts):
        for number, part in enumerate(parts):
            if number == 2:
                raise KeyboardInterrupt
            worked.append(part.name)
            yield part.name, work(part.data)

    def counting(work, parts):
        for part in parts:
            worked.append(part.name)
            yield part.name, work(part.data)

    with pytest.raises(KeyboardInterrupt):
        run(table, engine=breaks_off, partition=4)
    assert not (tmp_path / "out").exists()
    run(table, engine=counting, partition=4)
    assert len(worked) == len(set(worked))
    run(table, "whole")
    assert digest(tmp_path / "out") == digest(tmp_path / "whole")
    before = len(worked)
    run(table, engine=counting, partition=4)
    assert len(worked) == before  # all was kept


def test_rows_in_are_those_used_and_those_rejected(run, tmp_path):
    rows = invented(2)
    rows[1]["text"] = ""
    rows[2] |= {"title": "", "text": "The of and."}  # no word beside stop words
    path = write_rows(tmp_path / "a.jsonl", rows)
    path.write_text(path.read_text() + "{broken\n")
    made = run(path)
    rejects = pd.read_csv(tmp_path / "out" / "rejects.csv", keep_default_na=False)
    assert (made["read"], made["used"], made["rejected"]) == (7, 4, 3)
    assert rejects[["place", "article", "step", "reason"]].values.tolist() == [
        ["line 2", "", "reading", "has no text"],
        ["line 7", "", "reading", "is not valid JSON"],
        ["", "000-2", "annotating", "no sentence holds a word to compare"],
    ]


def test_table_without_a_good_row_is_one_error(run, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("{broken\n")
    with pytest.raises(CrossframeError, match="none of 1 rows could be used: is not valid JSON"):
        run(path)


def test_copy_of_an_agency_is_no_agreement(run, tmp_path):
    rows = invented(1)
    rows[1]["text"] = rows[0]["text"]
    rows[2]["text"] = " ".join(reversed(rows[0]["text"].split()))  # its words, none of its runs
    run(write_rows(tmp_path / "a.jsonl", rows))
    pairs = pd.read_parquet(tmp_path / "out" / "pairs")
    assert pairs.set_index(["article_a", "article_b"])["copy"].to_dict() == {
        ("000-0", "000-1"): True,
        ("000-0", "000-2"): False,
        ("000-1", "000-2"): False,
    }
    copies = pd.read_parquet(tmp_path / "out" / "copies")
    assert copies[["article", "copy_of"]].values.tolist() == [["000-1", "000-0"]]
    shared = pd.read_parquet(tmp_path / "out" / "shared")
    assert shared["copy"].eq(shared["sources"] < 2).all()


def test_what_cannot_be_written_or_read_is_said_before_anything_is_done(run, table, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("")
    with pytest.raises(CrossframeError, match="something else than an output"):
        run(table)
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("article,sentence,theme,holder,stance,evidence\na,1,tax,roe,favor,it\n")
    with pytest.raises(CrossframeError, match="they have no weights"):
        run(table, "other", codebook=BOOK, coding=sheet)
    with pytest.raises(CrossframeError, match="exists already"):
        run(table, "other", codebook=BOOK, sheet=sheet)
    with pytest.raises(CrossframeError, match="by a codebook"):
        run(table, "other", coding=sheet)
    assert not list(tmp_path.glob("*.kept"))
