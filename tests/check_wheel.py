"""Build sdist and wheel, check them, install the wheel into an empty environment, and try it there."""

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
TRY = """
import sys
from pathlib import Path
import crossframe as cf

assert Path(cf.__file__).is_relative_to(sys.prefix), cf.__file__
c = cf.compare(cf.load(sys.argv[1]))
for name, table in c.items():
    print(f"wheel: {name}: {len(table)} rows")
needed = ("sentences", "similarity_pairs", "similarity_percentiles", "alignment", "attributions")
assert all(len(c[name]) for name in (*needed, "phrase_families", "stance", "conflicts"))
assert c.plot("similarity").get_label()
assert len(c.explain("similarity", *c.outlets))
c.save(sys.argv[2])
"""


def run(*command, **options):
    subprocess.run([str(part) for part in command], check=True, **options)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pinned = folder / "pinned.txt"
        freeze = [sys.executable, "-m", "pip", "freeze", "--exclude-editable"]
        pinned.write_bytes(subprocess.run(freeze, check=True, capture_output=True).stdout)
        built = (
            "-m",
            "build",
            "--no-isolation",
            "--outdir",
            folder,
            ROOT,
        )  # the wheel from the sdist
        run(sys.executable, *built, stdout=subprocess.DEVNULL)
        wheel = next(folder.glob("*.whl"))
        run(
            *(sys.executable, "-m", "twine", "check", "--strict"),
            wheel,
            next(folder.glob("*.tar.gz")),
        )
        venv.create(folder / "empty", with_pip=True)
        python = folder / "empty" / "bin" / "python"
        run(
            python, "-m", "pip", "install", "--disable-pip-version-check", "-q", "-c", pinned, wheel
        )
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        run(
            *(python, "-c", TRY, ROOT / "data" / "articles.toml", folder / "results"),
            cwd=folder,
            env=environment,
        )
        run(folder / "empty" / "bin" / "crossframe", "--version", cwd=folder, env=environment)


if __name__ == "__main__":
    main()
