"""Codings go out of a project and come back by two commands."""

import pytest
from click.testing import CliRunner

from crossframe.cli.main import main


def run(*arguments, code=0):
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result.output


def test_out_and_in_again(root, tmp_path):
    coding = root / "data" / "codings" / "reference.csv"
    assert "64 rows of 1 coder" in run(
        "export", root, "--coding", coding, "--out", tmp_path / "a.qdpx"
    )
    said = run("import", root, tmp_path / "a.qdpx", "--out", tmp_path / "b.csv")
    assert said == f"{tmp_path / 'b.csv'}: 64 rows.\n"
    again = run("export", root, "--coding", tmp_path / "b.csv", "--out", tmp_path / "c.qdpx")
    assert "64 rows" in again
    assert "10 themes" in run("export", root, "--out", tmp_path / "a.qdc")
    made = ("import", root, tmp_path / "a.qdc", "--out", tmp_path / "codebook.toml")
    assert "look through ids" in run(*made)
    assert "exists already" in run(*made, code=1)


@pytest.mark.parametrize(
    ("out", "said"),
    [("a.docx", "ends in .qdpx or .qdc"), ("a.qdpx", "Name a --coding")],
)
def test_wrong_use(out, said, root, tmp_path):
    assert said in run("export", root, "--out", tmp_path / out, code=2)


def test_a_damaged_file_is_one_error(root, tmp_path):
    (tmp_path / "a.qdpx").write_bytes(b"PK")
    said = run("import", root, tmp_path / "a.qdpx", "--out", tmp_path / "b.csv", code=1)
    assert "Remedy: export it anew" in said
    assert not (tmp_path / "b.csv").exists()
