"""What was understood of a table, told before it is done: the meaning of each column, and sample rows as sentences."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.facts.columns.draw import Outcome
from explorer.facts.columns.options import Asked
from explorer.facts.columns.understanding import Understood

_ABOUT = {
    "attendance": "each row says that a party was at an event",
    "wide": "each cell says whether a party was at what its column or row names",
    "member_of": "each cell says whether a party is a member of what its column or row names",
    "party_to": "each cell says whether a party is bound by what its column or row names",
    "meetings": "each row is a meeting of its own, of two sides",
    "memberships": "each row says that a party is a member",
    "treaties": "each row says what a party did about a treaty",
    "commitments": "each row is a commitment",
    "ties": "each row is a relation from one to another",
    "matrix": "each cell is a relation from what its row names to what its head names",
}
_SAMPLES = 3


def told(outcome: Outcome) -> str:
    """Return the understanding of a table in one line."""
    how, table = outcome.how, outcome.table
    whole = {column: " + ".join(table.heads[c] for c in table.with_parts([column])) for column in how.columns.values()}
    parts = [f"{meaning}={whole[column]}" for meaning, column in how.columns.items()]
    parts += [f"{meaning}=={words}" for meaning, words in how.words.items()]
    if how.marks:
        parts.append(f"{len(how.marks):,} columns of marks")
    kept = [table.heads[column] for column in table.besides({*how.columns.values(), *how.marks})]
    rest = f"; kept as they are: {', '.join(kept)}" if kept else ""
    return f"{_about(how)} ({how.shape}; {', '.join(parts)}{rest})"


def _about(how: Understood) -> str:
    return _ABOUT.get(how.across.relation if how.shape == "wide" else "", _ABOUT[how.shape])


def pairs_of(outcome: Outcome, said: Asked) -> dict[str, str]:
    """Return the understanding of a table as `--columns` takes it."""
    table = outcome.table
    found = {"shape": outcome.how.shape} if outcome.how.shape else {}
    found |= {meaning: table.heads[column] for meaning, column in outcome.how.columns.items()}
    found |= {meaning: f"={words}" for meaning, words in outcome.how.words.items()}
    return {**found, **said.pairs()}


def explained(outcome: Outcome) -> Iterator[str]:
    """Yield the lines that show how a table was understood: each column, then the first rows as sentences."""
    table, how = outcome.table, outcome.how
    if outcome.question:
        yield f"? {outcome.question}"
        return
    about = _about(how)
    yield f"{about[0].upper()}{about[1:]} ({how.shape})."
    meaning = {column: name for name, column in how.columns.items()}
    meaning |= {each: f"of the date in {table.heads[year]}" for year, parts in table.parts.items() for each in parts}
    for column, head in enumerate(table.heads):
        says = meaning.get(column) or ("marks" if column in how.marks else "kept as a further column")
        sample = ", ".join(table.sample(column, 3))
        yield f"  {head}: {says}  [{sample}]"
    names = {node.id: node.name for node in outcome.drawn.nodes}
    rows = list(dict.fromkeys(c.passage for c in outcome.drawn.citations if not isinstance(c.statement, str)))
    for passage in rows[:_SAMPLES]:
        yield f"  row {passage.rpartition('#')[2]}:"
        for cited in outcome.drawn.citations:
            if cited.passage == passage and not isinstance(cited.statement, str):
                r = cited.statement
                role = f" ({r.role})" if r.role else ""
                days = f", {r.start}" + (f"/{r.end}" if r.end else "") if r.start else ""
                yield f"    {names[r.source]} → {r.relation}{role}{days} → {names[r.target]}"
