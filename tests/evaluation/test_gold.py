"""Names of event folders, and what a gold may name."""

import pandas as pd
import pytest

from crossframe.errors import CrossframeError
from crossframe.evaluation.gold import by_name, check_values, with_sentences

SENTENCES = "article,sentence,paragraph,text\na,0,0,Rain\na,1,1,More.\nb,0,0,Snow\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sentences.csv").write_text(SENTENCES, encoding="utf-8")
    return tmp_path


def test_folders_by_the_name_they_have(tmp_path, monkeypatch):
    (tmp_path / "elm").mkdir()
    monkeypatch.chdir(tmp_path / "elm")
    here, oak = type(tmp_path)("."), tmp_path / "oak"
    assert by_name([here, oak]) == {"elm": here, "oak": oak}
    with pytest.raises(CrossframeError, match="two folders are named 'elm'"):
        by_name([here, tmp_path / "elm"])


def test_the_first_unknown_value_is_named(tmp_path):
    table = pd.DataFrame({"kind": ["new", "odd"]}, index=[2, 3])
    check_values(table[:1], "kind", ["old", "new"], tmp_path)
    with pytest.raises(CrossframeError, match=r"line 3: unknown kind 'odd'.*use one of old, new"):
        check_values(table, "kind", ["old", "new"], tmp_path)


def test_sentence_numbers_become_numbers_if_the_event_has_them(folder):
    table = pd.DataFrame([["a", "1", "b", "0"]], index=[2], columns=["x", "i", "y", "j"])
    checked = with_sentences(table, folder, folder, columns=[("x", "i"), ("y", "j")])
    assert checked.to_numpy().tolist() == [["a", 1, "b", 0]]
    with pytest.raises(CrossframeError, match="line 2: article 'b' has no sentence '1'"):
        with_sentences(table.assign(j="1"), folder, folder, columns=[("x", "i"), ("y", "j")])
