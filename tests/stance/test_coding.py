"""Tests of coding stance."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from crossframe.attribution.attributions import ATTRIBUTION_COLUMNS
from crossframe.corpus.given import read_event
from crossframe.corpus.sentences import given_sentences
from crossframe.stance.codebook import Actor, Codebook, Theme, load_codebook
from crossframe.stance.coding import STANCE_COLUMNS, STANCES, code_stance
from crossframe.stance.confidence import confidence

DATA = Path(__file__).parents[2] / "data"

CODEBOOK = Codebook(
    "Traffic in Linden",
    (),
    (
        Theme(
            "ban",
            "Car ban",
            "Cars should be banned from the old town.",
            ("car ban", "ban on cars", "cars"),
            favor_cues=("breathe again",),
            against_cues=("war on motorists",),
        ),
        Theme("tram", "New tram", "The city should build a new tram line.", ("tram*",)),
        Theme("shops", "Harm to shops", "A ban would hurt local shops.", ("shops", "trade")),
        Theme("sound", "The plan is sound", "The traffic plan is acceptable.", ("traffic plan",)),
    ),
    (
        Actor("mayor", "Ann Lee", ("Mayor Lee", "Lee", "the mayor")),
        Actor("guild", "Traders' Guild", ("the guild",)),
        Actor("greens", "Green Party", ("Greens",)),
    ),
)
NO_VOICES = pd.DataFrame(columns=ATTRIBUTION_COLUMNS)


def code(
    *texts: str, attributions: pd.DataFrame = NO_VOICES, codebook: Codebook = CODEBOOK
) -> pd.DataFrame:
    sentences = given_sentences([("a", i, i, text) for i, text in enumerate(texts)])
    return code_stance(sentences, codebook, attributions)


def voice(text: str, source: str, content: str, *, article: str = "a") -> pd.DataFrame:
    spans = [((text.index(part), text.index(part) + len(part)),) for part in (source, content)]
    row = [article, 0, 0, 0, source, "said", content, spans[0], (), spans[1], "indirect"]
    return pd.DataFrame([row], columns=ATTRIBUTION_COLUMNS)


@pytest.mark.parametrize(
    ("text", "theme", "holder", "stance", "rule"),
    [
        ("Lee called for a ban on cars in the old town.", "ban", "mayor", "favor", "attitude"),
        ("The Traders’ Guild opposes a ban on cars.", "ban", "guild", "against", "attitude"),
        ("The guild does not oppose a car ban.", "ban", "guild", "favor", "attitude"),
        (
            "Greens urged the mayor not to ease limits on cars.",
            "ban",
            "greens",
            "favor",
            "attitude",
        ),
        ("Lee defended cars in the old town.", "ban", "mayor", "against", "attitude"),
        ("The car ban was rejected by the guild.", "ban", "guild", "against", "attitude"),
        ("Cars should be banned.", "ban", "outlet", "favor", "action"),
        ("Cars should not be banned.", "ban", "outlet", "against", "action"),
        (
            "The tram line drew criticism from shop owners.",
            "tram",
            "shop owners",
            "against",
            "attitude",
        ),
        ("A new tram would create chaos.", "tram", "outlet", "against", "evaluation"),
        ("Lee declined to comment on the tram.", "tram", "mayor", "neither", "left open"),
        ("The council met on the tram.", "tram", "outlet", "neither", "mention"),
        ("Lee spoke of the tram.", "tram", "mayor", "favor", "mention"),
        ("There must be a tram.", "tram", "outlet", "favor", "necessity"),
        ("There is no tram.", "tram", "outlet", "against", "negation"),
        ("The Greens denied that a ban would hurt shops.", "shops", "greens", "against", "denial"),
        ("Local trade was on the agenda.", "shops", "outlet", "favor", "mention"),
        ("Lee presented the traffic plan.", "sound", "mayor", "favor", "mention"),
        ("The guild called the traffic plan a mistake.", "sound", "guild", "against", "evaluation"),
        ("Cars or not, the town can breathe again.", "ban", "outlet", "favor", "codebook cue"),
        ("Lee wants no cars: a war on motorists.", "ban", "mayor", "against", "codebook cue"),
        (
            "A war on motorists, yet we breathe again: no cars!",
            "ban",
            "outlet",
            "favor",
            "negation",
        ),
    ],
)
def test_rules(text: str, theme: str, holder: str, stance: str, rule: str) -> None:
    rows = code(text)
    row = rows[rows["theme"] == theme]
    assert row[["holder", "stance", "rule"]].to_numpy().tolist() == [[holder, stance, rule]]


def test_a_fact_that_is_only_named_in_an_ill_tone() -> None:
    rows = code("Lee named the traffic plan, angry, and left the costly, unfair meeting.")
    assert rows[["theme", "stance", "rule"]].values.tolist() == [["sound", "against", "tone"]]
    assert code("The traffic plan.")["rule"].tolist() == ["mention"]


def test_to_reject_a_bad_thing_is_to_state_it() -> None:
    book = Codebook("x", (), (Theme("r", "Racism", "There is racism here.", ("racis*",)),), ())
    assert code("The mayor repudiated racism.", codebook=book)["stance"].tolist() == ["favor"]


@pytest.mark.parametrize(
    ("text", "theme", "stance"),
    [
        ("Lee denied harm to trade.", "shops", "against"),
        ("Lee denied that trade would shrink.", "shops", "against"),
        ("Lee set out to weigh in and urge a tram.", "tram", "favor"),
        ("Lee declined to comment on plans for a tram.", "tram", "neither"),
        ("Lee supports not only a tram but also buses.", "tram", "favor"),
    ],
)
def test_words_that_look_alike(text: str, theme: str, stance: str) -> None:
    rows = code(text)
    assert rows.loc[rows["theme"] == theme, "stance"].tolist() == [stance]


def test_a_holder_is_held_to_the_rest_of_the_article() -> None:
    texts = ["Lee wants a tram."] * 3
    rows = code(*texts, "Lee limited a tram.", "Trams are a mistake.")
    assert rows[["holder", "stance", "rule"]].to_numpy().tolist()[3:] == [
        ["mayor", "favor", "consistency"],
        ["outlet", "against", "evaluation"],
    ]


def test_confidence_is_a_likelihood_that_its_ground_explains() -> None:
    rows = code("A tram.", "Lee wants a tram.", "Lee called the traffic plan a mistake.")
    assert rows["ground"].tolist() == ["unstated", "named", "judged"]
    assert rows["confidence"].between(0, 1).all()
    assert rows["confidence"].tolist() == confidence(rows["ground"]).tolist()


def test_the_innermost_source_holds_the_stance() -> None:
    text = "A tram would be a mistake, said drivers."
    assert code(text, attributions=voice(text, "drivers", "A tram would be a mistake"))[
        ["holder", "stance"]
    ].to_numpy().tolist() == [["drivers", "against"]]


def test_a_joint_source_holds_it_jointly() -> None:
    text = "Trams are needed, said the Greens and the guild."
    rows = code(text, attributions=voice(text, "the Greens and the guild", "Trams are needed"))
    assert rows["holder"].tolist() == ["greens", "guild"]


def test_contrast_is_for_one_and_against_the_other() -> None:
    rows = code("Lee vowed to build the tram rather than a road for cars.")
    assert dict(zip(rows["theme"], rows["stance"], strict=True))["tram"] == "favor"


def test_evidence_is_the_sentence_s_own_words() -> None:
    texts = ["Linden talks", "On Monday the guild opposes a ban on cars here."]
    row = code(*texts).iloc[0]
    assert row["evidence"] == "opposes a ban on cars"
    assert row["cue"] == "opposes"
    whole = "\n\n".join(texts)
    assert whole[row["start"] : row["end"]] == row["evidence"]


def test_nothing_touched() -> None:
    assert code("It rained.").columns.tolist() == STANCE_COLUMNS
    assert code("It rained.").empty
    empty = given_sentences([])
    assert code_stance(empty, CODEBOOK, NO_VOICES).columns.tolist() == STANCE_COLUMNS


def test_curly_quotes_and_no_break_spaces_change_nothing() -> None:
    plain = code('The "guild" does not oppose a car ban.')
    curly = code("The “guild” does not oppose a car\u00a0ban.")
    columns = ["theme", "holder", "stance", "rule", "start", "end"]
    assert plain[columns].to_numpy().tolist() == curly[columns].to_numpy().tolist()


def test_each_article_by_itself() -> None:
    first = given_sentences([("a", 0, 0, "Lee wants a tram.")])
    second = given_sentences([("b", 0, 0, "She wants a tram."), ("b", 1, 1, "Cars are a mistake.")])
    both = code_stance(pd.concat([first, second], ignore_index=True), CODEBOOK, NO_VOICES)
    alone = [code_stance(table, CODEBOOK, NO_VOICES) for table in (first, second)]
    pd.testing.assert_frame_equal(both, pd.concat(alone, ignore_index=True))


def test_the_two_articles_from_the_reference_attributions() -> None:
    sentences = read_event(DATA / "gold")
    rows = code_stance(sentences, load_codebook(DATA / "codebook.toml"), NO_VOICES)
    assert set(rows["stance"]) == set(STANCES)
    assert not rows.duplicated(["article", "sentence", "theme", "holder"]).any()
    texts = sentences.set_index(["article", "sentence"])
    for row in rows.itertuples():
        line = texts.loc[(row.article, row.sentence)]
        assert line["text"][row.start - line["start"] : row.end - line["start"]] == row.evidence
    unit = rows[(rows["article"] == "ceo-outlook") & (rows["sentence"] == 12)]
    stances = dict(zip(unit["theme"], unit["stance"], strict=True))
    assert stances["russian_force_limits"] == "favor"
    assert stances["troop_caps"] == "against"
