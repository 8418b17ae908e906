"""The page of an archive: its events, each with its reader; beside it the figures and a notebook."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined

from crossframe.archive.aggregates import ALL
from crossframe.archive.annotation import Tables
from crossframe.coding.standing import NAMES
from crossframe.io.writing import write_file
from crossframe.plots.archive import plot_outlet_pairs, plot_speakers, plot_theme_months
from crossframe.plots.shares import plot_shares
from crossframe.plots.style import SavedFigure, save_figure
from crossframe.stance.codebook import Codebook

_MOST = 1_000  # events that the page lists


def write_page(
    folder: Path,
    made: Mapping[str, Any],
    tables: Tables,
    sums: Tables,
    codebook: Codebook | None,
    *,
    coder: str,
) -> None:
    """Write `index.html`, which leads to the readers that are there, `figures/`, `archive.ipynb`."""
    with_page = {int(page.stem) for page in (folder / "readers").glob("*.html")}
    environment = Environment(
        loader=PackageLoader("crossframe.archive"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    page = environment.get_template("index.html.j2").render(
        made=made,
        dated=bool(tables["articles"]["date"].ne("").any()),
        figures=_figures(folder / "figures", sums, codebook),
        events=_events(tables, with_page),
        summed=list(sums),
        coder=NAMES.get(coder, coder),
        estimated="estimates" in sums and sums["estimates"]["estimate"].notna().any(),
    )
    write_file(page, folder / "index.html")
    notebook = resources.files("crossframe.archive").joinpath("templates", "archive.ipynb")
    write_file(notebook.read_bytes(), folder / "archive.ipynb")


def _figures(folder: Path, sums: Tables, codebook: Codebook | None) -> list[SavedFigure]:
    pairs, speakers = (
        sums[name][sums[name]["month"] == ALL] for name in ("outlet_pairs", "speakers")
    )
    pairs = pairs[pairs["similarity"].notna()]
    drawn = {"outlet_pairs": plot_outlet_pairs(pairs)} if len(pairs) else {}
    if len(speakers):
        drawn["speakers"] = plot_speakers(speakers)
    if codebook is not None:
        themes = sums["themes"]
        if themes.loc[themes["month"].str.match(r"\d{4}-\d{2}$"), "share"].gt(0).any():
            drawn["theme_months"] = plot_theme_months(themes, codebook)
        if len(estimates := _of_themes(sums)):
            drawn["estimates"] = plot_shares(estimates, codebook)
    return [save_figure(figure, folder, name) for name, figure in drawn.items()]


def _of_themes(sums: Tables) -> pd.DataFrame:
    """Return the estimates by outlet and theme; where people coded too few, those by theme alone."""
    found = sums.get("estimates", pd.DataFrame(columns=["theme", "outlet", "estimate"]))
    found = found[found["theme"] != ""]
    for own in (found[found["outlet"] != ""], found[found["outlet"] == ""]):
        if own["estimate"].notna().any():
            return own.replace({"outlet": {"": "all outlets"}})
    return found.iloc[:0]


def _events(tables: Tables, with_page: Collection[int]) -> list[dict[str, Any]]:
    """Return what the page says of each event, those with most articles first."""
    articles = tables["articles"]
    own = articles[articles["event"] > 0].sort_values(["event", "date", "article"])
    pairs = tables["pairs"]
    alike = pairs[~pairs["copy"].astype(bool)].groupby("event")["similarity"].mean()
    copies = tables["copies"].groupby("event").size()
    listed = [
        {
            "event": event,
            "title": next((title for title in group["title"] if title), "(no title)"),
            "first": group["date"].min(),
            "last": group["date"].max(),
            "outlets": ", ".join(sorted(set(group["outlet"]))),
            "articles": len(group),
            "similarity": f"{alike[event]:.2f}" if event in alike.index else "",
            "copies": int(copies.get(event, 0)),
            "page": event in with_page,
        }
        for event, group in own.groupby("event")
    ]
    return sorted(listed, key=lambda one: -one["articles"])[:_MOST]
