"""Choosing in place in a notebook: a list, and below it what is shown of the choice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from crossframe.errors import CrossframeError
from crossframe.report.readable import ReadableTable

WIDGET = "application/vnd.jupyter.widget-view+json"  # names a model of the running kernel


class Choice:
    """A list that a notebook shows with the table of what is chosen, at first of the first.

    Both the list and the table have a form that reads without a kernel: of the list, a line that
    says how to choose. That form is what is stored (`crossframe.report.notebooks.execute`), since
    the list itself lives only as long as its kernel.
    """

    def __init__(
        self, label: str, options: Mapping[str, str], show: Callable[[str], ReadableTable]
    ) -> None:
        self.label, self.options, self.show = label, options, show

    def line(self) -> str:
        """Return what stands in the list's place where there is no kernel."""
        if not self.options:
            return f"{self.label}: there is none to choose."
        return f"{self.label}: run the cells to choose one of {len(self.options)}"

    def __repr__(self) -> str:
        tables = [repr(self.show(one)) for one in list(self.options)[:1]]
        return "\n".join([self.line(), *tables])

    def _ipython_display_(self) -> None:
        try:
            from IPython.display import display  # noqa: PLC0415
            from ipywidgets import Dropdown  # noqa: PLC0415
        except ImportError as error:
            raise CrossframeError(
                f"choosing in a notebook needs the package {error.name}",
                remedy="install crossframe[notebooks]",
            ) from error
        line = {"text/plain": self.line(), "text/html": f"<p>{escape(self.line())}</p>"}
        if not self.options:
            display(line, raw=True)
            return
        listed = Dropdown(
            description=self.label,
            options=[(words, one) for one, words in self.options.items()],
            layout={"width": "max-content"},
            style={"description_width": "initial"},
        )
        display({WIDGET: listed._repr_mimebundle_()[WIDGET], **line}, raw=True)
        shown = display(self.show(listed.value), display_id=True)

        def changed(change: Any) -> None:
            shown.update(self.show(change["new"]))

        listed.observe(changed, names="value")
