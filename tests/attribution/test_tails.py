"""Whatever stands between a verb of speech and its colon, the subject is the source."""

from itertools import product

import pandas as pd
import pytest

from crossframe.attribution.attributions import attributions
from crossframe.corpus.sentences import plain_sentences

SUBJECTS = [
    *("Klein", "Ada Klein", "Mayor Ada Klein", "The mayor", "She", "Officials", "Klein and Roe"),
    *("The Harbour Union", "Klein, 54,", "Klein, the mayor of Ely,", "The minister’s aide"),
    "An official who was there",
]
VERBS = ["said", "told", "wrote", "added", "replied", "has warned", "posted", "went on"]
TAILS = [
    *("the BBC", "on X", "on Monday", "reporters", "in German", "via Facebook", "late on Tuesday"),
    *("on Twitter on Monday", "in an interview with CNN", "CNN on Sunday", "from the podium"),
    *("at 5 p.m.", "his followers on Instagram", "in a letter seen by the Guardian"),
    *("in a post that was later deleted", "on CNN’s “State of Things”", "as he left the hall"),
    "when asked about the plan",
]


@pytest.mark.parametrize("verb", VERBS)
def test_all_combinations(verb):
    cases = list(product(SUBJECTS, TAILS))
    tables = [
        plain_sentences(str(number), f"Head\n\n{subject} {verb} {tail}: “Stay away.”")
        for number, (subject, tail) in enumerate(cases)
    ]
    found = attributions(pd.concat(tables, ignore_index=True))
    assert found["article"].tolist() == [str(number) for number in range(len(cases))]
    assert found["source"].tolist() == [subject.rstrip(",") for subject, _ in cases]
    assert set(found["content"]) == {"“Stay away.”"}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Pollsters still agree - Bo Berg: “It rains.”", "Bo Berg"),
        ("Klein left when Roe told the BBC: “It rains.”", "Roe"),
        ("Klein left and told the BBC: “It rains.”", "Klein"),
    ],
)
def test_another_speaker_between(text, source):
    table = attributions(plain_sentences("a", f"Head\n\n{text}"))
    assert table.loc[table["content"] == "“It rains.”", "source"].tolist() == [source]
