"""crossframe.coding.standing: what people coded, what was checked against them, and a first reading."""

from dataclasses import replace

import pandas as pd
import pytest

from crossframe.coding.adjudication import apply_adjudication, read_adjudicated
from crossframe.coding.coders import REFERENCE
from crossframe.coding.sheets import write_codesheet
from crossframe.coding.standing import (
    AGREEMENT_COLUMNS,
    CHECKED,
    FIRST,
    SETTLED,
    coder_agreement,
    coding_note,
    is_checked,
    unit_standings,
)
from crossframe.corpus.sentences import given_sentences
from crossframe.stance.codebook import UNWRITTEN, Codebook, Theme

BOOK = Codebook("Sugar", (), (Theme("tax", "Tax", "Sugar should be taxed.", ("tax",)),), ())
TABLE = given_sentences([("a", n, 1, f"Tax it {n}.") for n in range(80)])


def machine(**more):
    rows = [("a", n, "tax", "lee", "favor", "Tax") for n in range(80)]
    columns = ["article", "sentence", "theme", "holder", "stance", "evidence"]
    starts = TABLE["start"].to_numpy()
    return pd.DataFrame(rows, columns=columns).assign(
        start=starts, end=starts + 3, coded_by="rules", ground="named", **more
    )


@pytest.fixture
def people(tmp_path):
    """Forty units drawn at random, each for two; people disagree with ten."""

    def write(*, weighted=True, units=40):
        rows = machine().iloc[: 2 * units : 2].drop(columns=["start", "end", "coded_by", "ground"])
        rows = rows.assign(text="", before="", after="", label="", proposition="", note="")
        rows.iloc[:10, rows.columns.get_loc("stance")] = "against"
        if weighted:
            rows = rows.assign(weight=2.0)
        path = tmp_path / f"people{weighted}{units}.csv"
        write_codesheet(rows, path)
        return path

    return write


def test_agreement_with_a_random_sample_by_hand(people):
    found = coder_agreement(machine(), [people()], BOOK, TABLE)
    assert found.columns.tolist() == AGREEMENT_COLUMNS
    row = found.iloc[0]
    assert (row["coder"], row["units"], row["same"]) == ("rules", 40, 0.75)
    assert 0.55 < row["low"] < 0.75 < row["high"] < 0.87
    # nominal alpha: 20 of 80 values disagree; 1 - (20/80) / (2 x 10 x 70 / (80 x 79))
    assert row["alpha"] == pytest.approx(1 - 0.25 / (2 * 10 * 70 / (80 * 79)))
    assert is_checked(found)


def test_a_sample_that_was_not_drawn_at_random_or_is_small_checks_nothing(people):
    assert coder_agreement(machine(), [people(weighted=False)], BOOK, TABLE).empty
    assert coder_agreement(machine(), [], BOOK, TABLE).empty
    assert not is_checked(coder_agreement(machine(), [people(units=29)], BOOK, TABLE))
    assert not is_checked(None)


def test_units_stand_as_their_weakest_row(people):
    stance = pd.concat(
        [
            machine().iloc[:2].assign(coded_by=["rules", "adjudicated"]),
            machine().iloc[1:2].assign(holder="kim"),
            machine().iloc[2:4].assign(coded_by="reference"),
            machine().iloc[4:5].assign(ground="unstated"),
        ]
    )
    units = unit_standings(stance)
    assert units["standing"].tolist() == [FIRST, FIRST, REFERENCE, REFERENCE, FIRST]
    assert units["unstated"].tolist() == [False, False, False, False, True]
    with_people = pd.concat([stance.iloc[3:4], stance.iloc[3:4].assign(coded_by="adjudicated")])
    assert unit_standings(with_people)["standing"].tolist() == [REFERENCE]
    assert unit_standings(with_people.iloc[1:])["standing"].tolist() == [SETTLED]
    agreement = coder_agreement(machine(), [people()], BOOK, TABLE)
    assert unit_standings(stance, agreement)["standing"].tolist()[0] == CHECKED
    assert set(unit_standings(stance.drop(columns=["ground", "coded_by"]))["standing"]) == {FIRST}
    assert unit_standings(stance.iloc[:0]).empty


def test_the_note_says_who_coded_and_how_far_to_believe_it(people):
    first = "unreviewed, about half right on new events"
    assert coding_note(machine()) == f"Coded by rules: {first}."
    assert coding_note(machine().assign(coded_by="llm")) == "Coded by a language model: unreviewed."
    sheet = people()
    settled = apply_adjudication(machine(), read_adjudicated([sheet], BOOK, TABLE))
    assert coding_note(settled) == f"40 of 80 units coded by people; the others by rules: {first}."
    agreement = coder_agreement(machine(), [sheet], BOOK, TABLE)
    note = coding_note(settled, agreement)
    assert "as people in 75% (" in note
    assert "of 40 units drawn at random, alpha " in note
    assert first not in note
    blank = replace(BOOK, themes=(replace(BOOK.themes[0], proposition=f"{UNWRITTEN} on tax)"),))
    assert coding_note(machine(), codebook=BOOK) == coding_note(machine())
    assert coding_note(machine(), codebook=blank).endswith(
        "Not written yet in the codebook: 1 proposition. Stance on it means nothing: Tax."
    )
    named = machine().assign(ground=["unstated"] * 2 + ["named"] * 78)
    assert coding_note(named).endswith("; 2 units unstated: the theme is only named.")
    by_protocol = coding_note(machine().assign(coded_by="reference"))
    assert by_protocol.startswith("Coded by a reference coding (two language-model coders")
