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


@pytest.mark.parametrize(
    "notice",
    [
        "Correction Appended",
        "CORRECTION APPENDED",
        "Corrections Appended",
        "Clarification Appended",
        "Editors' Note Appended",
        "Correction:",
        "See Correction Below",
        "Updated",
    ],
)
@pytest.mark.parametrize("place", [1, 2])
def test_a_notice_by_the_title_is_no_title_and_no_outlet(notice, place):
    for cover in ([], COVER):
        found = read_nexis([*cover, *FIRST[:place], notice, *FIRST[place:]], limits=LIMITS)[0]
        assert (found.headline, found.outlet) == ("Bridge opens", "The Sun Dial")


def test_a_notice_above_the_title():
    [found] = read_nexis(["Correction Appended", *FIRST], limits=LIMITS)
    assert (found.headline, found.outlet) == ("Bridge opens", "The Sun Dial")
    [found] = read_nexis(["Correction", *FIRST[1:]], limits=LIMITS)
    assert (found.headline, found.outlet) == ("Correction", "The Sun Dial")


@pytest.mark.parametrize("line", ["Notes", "Correction", "Graphic", "Classification", "NOTES"])
def test_a_line_of_the_text_that_is_a_heading_of_nexis_too(line):
    body = FIRST.index("Body") + 2
    [found] = read_nexis([*FIRST[:body], line, *FIRST[body:]], limits=LIMITS)
    assert found.text == (
        f"The old bridge is open again.\n\n{line}\n\nLength: that is what she asked about."
    )


def test_captions_after_the_text_are_not_of_it():
    end = FIRST.index("Classification")
    more = ["Graphic", "PHOTO: The bridge.", "Photograph by Ann Lee"]
    [found] = read_nexis([*FIRST[:end], *more, *FIRST[end:]], limits=LIMITS)
    assert found.text.endswith("she asked about.")


def test_an_article_that_is_called_body():
    [found] = read_nexis(["Body", *FIRST[1:]], limits=LIMITS)
    assert (found.headline, found.outlet) == ("Body", "The Sun Dial")
