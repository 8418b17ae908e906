"""Names with nicknames, labels, lost marks, and cues that stand beside what is said."""

import pytest

from crossframe.attribution.attributions import attributions
from crossframe.corpus.sentences import plain_sentences
from crossframe.text.quotations import quotations


def found(*paragraphs):
    table = attributions(plain_sentences("a", "\n\n".join(("A headline", *paragraphs))))
    return list(zip(table["source"], table["content"], strict=True))


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("“Stay,” Walter “Buddy” Crane said.", "Walter “Buddy” Crane", "“Stay,”"),
        ("Walter ‘Buddy’ Crane said it rained.", "Walter ‘Buddy’ Crane", "it rained"),
        ('Jack "The Ripper" Hall said: "Stay."', 'Jack "The Ripper" Hall', '"Stay."'),
        (
            "“It will pass,” said Rep. Robert C. “Bobby” Scott, Democrat of Virginia.",
            "Rep. Robert C. “Bobby” Scott, Democrat of Virginia",
            "“It will pass,”",
        ),
        (
            "Tony “Big T” Marino, Ann “Annie” Lee and Bo Berg said it rained.",
            "Tony “Big T” Marino, Ann “Annie” Lee and Bo Berg",
            "it rained",
        ),
        ("Ann Lee, Roe and Bo Berg said it rained.", "Ann Lee, Roe and Bo Berg", "it rained"),
        ("In Ely, Ann Lee and Bo Berg said it rained.", "Ann Lee and Bo Berg", "it rained"),
    ],
)
def test_the_whole_name_and_nothing_of_it_in_the_content(text, source, content):
    assert found(text) == [(source, content)]


def test_a_quoted_word_beside_no_name_stays_a_quotation():
    assert found("Klein called Roe “Slow” on Monday.") == [("Klein", "Roe “Slow” on Monday")]
    assert found("“Yes,” Roe said.") == [("Roe", "“Yes,”")]


@pytest.mark.parametrize("dash", ["-", "- ", "– ", "—", "~ "])
def test_a_signature_in_the_line_of_the_quotation(dash):
    assert found(f"“We will fight.” {dash}Lena Brandt") == [("Lena Brandt", "“We will fight.”")]


def test_a_name_above_a_quotation():
    said = "“It is time. We must act.”"
    assert found("Chairwoman Rita Olsen:", said) == [("Chairwoman Rita Olsen", said)]
    assert found("RITA OLSEN:", said) == [("RITA OLSEN", said)]
    assert found("Read more:", said) == []
    assert found("The list:", said) == []


def test_an_interview_goes_on_to_the_end_of_the_paragraph():
    assert found("Klein: It will. We have no time.", "Roe: It will not. I know.", "Rain fell.") == [
        ("Klein", "It will … We have no time."),
        ("Roe", "It will not … I know."),
    ]
    assert found("Update: It rained. Then it stopped.") == []


@pytest.mark.parametrize(("opening", "closing"), ["“”", '""'])
def test_a_mark_without_its_closing_one(opening, closing):
    text = f"{opening}It is closed, said Klein. It rained. {opening}We are lost,{closing} said Bo."
    assert [text[a:b] for a, b in quotations(text)] == [f"{opening}We are lost,{closing}"]
    assert found(text)[-1] == ("Bo", f"{opening}We are lost,{closing}")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("It is, as Klein put it, “a danger”.", "It is … “a danger”"),
        ("As Klein put it, “a danger to us all.”", "“a danger to us all.”"),
        ("The wall is “a danger,” as Klein put it.", "The wall is “a danger,”"),
        ("The wall is, as Klein later put it, a danger.", "The wall is … a danger"),
    ],
)
def test_as_somebody_put_it(text, content):
    assert found(text) == [("Klein", content)]


def test_per_somebody():
    assert found("The road will close, per the mayor.") == [("the mayor", "The road will close")]
    assert found("Per Ada Roe, it rained.") == [("Ada Roe", "it rained")]
    assert found("Sales rose 3 percent per year.") == []
    assert found("Per capita, sales rose.") == []


@pytest.mark.parametrize(
    "text",
    [
        "An aide who spoke on condition of anonymity left.",
        "He spoke on the condition of anonymity because it was private.",
        "An aide spoke on condition of anonymity to discuss the plan.",
    ],
)
def test_anonymity_is_said_by_nobody(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("before", "content"),
    [
        ("Klein began talking to the traders.", "“The wall will fall.”"),
        ("Klein addressed the crowd.", "“The wall will fall.”"),
        ("Klein spoke in Ely about the rain.", "the rain … “The wall will fall.”"),
    ],
)
def test_a_quotation_after_who_talks(before, content):
    assert found(f"{before} “The wall will fall.”") == [("Klein", content)]
    assert found("Klein slept.", "“The wall will fall.”") == []
    assert found("Klein talked to them.", "“The wall will fall.”") == []


def test_a_news_release_is_no_verb():
    assert found("Klein said in a news release that it rained.") == [("Klein", "that it rained")]
    assert found("“It rains,” a news release said.") == [("a news release", "“It rains,”")]
