"""JupyterLab itself: open each notebook, run all cells, see the figures and no error."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from crossframe.report.choosing import WIDGET

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
SECONDS = 300  # for what takes a few: the machine may be slow
READER = """
import crossframe as cf

cf.show(cf.compare(cf.load()))
"""
# What is chosen from a notebook's list, and words of what is then shown and was not before.
CHOICES = {
    "02_similarity.ipynb": (
        "counts: all words, raw counts, no IDF",
        "more alike than 1 of 100 pairs",
    ),
    "05_stance.ipynb": ("NATO membership", "for “Ukraine should give up its aim of joining NATO.”"),
    "06_kallas_statements.ipynb": (
        "Ursula von der Leyen",
        "3 statements, 49 words in Lord's Press",
    ),
}
# The command behind "Run > Run All Cells"; it ends when the last cell has.
RUN_ALL = """async (seconds) => {
  const late = new Promise((_, fail) => setTimeout(() => fail(new Error("too late")), seconds * 1000));
  const run = async () => {
    await jupyterapp.restored;
    const context = jupyterapp.shell.currentWidget.context;
    await context.ready;
    await context.sessionContext.ready;
    await context.sessionContext.session.kernel.info;
    await jupyterapp.commands.execute("notebook:run-all-cells");
    await context.save();
  };
  await Promise.race([run(), late]);
}"""
SHUT_DOWN = "() => jupyterapp.shell.currentWidget.context.sessionContext.shutdown()"

# Whether an open notebook is marked as changed, once its kernel has told what it is.
OPENED = """async (seconds) => {
  const late = new Promise((_, fail) => setTimeout(() => fail(new Error("too late")), seconds * 1000));
  const look = async () => {
    await jupyterapp.restored;
    const context = jupyterapp.shell.currentWidget.context;
    await context.ready;
    await context.sessionContext.ready;
    const kernel = context.sessionContext.session.kernel;
    await kernel.info;
    while (kernel.status !== "idle") await new Promise((go) => setTimeout(go, 100));
    await new Promise((go) => setTimeout(go, 1000));
    const found = { dirty: context.model.dirty, kernel: kernel.status };
    await context.sessionContext.shutdown();
    return found;
  };
  return Promise.race([look(), late]);
}"""

# What the reader's policy refuses, when a page tries all of it.
REFUSED = """(seconds) => new Promise((tell) => {
  const refused = [];
  setTimeout(() => tell(refused), seconds * 1000);
  document.addEventListener("securitypolicyviolation", (event) => {
    refused.push(event.effectiveDirective);
    if (refused.length === 3) tell(refused.sort());
  });
  document.head.append(Object.assign(document.createElement("script"), { textContent: "throw 1" }));
  fetch("http://127.0.0.1/").catch(() => null);
  new Image().src = "http://127.0.0.1/x.png";
})"""


@pytest.fixture(scope="module")
def project_copy(tmp_path_factory):
    """A copy of the project whose notebooks have no outputs yet, and one that shows the reader."""
    folder = tmp_path_factory.mktemp("lab")
    for name in ("data", "notebooks"):
        shutil.copytree(ROOT / name, folder / name)
    for name in NOTEBOOKS:
        notebook = nbformat.read(folder / "notebooks" / name, as_version=4)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        nbformat.write(notebook, folder / "notebooks" / name)
    stored = nbformat.read(folder / "notebooks" / NOTEBOOKS[0], as_version=4)
    reader = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(READER.strip(), id="reader")], metadata=stored.metadata
    )
    nbformat.write(reader, folder / "notebooks" / "reader.ipynb")
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
        "IPYTHONDIR": str(home / "ipython"),
    }
    made = dict(re.findall(r"^(\w+) := (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE))
    profile = home / "ipython" / "profile_default"
    profile.mkdir(parents=True)
    (profile / "ipython_kernel_config.py").write_text(made["KERNEL"])
    log = home / "lab.log"
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--port=0", "--ip=127.0.0.1", "--allow-root",
               "--expose-app-in-browser", "--IdentityProvider.token=crossframe", f"--notebook-dir={project_copy}",
               "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", "--LabApp.news_url=",
               made["SAVED"]]  # fmt: skip
    with log.open("w") as output:
        server = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, env=environment, cwd=home
        )
        try:
            yield _address(server, log)
        finally:
            server.terminate()
            server.wait(60)


def _address(server, log):
    """The server's address once it says that it runs."""
    end = time.monotonic() + SECONDS
    while not (
        found := re.search(
            r"running at:.*?(http://127\.0\.0\.1:\d+)/lab", log.read_text(), re.DOTALL
        )
    ):
        assert server.poll() is None, log.read_text()
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.1)
    return found[1]


