"""The check finds every planted fault and raises no alarm on clean data."""

import pytest

from explorer.facts.check import check
from explorer.facts.edtf import span, surely_before
from explorer.facts.tables import Facts

TEXT = "On 1 June 2012, Indonesia hosted the Sixth Meeting in Bali, which agreed to hold a workshop."


def clean():
    """Rows of a small clean world; each test breaks one thing."""

    def cite(statement, words):
        start = TEXT.index(words)
        return {
            "id": f"c:{statement}", "statement": statement, "document": "doc:d", "passage": "doc:d#1",
            "char_start": str(start), "char_end": str(start + len(words)), "quotation": words,
        }  # fmt: skip

    nodes = [
        {"id": "state:idn", "kind": "state", "name": "Indonesia"},
        {"id": "place:bali", "kind": "place", "name": "Bali"},
        {"id": "meeting:6", "kind": "meeting", "name": "Sixth Meeting", "start": "2012-06-01", "end": "2012-06-01"},
        {"id": "meeting:5", "kind": "meeting", "name": "Fifth Meeting", "start": "2011-10-12", "end": "2011-10-12"},
        {"id": "workshop:w", "kind": "workshop", "name": "Workshop", "start": "2012-07-23", "end": "2012-07-26"},
        {"id": "commitment:6/1", "kind": "commitment", "name": "Hold a workshop", "force": "agreed"},
        {"id": "commitment:6/1.1", "kind": "commitment", "name": "Hold it soon", "force": "agreed"},
    ]
    relations = [
        {"id": "r1", "source": "state:idn", "relation": "hosted", "target": "meeting:6", "basis": "stated"},
        {"id": "r2", "source": "meeting:6", "relation": "held_in", "target": "place:bali", "basis": "stated"},
        {"id": "r3", "source": "commitment:6/1", "relation": "agreed_at", "target": "meeting:6", "basis": "stated"},
        {"id": "r4", "source": "workshop:w", "relation": "fulfils", "target": "commitment:6/1", "basis": "inferred",
         "rule": "same-subject", "confidence": "0.8"},
        {"id": "r5", "source": "meeting:6", "relation": "follows", "target": "meeting:5", "basis": "stated"},
        {"id": "r6", "source": "commitment:6/1.1", "relation": "part_of", "target": "commitment:6/1", "basis": "stated"},
        {"id": "r7", "source": "state:idn", "relation": "participated_in", "target": "meeting:6", "role": "member",
         "basis": "stated"},
    ]  # fmt: skip
    return {
        "documents": [{"id": "doc:d", "title": "Page", "retrieved": "2026-11"}],
        "passages": [{"id": "doc:d#1", "document": "doc:d", "position": "1", "kind": "paragraph", "text": TEXT}],
        "nodes": nodes,
        "relations": relations,
        "citations": [cite(row["id"], "Indonesia hosted") for row in (*nodes, *relations)],
    }


def problems(rows):
    return [(p.level, p.table, p.row, p.column) for p in check(Facts.from_rows(**rows))]


def test_clean_data_raises_no_alarm():
    assert problems(clean()) == []


def put(table, row, **cells):
    def change(rows):
        next(r for r in rows[table] if r["id"] == row).update(cells)

    return change


def drop(table, row):
    def change(rows):
        rows[table] = [r for r in rows[table] if r["id"] != row]

    return change


