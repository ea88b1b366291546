"""Tiny whole worlds, each written so that its answers can be worked out by hand.

A world is a text file. A line `kind:id key=value …` declares a node, a line `source relation target [role]
[key=value …]` a relation; what a relation names is a node without more words. Values with blanks stand in
quotes, `#` begins a remark. Every line is a passage of the world's one document, and cites what it says.
"""

from __future__ import annotations

import shlex
from pathlib import Path

from hypothesis import HealthCheck, settings

from explorer.explorer import Explorer
from explorer.facts.tables import Facts

# A slow machine is no failure, and one folder for many examples is meant.
calm = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
HERE = Path(__file__).parent / "worlds"


def world(text: str) -> Explorer:
    """Return the world of a file of `worlds` (named without its ending), or of the text itself."""
    if "\n" not in text:
        text = (HERE / f"{text}.world").read_text(encoding="utf-8")
    nodes: dict[str, dict[str, str]] = {}
    relations, passages, citations = [], [], []

    def cite(statement: str) -> None:
        quotation = passages[-1]["text"]
        citations.append(
            {"id": f"c{len(citations):05}", "statement": statement, "document": "doc:world",
             "passage": passages[-1]["id"], "char_start": "0", "char_end": str(len(quotation)), "quotation": quotation}
        )  # fmt: skip

    for number, line in enumerate(text.splitlines(), 1):
        words = shlex.split(line, comments=True)
        if not words:
            continue
        passages.append(
            {"id": f"doc:world#{number}", "document": "doc:world", "position": str(number), "kind": "paragraph",
             "text": line}
        )  # fmt: skip
        more = dict(word.split("=", 1) for word in words if "=" in word)
        plain = [word for word in words if "=" not in word]
        ends = plain[:1] if len(plain) == 1 else [plain[0], plain[2]]
        for node in ends:
            if node not in nodes:
                kind, _, tail = node.partition(":")
                nodes[node] = {"id": node, "kind": kind, "name": tail.replace("-", " ").title()}
                cite(node)
        if len(plain) == 1:
            nodes[plain[0]] |= more
        else:
            identity = f"r{len(relations) + 1:05}"
            role = plain[3] if len(plain) > 3 else ""
            relations.append({"id": identity, "source": plain[0], "relation": plain[1], "target": plain[2],
                              "role": role, "basis": "stated", **more})  # fmt: skip
            cite(identity)
    documents = [{"id": "doc:world", "title": "A tiny world", "url": "https://example.org/world"}]
    return Explorer(
        Facts.from_rows(
            documents=documents, passages=passages, nodes=nodes.values(), relations=relations, citations=citations
        )
    )
