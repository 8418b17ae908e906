"""In whose words the evidence of a theme stands, and who coded it."""

from pathlib import Path

import pandas as pd
import pytest

from crossframe.coding.framing import framing
from crossframe.comparison import compare, load
from crossframe.corpus.sentences import given_sentences

ROOT = Path(__file__).parents[2]
STANCE = ["article", "sentence", "theme", "holder", "stance", "evidence", "start", "end"]
TEXT = "Roe said that the harbour is “a danger to all” and must close."
TABLE = given_sentences([("a", 1, 1, TEXT), ("b", 1, 1, TEXT)])
SAID = pd.DataFrame([("a", ((9, 61),))], columns=["article", "content_spans"])


def one(evidence, *, article="a", **more):
    start = TEXT.index(evidence)
    end = start + len(evidence)
    return pd.DataFrame([(article, 1, "t", "h", "favor", evidence, start, end)], columns=STANCE).assign(**more)  # fmt: skip


def test_offsets_of_the_sample():
    assert TEXT[9:61] == "that the harbour is “a danger to all” and must close"


@pytest.mark.parametrize(
    ("evidence", "article", "form"),
    [
        ("danger to all", "a", "quoted"),
        ("is “a danger", "a", "partly quoted"),
        ("must close", "a", "paraphrased"),
        ("Roe said that the", "a", "own words"),  # 8 of 17 characters are attributed
        ("said that the", "a", "paraphrased"),  # 8 of 13
        ("danger to all", "b", "own words"),  # quoted, and nobody is said to say it
    ],
)
def test_form_is_that_of_the_evidence(evidence, article, form):
    assert framing(one(evidence, article=article), SAID, TABLE)["form"].tolist() == [form]


def test_standing_says_who_coded():
    def standing(agreement=None, **more):
        return framing(one("must close", **more), SAID, TABLE, agreement=agreement)["standing"][0]

    coders = {"adjudicated": "people", "reference": "reference", "rules": "unreviewed", "llm": "unreviewed"}  # fmt: skip
    assert {coder: standing(coded_by=coder) for coder in coders} == coders
    assert standing() == "unreviewed"
    assert standing(pd.DataFrame({"units": [30]}), coded_by="rules") == "checked"
    assert standing(pd.DataFrame({"units": [29]}), coded_by="rules") == "unreviewed"


def test_what_rests_on_a_mention_alone_says_so():
    rows = framing(one("must close", ground="unstated"), SAID, TABLE)
    assert rows["ground"].tolist() == ["unstated"]


def test_no_row_and_no_attribution():
    assert framing(one("must close").iloc[:0], SAID.iloc[:0], TABLE).empty
    assert framing(one("must close"), SAID.iloc[:0], TABLE)["form"].tolist() == ["own words"]


def test_of_the_project_every_row_has_a_form_and_a_standing():
    c = compare(load(ROOT / "data" / "articles.toml"))
    found = c["framing"]
    assert found["evidence"].tolist() == c["stance"]["evidence"].tolist()
    assert set(found["standing"]) == {"reference"}
    by_article = found.groupby("article")["form"].value_counts()
    assert by_article["lords-press", "quoted"] > by_article.get(("ceo-outlook", "quoted"), 0)
    evidence = found.set_index("evidence")["form"]
    assert evidence["If you spend close to 40 percent [of total government spending] on your military, you will want to use it again"] == "quoted"  # fmt: skip
    assert evidence["Russia must reduce its military power"] == "paraphrased"
