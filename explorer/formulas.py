"""Texts that a spreadsheet would take for a formula, and what is put before them in CSV for people."""

from __future__ import annotations

# In full width too, where the keyboards of some languages write it so and a spreadsheet takes it for the same.
# The pages have the same list in assets/formulas.js.
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def kept_apart(text: str, *, exact: bool = False) -> str:
    """Return a text with an apostrophe before it where a spreadsheet would run it.

    exact: where it begins with an apostrophe of its own too, so that `laid_bare` gives every text back

    >>> kept_apart("=1+1"), kept_apart("＝1+1"), kept_apart("two"), kept_apart("'tis"), kept_apart("'tis", exact=True)
    ("'=1+1", "'＝1+1", 'two', "'tis", "''tis")
    """
    return f"'{text}" if text.startswith(STARTS) or (exact and text.startswith("'")) else text


def laid_bare(text: str, *, exact: bool = False) -> str:
    """Return a text without the apostrophe that `kept_apart` put before it.

    >>> laid_bare("'=1+1"), laid_bare("'tis"), laid_bare("''tis", exact=True)
    ('=1+1', "'tis", "'tis")
    """
    return text[1:] if text.startswith("'") and kept_apart(text[1:], exact=exact) == text else text
