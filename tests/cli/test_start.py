"""The command line starts, and answers a mistake, without the libraries that take long to load."""

import subprocess
import sys

import pytest

HEAVY = ("numpy", "pandas", "sklearn", "matplotlib", "scipy", "nltk", "lxml", "jinja2")
TRY = """
import sys
from click.testing import CliRunner
from crossframe.cli.main import main
result = CliRunner().invoke(main, sys.argv[1:])
loaded = sorted({name.split(".")[0] for name in sys.modules} & set(%r))
print(result.exit_code, *loaded)
"""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--help"], 0),
        (["compare", "--help"], 0),
        (["compare", "no/such/file.txt"], 1),
        (["compare", ".", "--codebook", "no/such/book.toml"], 1),
        (["new", "folder", "no/such/file.txt"], 1),
        (["compare", "https://sundial.test/bridge.html"], 1),
    ],
)
def test_heavy_libraries_are_not_loaded(arguments, code):
    command = [sys.executable, "-c", TRY % (HEAVY,), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(code)]


def test_a_comparison_starts_without_what_only_some_commands_need():
    asked = "import sys, crossframe.comparison; print(*sorted(set(%r) & set(sys.modules)))"
    rare = ("sklearn", "scipy.stats", "openpyxl", "warcio", "py3langid", "trafilatura", "pypdf")
    command = [sys.executable, "-c", asked % (rare,)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "\n"
