"""Codings in: of our own files all of it, of other programs' what fits, and one error for the rest."""

import io
import zipfile

import pandas as pd
import pytest

from crossframe.coding.checks import ANSWER_COLUMNS, MARKS
from crossframe.coding.codings import read_coding
from crossframe.coding.refi import write_project
from crossframe.coding.refi_reading import read_project
from crossframe.coding.sheets import read_codesheet, write_codesheet
from crossframe.corpus.sentences import given_sentences
from crossframe.errors import CrossframeError
from crossframe.stance.codebook import Actor, Codebook, Theme
from crossframe.stance.machine import machine_coding
from crossframe.stance.units import UNIT

BOOK = Codebook(
    "Harbour",
    (),
    (
        Theme("close", "Closure", "The harbour should close.", ("clos*",)),
        Theme("danger", "Danger", "The harbour is a danger.", ("danger",)),
    ),
    (Actor("lund", "Ada Lund", ("Lund",)),),
)
GUIDS = {name: f"{{0000000{n}-0000-4000-8000-00000000ABCD}}" for n, name in enumerate("abcdefgh")}


def project(text, body, *, codes="", users="", kind="TextSource", title="a"):
    """Make a project as another program writes it: identifiers in braces, the text in a file."""
    markup = f"""<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="other 1">{users}
<CodeBook><Codes>
<Code guid="{GUIDS["a"]}" name="CLOSURE" isCodable="true">
  <Code guid="{GUIDS["b"]}" name="Against" isCodable="true"/></Code>
<Code guid="{GUIDS["c"]}" name="Mood" isCodable="true"/>{codes}
</Codes></CodeBook>
<Sources><{kind} guid="{GUIDS["d"]}" name="{title}" plainTextPath="internal://a.txt">{body}</{kind}></Sources>
</Project>"""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", markup)
        archive.writestr("sources/a.txt", "\ufeff" + text)  # which is no character of it
    return file.getvalue()


def selection(start, end, *codes, user=""):
    by = f' creatingUser="{user}"' if user else ""
    codings = "".join(
        f'<Coding guid="{GUIDS["e"]}"{by}><CodeRef targetGUID="{code.upper()}"/></Coding>'
        for code in codes
    )
    place = f'startPosition="{start}" endPosition="{end}"'
    return f'<PlainTextSelection guid="{GUIDS["f"]}" {place}>{codings}</PlainTextSelection>'


def table(harbour):
    return harbour[harbour["article"] == "a"].reset_index(drop=True)


def flat(sentences):
    """Return the text with other line ends and spaces than the articles have."""
    return "\r\n\r\n".join(sentences["text"])


def read(data, sentences, tmp_path, **options):
    path = tmp_path / "a.qdpx"
    path.write_bytes(data)
    return read_project(path, sentences, BOOK, **options)


@pytest.mark.parametrize("which", ["reference", "rules"])
def test_our_own_file_gives_the_same_rows_again(which, root, tmp_path):
    from crossframe.stance.machine import material

    found = material(root)
    if which == "reference":
        rows, _ = read_coding(root / "data/codings/reference.csv", found.codebook, found.sentences)
        rows.loc[1, "note"] = "two\nlines: and <marks> “é”"
    else:
        machine = machine_coding(root).stance.assign(coded_by="rules", note="", weight=1.25)
        from crossframe.coding.sheets import in_context

        shown = in_context(machine, found.sentences, found.codebook)
        write_codesheet(shown, tmp_path / "rules.csv")
        rows = read_codesheet(tmp_path / "rules.csv", found.codebook, found.sentences)
    articles = found.project.articles
    coded = {"Ann": rows.tail(2), which: rows}
    write_project(coded, found.sentences, found.codebook, tmp_path / "a.qdpx", articles=articles)
    imported = read_project(
        tmp_path / "a.qdpx", found.sentences, found.codebook, articles=articles, coder=which
    )
    assert imported.left_out == []
    write_codesheet(imported.sheet, tmp_path / "b.csv")
    again = read_codesheet(tmp_path / "b.csv", found.codebook, found.sentences)
    marks = [name for name in MARKS if name in rows]
    columns = [*UNIT, *ANSWER_COLUMNS, *(name for name in marks if name in again), "start", "end"]
    order = {article: n for n, article in enumerate(found.sentences["article"].unique())}
    expected = rows.sort_values("article", key=lambda own: own.map(order), kind="stable")
    pd.testing.assert_frame_equal(again[columns], expected[columns].reset_index(drop=True))
    assert which == "reference" or {"coded_by", "ground", "confidence", "weight"} <= {*again}