@pytest.fixture
def open_notebook(lab, browser):
    """Open a notebook in JupyterLab."""
    contexts = []

    def opened(name):
        context = browser.new_context(viewport={"width": 1500, "height": 1000})
        contexts.append(context)
        context.set_default_timeout(SECONDS * 1000)
        page = context.new_page()
        page.complaints = []
        page.on(
            "console",
            lambda message: message.type == "error" and page.complaints.append(message.text),
        )
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(
            f"{lab}/lab/workspaces/{name.partition('.')[0]}/tree/notebooks/{name}?token=crossframe"
        )
        page.locator(".jp-NotebookPanel .jp-CodeCell").first.wait_for()
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def run_all(open_notebook):
    """Open a notebook in JupyterLab and run all its cells; the kernel runs until the test ends."""
    pages = []

    def run(name):
        page = open_notebook(name)
        pages.append(page)
        page.evaluate(RUN_ALL, SECONDS)
        return page

    yield run
    for page in pages:
        page.evaluate(SHUT_DOWN)


def outputs_of(path):
    """All outputs of a notebook whose cells have all been run."""
    cells = [
        cell for cell in json.loads(path.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"
    ]
    assert all(cell["execution_count"] for cell in cells)
    return [output for cell in cells for output in cell["outputs"]]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_opening_a_notebook_changes_nothing(open_notebook, project_copy, name):
    before = (project_copy / "notebooks" / name).read_bytes()
    page = open_notebook(name)
    assert page.evaluate(OPENED, SECONDS) == {"dirty": False, "kernel": "idle"}
    assert (project_copy / "notebooks" / name).read_bytes() == before


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_all_cells_run_and_figures_are_seen(run_all, project_copy, name):
    pictures = sum(
        "image/png" in output.get("data", {}) for output in outputs_of(ROOT / "notebooks" / name)
    )
    page = run_all(name)
    outputs = outputs_of(project_copy / "notebooks" / name)
    assert not [output for output in outputs if output["output_type"] == "error"]
    assert not [output for output in outputs if output.get("name") == "stderr"]
    stderr = "application/vnd.jupyter.stderr"
    assert page.locator(f".jp-OutputArea-output[data-mime-type='{stderr}']").count() == 0
    shown = page.locator(".jp-OutputArea-output img")
    assert shown.count() == pictures
    for number in range(pictures):
        picture = shown.nth(number)
        picture.evaluate("image => image.decode()")
        assert picture.evaluate("image => image.naturalWidth") > 500
    lists = page.locator(".jp-OutputArea-output select")
    assert lists.count() == (name in CHOICES)
    if name in CHOICES:
        option, words = CHOICES[name]
        cell = page.locator(".jp-CodeCell", has=page.locator("select"))
        before = cell.locator("table").inner_text()
        assert words not in cell.inner_text()
        lists.select_option(label=option)
        cell.get_by_text(words).wait_for()
        assert cell.locator("table").count() == 1
        assert cell.locator("table").inner_text() != before
        assert page.locator(f"[data-mime-type='{stderr}']").count() == 0


@pytest.mark.parametrize("name", CHOICES)
def test_a_saved_list_reads_when_it_is_opened_again(run_all, open_notebook, project_copy, name):
    page = run_all(name)  # and saved
    assert page.locator(".jp-OutputArea-output select").count() == 1
    assert WIDGET not in (project_copy / "notebooks" / name).read_text("utf-8")
    page.evaluate(SHUT_DOWN)
    again = open_notebook(name)
    again.evaluate(OPENED, SECONDS)
    cell = again.locator(".jp-CodeCell", has_text="run the cells to choose one of")
    assert cell.locator("table").count() == 1
    assert again.get_by_text("Loading widget").count() == 0


def test_show_shows_the_reader_inline(run_all, project_copy):
    page = run_all("reader.ipynb")
    (output,) = outputs_of(project_copy / "notebooks" / "reader.ipynb")
    assert output["output_type"] == "execute_result"
    frame = page.locator(".jp-OutputArea-output iframe").element_handle().content_frame()
    assert frame.locator("article").count() == 2
    assert "Russia must make concessions" in frame.locator("#s-lords-press-0").inner_text()
    frame.click("#s-lords-press-0 .num")
    assert "on" in frame.locator("#s-lords-press-0").get_attribute("class").split()
    assert frame.locator("#note").is_visible()
    frame.check("#layer-stance")
    assert page.complaints == []
    assert frame.evaluate("origin") == "null"
    assert frame.evaluate(REFUSED, SECONDS) == ["connect-src", "img-src", "script-src-elem"]
