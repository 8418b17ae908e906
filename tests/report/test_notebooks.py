"""The stored notebooks are complete and clean, and executing reports what fails."""

import json
import re
from pathlib import Path

import nbformat
import pytest

from crossframe.errors import CrossframeError
from crossframe.report.choosing import WIDGET
from crossframe.report.notebooks import execute, stored

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
TEMPLATES = ROOT / "src" / "crossframe" / "report" / "templates" / "notebooks"
# First lines of the code that only the founding notebooks have: the reference codings of this event,
# and numbers that stand under a claim about it.
FOUNDING_ONLY = {
    "from crossframe.corpus import read_event",
    "from crossframe.evaluation import read_alignment, threshold_curve",
    'means = scores.groupby("known", sort=False).mean(numeric_only=True)',
    "from crossframe.evaluation import stance as scored",
    'both = pd.concat({"rules": c["stance_rules"], "reference": c["stance"]}, names=["coder"])',
}


def code_cells(path):
    return [
        cell for cell in json.loads(path.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"
    ]


def prose(path):
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]


def write_notebook(path, *sources):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)


def sources(path):
    return ["".join(cell["source"]) for cell in code_cells(path)]


def test_there_are_notebooks():
    assert [path.name[:2] for path in NOTEBOOKS] == [
        f"{number:02d}" for number in range(len(NOTEBOOKS))
    ]
    assert len(NOTEBOOKS) >= 5


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_every_cell_was_run_in_order(path):
    assert [cell["execution_count"] for cell in code_cells(path)] == list(
        range(1, len(code_cells(path)) + 1)
    )


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_no_warning_and_no_error_is_stored(path):
    for cell in code_cells(path):
        for output in cell["outputs"]:
            assert output["output_type"] != "error"
            assert output.get("name") != "stderr"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebooks_are_thin(path):
    for cell in code_cells(path):
        assert not re.search(r"^\s*(def|class) ", "".join(cell["source"]), re.MULTILINE)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebooks_stand_on_the_face(path):
    lines = [line for source in sources(path) for line in source.splitlines()]
    imports = [line for line in lines if re.match(r"(from|import) ", line)]
    assert "import crossframe as cf" in imports
    assert len(imports) <= 4


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_new_project_gets_the_same_cells(path):
    (template,) = TEMPLATES.glob(f"{path.name[:3]}*.ipynb")
    shared = [one for one in sources(path) if one.splitlines()[0] not in FOUNDING_ONLY]
    assert shared == sources(template)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_new_project_gets_the_same_words(path):
    """All but the question, the way on and the caveats, which may name the event and its outlets."""
    (template,) = TEMPLATES.glob(f"{path.name[:3]}*.ipynb")
    here, there = prose(path), prose(template)
    own = ("# ", "## Where to go on", "**Caveats.**")
    assert [text for text in there if text not in here and not text.startswith(own)] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_outputs_name_no_machine_and_no_address(path):
    for cell in code_cells(path):
        for output in cell["outputs"]:
            shown = [text for kind, text in output.get("data", {}).items() if kind != "image/png"]
            text = json.dumps([shown, output.get("text", "")])
            assert not re.search(r"0x[0-9a-f]{6,}|/home/|/Users/|np\.(float|int)", text)


def test_execute_fills_outputs_and_is_repeatable(tmp_path):
    path = tmp_path / "01_sum.ipynb"
    write_notebook(path, "1 + 1")
    assert list(execute(tmp_path)) == [path]
    first = path.read_bytes()
    assert code_cells(path)[0]["outputs"][0]["data"]["text/plain"] == ["2"]
    list(execute(tmp_path))
    assert path.read_bytes() == first


def test_of_a_widget_what_reads_without_a_kernel_is_stored(tmp_path):
    path = tmp_path / "01_list.ipynb"
    write_notebook(path, "import ipywidgets\nipywidgets.Dropdown(options=['a', 'b'])")
    list(execute(tmp_path))
    first = path.read_bytes()
    (output,) = code_cells(path)[0]["outputs"]
    assert list(output["data"]) == ["text/plain"]
    assert b"model_id" not in first
    list(execute(tmp_path))
    assert path.read_bytes() == first


def test_what_is_saved_of_a_list_reads_without_a_kernel_and_the_rest_stays():
    line = {"text/html": "<p>Theme</p>", WIDGET: {"model_id": "1"}}
    cells = [
        {"cell_type": "markdown", "source": "# Title"},
        {"cell_type": "code", "outputs": [{"data": line}, {"output_type": "stream", "text": "a"}]},
    ]
    stored(model={"type": "notebook", "content": {"cells": cells}}, path="a.ipynb")
    assert cells[1]["outputs"] == [
        {"data": {"text/html": "<p>Theme</p>"}},
        {"output_type": "stream", "text": "a"},
    ]
    stored(model={"type": "file", "content": "text"}, path="a.txt")


def test_what_can_be_chosen_is_stored_as_a_line_and_a_table():
    found = {}
    for path in NOTEBOOKS:
        for cell in code_cells(path):
            if "".join(cell["source"]).startswith("c.choose("):
                line, table = ("".join(one["data"]["text/html"]) for one in cell["outputs"])
                assert "<table" in table
                assert WIDGET not in {kind for one in cell["outputs"] for kind in one["data"]}
                found[path.name[:2]] = line
    assert {number: line.partition(":")[0] for number, line in found.items()} == {
        "02": "<p>Weighting",
        "05": "<p>Theme",
        "06": "<p>Speaker",
    }
    assert all("run the cells to choose one of" in line for line in found.values())


def test_a_failing_cell_leaves_the_notebook_as_it_was(tmp_path):
    path = tmp_path / "01_fails.ipynb"
    write_notebook(path, "1 / 0")
    before = path.read_bytes()
    with pytest.raises(CrossframeError, match=r"01_fails\.ipynb.*ZeroDivisionError"):
        list(execute(tmp_path))
    assert path.read_bytes() == before


def test_a_folder_without_notebooks_is_reported(tmp_path):
    with pytest.raises(CrossframeError, match="no notebook found"):
        list(execute(tmp_path))


@pytest.mark.parametrize("content", ["x", "[]", "{}", '{"nbformat": 99, "nbformat_minor": 0}'])
def test_a_file_that_is_no_notebook_is_reported(tmp_path, content):
    (tmp_path / "01_x.ipynb").write_text(content, "utf-8")
    with pytest.raises(CrossframeError, match=r"01_x\.ipynb: not a notebook"):
        list(execute(tmp_path))


def test_a_cell_that_takes_too_long_is_reported(tmp_path):
    write_notebook(tmp_path / "01_slow.ipynb", "import time; time.sleep(60)")
    with pytest.raises(CrossframeError, match="took longer than 1 second"):
        list(execute(tmp_path, timeout=1))


@pytest.mark.parametrize("path", [*NOTEBOOKS, *TEMPLATES.glob("*.ipynb")], ids=lambda p: p.name)
def test_code_is_folded_for_those_who_only_read(path):
    assert all(cell["metadata"]["jupyter"]["source_hidden"] for cell in code_cells(path))
