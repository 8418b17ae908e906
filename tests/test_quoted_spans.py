"""Quoted stretches in the offsets of the article's file."""

from itertools import pairwise

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from crossframe.quoted_spans import parts_within, quoted_spans
from crossframe.sentences import COLUMNS, given_sentences


def quoted(sentences):
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
    assert quoted(table) == ["“One.", "Two.", "“Three,”"]


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
