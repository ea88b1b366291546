"""All malformed things together."""

from __future__ import annotations

from collections.abc import Iterator

from .case import Case
from .graphs import graph_cases
from .lists import list_cases
from .pdfs import pdf_cases
from .tables import table_cases
from .texts import text_cases
from .webpages import html_cases
from .words import docx_cases

SORTS = (table_cases, text_cases, html_cases, pdf_cases, docx_cases, graph_cases, list_cases)


def all_cases(*, short: bool = False) -> list[Case]:
    """Return every case; `short`: without the slow ones."""
    cases = [case for cases in SORTS for case in cases() if not (short and case.slow)]
    if len({case.name for case in cases}) < len(cases):
        raise ValueError("Two cases have one name.")
    return cases


def count(cases: list[Case]) -> Iterator[tuple[str, int]]:
    """Yield how many cases of each sort there are."""
    sorts = [case.sort for case in cases]
    for sort in dict.fromkeys(sorts):
        yield sort, sorts.count(sort)
