"""Manifests and the article files they name."""

import hashlib
import os
import shutil

import pytest

from crossframe.corpus.articles import load_project
from crossframe.errors import CrossframeError

TEXT = "Head\r\n\r\nOne\u00a0line.\nÉnd \U0001f600"

RAW = TEXT.encode()


def manifest_of(*entries, top=""):
    return "\n".join([top, *(f"[[article]]\n{entry}" for entry in entries)])


def entry_of(data, *, name="a.txt", article="a", more=""):
    digest = hashlib.sha256(data).hexdigest()
    return f'id = "{article}"\noutlet = "Post"\nfile = "{name}"\nsha256 = "{digest}"\n{more}'


@pytest.fixture
def write(tmp_path):
    """Write a manifest, with a.txt holding `data`, and return the manifest's path."""

    def use(manifest, data=RAW):
        (tmp_path / "a.txt").write_bytes(data)
        path = tmp_path / "articles.toml"
        path.write_text(manifest, encoding="utf-8")
        return path

    return use


def problem_of(path):
    with pytest.raises(CrossframeError) as caught:
        load_project(path)
    return str(caught.value)


def test_the_founding_articles_load_unchanged(project):
    assert list(project.outlets) == ["lords-press", "ceo-outlook"]
    for article in project.articles:
        assert article.text.encode() == article.path.read_bytes()
        assert article.headline in article.text
        stated = {"author": article.author, "date": article.date, "place": article.place}
        assert all(value or name in article.notes for name, value in stated.items())
    assert project.codebook == project.folder / "codebook.toml"


def test_text_keeps_every_code_point(write):
    more = 'headline = "Head"\ndate = 2025-11-27\n[article.notes]\nurl = "none"'
    project = load_project(write(manifest_of(entry_of(RAW, more=more))))
    (article,) = project.articles
    assert article.text == TEXT
    assert (article.headline, article.date, article.url) == ("Head", "2025-11-27", "")
    assert article.notes == {"url": "none"}
    assert (project.title, project.codebook) == ("", None)


def test_a_changed_byte_is_reported(project, tmp_path):
    shutil.copytree(project.folder, tmp_path / "data")
    file = tmp_path / "data" / "raw" / project.articles[0].path.name
    file.write_bytes(file.read_bytes().replace(b"Moscow", b"Moskow", 1))
    message = problem_of(tmp_path / "data" / "articles.toml")
    assert f"{file}: file has changed" in message
    assert "Remedy" in message


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "article is empty"),
        (b" \n\xc2\xa0", "article is empty"),
        (b"One\nTw\xff", "line 2: bytes are not UTF-8 (byte 6 is 0xff)"),
        (b"caf\xe9", "bytes are not UTF-8"),
    ],
)
def test_unusable_bytes(write, data, expected):
    message = problem_of(write(manifest_of(entry_of(data)), data))
    assert "a.txt" in message
    assert expected in message


GOOD = entry_of(RAW)


@pytest.mark.parametrize(
    ("manifest", "expected"),
    [
        ("", "no article is named"),
        ('title = "x"\narticle = []', "no article is named"),
        ('article = "a"', "'article' is not a list of tables"),
        ("[article]\nid = 1", "'article' is not a list of tables"),
        ("title = ", "manifest is not valid TOML"),
        (manifest_of(GOOD, top='tittle = "x"'), "unknown key 'tittle'"),
        (manifest_of(GOOD, top="codebook = 3"), "key 'codebook' is not a text"),
        (manifest_of(GOOD, GOOD), "article id 'a' is used 2 times"),
        (manifest_of(GOOD.replace("outlet", "paper")), "article 1 (a): key 'outlet' is missing"),
        (manifest_of(GOOD.replace('"a"', '" "')), "article 1: key 'id' is missing or not a text"),
        (manifest_of(GOOD.replace('"a"', "7")), "key 'id' is missing or not a text"),
        (manifest_of(GOOD + '\nbyline = "x"'), "article 1 (a): unknown key 'byline'"),
        (manifest_of(GOOD + '\nnotes = "x"'), "article 1 (a): 'notes' is not a table"),
        (manifest_of(GOOD + '\nkind = "press"'), "article 1 (a): kind 'press' is unknown"),
        (manifest_of(GOOD + '\nkind = "primary"'), "every text is of kind 'primary'"),
        (manifest_of(GOOD.replace("a.txt", "b.txt")), "b.txt: article file is missing"),
        (manifest_of(GOOD.replace("a.txt", ".")), "article file is no regular file"),
    ],
)
def test_broken_manifests(write, manifest, expected):
    assert expected in problem_of(write(manifest))


