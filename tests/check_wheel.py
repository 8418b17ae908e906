"""Build the wheel, install it into an empty environment outside the checkout, and try it there."""

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
import crossframe
from crossframe.similarity.alignment import align
from crossframe.corpus.articles import load_project
from crossframe.attribution.attributions import attributions
from crossframe.stance.codebook import load_codebook
from crossframe.claims.conflicts import conflicts
from crossframe.similarity.keyness import distinctive_words
from crossframe.phrases.families import phrase_families
from crossframe.similarity.percentiles import place_similarity
from crossframe.corpus.sentences import sentences
from crossframe.similarity.cosine import similarity_pairs
from crossframe.voices.speakers import speakers
from crossframe.stance.coding import code_stance

assert Path(crossframe.__file__).is_relative_to(sys.prefix), crossframe.__file__
project = load_project(sys.argv[1])
table = sentences(project.articles)
codebook = load_codebook(project.codebook)
said = speakers(attributions(table), table, codebook.actors)
pairs = similarity_pairs(table, resamples=100)
results = {
    "sentences": table,
    "pairs": pairs,
    "alignment": align(table),
    "families": phrase_families(table),
    "attributions": said,
    "stance": code_stance(table, codebook, said),
    "distinctive words": distinctive_words(table),
    "conflicts": conflicts(table, attributions=said),
    "reference": place_similarity(pairs["similarity"].iloc[0], 465, 352),
}
for name, result in results.items():
    assert len(result), name
    print(f"wheel: {name}: {len(result)} rows")
"""


def run(*command, **options):
    subprocess.run([str(part) for part in command], check=True, **options)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pinned = folder / "pinned.txt"
        freeze = [sys.executable, "-m", "pip", "freeze", "--exclude-editable"]
        pinned.write_bytes(subprocess.run(freeze, check=True, capture_output=True).stdout)
        run(
            sys.executable,
            "-m",
            "build",
            "--wheel",
            "--no-isolation",
            "--outdir",
            folder,
            ROOT,
            stdout=subprocess.DEVNULL,
        )
        wheel = next(folder.glob("*.whl"))
        venv.create(folder / "empty", with_pip=True)
        python = folder / "empty" / "bin" / "python"
        run(
            python, "-m", "pip", "install", "--disable-pip-version-check", "-q", "-c", pinned, wheel
        )
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        run(python, "-c", TRY, ROOT / "data" / "articles.toml", cwd=folder, env=environment)
        run(folder / "empty" / "bin" / "crossframe", "--version", cwd=folder, env=environment)


if __name__ == "__main__":
    main()
