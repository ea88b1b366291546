"""Texts that a spreadsheet would take for a formula, and what is put before them in CSV for people."""

from __future__ import annotations

# In full width too, where the keyboards of some languages write it so and a spreadsheet takes it for the same.
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def kept_apart(text: str) -> str:
    """Return a text with an apostrophe before it where a spreadsheet would run it.

    >>> kept_apart("=1+1"), kept_apart("＝1+1"), kept_apart("two")
    ("'=1+1", "'＝1+1", 'two')
    """
    return f"'{text}" if text.startswith(STARTS) else text
