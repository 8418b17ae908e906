"""Coding sheets: what is drawn, what a spreadsheet does to them, and every mistake by its line."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossframe.coding.checks import ANSWER_COLUMNS, SHEET_COLUMNS
from crossframe.coding.sheets import codesheet, read_codesheet, write_codesheet
from crossframe.corpus.sentences import given_sentences
from crossframe.errors import CrossframeError
from crossframe.stance.codebook import Actor, Codebook, Theme

BOOK = Codebook(
    title="Harbour",
    articles=(),
    themes=(
        Theme("closing", "Closing", "The harbour should close.", ("clos*",)),
        Theme("money", "Money", "The state should pay.", ("money",)),
    ),
    actors=(Actor("lund", "Mayor Ada Lund", ("Ms Lund",)),),
)
TEXTS = [
    "The mayor closes the harbour",
    "“It must close,” Lund’s office said.",
    "The council meets on Friday.",
    "-ish is no word; =1+1 neither.",
]
SENTENCES = given_sentences(
    [("a", n, n, text) for n, text in enumerate(TEXTS)] + [("b", 1, 1, "No money, it said.")]
)
MACHINE = pd.DataFrame(
    [("a", 0, "closing", "favor"), ("a", 1, "closing", "favor"), ("b", 1, "money", "against")],
    columns=["article", "sentence", "theme", "stance"],
)
ALL = 10  # five sentences, two themes


def sheet_of(units=ALL, seed=0, **options):
    return codesheet(SENTENCES, BOOK, MACHINE, units=units, seed=seed, **options)


@pytest.fixture
def written(tmp_path):
    """Write rows of (article, sentence, theme, stance, holder, evidence) and return the path."""

    def use(*rows, end="\r\n", separator=",", head="article,sentence,theme,stance,holder,evidence"):
        buffer = io.StringIO()
        writer = csv.writer(buffer, delimiter=separator, lineterminator=end)
        writer.writerows([head.split(","), *rows])
        path = tmp_path / "sheet.csv"
        path.write_bytes(buffer.getvalue().encode("utf-8-sig"))
        return path

    return use


def problem_of(path, book=BOOK, sentences=SENTENCES):
    with pytest.raises(CrossframeError) as caught:
        read_codesheet(path, book, sentences)
    return str(caught.value)


def test_all_units_in_reading_order_with_context_and_no_answer():
    sheet = sheet_of(units=99)
    assert list(sheet.columns) == [*SHEET_COLUMNS, "weight"]
    assert (sheet["weight"] == 1).all()  # all there are
    assert len(sheet) == ALL
    assert sheet[["article", "sentence", "theme"]].to_numpy().tolist()[:3] == [
        ["a", 0, "closing"],
        ["a", 0, "money"],
        ["a", 1, "closing"],
    ]
    third = sheet.iloc[2]
    assert third["before"] == TEXTS[0]
    assert third["text"] == TEXTS[1]
    assert third["after"] == f"{TEXTS[2]} {TEXTS[3]}"
    assert third["proposition"] == "The harbour should close."
    assert (sheet[ANSWER_COLUMNS] == "").all(axis=None)
    assert sheet.iloc[-1][["before", "after"]].tolist() == ["", ""]  # context stays in the article


@pytest.mark.parametrize("least_sure", [False, True])
def test_weights_are_one_over_the_share_of_draws(least_sure):
    draws = pd.concat(sheet_of(units=4, seed=seed, least_sure=least_sure) for seed in range(400))
    keys = ["article", "sentence", "theme"]
    assert draws.groupby(keys)["weight"].nunique().eq(1).all()
    found = draws.groupby(keys)["weight"].agg(["size", "first"])
    often = found[found["size"] > 40]
    assert (often["size"] / 400).to_numpy() == pytest.approx(1 / often["first"], abs=0.1)
    # the weights of a draw stand for all units, on average over draws
    assert draws["weight"].sum() / 400 == pytest.approx(ALL, rel=0.15)


def test_every_stratum_gives_a_unit_before_any_gives_two():
    # a: closing found, other themes, no theme; b: money found, other themes
    for seed in range(20):
        sheet = sheet_of(units=5, seed=seed)
        drawn = set(sheet[["article", "sentence", "theme"]].itertuples(index=False, name=None))
        assert len(drawn) == 5
        assert len(drawn & {("a", 0, "closing"), ("a", 1, "closing")}) == 1
        assert len(drawn & {("a", 0, "money"), ("a", 1, "money")}) == 1
        assert len([unit for unit in drawn if unit[0] == "a" and unit[1] > 1]) == 1
        assert {("b", 1, "money"), ("b", 1, "closing")} <= drawn


def test_a_seed_gives_the_same_bytes_and_another_seed_another_sheet(tmp_path):
    files = [tmp_path / name for name in ("one.csv", "two.csv")]
    for file in files:
        write_codesheet(sheet_of(units=4, seed=7), file)
    assert files[0].read_bytes() == files[1].read_bytes()
    drawn = {tuple(sheet_of(units=4, seed=seed)["sentence"]) for seed in range(10)}
    assert len(drawn) > 1


def test_the_machine_answer_only_says_where_to_draw():
    turned = MACHINE.assign(stance="neither")
    pd.testing.assert_frame_equal(
        codesheet(SENTENCES, BOOK, turned, units=6), codesheet(SENTENCES, BOOK, MACHINE, units=6)
    )


def test_no_machine_rows_and_no_units():
    assert len(codesheet(SENTENCES, BOOK, MACHINE.iloc[:0], units=3)) == 3
    with pytest.raises(CrossframeError, match="at least 1"):
        sheet_of(units=0)


def test_the_file_opens_in_a_spreadsheet_without_a_formula(tmp_path):
    path = tmp_path / "sheet.csv"
    write_codesheet(sheet_of(), path)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfarticle,sentence,theme,")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r")]
    assert f"'{TEXTS[3]}" in {row[6] for row in rows}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_what_a_spreadsheet_saves_is_read(tmp_path, separator, end):
    sheet = sheet_of().assign(stance="absent", note="a; b, “c”\td")
    path = tmp_path / "sheet.csv"
    write_codesheet(sheet, path, separator=separator)
    data = path.read_bytes().replace(b"\r\n", end.encode())
    path.write_bytes(data + (separator * 11 + end).encode())  # empty row, as Excel leaves them
    back = read_codesheet(path, BOOK, SENTENCES)
    pd.testing.assert_frame_equal(back[SHEET_COLUMNS], sheet[SHEET_COLUMNS], check_dtype=False)


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).map(
        str.strip
    ),
    st.sampled_from(["", "=", "'=", "''-", "'", "@", "12.5.", "May "]),
)
def test_any_text_comes_back(tmp_path_factory, text, start):
    path = tmp_path_factory.mktemp("sheet") / "sheet.csv"
    note = (start + text).strip()
    write_codesheet(sheet_of(units=1).assign(stance="absent", note=note), path)
    assert read_codesheet(path)["note"].tolist() == [note]


def test_rows_come_back_checked_and_placed(written):
    path = written(
        ("a", "1", "closing", " Favor ", "Mayor  Ada LUND", '"it must close,"'),
        ("a", "1", "closing", "against", "the dockers", "Lund's office"),
        ("a", "1", "money", "absent", "", ""),
        ("a", "3", "money", "neither", "", "'=1+1"),
        ("b", "1", "money", "against", "outlet", ""),
    )
    rows = read_codesheet(path, BOOK, SENTENCES)
    assert rows["stance"].tolist() == ["favor", "against", "absent", "neither", "against"]
    assert rows["holder"].tolist() == ["lund", "the dockers", "", "outlet", "outlet"]
    assert rows["evidence"].tolist() == [
        "“It must close,”",
        "Lund’s office",
        "",
        "=1+1",
        "No money, it said.",
    ]
    article = "".join(
        f"{text}\n\n" for text in TEXTS
    )  # given_sentences: two newlines between paragraphs
    for row in rows[rows["article"] == "a"].itertuples():
        if row.evidence:
            assert article[row.start : row.end] == row.evidence
    assert rows["start"].dtype == rows["sentence"].dtype == "int64"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("x", "1", "money", "absent", "", ""), "unknown article 'x'"),
        (("a", "9", "money", "absent", "", ""), "article 'a' has no sentence 9"),
        (("a", "1.0", "money", "absent", "", ""), "sentence '1.0' is not a whole number"),
        (("a", "9" * 5000, "money", "absent", "", ""), "is not a whole number"),
        (("", "1", "money", "absent", "", ""), "article is empty"),
        (("a", "1", "coins", "absent", "", ""), "unknown theme 'coins' (write closing or money)"),
        (("a", "1", "", "absent", "", ""), "theme is empty"),
        (("a", "1", "money", "", "lund", ""), "stance is empty"),
        (("a", "1", "money", "favour", "lund", ""), "unknown stance 'favour' (write favor"),
        (("a", "1", "money", "favor", "", ""), "holder is empty"),
        (("a", "1", "money", "favor", "lund", "no such words"), "'no such words' is not in"),
        (("a", "1", "money", "absent", "lund", ""), "a holder or evidence is given"),
    ],
)
def test_each_mistake_has_its_line_and_remedy(written, row, message):
    problem = problem_of(written(("a", "1", "closing", "neither", "", ""), row))
    assert "1 mistake in the coding sheet" in problem
    assert "line 3: " in problem
    assert message in problem
    assert "(" in problem.split("line 3: ")[1]


def test_all_mistakes_are_named_at_once(written):
    path = written(
        ("a", "1", "closing", "yes", "", ""),
        ("a", "1", "money", "favor", "", "never said"),
        ("a", "2", "money", "neither", "lund", ""),
        ("a", "2", "money", "against", "Ms Lund", ""),
        ("a", "3", "money", "absent", "", ""),
        ("a", "3", "money", "favor", "lund", ""),
    )
    problem = problem_of(path)
    assert "5 mistakes in the coding sheet" in problem
    lines = [line.strip().split(":")[0] for line in problem.splitlines()[1:]]
    assert lines == ["line 2", "line 3", "line 3", "line 5", "line 7"]
    assert "stand in line 4 already" in problem
    assert str(path) in problem


def test_a_line_break_inside_a_cell_does_not_shift_the_lines(written):
    head = "article,sentence,theme,stance,holder,evidence,note"
    path = written(
        ("a", "1", "closing", "neither", "", "", "one\r\ntwo"),
        ("a", "1", "money", "maybe", "", "", ""),
        head=head,
    )
    assert "line 4: unknown stance 'maybe'" in problem_of(path)


def test_a_sentence_that_changed_is_reported(tmp_path):
    path = tmp_path / "sheet.csv"
    sheet = sheet_of().assign(stance="absent")
    sheet.loc[4, "text"] = "Another sentence."
    write_codesheet(sheet, path)
    assert "line 6: the text is not that of the sentence" in problem_of(path)


def test_without_the_articles_the_sheet_checks_itself(tmp_path):
    path = tmp_path / "sheet.csv"
    sheet = sheet_of(units=99)
    sheet = sheet.assign(stance="neither", evidence=sheet["text"].str.split().str[0].str.upper())
    write_codesheet(sheet, path)
    rows = read_codesheet(path)
    assert rows["evidence"].tolist() == sheet["text"].str.split().str[0].tolist()
    assert "start" not in rows
    other = tmp_path / "other.csv"
    write_codesheet(sheet.assign(evidence="zebra"), other)
    assert "10 mistakes" in problem_of(other, None, None)


def test_a_sheet_that_may_be_filled_in_is_not_overwritten(tmp_path):
    path = tmp_path / "sheet.csv"
    write_codesheet(sheet_of(units=9), path)
    before = path.read_bytes()
    with pytest.raises(CrossframeError, match="exists already"):
        write_codesheet(sheet_of(units=9), path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "column 'article' is missing"),
        ("article,sentence\n", "column 'theme' is missing"),
        ("article,sentence,theme,stance,stance,holder,evidence\n", "'stance' is named twice"),
        ("article,sentence,theme,stance,holder,evidence\na,1,money,favor,lund,x,y\n", "line 2"),
        ('article,sentence,theme,stance,holder,evidence\na,1,"money\n', "not a CSV table"),
        ("article,sentence,theme,stance,holder,evidence\na,1,money,,,\n", "no row has a stance"),
    ],
)
def test_a_file_that_is_no_sheet(tmp_path, content, message):
    path = tmp_path / "sheet.csv"
    path.write_text(content, "utf-8")
    assert message in problem_of(path)


def test_an_empty_sheet_and_a_file_in_another_encoding(written, tmp_path):
    assert read_codesheet(written(), BOOK, SENTENCES).empty
    path = tmp_path / "old.csv"
    text = "article;sentence\n“a”;1"
    for data in (text.encode("cp1252"), text.encode("utf-16"), b"PK\x03\x04workbook"):
        path.write_bytes(data)
        assert "UTF-8" in problem_of(path)
        assert "CSV UTF-8" in problem_of(path)


@pytest.mark.parametrize(
    "name", ["2013-05-01", "007", "1e5", "True", "mar-1", "May 5", "5-dec-2012", "'12", "1.5"]
)
def test_what_a_spreadsheet_would_take_for_a_number_or_date_stays_as_it_is(tmp_path, name):
    table = SENTENCES.assign(article=SENTENCES["article"].replace("a", name))
    sheet = codesheet(table, BOOK, MACHINE.iloc[:0], units=99).assign(stance="absent")
    path = tmp_path / "sheet.csv"
    write_codesheet(sheet, path)
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    assert {row[0] for row in rows[1:]} == {f"'{name}", "b"}
    assert {row[1] for row in rows[1:]} == {"0", "1", "2", "3", "4"} & {row[1] for row in rows[1:]}
    assert set(read_codesheet(path, BOOK, table)["article"]) == {name, "b"}


@pytest.mark.parametrize(
    "name", ["a1", "march", "may", "dec", "true-news", "e5", "post-2", "sun-1"]
)
def test_other_names_get_no_apostrophe(tmp_path, name):
    path = tmp_path / "sheet.csv"
    write_codesheet(pd.DataFrame({"article": [name]}), path)
    assert path.read_text("utf-8-sig").splitlines()[1] == name


def test_one_mistake_in_many_lines_is_told_once(written):
    row = ("a", "1", "closing", "favour", "", "")
    problem = problem_of(written(row, row, ("a", "1", "money", "absent", "", ""), row))
    assert "3 mistakes" in problem
    assert "lines 2, 3, 5: unknown stance 'favour'" in problem


def test_the_header_may_be_in_capitals(written):
    path = written(
        ("a", "1", "money", "absent", "", ""), head="Article,Sentence,Theme,STANCE,Holder,Evidence"
    )
    assert len(read_codesheet(path, BOOK, SENTENCES)) == 1
