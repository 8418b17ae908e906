"""What the articles show, in a few plain sentences; every number names the cell that it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import pandas as pd

from crossframe.claims.statements import CARRIED
from crossframe.coding.framing import FORMS
from crossframe.corpus.articles import Article, outlet_names
from crossframe.overview import Span, printed_pattern, telling_phrases
from crossframe.stance.codebook import Codebook
from crossframe.text.words import counted
from crossframe.voices.shares import FORMS as VOICE_FORMS
from crossframe.voices.shares import speaker_names, voice_words
from crossframe.voices.speakers import UNRESOLVED

_FEW = 3  # articles that are told of one by one
_SAID_OTHERWISE = ("direction differs", "denied", "currency differs")  # of one number
_FILLED_BY = dict(zip(VOICE_FORMS, (" are its own", " quoted", " paraphrased"), strict=True))
_LISTED = 3  # themes or figures of a kind


Where = tuple[tuple[str, tuple[int, ...], tuple[Span, ...]], ...]


class Number(NamedTuple):
    """A number or a name with evidence: what is said, "table:row:column", and where it stands."""

    said: str
    cell: str
    where: Where = ()

    def __str__(self) -> str:
        return self.said


Finding = tuple[str | Number, ...]


def findings(
    tables: Mapping[str, pd.DataFrame], articles: Sequence[Article], codebook: Codebook | None
) -> list[Finding]:
    """Say in up to eight findings, of a sentence or more, what the tables of a comparison show.

    Parameters
    ----------
    tables
        As of `crossframe.comparison.compare`.
    articles
        Those that were compared.
    codebook
        The one that was compared with; without it nothing is said of themes.

    Returns
    -------
    list of tuple
        A sentence each, in parts: text, and numbers with the cell of the table that they are and
        the sentences behind them. Joined (`sentence`) it can be read. Of stance nothing is said,
        since a coding by rules is about half right until people have looked at it.
    """
    told = _Told(tables, articles, codebook)
    parts = (
        told.voices(), told.forms(), told.pooled(), told.repeats(), told.themes(), told.statements(),
        told.figures(), told.counterparts(), told.similarity(),
    )  # fmt: skip
    return [found for found in map(tuple, parts) if found]


def sentence(finding: Finding) -> str:
    """Join the parts of a finding."""
    return "".join(map(str, finding))


def _where(words: pd.DataFrame) -> Where:
    """Return where words of an article stand, those side by side in a sentence as one span."""
    apart = (words["position"].diff() != 1) | (words["sentence"].diff() != 0)
    runs = words.groupby(apart.cumsum()).agg({"start": "first", "end": "last"})
    spans = tuple(runs.itertuples(index=False, name=None))
    return tuple(
        (article, tuple(own["sentence"].unique().tolist()), spans)
        for article, own in words.groupby("article")
    )


def with_interval(row: Any, column: str, form: str) -> Iterator[tuple[str, str]]:
    """Yield a number with its interval, as 40% (31% to 52%): texts, and their columns."""
    value = getattr(row, column)
    yield (f"{value:{form}}", column) if pd.notna(value) else (f"{0:{form}}", "")
    if pd.notna(row.low):
        yield " (", ""
        yield f"{row.low:{form}}", "low"
        yield " to ", ""
        yield f"{row.high:{form}}", "high"
        yield ")", ""


class _Told:
    """The findings of one comparison, each as an iterator of parts."""

    def __init__(
        self,
        tables: Mapping[str, pd.DataFrame],
        articles: Sequence[Article],
        codebook: Codebook | None,
    ) -> None:
        self.tables, self.codebook = tables, codebook
        outlets = outlet_names(articles)
        self.outlets = outlets
        self.shown = outlets if len(outlets) <= _FEW else {}
        pooled: dict[str, list[str]] = defaultdict(list)
        for article in articles:
            pooled[article.outlet].append(article.id)
        each = {outlet: [article] for article, outlet in self.shown.items()}
        self.few = each or (pooled if 1 < len(pooled) <= _FEW else {})  # articles of each
        self.events: dict[str, int] = tables["event_groups"].set_index("article")["group"].to_dict()
        self.rows: dict[tuple[str, str, str], Any] = {
            (row.article, row.measure, row.item): row
            for row in tables["article_numbers"].itertuples()
        }

    @cached_property
    def names(self) -> dict[str, str]:
        """How each speaker's name is written."""
        actors = self.codebook.actors if self.codebook else ()
        return speaker_names(self.tables["attributions"], self.tables["sentences"], actors=actors)

    @cached_property
    def heard(self) -> pd.DataFrame:
        """Who speaks each word."""
        return voice_words(self.tables["attributions"], self.tables["sentences"])

    def spoken(self, article: str, speakers: tuple[str, ...]) -> pd.DataFrame:
        """Return the words of speakers in an article."""
        own = self.heard[self.heard["article"] == article]
        return own[[one == speakers for one in own["speaker"]]]

    def number(self, article: str, measure: str, item: str = "") -> Number:
        """Return a number of an article with its sentences."""
        row = self.rows[article, measure, item]
        where = ((article, row.sentences, row.spans),)
        return Number(str(row.number), f"article_numbers:{row.Index}:number", where)

    def voices(self) -> Iterator[str | Number]:
        """Yield whom each article lets speak most, and how."""
        table = self.tables["speakers"].explode("speaker")
        table = table[~table["speaker"].isin([UNRESOLVED])]
        table = table.sort_values("words", ascending=False, kind="stable")
        tops = table.drop_duplicates("article").set_index("article", drop=False)
        named = [self.names.get(one, one) for one in tops["speaker"]]
        same = len(named) == len(self.shown) > 1 and len(set(named)) == 1
        if same:
            yield f"{'Both' if len(named) == 2 else 'All'} give most room to {named[0]}: "
        for place, (article, outlet) in enumerate(self.shown.items()):
            if article not in tops.index:
                yield f"{outlet} has no statement of a named speaker. "
                continue
            index = table.index[table["article"] == article][0]
            row = tops.loc[article]
            name = self.names.get(row["speaker"], row["speaker"])
            spoken = self.spoken(article, self.tables["speakers"].loc[index, "speaker"])
            quoted = spoken[spoken["quoted"]]
            yield f"{outlet} " if same else f"{outlet} gives most room to {name}: "
            yield Number(str(row["words"]), f"speakers:{index}:words", _where(spoken))
            yield " of its "
            yield self.number(article, "words")
            yield " words, "
            number = str(row["quoted_words"])
            yield Number(number, f"speakers:{index}:quoted_words", _where(quoted))
            yield " of them in quotation marks"
            yield "; " if same and place + 1 < len(self.shown) else ". "

    def forms(self) -> Iterator[str | Number]:
        """Yield how many statements each article attributes, and in which form."""
        for article, outlet in self.shown.items():
            yield f"{outlet} attributes "
            number = self.number(article, "statements")
            yield number
            yield " statement" if number.said == "1" else " statements"
            for form, word in FORMS.items():
                yield ": " if form == "direct" else ", "
                yield self.number(article, f"{form} statements")
                yield f" {word}"
            yield ". "

    def pooled(self) -> Iterator[str | Number]:
        """Yield whose words fill all articles of each outlet, where an outlet has several."""
        if self.shown or not self.few:
            return
        forms = self.tables["outlet_forms"]
        forms = forms[forms["period"] == ""]
        for outlet, own in self.few.items():
            yield f"Of the words in {counted(len(own), 'article')} of {outlet}, "
            for n, row in enumerate(forms[forms["outlet"] == outlet].itertuples()):
                yield ", " if n else ""
                for said, column in with_interval(row, "share", ".0%"):
                    cell = f"outlet_forms:{row.Index}:{column}"
                    yield Number(said, cell) if column else said
                yield _FILLED_BY[row.form]
            yield ". "
        if forms["low"].notna().any():
            yield "In brackets the 95% interval over articles. "

    def repeats(self) -> Iterator[str | Number]:
        """Yield the phrase that each article, or any of many, repeats most."""
        families = self.tables["phrase_families"]
        places = self.tables["phrase_occurrences"]
        ranked = telling_phrases(families, places)
        if not self.shown:
            ranked = ranked.head(1)
        for index, row in ranked.drop_duplicates("article").sort_index().iterrows():
            own = places[
                (places["article"] == row["article"]) & (places["family"] == row["family"])
            ]
            spans = tuple(zip(own["start"], own["end"], strict=True))
            where = ((row["article"], tuple(own["sentence"]), spans),)
            pattern = printed_pattern(row["pattern"], own["match"])
            yield f"{self.outlets[row['article']]} repeats “{pattern}” "
            yield Number(str(row["count"]), f"phrase_families:{index}:count", where)
            yield " times. "

    def themes(self) -> Iterator[str | Number]:
        """Yield which themes one article, or outlet of few, alone touches, and which none does."""
        if self.codebook is None or not self.few:
            return
        labels = {theme.id: theme.label for theme in self.codebook.themes}
        touching = {
            theme: [
                outlet
                for outlet, own in self.few.items()
                if any((article, "theme", theme) in self.rows for article in own)
            ]
            for theme in labels
        }
        for outlet, own in self.few.items():
            alone = [theme for theme, names in touching.items() if names == [outlet]]
            for n, theme in enumerate(alone):
                yield f"Of the codebook’s themes, only {outlet} touches " if not n else ", "
                yield f"{labels[theme]} ("
                number = self.of_theme(outlet, own, theme)
                yield number
                yield " sentence)" if number.said == "1" else " sentences)"
            if alone:
                yield ". "
        none = [labels[theme] for theme, names in touching.items() if not names]
        if none:
            yield f"No article touches {', '.join(none)}. "

    def of_theme(self, outlet: str, articles: Sequence[str], theme: str) -> Number:
        """Return the sentences on a theme of an article, or of all of an outlet."""
        if len(articles) == 1:
            return self.number(articles[0], "theme", theme)
        table = self.tables["outlet_numbers"]
        of_theme = table["measure"].eq("theme") & table["item"].eq(theme)
        (index,) = table.index[of_theme & table["outlet"].eq(outlet) & table["period"].eq("")]
        rows = [self.rows.get((article, "theme", theme)) for article in articles]
        where = tuple((row.article, row.sentences, row.spans) for row in rows if row)
        return Number(str(table.loc[index, "number"]), f"outlet_numbers:{index}:number", where)

    def statements(self) -> Iterator[str | Number]:
        """Yield what each article makes of the statements of the other, of two."""
        if len(self.outlets) != 2 or len(set(self.events.values())) > 1:
            return
        for article, other in (list(self.outlets), list(self.outlets)[::-1]):
            ways = [way for way in CARRIED if (article, f"statements {way}", other) in self.rows]
            for n, way in enumerate(ways):
                yield f"Of the statements in {self.outlets[article]}, " if not n else ", "
                yield self.number(article, f"statements {way}", other)
                yield f" {'is' if self.rows[article, f'statements {way}', other].number == 1 else 'are'} {way}"
            if ways:
                yield f" in {self.outlets[other]}. "

    def figures(self) -> Iterator[str | Number]:
        """Yield the figures and events that articles state in another way."""
        table = self.tables["conflicts"]
        said_otherwise = table["relation"].isin(_SAID_OTHERWISE)
        alike = table["same_value"] | (table["relation"] == "wording differs")
        of_one = table["article_a"].map(self.events) == table["article_b"].map(self.events)
        different = table[(said_otherwise | ~alike) & of_one]
        for n, (index, row) in enumerate(different.head(_LISTED).iterrows()):
            yield "Figures or events that are stated in two ways: " if not n else "; "
            for side in "ab":
                article, number = row[f"article_{side}"], int(row[f"sentence_{side}"])
                where = ((article, (number,), ((row[f"start_{side}"], row[f"end_{side}"]),)),)
                yield f"{self.outlets[article]} “"
                yield Number(row[f"figure_{side}"], f"conflicts:{index}:figure_{side}", where)
                yield "”, " if side == "a" else f"” ({row['relation']})"
        if len(different):
            yield f", and {more} more. " if (more := len(different) - _LISTED) > 0 else ". "

    def counterparts(self) -> Iterator[str | Number]:
        """Yield how many sentences of each article have a counterpart."""
        for place, (article, outlet) in enumerate(self.shown.items()):
            yield self.number(article, "sentences with a counterpart")
            yield " of the "
            yield self.number(article, "sentences")
            rest = "the other" if len(self.outlets) == 2 else "another"
            yield f" sentences of {outlet} have a counterpart in {rest} article"
            yield ". " if place else ", a sentence like it in words, names or figures. "

    def similarity(self) -> Iterator[str | Number]:
        """Yield how alike the articles, or the most alike of many, are for reports of one event."""
        pairs = self.tables["similarity_pairs"]
        index = pairs["similarity"].idxmax()
        row = pairs.loc[index]
        placed = self.tables["similarity_percentiles"]
        of_pair = (placed["article_a"] == row["article_a"]) & (
            placed["article_b"] == row["article_b"]
        )
        usual = placed[
            of_pair & (placed["variant"] == "default") & (placed["compared_with"] == "same_event")
        ]
        terms = self.tables["pair_terms"]
        terms = terms[
            (terms["article_a"] == row["article_a"]) & (terms["article_b"] == row["article_b"])
        ]
        where = tuple(
            (row[f"article_{side}"], *ends)
            for side in "ab"
            for ends in zip(terms[f"sentences_{side}"], terms[f"spans_{side}"], strict=True)
        )
        names = f"{self.outlets[row['article_a']]} and {self.outlets[row['article_b']]}"
        yield "Similarity of words " if len(pairs) == 1 else f"Most alike are {names}: similarity "
        yield Number(f"{row['similarity']:.2f}", f"similarity_pairs:{index}:similarity", where)
        yield ", from 0 to 1 ("
        yield Number(f"{row['low']:.2f}", f"similarity_pairs:{index}:low")
        yield " to "
        yield Number(f"{row['high']:.2f}", f"similarity_pairs:{index}:high")
        yield " when sentences are drawn anew)"
        for place, meaning in usual["meaning"].items():
            yield ": "
            yield Number(meaning, f"similarity_percentiles:{place}:meaning")
        yield ". "
