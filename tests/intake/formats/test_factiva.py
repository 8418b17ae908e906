import pytest

from crossframe.errors import CrossframeError
from crossframe.intake.formats.factiva import is_factiva, read_factiva
from crossframe.intake.found import LIMITS, Limits
from samples import CODED, FACTIVA

ROWS = [f"{code}  {text}" for code, text in zip(CODED[:16:2], CODED[1:16:2], strict=True)]


def test_an_article_without_codes():
    [one] = read_factiva(FACTIVA, limits=LIMITS)
    assert one.headline == "Bridge opens after a year of repairs"
    assert (one.author, one.date, one.outlet) == ("Ann Lee", "3 May 2021", "The Sun Dial")
    assert one.text == "\n\n".join(FACTIVA[11:13])
    assert (one.place, one.problem) == ("article 1", "")


def test_a_head_without_section_time_rights():
    lines = [FACTIVA[1], *FACTIVA[3:5], *FACTIVA[6:8], "English", *FACTIVA[11:]]
    [one] = read_factiva(lines, limits=LIMITS)
    assert (one.headline, one.author, one.outlet) == (FACTIVA[1], "", "The Sun Dial")
    assert one.text.startswith("The old bridge")


@pytest.mark.parametrize("lines", [CODED, [*ROWS, *CODED[16:22], f"AN  {CODED[-1]}"]])
def test_an_article_with_codes_in_lines_or_columns(lines):
    [one] = read_factiva(lines, limits=LIMITS)
    assert (one.headline, one.author, one.outlet) == (
        "Harbour stays shut",
        "Bo Berg",
        "Evening Post",
    )
    assert one.date == "3 May 2021"
    assert one.text == "It will not open, the dockers said.\n\nThey wait for it."


def test_several_and_one_that_is_cut_off():
    found = read_factiva([*FACTIVA, *CODED, *FACTIVA[:-1]], limits=LIMITS)
    assert [one.outlet for one in found] == ["The Sun Dial", "Evening Post", ""]
    assert "cut off" in found[2].problem
    with pytest.raises(CrossframeError, match="more than 1 articles"):
        read_factiva([*FACTIVA, *CODED], limits=Limits(items=1))


def test_headlines_alone_have_no_text():
    [one] = read_factiva([*FACTIVA[:11], FACTIVA[-1]], limits=LIMITS)
    assert one.headline == FACTIVA[1]
    assert "choose the full article" in one.problem


@pytest.mark.parametrize(
    ("lines", "is_one"),
    [
        (FACTIVA, True),
        (CODED, True),
        (FACTIVA[:-1], False),
        (FACTIVA[-1:], False),
        (["210 words", "Document this as you go along now"], False),
        (["It has 210 words.", FACTIVA[-1]], False),
        ([], False),
    ],
)
def test_an_export_is_known_by_words_and_number(lines, is_one):
    assert is_factiva(lines) is is_one
