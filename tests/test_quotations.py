"""Quoted stretches: every kind of mark, over paragraphs, unbalanced, and apostrophes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossframe.quotations import quotations

MARKS = st.text(alphabet="“”„‟«»\"'‘’` \n\u00a0abS.,!?—(s", max_size=60)


def quoted(text):
    return [text[q.start : q.end] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("No marks here.", []),
        ("She said “it rains,” twice.", ["“it rains,”"]),
        ('She said "it rains," twice.', ['"it rains,"']),
        ("She said ''it rains,'' twice.", ["''it rains,''"]),
        ("She said ``it rains,'' twice.", ["``it rains,''"]),
        ("Elle dit «il pleut» deux fois.", ["«il pleut»"]),
        ("Er sagt „es regnet“ oft.", ["„es regnet“"]),
        ("She said ”it rains,” twice.", ["”it rains,”"]),  # both marks closing ones
        ('She said “it rains," twice.', ['“it rains,"']),  # mixed
        ("“A,” she said. “B.”", ["“A,”", "“B.”"]),
        ("“One. Two? Three!”", ["“One. Two? Three!”"]),
        ("He called it ‘a last word’ on it.", ["‘a last word’"]),
        ("He called it 'a last word' on it.", ["'a last word'"]),
        ("“He called it ‘a last word’ on it.”", ["“He called it ‘a last word’ on it.”"]),
        ("(“it rains”)", ["(“it rains”)"[1:-1]]),
        ("—“it rains”—", ["“it rains”"]),
        ("“it rains”, she said", ["“it rains”"]),
        ("“[It] rains,” she said", ["“[It] rains,”"]),
        ("\u00a0“it rains,”\u00a0she said", ["“it rains,”"]),
        ("''What did he mean by 'that?''' she said.", ["''What did he mean by 'that?'''"]),
    ],
)
def test_marks(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It’s the teachers’ plan, and they’re Ada’s friends’ friends.",
        "It's the teachers' plan, and they're Ada's friends' friends.",
        "The ’90s and rock ’n’ roll aren’t over.",
        "D’Arcy and O’Neill don’t agree.",
    ],
)
def test_apostrophes_are_no_quotation_marks(text):
    assert quoted(text) == []


def test_apostrophes_inside_single_marks():
    assert quoted("She called it ‘the teachers’ plan’ twice.") == ["‘the teachers’ plan’"]
    assert quoted("‘I don’t know,’ she said.") == ["‘I don’t know,’"]


def test_a_quotation_over_paragraphs_has_one_closing_mark():
    text = "“One.\n“Two.\n“Three,” she said."
    assert quoted(text) == ["“One.", "“Two.", "“Three,”"]
    assert [q.continues for q in quotations(text)] == [False, True, True]


def test_a_closed_quotation_does_not_go_on():
    assert [q.continues for q in quotations("“One.”\n“Two.”")] == [False, False]


def test_an_unclosed_quotation_ends_with_its_paragraph():
    assert quoted("“It rains, she said.\nIt did.") == ["“It rains, she said."]
    assert quoted("She said, “It rains.\nIt did.") == ["“It rains."]


def test_a_stray_mark_is_no_quotation():
    assert quoted("A 6” pipe broke.\nIt rained.") == []
    assert quoted("It rained” she said.") == []


@given(MARKS)
def test_stretches_are_ordered_apart_and_inside_one_paragraph(text):
    position = 0
    for start, end, _ in quotations(text):
        assert position <= start < end <= len(text)
        assert "\n" not in text[start:end]
        position = end


@given(st.text())
def test_no_text_raises(text):
    quotations(text)
