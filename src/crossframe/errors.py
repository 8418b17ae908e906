"""The package's own errors: one clear message that names the file, the place and the remedy."""

from __future__ import annotations

from pathlib import Path


class CrossframeError(Exception):
    """Bad input that a user can mend.

    Parameters
    ----------
    problem
        What is wrong, as one sentence without a full stop.
    path
        The file concerned, if there is one.
    place
        Where in the file: a line, a key, an article id.
    remedy
        What to do about it, as one sentence without a full stop.

    Examples
    --------
    >>> print(CrossframeError("article is empty", path="a.txt", remedy="remove it or fill it"))
    a.txt: article is empty. Remedy: remove it or fill it.
    >>> print(CrossframeError("unknown theme 'x'", path="gold.csv", place="line 3"))
    gold.csv, line 3: unknown theme 'x'.
    """

    def __init__(
        self,
        problem: str,
        *,
        path: str | Path | None = None,
        place: str | None = None,
        remedy: str | None = None,
    ) -> None:
        self.problem = problem
        self.path = path
        self.place = place
        self.remedy = remedy
        super().__init__(problem)

    def __str__(self) -> str:
        where = ", ".join(str(part) for part in (self.path, self.place) if part is not None)
        message = f"{where}: {self.problem}." if where else f"{self.problem}."
        return f"{message} Remedy: {self.remedy}." if self.remedy else message
