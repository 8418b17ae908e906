"""What a figure would look like in print: texts that are too small, cut off, or over one another."""

from itertools import combinations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from crossframe.figures import PAGE, SMALL, style, unknown_letters


def faults(figure):
    """Return what an editor would send back, in words."""
    canvas = FigureCanvasAgg(figure)
    with style(), unknown_letters():
        canvas.draw()
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
    found += [
        f"over one another: {one.get_text()!r}, {other.get_text()!r}"
        for (one, a), (other, b) in combinations(boxes, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 1.5 and min(a.y1, b.y1) - max(a.y0, b.y0) > 2
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
