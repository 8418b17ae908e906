"""The methods of a comparison, in words that can go into a paper."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd
from jinja2 import Environment, PackageLoader, select_autoescape

from crossframe._version import __version__
from crossframe.coding.standing import coding_note
from crossframe.corpus.articles import Article, outlet_names
from crossframe.findings import findings, sentence
from crossframe.phrases.shared_copy import RUN, THRESHOLD
from crossframe.plots.panels import MOST_PANELS
from crossframe.similarity import same_event
from crossframe.similarity.alignment import DEFAULT_THRESHOLD
from crossframe.similarity.cosine import WEIGHTINGS
from crossframe.similarity.keyness import PRIOR_WORDS
from crossframe.stance.codebook import Codebook
from crossframe.stance.confidence import rows_met
from crossframe.text.printable import one_line
from crossframe.text.words import counted, words

UNTITLED = "Articles compared"
_FORMS = (
    (
        "page",
        "scraped pages",
        "what is no part of the article was removed by rules on the shape, place and wording of blocks",
    ),
    (
        "extract",
        "text that {program} took out of a page",
        "only certain boilerplate was removed of {them}",
    ),
    (
        "text",
        "text and nothing else",
        "of {them} only a repeated headline or standfirst was removed",
    ),
)


def methods(
    tables: Mapping[str, pd.DataFrame],
    articles: Sequence[Article],
    *,
    title: str,
    codebook: Codebook | None = None,
) -> str:
    """Write how some articles were compared, as for a paper: Markdown, with the references.

    `tables` may hold `intake`, where articles were read from files; `codebook` is that of `stance`.
    """
    environment = Environment(
        loader=PackageLoader("crossframe.report"),
        autoescape=select_autoescape(),
        keep_trailing_newline=True,
        trim_blocks=True,
    )
    environment.filters["one_line"] = one_line
    intake, stance = tables.get("intake"), tables.get("stance")
    return environment.get_template("methods.md.j2").render(
        findings=[one_line(sentence(one)).strip() for one in findings(tables, articles, codebook)],
        counted=counted,
        articles=articles,
        names={id_: one_line(name) for id_, name in outlet_names(articles).items()},
        title="" if title == UNTITLED else one_line(title),
        codebook=codebook,
        themes=[one_line(theme.label) for theme in codebook.themes] if codebook else [],
        coding=""
        if stance is None
        else coding_note(stance, tables.get("coder_agreement"), codebook),
        rows_met=rows_met(),
        version=__version__,
        python=platform.python_version(),
        prepared=prepared(articles),
        weightings=list(WEIGHTINGS),
        alignment_threshold=DEFAULT_THRESHOLD,
        prior_words=f"{PRIOR_WORDS:g}",
        events=tables["event_groups"]["group"].nunique(),
        event_threshold=same_event.THRESHOLD,
        pairs=tables["similarity_pairs"],
        nearest=same_event.NEAREST,
        copied=int(tables["shared_copy"]["shared_copy"].sum()),
        copy_share=f"{THRESHOLD:.0%}",
        copy_run=RUN,
        left_out=0
        if intake is None
        else int(intake.loc[intake["status"] != "used", "items"].sum()),
        shown=min(len(articles), MOST_PANELS),
        counts={
            "sentences": tables["sentences"].groupby("article").size().to_dict(),
            "words": words(tables["sentences"]).groupby("article").size().to_dict(),
            "removed": len(tables["cleaning_ledger"]),
        },
        extracted=any(article.extractor for article in articles),
    )


def prepared(articles: Sequence[Article]) -> str:
    """Say, in a sentence for each form of text, how the texts of articles were prepared."""
    forms = Counter((article.form, article.extractor) for article in articles)
    said = []
    for form, came, done in _FORMS:
        for extractor in sorted(name for of, name in forms if of == form):
            number = forms[form, extractor]
            program = f"{extractor} (Barbaresi 2021)" if extractor else "a program"
            done_to = done.format(them="it" if number == 1 else "them")
            of_rest = ", and the ledger lists what it left out of the page" if extractor else ""
            said.append(
                f"{counted(number, 'article')} came as {came.format(program=program)}:"
                f" {done_to}{of_rest}."
            )
    return " ".join(said)
