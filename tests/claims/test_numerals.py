"""crossframe.claims.numerals: numbers in running text."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossframe.claims.numerals import numerals


def found(text):
    return [
        (n.kind, text[n.start : n.end], *(v for v in (n.value, n.value_to) if not math.isnan(v)))
        for n in numerals(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("no number here", []),
        ("27", [("amount", "27", 27)]),
        ("Twenty-seven left", [("amount", "Twenty-seven", 27)]),
        ("rose 3.5% to 1,200.75", [("amount", "3.5", 3.5), ("amount", "1,200.75", 1200.75)]),
        ("a 28-point plan", [("amount", "28", 28)]),
        (
            "half a million and a dozen",
            [("amount", "half a million", 5e5), ("amount", "a dozen", 12)],
        ),
        ("“40” and '41'", [("amount", "40", 40), ("amount", "41", 41)]),
        (
            "4 million, 5m, 6 m",
            [("amount", "4 million", 4e6), ("amount", "5", 5), ("amount", "6", 6)],
        ),
        ("two one-hour talks", [("amount", "two", 2), ("amount", "one", 1)]),
        ("one hundred and five", [("amount", "one hundred and five", 105)]),
        ("5-foot-11", [("amount", "5", 5)]),
        ("1\u00a0million", [("amount", "1\u00a0million", 1e6)]),
        ("816 000 tonnes", [("amount", "816 000", 816_000)]),
        ("13\u202f009 million", [("amount", "13\u202f009 million", 13_009e6)]),
        ("a 2 000-tonne ship", [("amount", "2 000", 2000)]),
        ("28 100-seat halls", [("amount", "28", 28), ("amount", "100", 100)]),
        (
            "12 345.6 and 1 20 300",
            [("amount", "12 345.6", 12345.6), ("amount", "1", 1), ("amount", "20 300", 20_300)],
        ),
        ("a quarter of a million", [("amount", "a quarter of a million", 250_000)]),
        ("1½ and 3 ½", [("amount", "1½", 1.5), ("amount", "3 ½", 3.5)]),
        ("3 1/2 years", [("amount", "3 1/2", 3.5)]),
        ("3/4 mile", [("amount", "3/4", 0.75)]),
        ("one-and-a-half days", [("amount", "one-and-a-half", 1.5)]),
        ("two and three quarters", [("amount", "two and three quarters", 2.75)]),
        ("-0.3 and −4", [("amount", "-0.3", -0.3), ("amount", "−4", -4)]),
        ("minus five", [("amount", "minus five", -5)]),
        ("-5 to -3", [("amount", "-5 to -3", -5, -3)]),
        ("5m euros, 5m long", [("amount", "5m", 5e6), ("amount", "5", 5)]),
    ],
)
def test_amounts(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("€140 billion", 140e9, "EUR"),
        ("$ 5", 5, "USD"),
        ("US$5", 5, "USD"),
        ("C$1.5bn", 1.5e9, "CAD"),
        ("£3m", 3e6, "GBP"),
        ("$.50", 0.5, "USD"),
        ("$2.2-trillion", 2.2e12, "USD"),
        ("€20k", 20_000, "EUR"),
        ("$1MM", 1e6, "USD"),
        ("£3mln", 3e6, "GBP"),
        ("-$3 million", -3e6, "USD"),
        ("€1 000", 1000, "EUR"),
        ("CHF 5 million", 5e6, "CHF"),
        ("Rs 5 crore", 5e7, "INR"),
    ],
)
def test_currencies(text, value, currency):
    (numeral,) = numerals(text)
    assert (numeral.value, numeral.currency) == (value, currency)
    assert (numeral.start, numeral.end) == (0, len(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10 to 15 percent", [("amount", "10 to 15", 10, 15)]),
        ("10% to 15%", [("amount", "10% to 15", 10, 15)]),
        ("40- to 60-hour", [("amount", "40- to 60", 40, 60)]),
        ("5–10 million", [("amount", "5–10 million", 5e6, 1e7)]),
        ("$800 to $1,000", [("amount", "$800 to $1,000", 800, 1000)]),
        ("$500,000 to $1 million", [("amount", "$500,000 to $1 million", 5e5, 1e6)]),
        ("between five and ten", [("amount", "five and ten", 5, 10)]),
        ("two or three", [("amount", "two or three", 2, 3)]),
        ("from 46 to 41 percent", [("amount", "46 to 41", 46, 41)]),
        ("five and ten", [("amount", "five", 5), ("amount", "ten", 10)]),
        ("46 percent to 41 percent", [("amount", "46", 46), ("amount", "41", 41)]),
        ("52-48", [("score", "52-48", 52, 48)]),
        ("228 to 191", [("score", "228 to 191", 228, 191)]),
        ("a 40-to-39 edge", [("score", "40-to-39", 40, 39)]),
        ("lost the vote 41-59", [("score", "41-59", 41, 59)]),
        ("a 41-59 vote", [("score", "41-59", 41, 59)]),
        ("voted 41 to 59", [("score", "41 to 59", 41, 59)]),
        ("€5 to $6", [("amount", "€5", 5), ("amount", "$6", 6)]),
        ("5 to $6", [("amount", "5", 5), ("amount", "$6", 6)]),
    ],
)
def test_ranges_and_scores(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one in five", [("share", "one in five", 20)]),
        ("a 1-in-4 chance", [("share", "1-in-4", 25)]),
        ("six in 10", [("share", "six in 10", 60)]),
        ("3 out of 12", [("share", "3 out of 12", 25)]),
        ("two-thirds", [("share", "two-thirds", pytest.approx(200 / 3))]),
        ("three quarters of voters", [("share", "three quarters", 75)]),
        ("a third of voters", [("share", "a third", pytest.approx(100 / 3))]),
        ("a third term", []),
        ("half of them, half the town", [("share", "half", 50), ("share", "half", 50)]),
        ("an hour and a half of it", []),
        ("20 in 30 days", [("amount", "20", 20), ("amount", "30", 30)]),
        ("12 in 10 towns", [("amount", "12", 12), ("amount", "10", 10)]),
        ("1 in 0", [("amount", "1", 1), ("amount", "0", 0)]),
        ("½ of them, 1/3 of us", [("share", "½", 50), ("share", "1/3", pytest.approx(100 / 3))]),
        ("killed one in 2016", [("amount", "one", 1), ("date", "2016", 2016)]),
    ],
)
def test_shares(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dozens of", [("vague", "dozens", 12)]),
        ("Hundreds of thousands marched", [("vague", "Hundreds of thousands", 1e5)]),
        ("tens of thousands", [("vague", "tens of thousands", 1e4)]),
        ("test scores rose", []),
        ("scores of boats", [("vague", "scores", 20)]),
    ],
)
def test_orders_of_magnitude(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 2016, 2019.", [("date", "2016", 2016), ("date", "2019", 2019)]),
        ("the 2016-17 season", [("date", "2016-17", 2016)]),
        ("Sept. 11, 2001, attacks", [("date", "Sept. 11, 2001", 2001)]),
        ("on 12 May 2019", [("date", "12 May 2019", 2019)]),
        ("on the 5th of May", [("date", "5th of May")]),
        ("in March 2014", [("date", "March 2014", 2014)]),
        ("since Nov. 26", [("date", "Nov. 26")]),
        ("2025-11-26", [("date", "2025-11-26", 2025)]),
        ("after 9/11", [("date", "9/11")]),
        ("the 1990s and the ’50s", [("date", "1990s"), ("date", "’50s")]),
        ("at 10:30 and 5 p.m.", [("time", "10:30"), ("time", "5 p.m.")]),
        ("at 2.15pm or 2.15 a.m.", [("time", "2.15pm"), ("time", "2.15 a.m.")]),
        ("14.30 GMT, 1900 GMT", [("time", "14.30"), ("time", "1900")]),
        ("at two o’clock, 0900 hours", [("time", "two o’clock"), ("time", "0900")]),
        ("14.30 metres", [("amount", "14.30", 14.3)]),
        ("all 27 may agree", [("amount", "27", 27)]),
        ("more than 2000 people", [("amount", "2000", 2000)]),
        ("2,000 people", [("amount", "2,000", 2000)]),
        ("$2000", [("amount", "$2000", 2000)]),
        ("2000 percent", [("amount", "2000", 2000)]),
        ("may 40 percent", [("amount", "40", 40)]),
    ],
)
def test_dates_and_times_are_kept_apart(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    ["F-16", "SB1062", "COVID-19", "the 14th", "No. 3", "Section 215", "Article 5", "555-0199", "24/7",
     "https://example.org/2020/5", "a 401(k)", "1.2.3", "World War 2"],
)  # fmt: skip
def test_what_is_no_quantity(text):
    assert found(text) == []


PIECES = st.sampled_from(
    ["1", "2019", "40", "%", "$", "€", " ", "-", "–", "to", " to ", " or ", " and ", "between ", "one", "two",
     "half", "a", "dozen", "million", "in", "of", "May", "may", ".", ",", "’", "k", "m", "0", "hundreds",
     " percent", "second", "٣", "½", "\u00a0", "İ"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join))
def test_numerals_are_ordered_and_do_not_overlap(text):
    end = 0
    for numeral in numerals(text):
        assert end <= numeral.start < numeral.end <= len(text)
        assert numeral.kind in {"amount", "share", "score", "vague", "date", "time"}
        assert math.isnan(numeral.value) == (numeral.kind == "time") or numeral.kind == "date"
        end = numeral.end


@given(st.text(max_size=40))
def test_any_text_is_read(text):
    for numeral in numerals(text):
        assert text[numeral.start : numeral.end].strip()
