"""Quoted stretches: every kind of mark, over paragraphs, unbalanced, and apostrophes."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossframe.corpus.sentences import COLUMNS, given_sentences
from crossframe.text.quotations import parts_within, quotations, quoted_spans

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
    assert quoted("“One.\n“Two.\n“Three,” she said.") == ["“One.", "“Two.", "“Three,”"]


def test_an_unclosed_quotation_ends_with_its_paragraph():
    assert quoted("“It rains, she said.\nIt did.") == ["“It rains, she said."]
    assert quoted("She said, “It rains.\nIt did.") == ["“It rains."]


def test_a_stray_mark_is_no_quotation():
    assert quoted("A 6” pipe broke.\nIt rained.") == []
    assert quoted("It rained” she said.") == []


@given(MARKS)
def test_stretches_are_ordered_apart_and_inside_one_paragraph(text):
    position = 0
    for start, end in quotations(text):
        assert position <= start < end <= len(text)
        assert "\n" not in text[start:end]
        position = end


@given(st.text())
def test_no_text_raises(text):
    quotations(text)


# --- of an article, in the offsets of its file


def quoted_parts(sentences):
    spans = quoted_spans(sentences)
    return [
        row.text[a - row.start : b - row.start]
        for row in sentences.itertuples()
        for a, b in parts_within(spans, row.start, row.end)
    ]


def test_one_span_a_sentence_over_sentences_and_paragraphs():
    table = given_sentences(
        [
            ("a", 1, 1, "She said: “One."),
            ("a", 2, 1, "Two."),
            ("a", 3, 2, "“Three,” said Four. “Five"),
        ]
    )
    assert quoted_parts(table) == ["“One.", "Two.", "“Three,”"]


def test_offsets_are_those_of_the_file_whatever_was_cleaned_away():
    rows = [("a", 1, 1, 100, 105, "“One."), ("a", 2, 1, 900, 909, "Two,” no.")]
    assert quoted_spans(pd.DataFrame(rows, columns=COLUMNS)) == [(100, 105), (900, 905)]


def test_no_sentence_has_no_span():
    assert quoted_spans(given_sentences([])) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 3), st.text(alphabet="ab “”\"'.,", min_size=1, max_size=12)),
        max_size=6,
    )
)
def test_spans_lie_within_sentences_in_order_without_overlap(parts):
    paragraphs = sorted(paragraph for paragraph, _ in parts)
    table = given_sentences(
        ("a", number, paragraph, text)
        for number, (paragraph, (_, text)) in enumerate(zip(paragraphs, parts, strict=True))
    )
    spans = quoted_spans(table)
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    sentences = list(zip(table["start"], table["end"], strict=True))
    assert all(any(a <= start < end <= b for a, b in sentences) for start, end in spans)
