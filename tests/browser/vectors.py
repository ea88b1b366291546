"""The vector list, and worlds that carry it."""

import re
from pathlib import Path

from explorer.facts.tables import Facts
from explorer.ontology import vocabulary

ESCAPE = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|([nrt\\]))")
LETTERS = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}


def vectors() -> list[str]:
    """Return the vectors, unescaped."""
    text = Path(__file__).with_name("vectors.txt").read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if line and not line.startswith("# ")]
    return [ESCAPE.sub(_letter, line) for line in lines]


def _letter(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else LETTERS[found[3]]


Field = tuple[str, str]  # table and column
# Every field of every table; references stay whole, or there would be nothing to show.
FIELDS = [
    (name, column)
    for name, table in vocabulary().tables.items()
    for column in table.column_names
    if (name, column) not in {("passages", "position")}
]


def poisoned(texts: list[str], fields: set[Field]) -> Facts:
    """Return a world with one node, relation, citation, passage and document for each text, which fills `fields`."""
    return poisoned_rows([(text, fields) for text in texts])


def poisoned_rows(rows: list[tuple[str, set[Field]]]) -> Facts:
    """Return such a world in which every text fills fields of its own."""

    def cell(table: str, column: str, text: str, usual: str) -> str:
        return text if (table, column) in fields else usual

    tables: dict[str, list[dict[str, str]]] = {name: [] for name in vocabulary().tables}
    hub = {"id": "meeting:hub", "kind": "meeting", "name": "Hub", "start": "2012-06-01"}
    tables["nodes"].append(hub)
    for number, (text, fields) in enumerate(rows):
        own = {
            "documents": cell("documents", "id", f"{text}", f"doc:{number}"),
            "passages": cell("passages", "id", f"{text}", f"doc:{number}#1"),
            "nodes": cell("nodes", "id", f"{text}", f"state:{number}"),
            "relations": cell("relations", "id", f"{text}", f"rel:{number}"),
            "citations": cell("citations", "id", f"{text}", f"cite:{number}"),
        }
        usual = {
            "documents": {"title": f"Document {number}", "url": "https://example.org/", "retrieved": "2026-01-02"},
            "passages": {"document": own["documents"], "position": "1", "kind": "paragraph", "text": f"Text {number}"},
            "nodes": {"kind": "state", "name": f"Name {number}"},
            "relations": {
                "source": own["nodes"],
                "relation": "participated_in",
                "target": hub["id"],
                "role": "member",
                "basis": "stated",
            },
            "citations": {
                "statement": own["relations"],
                "document": own["documents"],
                "passage": own["passages"],
                "quotation": f"Text {number}",
                "char_start": "0",
                "char_end": "999",
            },
        }
        fixed = {("passages", "document"), ("relations", "source"), ("relations", "target")}
        fixed |= {
            ("citations", "statement"),
            ("citations", "document"),
            ("citations", "passage"),
            ("passages", "parent"),
        }
        for table, row in usual.items():
            for column in vocabulary().tables[table].column_names:
                if column != "id" and (table, column) not in fixed and (table, column) in fields:
                    row[column] = text
            tables[table].append({"id": own[table], **row})
        tables["citations"].append({**tables["citations"][-1], "id": f"own:{number}", "statement": own["nodes"]})
    return Facts.from_rows(**tables)
