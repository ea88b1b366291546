"""One spelling for words that have two, by which names are looked up and verbs are sorted."""

from __future__ import annotations

import re
from functools import lru_cache

_OTHER = {"center": "centre", "centers": "centres", "labor": "labour", "defense": "defence", "program": "programme",
          "programs": "programmes"}  # fmt: skip


@lru_cache(10_000)
def british(word: str) -> str:
    """Return a folded word in the one spelling.

    >>> british("organize"), british("organization"), british("honor"), british("center"), british("size")
    ('organise', 'organisation', 'honour', 'centre', 'size')
    """
    spelled = re.sub(r"^(hon|rum)or", r"\1our", re.sub(r"(?<=\w{3})iz(?=e|ing|ation)", "is", word))
    return _OTHER.get(spelled, spelled)
