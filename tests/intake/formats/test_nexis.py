import pytest

from crossframe.intake.formats.nexis import is_nexis, read_nexis
from crossframe.intake.found import LIMITS, Limits
from samples import COVER, FIRST, SECOND


def test_fields_of_each_article():
    first, second = read_nexis(COVER + FIRST + SECOND, limits=LIMITS)
    assert first.headline == "Bridge opens"
    assert first.outlet == "The Sun Dial"
    assert first.author == "Ann Lee"
    assert first.date == "May 3, 2021 Monday"
    assert first.text == "The old bridge is open again.\n\nLength: that is what she asked about."
    assert first.place == "article 1"
    assert (second.headline, second.outlet, second.date) == (
        "Harbour stays shut",
        "Evening Post (Harbourton)",
        "3 May 2021",
    )
    assert second.text == "It will not open."
    assert not first.problem
    assert not second.problem


def test_without_a_cover():
    assert [one.headline for one in read_nexis(FIRST + SECOND, limits=LIMITS)] == [
        "Bridge opens",
        "Harbour stays shut",
    ]


def test_without_a_date_the_first_line_is_the_headline():
    [found] = read_nexis(
        ["Bridge opens", "Sun Dial", "Body", "Open.", "End of Document"], limits=LIMITS
    )
    assert (found.headline, found.outlet, found.date) == ("Bridge opens", "Sun Dial", "")


def test_an_article_that_the_cover_lists_and_the_file_lacks_is_named():
    first, lost = read_nexis(COVER + FIRST, limits=LIMITS)
    assert first.headline == "Bridge opens"
    assert lost.headline == "Harbour stays shut"
    assert "not in the file" in lost.problem


@pytest.mark.parametrize(
    ("paragraphs", "problem"),
    [
        (["Bridge", "Post", "Length: 1", "End of Document"], "has no 'Body'"),
        (["Bridge", "Post", "Body", "Classification", "End of Document"], "empty 'Body'"),
    ],
)
def test_an_article_without_text_has_a_problem(paragraphs, problem):
    [found] = read_nexis(paragraphs, limits=LIMITS)
    assert problem in found.problem


def test_a_file_that_is_cut_off_says_so():
    _, cut = read_nexis([*FIRST, *SECOND[:-2]], limits=LIMITS)
    assert "cut off" in cut.problem


def test_too_many_articles_are_counted():
    found = read_nexis(FIRST * 5, limits=Limits(items=2))
    assert [one.items for one in found] == [1, 1, 3]
    assert found[-1].problem


def test_other_word_files_are_none_of_nexis():
    assert is_nexis(FIRST)
    assert not is_nexis(["Body", "A text about a body."])
    assert not is_nexis([])