PLANTED = {
    "dangling source": (put("relations", "r1", source="state:xyz"), ("relations", "r1", "source")),
    "dangling target": (put("relations", "r2", target="place:xyz"), ("relations", "r2", "target")),
    "duplicate id": (put("nodes", "meeting:5", id="meeting:6"), ("nodes", "meeting:6", "id")),
    "empty name": (put("nodes", "state:idn", name=""), ("nodes", "state:idn", "name")),
    "wrong kind": (put("nodes", "state:idn", kind="country"), ("nodes", "state:idn", "kind")),
    "wrong relation": (put("relations", "r1", relation="held"), ("relations", "r1", "relation")),
    "wrong domain": (put("relations", "r2", source="state:idn"), ("relations", "r2", "relation")),
    "wrong range": (put("relations", "r2", target="state:idn"), ("relations", "r2", "relation")),
    "wrong role": (put("relations", "r7", role="co_chair"), ("relations", "r7", "role")),
    "wrong force": (put("nodes", "commitment:6/1", force="sworn"), ("nodes", "commitment:6/1", "force")),
    "wrong basis": (put("relations", "r1", basis="guessed"), ("relations", "r1", "basis")),
    "impossible date": (put("nodes", "meeting:6", start="2012-02-30"), ("nodes", "meeting:6", "start")),
    "end before start": (put("nodes", "meeting:6", end="2012-05-01"), ("nodes", "meeting:6", "end")),
    "wrong number": (put("relations", "r4", confidence="1.4"), ("relations", "r4", "confidence")),
    "inferred without rule": (put("relations", "r4", rule=""), ("relations", "r4", "rule")),
    "stated with confidence": (put("relations", "r1", confidence="0.5"), ("relations", "r1", "confidence")),
    "node uncited": (drop("citations", "c:state:idn"), ("nodes", "state:idn", "")),
    "relation uncited": (drop("citations", "c:r1"), ("relations", "r1", "")),
    "quotation elsewhere": (put("citations", "c:r1", quotation="Indonesia boasted"), ("citations", "c:r1", "quotation")),
    "quotation without place": (put("citations", "c:r1", char_start=""), ("citations", "c:r1", "char_start")),
    "lost passage": (put("citations", "c:r1", passage="doc:d#9"), ("citations", "c:r1", "passage")),
    "lost statement": (put("citations", "c:r1", statement="r99"), ("citations", "c:r1", "statement")),
    "fulfilled before": (put("nodes", "workshop:w", start="2012-02-07", end="2012-02-10"), ("relations", "r4", "fulfils")),
    "follows backwards": (put("relations", "r5", source="meeting:5", target="meeting:6"), ("relations", "r5", "follows")),
    "part of itself": (put("relations", "r6", target="commitment:6/1.1"), ("relations", "commitment:6/1.1", "part_of")),
}  # fmt: skip


@pytest.mark.parametrize("name", PLANTED)
def test_every_planted_fault_is_found(name):
    change, place = PLANTED[name]
    rows = clean()
    change(rows)
    assert ("fault", *place) in problems(rows)


@pytest.mark.parametrize("more", [(0, 1), (1, 0), (1, 1)], ids=["after", "before", "around"])
def test_a_span_with_a_blank_more_than_its_quotation_is_told(more):
    rows = clean()
    cited = rows["citations"][0]
    start, end = int(cited["char_start"]) - more[0], int(cited["char_end"]) + more[1]
    cited |= {"char_start": str(start), "char_end": str(end)}
    assert TEXT[start:end] != TEXT[start:end].strip() == cited["quotation"]
    assert problems(rows) == [("fault", "citations", cited["id"], "quotation")]


def test_a_circle_is_found_and_its_neighbours_are_not_blamed():
    rows = clean()
    rows["relations"] += [
        {"id": f"x{i}", "source": f"meeting:{s}", "relation": "follows", "target": f"meeting:{t}", "basis": "stated"}
        for i, (s, t) in enumerate([("a", "b"), ("b", "c"), ("c", "a"), ("6", "a")])
    ]
    rows["nodes"] += [{"id": f"meeting:{n}", "kind": "meeting", "name": n, "note": "made up"} for n in "abc"]
    circle = [row for _, _, row, column in problems(rows) if column == "follows"]
    assert circle == ["meeting:a", "meeting:b", "meeting:c"]


def test_sources_that_disagree_are_told_not_faulted():
    rows = clean()
    rows["relations"].append({**rows["relations"][1], "id": "r8", "target": "place:perth"})
    rows["nodes"].append({"id": "place:perth", "kind": "place", "name": "Perth", "note": "made up"})
    rows["citations"].append({**rows["citations"][0], "id": "c:r8", "statement": "r8"})
    assert problems(rows) == [("contradiction", "relations", "meeting:6", "held_in")]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2012", ("2012-01-01", "2012-12-31")),
        ("2011-03", ("2011-03-01", "2011-03-31")),
        ("2012-06-01", ("2012-06-01", "2012-06-01")),
        ("2015~", ("2015-01-01", "2015-12-31")),
        ("2012-07-23/2012-07-26", ("2012-07-23", "2012-07-26")),
        ("2012-13", None), ("2012-02-30", None), ("2012-07-26/2012-07-23", None), ("12 June", None), ("", None),
    ],
)  # fmt: skip
def test_spans_of_vague_dates(text, days):
    assert span(text) == days


def test_a_month_is_not_surely_before_its_own_days():
    assert not surely_before("2011-03", "2011-03-30")
    assert surely_before("2011-02", "2011-03-30")
