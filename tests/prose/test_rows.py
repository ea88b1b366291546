"""Each row reads its example, whole and nothing else, and does not read its counter-example."""

import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from pages import page

from explorer.facts.prose.clauses import clauses
from explorer.facts.prose.record.actrows import act_rows
from explorer.facts.prose.record.readings import readings
from explorer.facts.prose.record.rows import rows

FORCES = {"agreed": 11, "endorsed": 9, "tasked": 5, "recommended": 8, "welcomed": 4, "noted": 10}
OWN = "# [event*:The Own Meeting]\n"


def act(events, fact):
    """An act as one line."""
    passage = events.named.text.passages[fact.passage]
    said = f"{fact.act.force}: {passage.plain(fact.act.words)}"
    said += "".join(f" > {name.name} as {role}" for name, role in fact.act.who)
    said += "".join(f" proposed by {name.name}" for name in fact.act.proposed_by)
    said += "".join(f" presented by {name.name}" for name in fact.act.presented_by)
    said += "".join(f" endorsed by {name.name}" for name in fact.act.endorsed_by)
    said += f" if {passage.plain(fact.act.condition)}" if fact.act.condition else ""
    return said + (f" due {fact.act.due.start}" if fact.act.due else "")


def told(text):
    """The facts of a marked-up page as short sentences, with the rows that said them."""
    events = page(text)
    found = []
    for fact in readings(clauses(events), events):
        if fact.act:
            found.append((act(events, fact), fact.rule))
            continue
        said = f"{fact.name.name} {fact.relation}" if fact.name else fact.relation
        event = events.events[fact.event].name if fact.event >= 0 else "-"
        if fact.other >= 0:
            said = f"{event} {fact.relation} {events.events[fact.other].name}"
        elif fact.where:
            said = f"{event} held_in {fact.where.name}"
        elif fact.when:
            said = f"{event} date {fact.when.start}"
        else:
            said += f" {event}" + (f" as {fact.role}" if fact.role else "")
        found.append((said, fact.rule))
    return found


def test_no_row_is_lost():
    means = Counter(row.means for row in rows())
    assert means == {
        "participated_in": 45, "chaired": 16, "hosted": 7, "held": 6, "follows": 4, "mandated_by": 3, "endorsed_by": 2
    }  # fmt: skip
    assert Counter(row.force for row in act_rows()) == FORCES


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.row)
def test_a_row_reads_its_example(row):
    found = [(said, rule) for said, rule in told(row.example) if ": " not in said]
    assert sorted(said for said, _ in found) == sorted(row.gives)
    assert row.row in {rule for _, rule in found}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.row)
def test_a_row_does_not_read_its_counter_example(row):
    assert row.row not in {rule for _, rule in told(row.counter)}


@pytest.mark.parametrize("row", act_rows(), ids=lambda row: row.row)
def test_a_row_of_acts_reads_its_example(row):
    found = [(said, rule) for said, rule in told(OWN + row.example) if ": " in said]
    assert sorted(said for said, _ in found) == sorted(row.gives)


@pytest.mark.parametrize("row", act_rows(), ids=lambda row: row.row)
def test_a_row_of_acts_does_not_read_its_counter_example(row):
    assert row.row not in {rule for _, rule in told(OWN + row.counter)}
    assert not [said for said, _ in told(OWN + row.counter) if ": " in said]
