"""What a figure would look like in print: texts that are too small, cut off, or over one another."""

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from crossframe.plots.style import PAGE, SMALL, style, unknown_letters


def faults(figure):
    """Return what an editor would send back, in words."""
    canvas = FigureCanvasAgg(figure)
    with style(), unknown_letters():
        figure.draw_without_rendering()
    boxes = [(text, text.get_window_extent(canvas.get_renderer())) for text in drawn(figure)]
    found = [
        f"{text.get_fontsize()} pt: {text.get_text()!r}"
        for text, _ in boxes
        if text.get_fontsize() < SMALL
    ]
    edge = figure.bbox.padded(1)
    found += [
        f"cut off: {text.get_text()!r}"
        for text, box in boxes
        if box.x0 < edge.x0 or box.y0 < edge.y0 or box.x1 > edge.x1 or box.y1 > edge.y1
    ]
    extents = np.array([box.extents for _, box in boxes])
    low, high = extents[:, None, :2], extents[:, None, 2:]
    common = np.minimum(high, high.swapaxes(0, 1)) - np.maximum(low, low.swapaxes(0, 1))
    found += [
        f"over one another: {boxes[one][0].get_text()!r}, {boxes[other][0].get_text()!r}"
        for one, other in np.argwhere((common > (1.5, 2)).all(axis=2)).tolist()
        if one < other
    ]
    if figure.get_figwidth() != PAGE[0]:
        found.append(f"{figure.get_figwidth()} inches wide")
    return found


def drawn(figure):
    """Return the texts that are seen."""
    hidden = set()
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            for tick in axis.get_major_ticks():
                inside = low <= tick.get_loc() <= high
                hidden |= {
                    id(label)
                    for label in (tick.label1, tick.label2)
                    if not inside or not label.get_visible()
                }
    return [
        text
        for text in figure.findobj(Text)
        if text.get_visible()
        and text.get_text().strip()
        and id(text) not in hidden
        and not text.get_text().endswith("\n ")  # keeps room for a legend
    ]
