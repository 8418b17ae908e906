"""JupyterLab itself: open each notebook, run all cells, see the figures and no error."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
SECONDS = 120


@pytest.fixture(scope="module")
def project_copy(tmp_path_factory):
    """A copy of the project whose notebooks have no outputs yet."""
    folder = tmp_path_factory.mktemp("lab")
    for name in ("data", "notebooks"):
        shutil.copytree(ROOT / name, folder / name)
    for name in NOTEBOOKS:
        notebook = nbformat.read(folder / "notebooks" / name, as_version=4)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        nbformat.write(notebook, folder / "notebooks" / name)
    return folder


@pytest.fixture(scope="module")
def lab(project_copy, tmp_path_factory):
    """The address of a running JupyterLab on that copy."""
    home = tmp_path_factory.mktemp("home")
    settings = home / "settings" / "@jupyterlab" / "notebook-extension"
    settings.mkdir(parents=True)
    # all cells stand in the page at once, so that their figures can be counted
    (settings / "tracker.jupyterlab-settings").write_text('{"windowingMode": "none"}')
    environment = os.environ | {
        "HOME": str(home),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "share"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "JUPYTER_PREFER_ENV_PATH": "1",
    }
    log = home / "lab.log"
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--port=0", "--ip=127.0.0.1", "--allow-root",
               "--IdentityProvider.token=crossframe", f"--notebook-dir={project_copy}",
               "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", "--LabApp.news_url="]  # fmt: skip
    with log.open("w") as output:
        server = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, env=environment, cwd=home
        )
        try:
            yield _address(server, log)
        finally:
            server.terminate()
            server.wait(30)


def _address(server, log):
    for _ in range(SECONDS):
        found = re.search(r"http://127\.0\.0\.1:\d+", log.read_text())
        if found:
            urlopen(f"{found[0]}/api?token=crossframe", timeout=30).close()
            return found[0]
        assert server.poll() is None, log.read_text()
        time.sleep(1)
    raise AssertionError(log.read_text())


def run_cells(path):
    """The code cells of a notebook file that have been run, and all of them."""
    cells = [
        cell for cell in json.loads(path.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"
    ]
    return [cell for cell in cells if cell["execution_count"]], cells


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_all_cells_run_and_figures_are_seen(lab, browser, project_copy, name):
    path = project_copy / "notebooks" / name
    stored = json.loads((ROOT / "notebooks" / name).read_text("utf-8"))
    pictures = sum(
        "image/png" in output.get("data", {})
        for cell in stored["cells"]
        for output in cell.get("outputs", [])
    )
    page = browser.new_page(viewport={"width": 1500, "height": 1000})
    page.goto(f"{lab}/lab/workspaces/{path.stem}/tree/notebooks/{name}?token=crossframe")
    page.locator(".jp-NotebookPanel .jp-CodeCell").first.wait_for(timeout=SECONDS * 1000)
    kernel = page.locator(".jp-NotebookPanel .jp-Toolbar-kernelName", has_text="Python 3")
    kernel.first.wait_for(timeout=SECONDS * 1000)
    page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Run$")).click()
    page.locator(".lm-Menu-itemLabel", has_text="Run All Cells").first.click()
    for _ in range(SECONDS):
        page.keyboard.press("Control+s")
        time.sleep(1)
        done, cells = run_cells(path)
        if len(done) == len(cells):
            break
    assert len(done) == len(cells)
    outputs = [output for cell in cells for output in cell["outputs"]]
    assert not [output for output in outputs if output["output_type"] == "error"]
    assert not [output for output in outputs if output.get("name") == "stderr"]
    shown = page.locator(".jp-OutputArea-output img")
    assert shown.count() == pictures
    for number in range(pictures):
        assert shown.nth(number).evaluate("image => image.naturalWidth") > 500
    assert (
        page.locator(
            ".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.stderr']"
        ).count()
        == 0
    )
    page.close()
