"""Compare how news outlets report the same event.

Data flows one way: files -> articles -> sentences -> measures -> figures and notebooks. The
modules are small and named after what they measure; see CONTRIBUTING.md for the map.
`crossframe.show` shows the reader of a comparison in a notebook.
"""

from typing import Any

__version__ = "0.1.0"
__all__ = ["__version__", "show"]


def __getattr__(name: str) -> Any:
    """Import `show` when it is first used, so that the command line starts at once."""
    if name == "show":
        from crossframe.reader.page import show  # noqa: PLC0415

        return show
    raise AttributeError(f"module 'crossframe' has no attribute {name!r}")
