"""The relations as a plain table, for viewers that run no script."""

from __future__ import annotations

from explorer.pictures.content import Content

PLAIN_ROWS = 200
PLAIN_LETTERS = 8_000  # of all rows together: the page is for readers with scripts, this for the few without


def plain_rows(content: Content, limit: int = PLAIN_ROWS) -> tuple[list[dict[str, str]], int]:
    """Return the first `limit` relations as rows to read (fewer where they are long), and the number left out.

    >>> from explorer.pictures.content import content_of
    >>> from explorer.facts.tables import Facts
    >>> rows, more = plain_rows(content_of(Facts.from_rows(
    ...     nodes=[{"id": "place:bali", "kind": "place", "name": "Bali"},
    ...            {"id": "state:idn", "kind": "state", "name": "Indonesia"}],
    ...     relations=[{"id": "r1", "source": "place:bali", "relation": "located_in", "target": "state:idn"}])))
    >>> rows[0]["source"], rows[0]["relation"], rows[0]["target"], more
    ('Bali', 'is in', 'Indonesia', 0)
    """
    nodes, relations = content.nodes, content.relations
    quoted = _quotations(content, relations["id"][:limit])
    rows: list[dict[str, str]] = []
    room = PLAIN_LETTERS if len(relations["id"]) > limit else 10**9
    for row, (source, kind, target) in enumerate(
        zip(content.source[:limit], content.relation[:limit], content.target[:limit], strict=True)
    ):
        if room < 0:
            break
        title, quotation = quoted.get(relations["id"][row], ("", ""))
        rows.append(
            {
                "source": nodes["name"][source] or nodes["id"][source],
                "relation": content.relation_kinds[kind].label,
                "role": relations["role"][row].replace("_", "-"),
                "target": nodes["name"][target] or nodes["id"][target],
                "when": _when(content, row),
                "source_title": title,
                "quotation": quotation,
            }
        )
        room -= sum(map(len, rows[-1].values())) + 60
    return rows, len(relations["id"]) - len(rows)


def _when(content: Content, row: int) -> str:
    for table, at in (
        (content.relations, row),
        (content.nodes, content.target[row]),
        (content.nodes, content.source[row]),
    ):
        start, end = table["start"][at], table["end"][at]
        if start or end:
            return f"{start} to {end}" if start and end and start != end else start or end
    return ""


def _quotations(content: Content, wanted: list[str]) -> dict[str, tuple[str, str]]:
    facts = content.facts
    table = facts.citations[facts.citations["statement"].isin(wanted)]
    titles = dict(zip(facts.documents["id"].tolist(), facts.documents["title"].tolist(), strict=True))
    found: dict[str, tuple[str, str]] = {}
    for statement, document, quotation in zip(
        table["statement"].tolist(), table["document"].tolist(), table["quotation"].tolist(), strict=True
    ):
        found.setdefault(statement, (titles.get(document, document), quotation))
    return found
