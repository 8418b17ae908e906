"""From a place on disk to machine rows."""

import shutil

import pytest

from crossframe.errors import CrossframeError
from crossframe.stance.machine import machine_coding


def test_a_project_is_found_by_folder_manifest_or_data_folder(root, project):
    coded = [machine_coding(root / place) for place in (".", "data/articles.toml", "data")]
    for coding in coded:
        assert coding.stance.equals(coded[0].stance)
    assert list(coded[0].sentences["article"].unique()) == list(project.outlets)
    assert len(coded[0].stance)


def test_given_sentences_with_the_codebook_above(root):
    coding = machine_coding(root / "data" / "gold")
    assert len(coding.sentences) == 29
    assert set(coding.stance["theme"]) <= {theme.id for theme in coding.codebook.themes}


def test_a_manifest_without_a_codebook_and_no_project(root, tmp_path):
    shutil.copytree(root / "data" / "raw", tmp_path / "raw")
    manifest = (root / "data" / "articles.toml").read_text("utf-8")
    (tmp_path / "articles.toml").write_text(
        manifest.replace('codebook = "codebook.toml"\n', ""),
        "utf-8",
    )
    with pytest.raises(CrossframeError, match="names no codebook"):
        machine_coding(tmp_path)
    with pytest.raises(CrossframeError, match="missing"):
        machine_coding(tmp_path / "none.toml")
    (tmp_path / "empty").mkdir()
    (tmp_path / "articles.toml").unlink()
    with pytest.raises(CrossframeError, match=r"no data/articles\.toml"):
        machine_coding(tmp_path / "empty")
