"""What is found in one article, for a part of an archive: a function of each article alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np
import pandas as pd

from crossframe.archive.partitions import Files, packed, unpacked
from crossframe.archive.reading import Rejected, Row
from crossframe.attribution.attributions import attributions
from crossframe.coding.coders import code_by_rules
from crossframe.coding.codings import codebook_digest
from crossframe.coding.features import in_passages
from crossframe.corpus.articles import Article
from crossframe.corpus.sentences import sentences
from crossframe.errors import CrossframeError
from crossframe.phrases.numbered_words import numbered_words
from crossframe.phrases.repeated import repeated_phrases
from crossframe.similarity.vectors import article_vectors
from crossframe.stance.codebook import Codebook
from crossframe.text.printable import one_line
from crossframe.text.words import count_words
from crossframe.voices.speakers import speakers

ARTICLE_COLUMNS = [
    "article", "outlet", "date", "month", "title", "known_event", "sentences", "words",
]  # fmt: skip
STATEMENT_COLUMNS = [
    *("article", "statement", "sentence", "speaker", "speaker_kind", "source", "cue", "content"),
    *("quotation", "words", "start", "end"),
]
STANCE_COLUMNS = [
    *("article", "sentence", "theme", "holder", "stance", "evidence", "start", "end", "ground"),
    *("confidence", "coded_by"),
]
# Columns of the parts' stance that a model reads, and nobody else.
LEARNED_FROM = ["term", "passage"]
TOGETHER = "; "  # between the names of those who speak together


class Asked(NamedTuple):
    """How articles are annotated."""

    codebook: Codebook | None = None
    form: str = "text"  # as of crossframe.corpus.articles.Article

    @property
    def name(self) -> str:
        """What tells this from other ways to annotate."""
        return f"{self.form} {codebook_digest(self.codebook) if self.codebook else ''}"


def annotate(data: bytes, asked: Asked) -> Files:
    """Annotate a part: tables `articles`, `statements`, `phrases`, `stance`, `rejects`, `vectors`.

    An article that cannot be annotated is found by halving, and rejected with the reason.
    """
    rows = [Row(*row) for row in unpacked(data).itertuples(index=False)]
    made, rejects = _annotated(rows, asked)
    tables = {name: pd.concat([one[name] for one in made], ignore_index=True) for name in made[0]}
    tables["rejects"] = pd.DataFrame(rejects, columns=Rejected._fields)
    return {f"{name}.parquet": packed(table) for name, table in tables.items()}


def as_article(row: Row, form: str) -> Article:
    """Return a row as an article that can be compared."""
    return Article(row.article, row.outlet, row.text, headline=row.title, date=row.date, form=form)


Tables = dict[str, pd.DataFrame]


def _annotated(rows: Sequence[Row], asked: Asked) -> tuple[list[Tables], list[Rejected]]:
    try:
        return [_tables(rows, asked)], []
    except Exception as error:  # noqa: BLE001  (whatever one article does, the others go on)
        if len(rows) > 1:
            halves = rows[: len(rows) // 2], rows[len(rows) // 2 :]
            (first, some), (second, more) = (_annotated(half, asked) for half in halves)
            return first + second, some + more
        reason = error.problem if isinstance(error, CrossframeError) else f"raises {error!r}"
        rejected = Rejected("", "", rows[0].article, "annotating", one_line(reason)[:300])
        return [_tables([], asked)], [rejected]


def _tables(rows: Sequence[Row], asked: Asked) -> Tables:
    table, said = read_articles(rows, asked)
    tables = {
        "articles": _articles(rows, table),
        "statements": _statements(said),
        "phrases": repeated_phrases(table),
        "vectors": _vectors(table),
        "stance": pd.DataFrame(columns=[*STANCE_COLUMNS, *LEARNED_FROM]),
    }
    if asked.codebook is not None and rows:
        stance = in_passages(table, code_by_rules(table, asked.codebook, said).rows)
        tables["stance"] = stance[[*STANCE_COLUMNS, *LEARNED_FROM]]
    return tables


def read_articles(rows: Sequence[Row], asked: Asked) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the sentences of articles, and who says what in them."""
    table = sentences(as_article(row, asked.form) for row in rows)
    actors = asked.codebook.actors if asked.codebook else ()
    return table, speakers(attributions(table), table, actors, joined=False)


def _articles(rows: Sequence[Row], table: pd.DataFrame) -> pd.DataFrame:
    of_sentences = np.bincount(numbered_words(table).row, minlength=len(table))
    words = pd.Series(of_sentences).groupby(table["article"]).agg(["size", "sum"])
    counts = dict(zip(words.index, words.to_numpy().tolist(), strict=True))
    facts = [
        (*row[:3], row.month, row.title, row.known_event, *counts[row.article]) for row in rows
    ]
    return pd.DataFrame(facts, columns=ARTICLE_COLUMNS)


def _statements(said: pd.DataFrame) -> pd.DataFrame:
    spans = said["content_spans"]
    return said.assign(
        statement=said["attribution"],
        sentence=said["first_sentence"],
        speaker=said["speaker"].map(TOGETHER.join),
        words=said["content"].map(count_words),
        start=spans.map(lambda parts: parts[0][0]),
        end=spans.map(lambda parts: parts[-1][1]),
    )[STATEMENT_COLUMNS]


def _vectors(table: pd.DataFrame) -> pd.DataFrame:
    """Return each article's terms as numbers (CRC-32), and their weights."""
    articles = table["article"].unique()
    if not len(articles):
        return pd.DataFrame({"article": [], "terms": [], "weights": []})
    vectors, vocabulary = article_vectors(table)
    if (np.diff(vectors.indptr) == 0).any():
        raise CrossframeError("holds no word beside stop words")
    number = np.array([crc32(term.encode()) for term in vocabulary], dtype=np.uint32)
    terms, weights = [], []
    for start, end in zip(vectors.indptr[:-1], vectors.indptr[1:], strict=True):
        own = number[vectors.indices[start:end]]
        order = np.argsort(own, kind="stable")
        terms.append(own[order])
        weights.append(vectors.data[start:end][order].astype(np.float32))
    return pd.DataFrame({"article": articles, "terms": terms, "weights": weights})
