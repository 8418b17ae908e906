"""Figures, one module per measure, in one style.

A `plot_*` function takes tables and returns a `matplotlib.figure.Figure` with its alt text as label;
`save_figure` writes it. `style` holds fonts, colours and saving, `panels` the parts of every figure.
"""

from crossframe.plots.alignment import plot_alignment, plot_sentence_similarity
from crossframe.plots.pairs import plot_pairs
from crossframe.plots.phrases import plot_phrase_dispersion
from crossframe.plots.similarity import plot_similarity
from crossframe.plots.stance import plot_stance, plot_theme_strip
from crossframe.plots.statements import plot_statements
from crossframe.plots.style import SavedFigure, outlet_colours, save_figure
from crossframe.plots.summary import plot_summary
from crossframe.plots.voices import plot_cue_verbs, plot_voices
from crossframe.plots.words import plot_distinctive_words

__all__ = [
    "SavedFigure",
    "outlet_colours",
    "plot_alignment",
    "plot_cue_verbs",
    "plot_distinctive_words",
    "plot_pairs",
    "plot_phrase_dispersion",
    "plot_sentence_similarity",
    "plot_similarity",
    "plot_stance",
    "plot_statements",
    "plot_summary",
    "plot_theme_strip",
    "plot_voices",
    "save_figure",
]
