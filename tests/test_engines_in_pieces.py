"""What is too much to bring back at once: answers in pieces, and in numbers, are those of the facts in memory."""

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from test_attendance_and_ties import gatherings
from worlds import world, write

import explorer
from explorer.explorer import Explorer
from explorer.facts.tables import Facts, rows

SUMS = [{"by": by} for by in ("all", "assignee", "body", "topic", "force", "basis")]
ASKED = [{}, {"status": "open", "since": "2006"}, {"party": "State 1"}, *SUMS, {"by": "topic", "status": "answered"}]


@pytest.fixture(scope="module", params=["duckdb", "polars"])
def both(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pieces")
    facts = world(300, seed=5)
    write(facts, folder, parquet=True)
    return explorer.load(folder, engine=request.param), Explorer(facts)


@pytest.mark.parametrize("options", ASKED, ids=str)
def test_commitments_in_pieces_are_those_of_one_piece(both, options, monkeypatch):
    monkeypatch.setattr("explorer.graph.engine_index.PIECE", 37)
    far, near = both
    wanted = near.commitments(**options)
    pd.testing.assert_frame_equal(far.commitments(**options), wanted)
    assert len(wanted) and (options != {} or len(wanted) > 3 * 37)


def test_what_was_pinned_for_a_piece_is_let_go(both, monkeypatch):
    monkeypatch.setattr("explorer.graph.engine_index.PIECE", 37)
    engine = both[0].facts.frames.engine
    if engine.name != "duckdb":
        pytest.skip("only DuckDB holds pins by name")

    def pinned():
        return engine._connection.execute("select count(*) from duckdb_tables()").fetchall()[0][0]

    before = pinned()
    both[0].commitments(by="force")
    assert pinned() - before <= 2, "the ids of all, and their numbers"
    before = pinned()
    both[0].attendance()
    assert pinned() == before


@settings(max_examples=12, phases=[Phase.explicit, Phase.generate])
@given(facts=gatherings(), joins=st.lists(st.sampled_from(["2009", "2011-01", "2013", ""]), min_size=5, max_size=5),
       role=st.sampled_from(["", "member", "host"]), since=st.sampled_from(["", "2011"]))  # fmt: skip
def test_attendance_on_an_engine_is_that_in_memory(tmp_path_factory, facts, joins, role, since):
    """Two roles at one event, events without a date, parties that joined later, roles that the vocabulary has not."""
    tables = {name: rows(table) for name, table in facts.tables().items()}
    tables["nodes"].append({"id": "body:club", "kind": "body", "name": "Club"})
    tables["relations"] += [
        {"id": f"s{n}", "source": f"state:p{n}", "relation": "member_of", "target": "body:club", "start": start}
        for n, start in enumerate(joins)
    ]
    if tables["relations"][0]["relation"] == "participated_in":
        tables["relations"][0]["role"] = "captain"
    made = Facts.from_rows(**tables)
    folder = tmp_path_factory.mktemp("gathered")
    write(made, folder, parquet=True)
    wanted = Explorer(made).attendance(role=role, since=since)
    for engine in ("duckdb", "polars"):
        far = explorer.load(folder, engine=engine)
        for long in (20_000, 0):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr("explorer.answers.attendance.LONG", long)
                pd.testing.assert_frame_equal(far.attendance(role=role, since=since), wanted)
