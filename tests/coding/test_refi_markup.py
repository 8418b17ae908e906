import pytest

from crossframe.coding.refi import write_codebook
from crossframe.coding.refi_markup import read_codebook
from crossframe.errors import CrossframeError
from crossframe.stance.codebook import load_codebook

GUID = "{00000000-0000-4000-8000-00000000ABCD}"


def test_codes_alone_become_a_codebook(root, tmp_path):
    book = load_codebook(root / "data" / "codebook.toml")
    write_codebook(book, tmp_path / "a.qdc", holders=["outlet"])
    (tmp_path / "b.toml").write_text(read_codebook(tmp_path / "a.qdc", title=book.title), "utf-8")
    again = load_codebook(tmp_path / "b.toml")
    assert [(t.label, t.proposition, t.terms) for t in again.themes] == [
        (theme.label, theme.proposition, theme.terms) for theme in book.themes
    ]
    assert [(a.name, a.aliases) for a in again.actors] == [(a.name, a.aliases) for a in book.actors]


def test_codes_of_another_program_are_to_be_written(tmp_path):
    code = f'<Code guid="{GUID}" name="Bad &quot;mood&quot;" isCodable="true"/>'
    markup = f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{code}</Codes></CodeBook>'
    (tmp_path / "a.qdc").write_text(markup, "utf-8")
    (tmp_path / "b.toml").write_text(read_codebook(tmp_path / "a.qdc", title="t"), "utf-8")
    [theme] = load_codebook(tmp_path / "b.toml").themes
    assert (theme.id, theme.label, theme.terms) == ("bad-mood", 'Bad "mood"', ('bad "mood"',))
    assert theme.proposition.startswith("(To be written:")
    (tmp_path / "a.qdc").write_text(markup.replace(code, ""), "utf-8")
    with pytest.raises(CrossframeError, match="holds no code"):
        read_codebook(tmp_path / "a.qdc", title="t")
