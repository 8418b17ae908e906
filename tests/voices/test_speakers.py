"""Who the speakers are: names, roles, pronouns, kinds, actors of a codebook."""

from dataclasses import dataclass

import pandas as pd
import pytest

from crossframe.attribution.attributions import attributions
from crossframe.corpus.sentences import given_sentences
from crossframe.voices.speakers import UNRESOLVED, speakers


@dataclass(frozen=True)
class Actor:
    id: str
    name: str
    aliases: tuple[str, ...] = ()


ACTORS = (
    Actor("roe", "Ada Roe", ("Roe", "club's top farmer")),
    Actor("austria", "Austria"),
    Actor("italy", "Italy"),
    Actor("draft", "Rain plan", ("draft plan",)),
    Actor("club", "Rain Club", ("Club",)),
)


def voices(*texts, actors=()):
    """Return (speaker, kind) of each attribution of one article, a sentence a paragraph."""
    table = given_sentences([("a", n, n, text) for n, text in enumerate(("Rain", *texts))])
    result = speakers(attributions(table), table, actors)
    return list(zip(result["speaker"].map(" and ".join), result["speaker_kind"], strict=True))


@pytest.mark.parametrize(
    ("source", "speaker", "kind"),
    [
        ("Ada Roe", "ada roe", "person"),
        ("Ada B. Roe", "ada roe", "person"),
        ("Farmer Ada Roe", "ada roe", "person"),
        ("Ada Roe, a farmer in Ely,", "ada roe", "person"),
        ("The club’s treasurer, Ada Roe,", "ada roe", "person"),
        ("President Ursula von der Weide", "ursula von der weide", "person"),
        ("Mr. Low", "low", "person"),
        ("The ministry", "the ministry", "institution"),
        ("Germany", "germany", "institution"),
        ("The FBI", "fbi", "institution"),
        ("The report", "the report", "document"),
        ("A leaked draft plan", "a leaked draft plan", "document"),
        ("Several officials", "several officials", "unnamed"),
        (
            "Two people with knowledge of the talks",
            "two people with knowledge of the talks",
            "unnamed",
        ),
        ("A spokesman", "a spokesman", "unnamed"),
        ("Some", "some", "unnamed"),
        ("It", UNRESOLVED, UNRESOLVED),
        ("She", UNRESOLVED, UNRESOLVED),
        ("I", UNRESOLVED, UNRESOLVED),
    ],
)
def test_kinds(source, speaker, kind):
    assert voices(f"{source} said that it rained.") == [(speaker, kind)]


def test_no_source_is_unresolved():
    assert voices("There was concern that it rained.") == [(UNRESOLVED, UNRESOLVED)]


def test_last_names_and_pronouns_within_an_article():
    assert voices(
        "Ada Roe said it rained.",
        "Roe said it snowed.",
        "“It hails,” she said.",
        "Bob Low said it thawed.",
        "He added that she left.",
        "She, who was there, denied that it rained.",
    ) == [("ada roe", "person")] * 3 + [("bob low", "person")] * 2 + [("ada roe", "person")]


def test_a_pronoun_may_mean_who_was_named_and_did_not_speak():
    assert voices("Bob Low met Ada Roe.", "She said it rained.") == [("ada roe", "person")]


def test_it_and_they():
    assert voices("The ministry said it rained.", "It added that it snowed.")[1] == (
        "the ministry",
        "institution",
    )
    assert voices("Some officials said it rained.", "They added that it snowed.")[1] == (
        "some officials",
        "unnamed",
    )


def test_relative_pronouns():
    assert voices("They met Ada Roe, who said it rained.") == [("ada roe", "person")]


def test_a_relative_pronoun_after_an_apposition():
    assert voices("They met Ada Roe, a farmer who said it rained.") == [("ada roe", "person")]


def test_two_persons_in_one_source():
    table = given_sentences(
        [("a", 1, 1, "Ada Roe left."), ("a", 2, 2, "Bob Low and Ms. Roe said it rained.")]
    )
    found = speakers(attributions(table), table)
    assert found["speaker"].tolist() == [("bob low", "ada roe")]


def test_a_title_alone():
    assert voices("Sen. Ada Roe left.", "The senator said it rained.") == [("ada roe", "person")]
    assert voices("Sen. Ada Roe met Sen. Bob Low.", "The senator said it rained.") == [
        ("the senator", "person")
    ]


def test_a_title_of_several_words_alone():
    named = "Prime Minister Ada Roe left."
    for title in ("premier", "prime minister", "minister"):
        assert voices(named, f"The {title} said it rained.") == [("ada roe", "person")], title
    assert voices("Minister Bob Low left.", "The premier said it rained.") == [
        ("the premier", "person")
    ]