def test_a_primary_document_stands_apart_from_the_articles(write):
    speech = entry_of(RAW, article="speech", more='kind = "primary"')
    project = load_project(write(manifest_of(speech, GOOD)))
    assert [article.id for article in project.articles] == ["a"]
    assert [(text.id, text.kind, text.text) for text in project.primary] == [
        ("speech", "primary", TEXT)
    ]
    assert project.outlets == {"a": "Post"}


def test_missing_manifest(tmp_path):
    assert "manifest file is missing" in problem_of(tmp_path / "none.toml")


def test_sha256_may_be_in_capitals(write):
    digest = hashlib.sha256(RAW).hexdigest()
    path = write(manifest_of(GOOD.replace(digest, digest.upper())))
    assert load_project(path).articles[0].id == "a"


@pytest.mark.parametrize(
    ("top", "names"),
    [
        ("", []),
        ('adjudicated = "c/x.csv"', ["x.csv"]),
        ('adjudicated = ["x.csv", "y.csv"]', ["x.csv", "y.csv"]),
    ],
)
def test_adjudicated_sheets_are_named_in_the_manifest(write, top, names):
    project = load_project(write(manifest_of(entry_of(RAW), top=top)))
    assert [path.name for path in project.adjudicated] == names
    assert all(path.is_relative_to(project.folder) for path in project.adjudicated)


@pytest.mark.parametrize(
    ("top", "message"),
    [
        ("adjudicated = 3", "not a text or a list of texts"),
        ('adjudicated = [""]', "not a text or a list of texts"),
        ('adjudicated = "gold/stance.csv"', "gold is for scoring only"),
        ('adjudicated = "coding/../gold/stance.csv"', "gold is for scoring only"),
    ],
)
def test_gold_and_other_values_are_no_adjudication(write, top, message):
    assert message in problem_of(write(manifest_of(entry_of(RAW), top=top)))


@pytest.mark.parametrize(
    "name", ["/etc/hostname", "../other.txt", "raw/../../other.txt", "link.txt"]
)
def test_a_file_outside_of_the_project_is_not_read(name, write, tmp_path):
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / "other.txt").write_bytes(RAW)
    (project / "link.txt").symlink_to(tmp_path / "other.txt")
    manifest = project / "articles.toml"
    manifest.write_text(manifest_of(entry_of(RAW, name=name)), encoding="utf-8")
    message = problem_of(manifest)
    assert "article file lies outside of the project" in message
    assert "sha256" not in message


@pytest.mark.parametrize("key", ["codebook", "adjudicated", "codings"])
def test_what_else_a_manifest_names_lies_in_the_project(key, write):
    top = f'{key} = "/etc/hostname"'
    message = problem_of(write(manifest_of(entry_of(RAW), top=top)))
    assert f"{key} file lies outside of the project" in message


def test_the_folder_above_data_is_the_projects(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "a.txt").write_bytes(RAW)
    manifest = tmp_path / "data" / "articles.toml"
    manifest.write_text(manifest_of(entry_of(RAW, name="../a.txt")), encoding="utf-8")
    assert len(load_project(manifest).articles) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_or_a_folder_is_no_article(write, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in ("pipe", "folder"):
        message = problem_of(write(manifest_of(entry_of(RAW, name=name))))
        assert "article file is no regular file" in message


def test_spans_of_an_extract_are_read(write):
    more = 'form = "extract"\nextractor = "taker 1.0"\nkept = [[0, 4], [8, 17]]'
    (article,) = load_project(write(manifest_of(entry_of(RAW, more=more)))).articles
    assert (article.kept, article.extractor) == (((0, 4), (8, 17)), "taker 1.0")


@pytest.mark.parametrize(
    "kept",
    [
        "3",
        "[3]",
        "[[3]]",
        "[[1, 2, 3]]",
        "[[4, 0]]",
        "[[0, 99]]",
        "[[0, 4], [2, 8]]",
        "[[0, true]]",
    ],
)
def test_spans_that_are_none(write, kept):
    message = problem_of(write(manifest_of(entry_of(RAW, more=f"kept = {kept}"))))
    assert "article 1 (a): 'kept' holds no spans of the text" in message
