"""The files that describe the environment say the same."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parents[1]
CONDA_NAMES = {"build": "python-build"}


def requirements():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    return [Requirement(text) for group in groups for text in group]


def locked():
    text = (ROOT / "requirements.lock").read_text("utf-8")
    return {
        name: Version(version)
        for name, version in re.findall(r"^([\w.-]+)==([\w.!+]+)", text, re.MULTILINE)
    }


def conda():
    content = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    plain = [entry for entry in content["dependencies"] if isinstance(entry, str)]
    pip = [entry["pip"] for entry in content["dependencies"] if isinstance(entry, dict)]
    (from_pip,) = pip
    pinned = dict(entry.split("==") for entry in from_pip if "==" in entry)
    plain = dict(entry.partition("=")[::2] for entry in plain)
    return plain | pinned, [entry for entry in from_pip if "==" not in entry]


@pytest.mark.parametrize("requirement", requirements(), ids=lambda requirement: requirement.name)
def test_direct_dependency_is_pinned_alike(requirement):
    pins, _ = conda()
    version = locked()[requirement.name]
    assert version in requirement.specifier
    assert Version(pins[CONDA_NAMES.get(requirement.name, requirement.name)]) == version


def test_environment_names_only_direct_dependencies():
    pins, pip = conda()
    direct = {CONDA_NAMES.get(requirement.name, requirement.name) for requirement in requirements()}
    assert set(pins) == direct | {"python", "pip"}
    assert pip == ["-e ."]


def test_python_versions_agree():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    pins, _ = conda()
    assert f"Programming Language :: Python :: {pins['python']}" in project["classifiers"]
    assert project["requires-python"] == ">=3.11"
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text("utf-8"))
    tested = workflow["jobs"]["test"]["strategy"]["matrix"]["python-version"]
    named = [line.rpartition(" ")[2] for line in project["classifiers"] if "Python :: 3." in line]
    assert tested == named


def test_lock_has_hashes_and_no_addresses():
    text = (ROOT / "requirements.lock").read_text("utf-8")
    pins = re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]
    assert pins
    assert all("--hash=sha256:" in pin for pin in pins)
    assert "://" not in text


def test_version_is_the_same_everywhere():
    import crossframe

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert crossframe.__version__ == project["version"] == citation["version"]
    assert f"## {project['version']}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
