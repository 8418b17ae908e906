"""How long `crossframe compare` takes, beside the import of the libraries that it stands on.

`python benchmarks/compare_speed.py CORPUS.jsonl [--runs 5] [--sizes 10 20 40 80 120]` (JSON lines with outlet, title,
date and paragraphs, as BASIL) runs each line in processes of its own, and writes its section of `benchmarks/results.md`:
the medians of their processor time, the ratios to the import and the largest memory; how the time grows with the
number of articles is `growth.png`.
"""

import argparse
import json
import tempfile
from pathlib import Path

from matplotlib.figure import Figure

from measuring import OUT, Bar, alone, machine, median_cost, table, write_results

DATA = Path(__file__).parent.parent / "data"
IMPORT = "import pandas, sklearn.feature_extraction.text, matplotlib.figure"
HELP = "from crossframe.cli.main import main; main(['--help'], standalone_mode=False)"
LIBRARIES = ("click", "numpy", "pandas", "scikit-learn", "matplotlib")
SET, MOST = 120, 200  # articles


def compare(*options):
    """Return a run of the command on the paths that are its arguments."""
    arguments = ["compare", "--any-language", "--quiet", *options]
    return (
        "import sys, tempfile; from crossframe.cli.main import main\n"
        f"arguments = {arguments!r} + sys.argv[1:] + ['--out', tempfile.mkdtemp() + '/out']\n"
        "main(arguments, standalone_mode=False)"
    )


def written(articles, path):
    """Write articles as one table of JSON lines."""
    path.write_text("".join(json.dumps(one) + "\n" for one in articles), encoding="utf-8")
    return path


def as_rows(given):
    """Return the rows of a corpus as those of a table of articles."""
    return [
        {
            "outlet": one["outlet"],
            "headline": one["title"],
            "date": one["date"],
            "text": "\n\n".join(" ".join(paragraph) for paragraph in one["paragraphs"]),
        }
        for one in given
    ]


def filled_up(given, most):
    """Return so many articles; where there are fewer, the longest are cut in two at a paragraph."""
    by_length = sorted(given, key=lambda one: len(one["paragraphs"]), reverse=True)
    long = by_length[: max(most - len(given), 0)]
    whole = [one for one in given if one not in long]
    for one in long:
        middle = len(one["paragraphs"]) // 2
        whole += [
            {**one, "title": one["title"] + end, "paragraphs": own}
            for end, own in (
                (" I", one["paragraphs"][:middle]),
                (" II", one["paragraphs"][middle:]),
            )
        ]
    return whole[:most]


def main():
    """Measure, write the section and draw the growth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 20, 40, 80, 120])
    asked = parser.parse_args()
    given = [json.loads(line) for line in asked.corpus.read_text("utf-8").splitlines()]
    articles = as_rows(given)
    events = len({one["event"] for one in given[:SET]})
    with tempfile.TemporaryDirectory(prefix="crossframe-bench-") as name:
        folder = Path(name)
        sets = {n: written(articles[:n], folder / f"{n}.jsonl") for n in (*asked.sizes, SET)}
        most = written(as_rows(filled_up(given, MOST)), folder / "most.jsonl")
        text = "\n\n".join(one["text"] for one in articles)[:149_000].rpartition(" ")[0]
        long = written([{**articles[0], "text": text}, articles[1]], folder / "long.jsonl")
        without = compare("--no-figures")
        runs = {
            "click": ("`import click`", "import click", ()),
            "help": ("`crossframe --help`", HELP, ()),
            "import": ("import of pandas, scikit-learn, matplotlib", IMPORT, ()),
            "figures": ("the two articles, all figures", compare(), (DATA,)),
            "two": ("the two articles, `--no-figures`", without, (DATA,)),
            "set": (
                f"{SET} articles of {events} events as one set, `--no-figures`",
                without,
                (sets[SET],),
            ),
            "most": (
                f"{MOST} articles ({max(MOST - len(given), 0)} are cut in two to have so many), `--no-figures`",
                without,
                (most,),
            ),
            "long": (
                "an article of 149,000 characters and a short one, `--no-figures`",
                without,
                (long,),
            ),
        }
        costs = {
            key: median_cost([alone(code, *paths) for _ in range(asked.runs)])
            for key, (_, code, paths) in runs.items()
        }
        grown = [alone(without, sets[n]).seconds for n in asked.sizes]
    base = costs["import"].seconds
    lines = [
        f"`python benchmarks/compare_speed.py` on {machine(LIBRARIES)}: medians of {asked.runs} run(s),",
        "processor seconds of a process each. Growth: one run each.",
        "",
        *table(
            ["what", "seconds", "times the import", "megabytes"],
            [
                (label, f"{one.seconds:.2f}", f"{one.seconds / base:.2f}", f"{one.megabytes:.0f}")
                for (label, _, _), one in zip(runs.values(), costs.values(), strict=True)
            ],
        ),
        "",
        f"`crossframe --help` takes {costs['help'].seconds / costs['click'].seconds:.1f} times as long as `import click` alone.",
        "",
        *table(["articles", *asked.sizes], [("seconds", *(f"{one:.1f}" for one in grown))]),
        "",
        "![Seconds by number of articles](growth.png)",
    ]
    bars = [
        *(
            Bar(f"{runs[key][0]}: at most {most} times the import", f"{ratio:.1f}", ratio <= most)
            for key, most in (("figures", 3), ("two", 2), ("set", 15), ("long", 20))
            for ratio in [costs[key].seconds / base]
        ),
        *(
            Bar(f"{runs[key][0]}: at most {most} MB", f"{memory:.0f} MB", memory <= most)
            for key, most in (("long", 800), ("most", 1000))
            for memory in [costs[key].megabytes]
        ),
    ]
    write_results("compare_speed.py", "How long a comparison takes", lines, bars)
    figure = Figure(figsize=(6, 3.5), layout="constrained")
    axes = figure.subplots()
    axes.plot(asked.sizes, grown, marker="o")
    axes.set(xlabel="articles", ylabel="processor seconds", xlim=(0, None), ylim=(0, None))
    figure.savefig(OUT / "growth.png", dpi=150, metadata={"Software": None})


if __name__ == "__main__":
    main()
