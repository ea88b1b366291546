"""Facts that keep the contract, made up by Hypothesis: any text in any cell that takes text."""

import string

from hypothesis import strategies as st

from explorer.facts.tables import Facts
from explorer.ontology import vocabulary

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
WORD = st.text(alphabet=string.ascii_lowercase, min_size=1, max_size=6)
DATES = st.sampled_from(["", "2012", "2012-06", "2012-06-01", "2012-07-23/2012-07-26"])


@st.composite
def facts(draw):
    """Draw facts with up to six nodes, parallel relations among them, and citations of some."""
    book = vocabulary()
    kinds = draw(st.lists(st.sampled_from(list(book.kinds)), min_size=1, max_size=6))
    nodes = [
        {"id": f"{kind}:n{i}", "kind": kind, "name": draw(TEXT), "aliases": draw(TEXT), "start": draw(DATES)}
        for i, kind in enumerate(kinds)
    ]
    relations = [
        {
            "id": f"r{i}",
            "source": draw(st.sampled_from(nodes))["id"],
            "relation": draw(st.sampled_from(list(book.relations))),
            "target": draw(st.sampled_from(nodes))["id"],
            "basis": "stated",
            "rule": draw(TEXT),
        }
        for i in range(draw(st.integers(0, 8)))
    ]
    text = draw(TEXT)
    statements = [row["id"] for row in (*nodes, *relations)]
    citations = [
        {"id": f"c{i}", "statement": statement, "document": "doc:d", "passage": "doc:d#1", "quotation": text}
        for i, statement in enumerate(draw(st.lists(st.sampled_from(statements), max_size=8)))
    ]
    return Facts.from_rows(
        documents=[{"id": "doc:d", "title": draw(TEXT)}],
        passages=[{"id": "doc:d#1", "document": "doc:d", "position": "1", "kind": "paragraph", "text": text}],
        nodes=nodes,
        relations=relations,
        citations=citations,
    )