def test_the_owner_of_a_document_speaks():
    assert voices("Ada Roe left.", "Roe’s letter said it rained.") == [("ada roe", "document")]


def test_names_and_roles_are_joined_across_articles():
    table = given_sentences(
        [
            ("a", 0, 0, "Rain"),
            ("a", 1, 1, "The club’s top farmer, Ada Roe, said it rained."),
            ("b", 0, 0, "Rain"),
            ("b", 1, 1, "The club’s top farmer said it rained."),
            ("b", 2, 2, "Roe said it snowed."),
        ]
    )
    said = attributions(table)
    assert speakers(said, table)["speaker"].tolist() == [("ada roe",)] * 3
    alone = [("ada roe",), ("the club's top farmer",), ("roe",)]
    assert speakers(said, table, joined=False)["speaker"].tolist() == alone


def test_a_last_name_means_who_is_named_in_the_same_article():
    table = given_sentences(
        [
            ("a", 0, 0, "Ada Roe leaves"),
            ("a", 1, 1, "Roe said it rained."),
            ("b", 0, 0, "Bob Roe stays"),
            ("b", 1, 1, "Roe said it rained."),
        ]
    )
    assert speakers(attributions(table), table)["speaker"].tolist() == [("ada roe",), ("bob roe",)]


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("Ada Roe", "roe"),
        ("The club’s Roe", "roe"),
        ("The club’s top farmer", "roe"),
        ("Ada Roe, a farmer,", "roe"),
        ("Vienna", "austria"),
        ("Vienna and Rome", "austria and italy"),
        ("Austria and Italy", "austria and italy"),
        ("The leaked draft plan", "draft"),
        ("The Club", "club"),
        ("Several Club officials", "several club officials"),
        ("Roe’s friends", "roe's friends"),
        ("Bob Low", "bob low"),
    ],
)
def test_actors_of_a_codebook(source, speaker):
    assert voices(f"{source} said that it rained.", actors=ACTORS)[0][0] == speaker


def test_rows_and_columns_are_kept():
    table = given_sentences([("a", 0, 0, "Rain"), ("a", 1, 1, "Ada Roe said it rained.")])
    before = attributions(table)
    after = speakers(before, table)
    pd.testing.assert_frame_equal(after[before.columns.tolist()], before)
    assert list(after.columns) == [*before.columns, "speaker", "speaker_kind"]
    assert speakers(before.iloc[:0], table)["speaker"].tolist() == []


def test_any_index():
    table = given_sentences([("a", 0, 0, "Rain"), ("a", 1, 1, "Ada Roe said it rained.")])
    found = attributions(table).set_index(pd.Index(["row"]))
    assert speakers(found, table)["speaker"].to_dict() == {"row": ("ada roe",)}


def test_a_short_first_name_is_the_same_person_across_articles():
    table = given_sentences(
        [
            ("a", 1, 1, "Benjamin Todd Stone said it rained."),
            ("b", 1, 1, "Ben Stone said it snowed."),
            ("b", 2, 1, "Mr. Stone added that it froze."),
        ]
    )
    named = speakers(attributions(table), table)
    assert named["speaker"].tolist() == [("benjamin todd stone",)] * 3


def test_a_codebooks_actor_is_found_under_every_form_of_the_name():
    table = given_sentences(
        [
            ("a", 1, 1, "Benjamin Todd Stone said it rained."),
            ("a", 2, 1, "Mr. Stone said it snowed."),
            ("b", 1, 1, "Ben Stone said it froze."),
        ]
    )
    actor = Actor(id="stone", name="Benjamin Todd Stone", aliases=())
    named = speakers(attributions(table), table, [actor])
    assert named["speaker"].tolist() == [("stone",)] * 3


def test_names_of_two_persons_stay_apart():
    table = given_sentences(
        [("a", 1, 1, "Anna Stone said it rained."), ("b", 1, 1, "Peter Stone said it snowed.")]
    )
    named = speakers(attributions(table), table)
    assert named["speaker"].nunique() == 2


def test_a_last_name_alone_is_the_full_name_of_another_article() -> None:
    rows = [
        ("a", 1, 1, "Roe said it rained."),
        ("a", 2, 1, "The rain reached Roe."),
        ("b", 1, 1, "Ada Roe said it snowed."),
    ]
    table = given_sentences(rows)
    assert speakers(attributions(table), table)["speaker"].tolist() == [("ada roe",), ("ada roe",)]
