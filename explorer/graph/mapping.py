"""What of somebody else's graph does not fit the vocabulary: told, never dropped in silence."""

from __future__ import annotations

from explorer.facts.tables import Facts
from explorer.ontology import vocabulary


def notes_on(facts: Facts) -> tuple[str, ...]:
    """Return a line for each thing in `facts` that the vocabulary has no word for.

    >>> import pandas as pd
    >>> nodes = pd.DataFrame({"id": ["danube"], "kind": ["river"], "length": ["2850"]})
    >>> notes_on(Facts(**{**Facts.from_frames().tables(), "nodes": nodes}))
    ("Not in the vocabulary: kind 'river' (1 node).", "Kept as further columns of nodes: 'length'.")
    """
    book = vocabulary()
    notes = []
    for table, column, known, noun in (
        ("nodes", "kind", book.kinds, "node"),
        ("relations", "relation", book.relations, "relation"),
    ):
        counts = getattr(facts, table)[column].value_counts().to_dict()
        odd = [
            f"{word!r} ({counts[word]:,} {noun}{'s' * (counts[word] != 1)})"
            for word in sorted(set(counts) - set(known))
        ]
        if odd:
            notes.append(f"Not in the vocabulary: {column} {_some(odd)}.")
    for name in ("nodes", "relations"):
        extra = [c for c in getattr(facts, name).columns if c not in book.tables[name].column_names]
        if extra:
            notes.append(f"Kept as further columns of {name}: {_some([repr(str(c)) for c in extra])}.")
    if len(facts.relations) and not len(facts.citations):
        notes.append("No relation is cited: the file holds no sources.")
    return tuple(notes)


def _some(words: list[str], limit: int = 12) -> str:
    return ", ".join(words[:limit]) + (f" and {len(words) - limit} more" if len(words) > limit else "")
