import gzip
import json
import os
import random
import shutil

import pytest

from crossframe.corpus.cleaning.pages import clean, clean_article
from crossframe.corpus.sentences import sentences
from crossframe.errors import CrossframeError
from crossframe.intake.articles import COLUMNS, read_articles
from crossframe.intake.found import Limits
from samples import COVER, FIRST, LINE, PAGE, SECOND, STATED, docx, paragraph, pdf

BODY = (
    "The old bridge over the river will be open again on Monday, the mayor said at noon."
    " Nobody was hurt when it was shut in the spring of last year, and no boat was damaged."
)
GERMAN = (
    "Die alte Brücke über den Fluss ist ab Montag wieder offen, sagte die Bürgermeisterin am Mittag."
    " Niemand wurde verletzt, als sie im Frühling des vergangenen Jahres gesperrt werden musste."
)


def body(number):
    return BODY.replace("bridge", f"bridge number {number}")


def test_a_folder_of_many_kinds(tmp_path):
    (tmp_path / "a.txt").write_text(f"Bridge opens\n\n{body(1)}\n", encoding="utf-8")
    (tmp_path / "b.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "c.json").write_text(
        json.dumps({"title": "Shut", "text": body(3), "site_name": "Evening Post"}),
        encoding="utf-8",
    )
    (tmp_path / "d.csv").write_text(
        f'outlet,title,text\nDial,One,"{body(4)}"\nDial,Two,"{body(5)}"\nDial,Three,\n',
        encoding="utf-8",
    )
    (tmp_path / "e.txt.gz").write_bytes(gzip.compress(body(6).encode("cp1252")))
    (tmp_path / "f.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    articles, intake = read_articles([tmp_path])
    assert list(intake.columns) == COLUMNS
    assert [article.id for article in articles] == [
        "a",
        "the-sun-dial",
        "evening-post",
        "dial-1",
        "dial-2",
        "e",
    ]
    assert intake["status"].tolist() == ["used"] * 5 + ["left out", "used", "left out"]
    assert intake["article"].tolist() == [*(a.id for a in articles[:5]), "", "e", ""]
    assert intake["reason"].tolist()[-3:] == [
        "has no text",
        "",
        "is a picture: copy its text into a text file, by hand or by letter recognition (OCR)",
    ]
    assert intake["place"].tolist()[3:6] == ["line 2", "line 3", "line 4"]
    assert intake["items"].sum() == 8
    table = sentences(articles)
    heads = table.loc[table["sentence"] == 0].set_index("article")["text"].to_dict()
    assert heads["dial-1"] == "One"
    assert heads["the-sun-dial"] == "Bridge <script> opens"
    for article in articles:
        for row in table.loc[table["article"] == article.id].itertuples():
            assert " ".join(article.text[row.start : row.end].split()) == " ".join(row.text.split())


def test_given_text_loses_no_paragraph(tmp_path):
    text = f"{BODY}\n\nRead more: a book about bridges\n\nBy Ann Lee\n\nAdvertisement\n\n© 2021"
    file = tmp_path / "a.json"
    file.write_text(json.dumps({"text": text, "title": "Bridge opens"}), encoding="utf-8")
    [article], _ = read_articles([file])
    assert article.text == f"Bridge opens\n\n{text}"
    assert clean_article(article)["kind"].tolist() == ["headline"] + ["body"] * 5


def test_nexis_and_proquest_and_word(tmp_path):
    long = [line.replace("open again.", f"open again. {BODY}") for line in COVER + FIRST]
    (tmp_path / "n.DOCX").write_bytes(docx("".join(map(paragraph, long + SECOND))))
    (tmp_path / "p.txt").write_text(
        f"{LINE}\n{STATED.replace('It stays open.', body(2))}\n{LINE}\n", encoding="utf-8"
    )
    (tmp_path / "w.docx").write_bytes(docx(paragraph("Bridge opens") + paragraph(body(3))))
    articles, intake = read_articles([tmp_path])
    assert intake["kind"].tolist() == ["Nexis Uni", "Nexis Uni", "ProQuest", "Word document"]
    assert intake["status"].tolist() == ["used", "left out", "used", "used"]
    assert "fewer than 20" in intake.loc[1, "reason"]
    assert [article.outlet for article in articles] == [
        "The Sun Dial",
        "The Sun Dial, Late Edition",
        "w",
    ]
    assert [article.headline for article in articles] == ["Bridge opens", "Bridge opens", ""]


def test_kinds_are_told_by_content_and_not_by_name(tmp_path):
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "b.html").write_text(body(1), encoding="utf-8")
    (tmp_path / "c").write_text(json.dumps([{"text": body(2)}]), encoding="utf-8")
    assert read_articles([tmp_path])[1]["kind"].tolist() == ["HTML", "text", "JSON"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.DOCX", b"{\\rtf1 text}", "RTF document without text|fewer than 20|boilerplate"),
        ("a.docx", BODY.encode(), "text, no Word file"),
        ("a.txt", b"%PDF-1.7", "a damaged PDF file"),
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n \t ", "empty"),
        ("a.txt", b"The bridge\0is open. " * 30, "NUL characters"),
        ("a.txt", b"Too short a text.", "fewer than 20|boilerplate"),
        ("a.txt", b"a" * 1_000_001, "longer than 1,000,000"),
        ("a.txt", b"The mayor said so on Monday. " * 34_000, "longer than 150,000"),
        ("a.txt", b"The mayor said so, " * 600 + b"at noon.", "sentence of more than 10,000"),
        ("a.json", b'{"text": "' + b"The mayor said so, " * 600 + b'"}', "sentence of more than"),
        ("a.json", b"[" * 100_000, "nested more deeply"),
        ("a.html", b"<html><body>" + b"<div>" * 20_000 + b"text", "no article is found"),
        ("a.csv", b"text,outlet\n" + b"a,b\n" * 201, "holds more than 200 articles"),
        ("a.csv", b"title,outlet\na,b\n", "--columns text=COLUMN"),
        ("a.txt", b"Home\nSport\nLog in\nShare\n", "boilerplate"),
        ("a.js", b"var a={b:[1,2,3]};(()=>{})();" * 30, "no running text"),
        ("a.xml", b"<?xml version='1.0'?><rss></rss>", "XML"),
        ("a.csv", b"x,y\n1,2\n", "no column of its first line is known"),
        ("codebook.toml", b'[[theme]]\nid = "a"\n', "TOML"),
        ("m.toml", b'title = "x"\n[[article]]\nid = "a"\n', "manifest"),
        ("a.json", b'{"text": ', "not valid JSON"),
        ("a.gz", gzip.compress(b"text", mtime=0)[:-6], "damaged"),
        ("a.gz", gzip.compress(gzip.compress(BODY.encode())), "twice"),
        ("a.txt", GERMAN.encode(), "is in German"),
    ],
)
def test_what_cannot_be_used_is_left_out_with_its_reason(tmp_path, name, data, reason):
    (tmp_path / "good.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / name).write_bytes(data)
    articles, intake = read_articles([tmp_path])
    assert len(articles) == 1
    left_out = intake.loc[intake["status"] == "left out", "reason"]
    assert left_out.str.contains(reason).tolist() == [True]
    with pytest.raises(CrossframeError) as error:
        read_articles([tmp_path / name])
    assert str(error.value) == f"{tmp_path / name}: {left_out.iloc[0]}."
    (tmp_path / "good.txt").write_text("Two words", encoding="utf-8")
    with pytest.raises(CrossframeError, match="none of 2 could be used: "):
        read_articles([tmp_path])


def test_another_language_is_used_if_asked_for(tmp_path):
    (tmp_path / "a.txt").write_text(GERMAN, encoding="utf-8")
    [article], intake = read_articles([tmp_path / "a.txt"], any_language=True)
    assert article.id == "a"
    assert intake.loc[0, "reason"] == "in German, used all the same"


def test_outlets_of_files(tmp_path):
    for number, name in enumerate(
        ["post-3", "post-7", "dial", "article_1", "article_2", "Über uns"]
    ):
        (tmp_path / f"{name}.txt").write_text(body(number), encoding="utf-8")
    (tmp_path / "Herald" / "may").mkdir(parents=True)
    (tmp_path / "Herald" / "may" / "x.txt").write_text(body(7), encoding="utf-8")
    articles, _ = read_articles([tmp_path])
    assert [(article.id, article.outlet) for article in articles] == [
        ("article-1", "article_1"),
        ("article-2", "article_2"),
        ("dial", "dial"),
        ("post-3", "post"),
        ("post-7", "post"),
        ("uber-uns", "Über uns"),
        ("herald", "Herald"),
    ]


def test_ids_are_unique_whatever_the_names(tmp_path):
    rows = [("Post", 1), ("post", 2), ("Post 1", 3), ("北京", 4), ("ΑΒ", 5), ("", 6)]
    table = "outlet,text\n" + "".join(f'{name},"{body(n)}"\n' for name, n in rows)
    (tmp_path / "a.csv").write_text(table, encoding="utf-8")
    articles, _ = read_articles([tmp_path])
    ids = [article.id for article in articles]
    assert len(set(ids)) == len(ids) == 6
    assert [article.id for article in read_articles([tmp_path])[0]] == ids


def test_the_same_text_twice(tmp_path):
    table = "".join(f'{name},"{BODY}"\n' for name in ("Post", "post", "Dial"))
    (tmp_path / "a.csv").write_text(f"outlet,text\n{table}", encoding="utf-8")
    articles, intake = read_articles([tmp_path, tmp_path / "a.csv"])
    assert [article.outlet for article in articles] == ["Post", "Dial"]
    assert "the same text as" in intake.loc[1, "reason"]
    assert intake.loc[3, "reason"] == "the same file was read before"


def test_damaged_characters_are_repaired_and_it_is_said(tmp_path):
    damaged = f"â€œThe wall will fall,â€ said Klein. {BODY}"
    (tmp_path / "a.txt").write_text(f"Bridge opens\n\n{damaged}\n", encoding="utf-8")
    escaped = "&ldquo;The wall will fall,&rdquo; said Klein."
    (tmp_path / "b.json").write_text(
        json.dumps({"text": f"{escaped} {BODY}", "outlet": "Dial &amp; Post"}), encoding="utf-8"
    )
    (tmp_path / "c.csv").write_text(f'outlet,text\nSun,"{damaged}"\n', encoding="utf-8")
    articles, intake = read_articles([tmp_path])
    assert all("“The wall will fall,” said Klein." in article.text for article in articles)
    assert intake["reason"].str.contains("damaged characters are repaired").all()
    assert [article.outlet for article in articles] == ["a", "Dial & Post", "Sun"]
    assert "repaired" in articles[0].notes["text"]


def test_a_table_of_excel_and_one_of_an_old_macintosh(tmp_path):
    rows = [f'Dial;"{body(1)}";May', f'Post;"{body(2)}"', f'Herald;"{body(3)}";May']
    for name, end in (("excel.csv", "\r\n"), ("old.txt", "\r")):
        table = end.join(["outlet;text;when", *rows, ""])
        (tmp_path / name).write_bytes((f"sep=;{end}" * (name == "excel.csv") + table).encode())
        articles, intake = read_articles([tmp_path / name])
        assert [article.outlet for article in articles] == ["Dial", "Post", "Herald"]
        assert "not used: when: name them, as in --columns headline=COLUMN" in intake["reason"][0]
        assert "has 2 cells, the header 3" in intake["reason"][1]


def test_columns_and_encoding_can_be_given(tmp_path):
    (tmp_path / "a.csv").write_text(f'wer;was\nPöst;"{BODY}"\n', encoding="cp437")
    [article], _ = read_articles(
        [tmp_path], columns={"text": "was", "outlet": "wer"}, encoding="cp437"
    )
    assert article.outlet == "Pöst"
    with pytest.raises(CrossframeError, match="no field 'words'"):
        read_articles([tmp_path], columns={"words": "was"})


def test_a_project_is_read_as_one(root, tmp_path):
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    for path in (root, root / "data", root / "data" / "articles.toml"):
        articles, intake = read_articles([path, tmp_path])
        assert [article.id for article in articles] == ["lords-press", "ceo-outlook", "a"]
        assert intake["kind"].tolist() == ["project", "project", "text"]


def test_the_two_raw_articles(root, project):
    articles, intake = read_articles([root / "data" / "raw"])
    assert len(articles) == 2
    table = sentences(articles)
    assert set(table["article"]) == {article.id for article in articles}
    heads = table.loc[table["sentence"] == 0].groupby("article", sort=False)["text"].agg(" ".join)
    assert heads.tolist() == [article.headline for article in articles]
    assert intake["headline"].tolist() == heads.tolist()
    assert {article.headline for article in project.articles} == set(heads)


def test_the_headline_that_cleaning_finds_is_that_of_the_article(tmp_path):
    text = f"Home\nSport\nOld bridge will be open\nBy Ann Lee\n{BODY}\n{body(2)}\nShare\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    [article], intake = read_articles([tmp_path])
    assert article.headline == intake.loc[0, "headline"] == "Old bridge will be open"
    assert "not stated" in article.notes["headline"]
    before = clean(text)
    assert clean_article(article)["kind"].tolist() == before["kind"].tolist()
    (tmp_path / "a.txt").write_text(f"{BODY}\n", encoding="utf-8")
    [article], _ = read_articles([tmp_path])
    assert (article.headline, article.notes) == ("", {})


def test_the_same_text_as_a_projects(root, tmp_path, project):
    first = project.articles[0]
    copy = tmp_path / first.outlet
    copy.mkdir()
    (copy / "copy.txt").write_text(first.text, encoding="utf-8")
    for paths in ([root, tmp_path], [tmp_path, root]):
        articles, intake = read_articles(paths)
        assert [article.id for article in articles] == ["lords-press", "ceo-outlook"]
        left_out = intake[intake["status"] == "left out"]
        assert left_out["source"].tolist() == [str(copy / "copy.txt")]
        assert "the same text as" in left_out["reason"].item()


def test_the_originals_of_a_project_are_named(root, tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(root / "data" / "raw", folder / "raw")
    manifest = (root / "data" / "articles.toml").read_text("utf-8")
    first, second = manifest.split("[[article]]")[1:3]
    (folder / "articles.toml").write_text(
        f'title = "x"\n[[article]]{first}\n[[article]]\nkind = "primary"{second}', "utf-8"
    )
    articles, intake = read_articles([tmp_path])
    assert len(articles) == 1
    assert intake["status"].tolist() == ["used", "left out"]
    assert "kind primary" in intake.loc[1, "reason"]


def test_what_compare_wrote_is_not_read(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "manifest.json").write_text('{"crossframe": "0.1.0", "rows": {}}', encoding="utf-8")
    (out / "methods.md").write_text(body(1), encoding="utf-8")
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    articles, intake = read_articles([tmp_path])
    assert [article.id for article in articles] == ["a"]
    assert intake["reason"].tolist() == [
        "is an output of crossframe compare, which is not read again",
        "",
    ]
    with pytest.raises(CrossframeError, match="is an output of crossframe"):
        read_articles([out])


def test_what_is_read_is_told(tmp_path):
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(body(name), encoding="utf-8")
    told = []
    read_articles([tmp_path], progress=told.append)
    assert told == [
        "Reading 1 of 2: a.txt",
        "Reading 2 of 2: b.txt",
        "Checking 1 of 2: a.txt",
        "Checking 2 of 2: b.txt",
    ]


def test_a_path_that_is_not_there(tmp_path):
    with pytest.raises(CrossframeError, match="no such file"):
        read_articles([tmp_path / "no\nthing"])
    with pytest.raises(CrossframeError, match="no file was found"):
        read_articles([tmp_path])
    with pytest.raises(CrossframeError, match="no file was found"):
        read_articles([])


def test_strange_names_are_shown_as_text(tmp_path):
    name = "a b\nc\x1b[2J..txt"
    (tmp_path / name).write_text(BODY, encoding="utf-8")
    [article], intake = read_articles([tmp_path / ".." / tmp_path.name])
    assert "\n" not in intake.loc[0, "source"]
    assert "\x1b" not in article.outlet
    assert article.id.isascii()


def test_headlines_hold_no_markup_of_a_terminal_and_no_broken_characters(tmp_path):
    (tmp_path / "a.json").write_text(
        json.dumps({"text": f"{BODY}\ud800", "title": "Bridge\x1b[31m\nopens \udfff"}),
        encoding="utf-8",
    )
    [article], _ = read_articles([tmp_path])
    assert article.headline == "Bridge[31m opens"
    article.text.encode("utf-8")


def test_too_many_articles(tmp_path):
    rows = "".join(f'Post,"{body(n)}"\n' for n in range(4))
    for name in "ab":
        (tmp_path / f"{name}.csv").write_text(f"outlet,text\n{rows}", encoding="utf-8")
    with pytest.raises(CrossframeError, match="more than 6 articles"):
        read_articles([tmp_path], limits=Limits(items=6))


def test_noise_never_raises_anything_else(tmp_path):
    """Whatever the bytes are, there is an article or a reason."""
    chance = random.Random(0)
    samples = [PAGE.encode(), docx(paragraph(BODY)), gzip.compress(BODY.encode()), STATED.encode()]
    for number in range(60):
        data = bytearray(chance.choice(samples))
        for _ in range(chance.randrange(1, 40)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        (tmp_path / f"{number}.bin").write_bytes(data)
    (tmp_path / "good.txt").write_text(BODY, encoding="utf-8")
    _, intake = read_articles([tmp_path])
    assert len(intake) == 61
    assert (intake["reason"].ne("") | intake["status"].eq("used")).all()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_links_pipes_hidden_files_and_what_may_not_be_read(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(body(1), encoding="utf-8")
    folder = tmp_path / "folder"
    (folder / "sub").mkdir(parents=True)
    (folder / "good.txt").write_text(body(2), encoding="utf-8")
    (folder / "again.txt").symlink_to(folder / "good.txt")
    (folder / "leaves.txt").symlink_to(outside / "secret.txt")
    (folder / "climbs").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    (folder / "nothing.txt").symlink_to(folder / "gone.txt")
    (folder / ".hidden.txt").write_text(body(3), encoding="utf-8")
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "a.txt").write_text(body(4), encoding="utf-8")
    os.mkfifo(folder / "pipe")
    articles, intake = read_articles([folder])
    assert len(articles) == 1
    reasons = {
        source.rsplit("/", 1)[-1]: reason
        for source, reason in zip(intake["source"], intake["reason"], strict=True)
    }
    assert reasons == {
        ".hidden": "is a hidden folder",
        ".hidden.txt": "is a hidden file",
        "again.txt": "",
        "climbs": "is a symbolic link to a folder, which is not followed",
        "good.txt": "the same file was read before",
        "leaves.txt": "is a symbolic link that leaves the folder",
        "loop": "is a symbolic link to a folder, which is not followed",
        "nothing.txt": "is a symbolic link to nothing",
        "pipe": "is no regular file",
    }
    with pytest.raises(CrossframeError, match="no regular file"):
        read_articles([folder / "pipe"])


def test_the_folder_of_a_saved_page_is_passed_over(tmp_path):
    (tmp_path / "bridge_files").mkdir()
    (tmp_path / "bridge_files" / "frame.html").write_text("<html><p>Buy this.</p></html>")
    (tmp_path / "bridge.html").write_text(PAGE, encoding="utf-8")
    articles, intake = read_articles([tmp_path])
    assert [article.outlet for article in articles] == ["The Sun Dial"]
    assert "scripts of the saved page bridge.html" in intake.loc[0, "reason"]


def test_an_article_saved_as_pdf_by_a_browser(tmp_path):
    head = ("5/3/21, 4:20 PM Bridge opens after a year | The Sun Dial", 820)
    foot = ("https://sundial.test/bridge 1/1", 20)
    body = [
        "Bridge opens after a year",
        "The old bridge over the river is open again after a year of repairs, the mayor",
        "said on Monday. Nobody was hurt when it was shut, and the bridge stood all year.",
    ]
    (tmp_path / "print.pdf").write_bytes(pdf([head, *body, foot]))
    [article], intake = read_articles([tmp_path])
    assert article.headline == "Bridge opens after a year"
    assert article.outlet == "The Sun Dial"
    assert article.url == "https://sundial.test/bridge"
    assert "edges of pages" in intake.loc[0, "reason"]
