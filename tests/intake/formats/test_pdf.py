import pytest

from crossframe.errors import CrossframeError
from crossframe.intake.formats import pdf as pdf_format
from crossframe.intake.formats.pdf import Line, pdf_text, read_pdf
from samples import pdf

FULL = "The old bridge over the river will be open again on Monday, said"


def lines(*texts, size=12.0, top=700.0, step=14.0):
    return [Line(top - number * step, size, text) for number, text in enumerate(texts)]


def test_lines_are_joined_and_paragraphs_parted_where_they_stand_apart():
    page = [
        FULL,
        "the mayor.",
        ("The council meets on Friday, and the dockers wait for it as ever", 740),
    ]
    found = read_pdf(pdf([*page, ("they did.", 726)]))
    assert found.paragraphs == [
        f"{FULL} the mayor.",
        "The council meets on Friday, and the dockers wait for it as ever they did.",
    ]
    assert (found.url, found.note) == ("", "")


def test_a_line_that_ends_early_ends_its_paragraph():
    page = lines("Bridge opens", FULL, "the mayor.", FULL, "nobody.")
    assert pdf_text([page]).paragraphs == ["Bridge opens", f"{FULL} the mayor.", f"{FULL} nobody."]


def test_another_size_of_letters_is_another_paragraph():
    page = [
        *lines("Mayor opens the old bridge over the", "river", size=24.0, top=760.0),
        *lines(FULL),
    ]
    assert pdf_text([page]).paragraphs == ["Mayor opens the old bridge over the river", FULL]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("the mayor and her inde-", "pendent council", "the mayor and her independent council"),
        ("the mayor and her well-", "known council", "the mayor and her well-known council"),
        ("the old Anglo-", "American bridge", "the old Anglo-American bridge"),
        ("the years 2019-", "20 and after", "the years 2019-20 and after"),
        ("of the river­", "bank it says", "of the riverbank it says"),
        ("a re-elected and re-", "elected mayor", "a re-elected and re-elected mayor"),
    ],
)
def test_hyphens_at_the_ends_of_lines(first, second, joined):
    assert pdf_text([lines(first, second)]).paragraphs == [joined]


def test_a_paragraph_goes_on_over_pages_without_their_running_lines():
    head = [Line(800.0, 9.0, "The Sun Dial"), Line(780.0, 9.0, "3 May 2021, page 1")]
    pages = [
        [*head, *lines(FULL), Line(30.0, 9.0, "1")],
        [head[0], Line(780.0, 9.0, "3 May 2021, page 2"), *lines("the mayor.", "Soon.")],
    ]
    found = pdf_text(pages)
    assert found.paragraphs == [f"{FULL} the mayor.", "Soon."]
    assert found.note == (
        "lines at the edges of pages are left out: “The Sun Dial”, “3 May 2021, page 1”, “1” and 1 more"
    )


def test_a_number_in_the_midst_of_a_page_stays():
    page = lines(FULL, "and so.", "1", FULL, "and so.")
    assert "1" in pdf_text([page]).paragraphs


def test_what_a_browser_prints_around_a_page_gives_title_and_address():
    page = [
        *lines("Bridge opens", FULL),
        Line(769.5, 8.0, "5/3/21, 4:20 PM Bridge opens | The Sun Dial"),
        Line(17.3, 8.0, "https://sundial.test/bridge 1/1"),
    ]
    found = pdf_text([page])
    assert found.paragraphs == ["Bridge opens | The Sun Dial", "Bridge opens", FULL]
    assert found.url == "https://sundial.test/bridge"


def test_pages_without_text_are_said():
    assert "no text on page 2 of 2: a picture?" in read_pdf(pdf([FULL], [])).note
    with pytest.raises(CrossframeError, match="pictures without text") as caught:
        read_pdf(pdf([], []))
    assert "OCR" in caught.value.remedy


def test_letters_that_a_font_does_not_tell_are_counted_or_the_file_is_refused():
    assert pdf_text([lines(FULL + " \ufffd")]).note == "1 character could not be read"
    with pytest.raises(CrossframeError, match="letters cannot be read"):
        pdf_text([lines("\ue001\ue002\ue003 and")])


def test_ligatures_are_letters():
    page = lines("The oﬃcial ﬁndings")
    assert read_pdf(pdf(["The findings"])).paragraphs == ["The findings"]
    assert pdf_text([page]).paragraphs == ["The oﬃcial ﬁndings"]  # read_pdf spells them


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.4\n" + b"\0" * 400, pdf([FULL])[:200]])
def test_what_is_damaged_is_refused(data):
    with pytest.raises(CrossframeError, match=r"damaged PDF|without text"):
        read_pdf(data)


def test_too_many_pages(monkeypatch):
    monkeypatch.setattr(pdf_format, "_PAGES", 1)
    with pytest.raises(CrossframeError, match="more than 1 pages"):
        read_pdf(pdf([FULL], [FULL]))


def test_a_password_is_said():
    from io import BytesIO

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf([FULL]))))
    for password, readable in (("", True), ("secret", False)):
        file = BytesIO()
        writer.encrypt(password, algorithm="RC4-128")
        writer.write(file)
        if readable:
            assert read_pdf(file.getvalue()).paragraphs == [FULL]
        else:
            with pytest.raises(CrossframeError, match="a password protects"):
                read_pdf(file.getvalue())
