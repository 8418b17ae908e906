"""Quotations checked against originals, and what a project with a transcript shows."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

import crossframe as cf
from crossframe.attribution.attributions import attributions
from crossframe.claims.primary import CHECKED, check_quotations
from crossframe.corpus.articles import Article
from crossframe.corpus.sentences import given_sentences, sentences
from crossframe.voices.speakers import speakers

SPEECH = (
    "Good morning. The old harbour is a danger to the town. I have said so for ten years, and the "
    "council must close it by June. There is no time to lose, and no money either."
)


def speech(text=SPEECH, name="speech"):
    return Article(name, "", text, kind="primary")


@pytest.mark.parametrize(
    ("quotation", "checked", "difference"),
    [
        ("“The old harbour is a danger to the town,”", "verbatim", ""),
        ("“THE OLD HARBOUR is a danger”", "verbatim", ""),
        ("“danger”", "verbatim", ""),
        ("“The old harbour … must close it by June,”", "verbatim", ""),
        ("“The old harbour . . . must close it”", "verbatim", ""),
        ("“[I think] the old harbour is a danger [to us],”", "verbatim", ""),
        (
            "“The harbour is a great danger to the town,”",
            "altered",
            "the [-old-] harbour is a {+great+} danger to the town",
        ),
        (
            "“The council must close it by July,”",
            "altered",
            "the council must close it by {+july+}",
        ),
        (
            "“The council must close it … the old harbour”",
            "altered",
            "the council must close it … the old harbour",
        ),
        ("“Boats are welcome in every season,”", "not found in it", ""),
        ("“welcome”", "not found in it", ""),
        ("“[I think]”", "not found in it", ""),
    ],
)
def test_quotations_checked_against_a_speech(quotation, checked, difference, say):
    table = given_sentences([("a", 1, 1, f"{quotation} Lund said.")])
    row = check_quotations(say(table, [("a", 1, quotation, "lund")]), table, [speech()]).iloc[0]
    assert (row["checked"], row["difference"]) == (checked, difference)
    assert row["original_text"] == (
        SPEECH[row["original_start"] : row["original_end"]]
        if difference or checked == "verbatim"
        else ""
    )
    assert (
        table["text"][0][row["start"] - table["start"][0] : row["end"] - table["start"][0]]
        == row["quotation"]
    )


def test_only_attributed_quotations_are_checked(say):
    table = given_sentences([("a", 1, 1, "Lund said “no time” and Berg said “no money” to “us”.")])
    said = say(table, [("a", 1, "“no time”", "lund"), ("a", 1, "“no money”", "berg")])
    assert check_quotations(said, table, [speech()])["quotation"].tolist() == [
        "no time",
        "no money",
    ]
    assert check_quotations(said.iloc[:0], table, [speech()]).empty


def test_an_empty_document_holds_nothing(say):
    table = given_sentences([("a", 1, 1, "Lund said “no time to lose”.")])
    row = check_quotations(
        say(table, [("a", 1, "“no time to lose”", "lund")]), table, [speech("")]
    ).iloc[0]
    assert (row["checked"], row["original_start"], row["original_text"]) == (
        "not found in it",
        -1,
        "",
    )


def test_of_several_originals_the_one_that_has_most_of_it_counts(say):
    quotation = "“the council must close it by June”"
    table = given_sentences([("a", 1, 1, f"Lund said {quotation}.")])
    said = say(table, [("a", 1, quotation, "lund")])
    other = speech("The council must close the harbour by July.", "letter")
    for originals in ([other, speech()], [speech(), other]):
        row = check_quotations(said, table, originals).iloc[0]
        assert (row["checked"], row["original"]) == ("verbatim", "speech")
    row = check_quotations(said, table, [other]).iloc[0]
    assert (row["checked"], row["original"]) == ("altered", "letter")


def test_a_project_with_a_transcript_has_its_quotations_checked(tmp_path):
    """The manifest names an original: `compare` checks each quotation against it."""
    texts = {
        "anchor": "Lund warns of harbour\n\n“The old harbour is a danger to the town,” Ada Lund said.",
        "bay": "Lund on the harbour\n\nAda Lund said: “The harbour is a great danger to the town.”",
        "speech": SPEECH,
    }
    more = "\n\nRain fell on the hills for two days, and the boats stayed in until the wind went down again."
    manifest = ['title = "The harbour"']
    for name, report in texts.items():
        text = report + more
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
        digest = hashlib.sha256(text.encode()).hexdigest()
        kind = "primary" if name == "speech" else "article"
        manifest.append(
            f'[[article]]\nid = "{name}"\noutlet = "{name}"\nfile = "{name}.txt"\n'
            f'sha256 = "{digest}"\nkind = "{kind}"'
        )
    (tmp_path / "articles.toml").write_text("\n".join(manifest), "utf-8")
    c = cf.compare(cf.load(tmp_path / "articles.toml"))
    found = c["quotations"]
    assert found[["article", "checked", "original"]].to_numpy().tolist() == [
        ["anchor", "verbatim", "speech"],
        ["bay", "altered", "speech"],
    ]
    assert found["difference"][1] == "the [-old-] harbour is a {+great+} danger to the town"
    assert "speech" not in set(c["sentences"]["article"])


def test_a_project_without_an_original_has_no_such_table(project):
    assert "quotations" not in cf.compare(project.articles)


TEXT = st.text(min_size=1, max_size=60)


@given(st.lists(TEXT, min_size=1, max_size=4), TEXT)
def test_no_text_raises(texts, original):
    rows = [("a", n, 1, text.replace("\n", " ")) for n, text in enumerate(texts)]
    table = given_sentences(rows)
    said = speakers(attributions(table), table)
    found = check_quotations(said, table, [speech(original)])
    assert set(found["checked"]) <= set(CHECKED)


def test_each_founding_article_quotes_itself_verbatim(project):
    table = sentences(project.articles)
    said = speakers(attributions(table), table)
    for article in project.articles:
        own = table[table["article"] == article.id]
        checked = check_quotations(said[said["article"] == article.id], own, [article])
        assert len(checked) >= 2
        assert set(checked["checked"]) == {"verbatim"}
