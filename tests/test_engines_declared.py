"""No answer looks at what it did not say that it reads: an engine would not have brought it, and a row would be empty."""

import pytest
from test_engines import EXAMPLES, QUESTIONS, asked
from worlds import world, write

import explorer
from explorer.answers.example import example_facts
from explorer.facts.package import write_facts
from explorer.graph.engine_index import EngineIndex, NarrowIndex
from explorer.graph.index import Index, Reads


class Cited(dict):
    """Passages by statement, of an index that knows what its citations were asked for."""

    def __init__(self, index):
        super().__init__(Index.sources.func(index))
        self.index = index

    def get(self, statement, default=None):
        index = self.index
        if statement in index.position:
            kind = index.kind(statement)
            assert kind in index.reads.cited_kinds, (
                f"{kind}: its citations are told, and not in cited_kinds of its Reads"
            )
        else:
            relation = index.column("relation", "relations")[index.relation_position[statement]]
            assert relation in index.reads.cited_relations, f"{relation}: told, and not in cited_relations of its Reads"
        return super().get(statement, default)


@pytest.fixture
def watched(monkeypatch):
    beside, links, looked = EngineIndex._beside, Index.links, []

    def declared(index, ids, reads):
        made, nodes = beside(index, ids, reads)
        made.reads = reads
        return made, nodes

    def checked(index, relation, by="source"):
        reads: Reads | None = getattr(index, "reads", None)
        if reads:
            looked.append(relation)
            named = {*reads.outward, *reads.inward, *reads.beyond, *reads.behind}
            assert relation in named, f"{relation}: looked at, and not in the Reads of this answer"
        return links(index, relation, by)

    monkeypatch.setattr(EngineIndex, "_beside", declared)
    monkeypatch.setattr(NarrowIndex, "links", checked, raising=False)
    monkeypatch.setattr(NarrowIndex, "sources", property(
        lambda index: Cited(index) if hasattr(index, "reads") else Index.sources.func(index)
    ), raising=False)  # fmt: skip
    return looked


def test_every_answer_declares_what_it_reads(tmp_path, watched):
    facts = example_facts()
    write_facts(facts, tmp_path / "example")
    write(world(200, seed=3), tmp_path / "world", parquet=True)
    for folder, asks in (("example", EXAMPLES.items()), ("world", QUESTIONS)):
        far = explorer.load(tmp_path / folder, engine="polars")
        for answer, options in asks:
            asked(far, answer, options)
    assert {"fulfils", "session_of", "held_in"} <= set(watched)
