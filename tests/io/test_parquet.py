import builtins

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

import crossframe as cf
from crossframe.errors import CrossframeError
from crossframe.io.parquet import write_parquet


def test_lists_spans_places_missing_values_and_labels(tmp_path):
    table = pd.DataFrame(
        {
            "words": [("dam", "gate"), ()],
            "spans": [((1, 4), (np.int64(7), 9)), ()],
            "places": [(("a", 1),), (("b", 2),)],
            "share": [1 / 3, np.nan],
            "count": np.array([1, 2]),
            "mixed": ["a", 1],
            "known": [True, None],
        },
        index=pd.Index(["x", "y"], name="article"),
    )
    write_parquet(table, tmp_path / "a.parquet")
    rows = pq.read_table(tmp_path / "a.parquet").to_pylist()
    assert rows[0] == {
        "article": "x",
        "words": ["dam", "gate"],
        "spans": [{"start": 1, "end": 4}, {"start": 7, "end": 9}],
        "places": [{"article": "a", "sentence": 1}],
        "share": 1 / 3,
        "count": 1,
        "mixed": "a",
        "known": True,
    }
    assert (rows[1]["words"], rows[1]["share"], rows[1]["mixed"]) == ([], None, "1")
    assert rows[1]["known"] is None


def test_every_table_of_the_two_articles_is_written_with_its_rows(root, tmp_path):
    comparison = cf.compare(cf.load(root))
    for name, table in comparison.items():
        write_parquet(table, tmp_path / f"{name}.parquet")
        written = pq.read_table(tmp_path / f"{name}.parquet")
        assert written.num_rows == len(table), name
        assert written.column_names[-1] == str(table.columns[-1])


def test_without_pyarrow_it_says_what_to_install(monkeypatch, tmp_path):
    real = builtins.__import__

    def missing(name, *rest):
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(CrossframeError, match="pyarrow is needed"):
        write_parquet(pd.DataFrame({"a": [1]}), tmp_path / "a.parquet")


def test_an_output_has_both_forms_of_every_table(tmp_path):
    text = "The old bridge over the river is open again on Monday, the mayor of the town said. " * 3
    for name in ("Dial", "Post"):
        (tmp_path / f"{name}.txt").write_text(f"{name} says so.\n\n{text}", encoding="utf-8")
    comparison = cf.compare(cf.load([tmp_path / "Dial.txt", tmp_path / "Post.txt"]))
    comparison.save(tmp_path / "out", parquet=True)
    tables = {path.name for path in (tmp_path / "out" / "tables").iterdir()}
    assert tables == {f"{name}.{form}" for name in comparison for form in ("csv", "parquet")}
