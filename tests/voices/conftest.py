"""Two invented reports and who says what in them."""

import pandas as pd
import pytest

from crossframe.corpus.sentences import given_sentences

TEXTS = [
    ("a", 0, 0, "Harbour must close, says Lund"),
    ("a", 1, 1, "“The harbour is a danger,” Lund said on Monday."),
    ("a", 2, 1, "Lund said that Berg had promised “no more” boats."),
    ("a", 3, 2, "The “experts” have left."),
    ("b", 1, 1, "Some officials fear that it floods."),
    ("b", 2, 1, "Lund called it a danger."),
]
SAID = [
    ("a", 0, "Lund", "says", ["Harbour must close"], "lund", "person"),
    ("a", 1, "Lund", "said", ["“The harbour is a danger,”"], "lund", "person"),
    ("a", 2, "Lund", "said", ["that Berg had promised “no more” boats"], "lund", "person"),
    ("a", 2, "Berg", "had promised", ["“no more” boats"], "berg", "person"),
    ("b", 1, "Some officials", "fear", ["that it floods"], "some officials", "unnamed"),
    ("b", 2, "Lund", "called", ["it a danger"], "lund", "person"),
]


@pytest.fixture
def table():
    return given_sentences(TEXTS)


def attributed(table, rows=SAID):
    """Make an attribution table from contents that stand in the sentence of that number."""
    texts = table.set_index(["article", "sentence"])
    made = []
    for article, sentence, source, cue, contents, speaker, kind in rows:
        row = texts.loc[(article, sentence)]
        places = [int(row["start"]) + row["text"].index(content) for content in contents]
        made.append(
            {
                "article": article,
                "attribution": sum(one["article"] == article for one in made),
                "first_sentence": sentence,
                "last_sentence": sentence,
                "source": source,
                "cue": cue,
                "content": " … ".join(contents),
                "content_spans": tuple(
                    (place, place + len(content))
                    for place, content in zip(places, contents, strict=True)
                ),
                "quotation": "mixed",
                "speaker": (speaker,),
                "speaker_kind": kind,
            }
        )
    return pd.DataFrame(made)


@pytest.fixture
def said(table):
    return attributed(table, SAID)


@pytest.fixture
def say():
    """Make an attribution table of article, sentence, source, cue, contents, speaker, kind."""
    return attributed
