"""An answer: a pandas DataFrame that says which question it answers; what is made of it is a plain DataFrame."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd


class Answer(pd.DataFrame):
    """A table with its question. `.attrs["notes"]` hold what is to be said of it.

    >>> from explorer.explorer import load
    >>> print(load("example").meetings(party="IOM")[["start", "name"]])
            start                        name
    0  2012-07-23  Workshop on Visa Integrity
    >>> load("example").meetings(party="IOM").heading
    'meetings(party="IOM"): 1 row'
    """

    _metadata = ["heading"]
    heading: str = ""

    @property
    def _constructor(self) -> type[pd.DataFrame]:
        return pd.DataFrame  # a part of an answer is no answer

    @classmethod
    def _of(cls, table: pd.DataFrame, question: str, options: Mapping[str, Any], limit: int = 0) -> Answer:
        """Return a table, or its first `limit` rows, as the answer to a question."""
        made = cls(table.head(limit) if limit > 0 else table, copy=False)
        made.attrs = dict(table.attrs)
        asked = ", ".join(f'{name}="{value}"' if isinstance(value, str) else f"{name}={value!r}"
                          for name, value in options.items())  # fmt: skip
        made.heading = f"{question}({asked}): {len(made):,} row{'s' * (len(made) != 1)}"
        if len(made) < len(table):
            made.heading += f" of {len(table):,}"
            made.attrs["notes"] = [*made.attrs.get("notes", ()), f"The first {len(made):,} of {len(table):,} rows."]
        return made

    @property
    def plot(self) -> Any:
        """`answer.plot()` draws what people plot of this question, as matplotlib axes; the rest is pandas' own."""
        from explorer.answers.plots import Plots

        return Plots(self)

    def __repr__(self) -> str:
        return "\n".join([self.heading, super().__repr__(), *self.attrs.get("notes", ())])

    def _repr_html_(self) -> str:
        notes = "".join(f"<p>{escape(note)}</p>" for note in self.attrs.get("notes", ()))
        return f"<p><b>{escape(self.heading)}</b></p>{super()._repr_html_()}{notes}"  # type: ignore[misc]