def test_a_project_of_another_program(harbour, tmp_path):
    sentences = table(harbour)
    text = flat(sentences)
    start = text.index("harbour must")
    body = selection(start, start + 18, GUIDS["b"], GUIDS["c"])
    body += selection(text.index("danger"), text.index("danger") + 6, GUIDS["a"])
    imported = read(project(text, body), sentences, tmp_path)
    rows = imported.sheet[["sentence", "theme", "stance", "holder", "evidence"]]
    assert rows.to_numpy().tolist() == [
        [0, "close", "against", "", "harbour must close"],
        [2, "close", "", "", "danger"],
    ]
    assert imported.left_out == ["code “Mood” is no theme of the codebook (1)"]


def test_a_selection_of_two_sentences_is_a_row_in_each(harbour, tmp_path):
    sentences = table(harbour)
    text = flat(sentences)
    body = selection(text.index("a danger"), text.index("meets"), GUIDS["b"])
    rows = read(project(text, body), sentences, tmp_path).sheet
    assert rows[["sentence", "evidence"]].to_numpy().tolist() == [
        [2, "a danger to us all,” she said."],
        [3, "The council"],
    ]


def test_holders_and_other_names_of_stances(harbour, tmp_path):
    sentences = table(harbour)
    codes = f"""<Code guid="{GUIDS["g"]}" name="danger" isCodable="true">
      <Code guid="{GUIDS["h"]}" name="Pro" isCodable="true"/></Code>
      <Code guid="{GUIDS["e"]}" name="holder" isCodable="false">
      <Code guid="{GUIDS["f"]}" name="Lund" isCodable="true"/></Code>"""
    body = selection(1, 20, GUIDS["h"], GUIDS["g"], GUIDS["f"])
    [row] = read(project(flat(sentences), body, codes=codes), sentences, tmp_path).sheet.to_dict(
        "records"
    )
    assert (row["theme"], row["stance"], row["holder"]) == ("danger", "favor", "lund")


def test_several_coders_are_told_apart(harbour, tmp_path):
    sentences = table(harbour)
    names = [(GUIDS["g"], "Ann"), (GUIDS["h"], "Bo")]
    users = "".join(f'<User guid="{guid}" name="{name}"/>' for guid, name in names)
    body = selection(1, 9, GUIDS["a"], user=GUIDS["g"]) + selection(
        1, 9, GUIDS["b"], user=GUIDS["h"]
    )
    data = project(flat(sentences), body, users=f"<Users>{users}</Users>")
    with pytest.raises(CrossframeError, match="2 people coded") as caught:
        read(data, sentences, tmp_path)
    assert caught.value.remedy == "choose one with --coder: Ann, Bo"
    with pytest.raises(CrossframeError, match="nobody called 'Eve' coded"):
        read(data, sentences, tmp_path, coder="Eve")
    assert read(data, sentences, tmp_path, coder="Bo").sheet["stance"].tolist() == ["against"]


def test_what_does_not_fit_is_listed_or_refused(harbour, tmp_path):
    sentences = table(harbour)
    text = flat(sentences)
    twice = selection(1, 9, GUIDS["b"]) * 2 + selection("x", 3, GUIDS["b"])
    imported = read(project(text, twice), sentences, tmp_path)
    assert imported.left_out == [
        "selections outside of the sentences of an article (1)",
        "second marks of a theme and holder in one sentence (1)",
    ]
    with pytest.raises(CrossframeError, match="not that of article 'a'"):
        read(project("Another text", twice), sentences, tmp_path)
    for data, said in (
        (project("Another text", twice, title="z"), "source “z” is none of the articles"),
        (project(text, twice, kind="PictureSource").replace(b"a.txt", b"b.txt"), "it has none"),
        (project(text, selection(1, 9, GUIDS["c"])), "code “Mood” is no theme"),
    ):
        with pytest.raises(CrossframeError, match="holds no coding of these articles") as caught:
            read(data, sentences, tmp_path)
        assert said in caught.value.remedy or said == "it has none"


def archive(*files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files:
            packed.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "no project, or damaged"),
        (b"PK\x03\x04 and nothing", "no project, or damaged"),
        (archive(("a.txt", "x")), "without project.qde"),
        (archive(("project.qde", "<Project>")), "is damaged"),
        (archive(("project.qde", "<Project/>")), "no REFI-QDA file of this kind"),
        (archive(("project.qde", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')), "declares entities"),
        (archive(("project.qde", " " * 3_000_000)), "100 times its size"),
        (archive(("project.qde", "<a/>"), ("b.txt", "a" * 3_000_000)), "100 times its size"),
    ],
)
def test_damage_bombs_and_entities_are_one_error(data, problem, tmp_path):
    sentences = given_sentences([("a", 1, 1, "It rains.")])
    with pytest.raises(CrossframeError, match=problem) as caught:
        read(data, sentences, tmp_path)
    assert caught.value.path == tmp_path / "a.qdpx"
