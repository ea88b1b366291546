"""The vocabulary told as a page of Markdown, and the data dictionary: derived, never typed again."""

from __future__ import annotations

from collections.abc import Iterable

from explorer.ontology.vocabulary import Table, Vocabulary, vocabulary


def vocabulary_page() -> str:
    """Return `docs/vocabulary.md`: kinds, relations, closed lists, topics, tables.

    >>> vocabulary_page().splitlines()[0]
    '# Vocabulary'
    """
    book = vocabulary()
    parts = [
        "# Vocabulary",
        "Made by `python -m explorer.ontology.pages` from the data files in `explorer/ontology/`; do not edit it here.",
        "## Node kinds",
        _grid(
            ["kind", "is a", "what it stands for", "id reads like"],
            ([f"`{k.name}`", k.is_a or "–", k.about, f"`{k.example}`"] for k in book.kinds.values()),
        ),
        "## Relations",
        _grid(["relation", "from → to", "reads", "backwards", "roles", "meaning"], _relations(book)),
        "## Closed lists",
        *(
            f"**{title}**: "
            + "; ".join(f"`{name}` {text}" if text != name.title() else f"`{name}`" for name, text in terms)
            for title, terms in (
                ("Roles", book.roles.items()),
                ("Forces of a commitment", book.forces.items()),
                ("What became of a commitment", book.statuses.items()),
                ("What a relation rests on", book.bases.items()),
                ("Kinds of passages", book.passage_kinds.items()),
            )
        ),
        "## Topics",
        _grid(
            ["topic", "name", "other names"],
            ([f"`{t.id}`", t.name, ", ".join(t.aliases)] for t in book.topics.values()),
        ),
        "## Tables",
        data_dictionary(),
    ]
    return "\n\n".join(parts) + "\n"


def data_dictionary() -> str:
    """Return the five tables with their columns as Markdown."""
    return "\n\n".join(_table(table) for table in vocabulary().tables.values())


def _table(table: Table) -> str:
    rows = (
        [f"`{c.name}`", {"edtf": "EDTF date"}.get(c.type, c.type), c.about + _limits(c.terms, c.refers)]
        for c in table.columns
    )
    return f"**`{table.name}.csv`** {table.about}\n\n" + _grid(["column", "type", "meaning"], rows)


def _limits(terms: str, refers: str) -> str:
    listed = f" (one of the {terms.replace('_', ' ')})" if terms else ""
    return listed + (f" (an id of `{refers}.csv`)" if refers else "")


def _relations(book: Vocabulary) -> Iterable[list[str]]:
    for relation in book.relations.values():
        targets: dict[str, list[str]] = {}
        for source, target in sorted(relation.pairs, key=lambda pair: [list(book.kinds).index(end) for end in pair]):
            targets.setdefault(source, []).append(target)
        ends = "; ".join(f"{source} → {', '.join(to)}" for source, to in targets.items())
        yield [f"`{relation.name}`", ends, relation.label, relation.reverse, ", ".join(relation.roles), relation.about]


def _grid(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


if __name__ == "__main__":
    print(vocabulary_page(), end="")
