"""Speakers by a colon, a dash, or alone in their clause."""

import pytest

from crossframe.attribution.by_label import announcement, label_report, signature, speaker_alone


def source(words, made, text, report):
    return None if report is None else words(made, text, report.source)


@pytest.mark.parametrize(
    ("text", "headline", "speaker"),
    [
        ("Bob Low: “It rains.”", False, "Bob Low"),
        ("The mayor of Ely: “It rains.”", False, "The mayor of Ely"),
        ("Ada Roe: It will rain", True, "Ada Roe"),
        ("Rain will stop: Ada Roe", True, "Ada Roe"),
        ("Update: “It rains.”", False, None),
        ("The rain: a guide", False, None),
        ("Rain in Ely: a guide", True, None),
        ("It rains:", False, None),
    ],
)
def test_before_or_after_a_colon(clause, words, text, headline, speaker):
    made = clause(text)
    assert source(words, made, text, label_report(made, headline=headline)) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ada Roe asked.", "Ada Roe"),
        ("Ada Roe asked in May.", "Ada Roe"),
        ("Ada Roe asked that it rain.", None),
        ("Ada Roe danced.", None),
        ("Ada Roe was asked.", None),
    ],
)
def test_alone_after_a_question(clause, words, text, speaker):
    made = clause(text)
    assert source(words, made, text, speaker_alone(made)) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("— Ada Roe, farmer", "Ada Roe, farmer"),
        ("— the mayor", "the mayor"),
        ("— it rained", None),
        ("Ada Roe", None),
    ],
)
def test_signatures(clause, words, text, speaker):
    made = clause(text)
    assert source(words, made, text, signature(made)) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ada Roe wrote in May:", "Ada Roe"),
        ("Ada Roe wrote what it was:", None),
        ("Ada Roe was here:", None),
        ("The list:", None),
        ("Ada Roe wrote.", None),
    ],
)
def test_announcements(clause, words, text, speaker):
    made = clause(text)
    assert source(words, made, text, announcement(made)) == speaker
