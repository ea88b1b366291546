"""Whether the facts keep the contract, and where sources contradict each other."""

from __future__ import annotations

from typing import Any

import pandas as pd

from explorer.answers.question import question
from explorer.facts.check import check as problems
from explorer.facts.check import table
from explorer.graph.index import Index


@question(10, limit=False, shown="level table row column what remedy")
def check(index: Index) -> pd.DataFrame:
    """Check the facts against the contract: a row for each fault, and for each contradiction of sources.

    Example: explorer check
    """
    if index.far:
        from explorer.facts.engine_check import check_on

        as_read: Any = index.as_read
        return table(check_on(as_read.frames))
    return table(problems(index.as_read))
