"""Each row reads its example, whole and nothing else, and does not read its counter-example."""

import dataclasses
import inspect
import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from pages import page

from explorer.errors import FactsError
from explorer.facts.prose.clauses import clauses
from explorer.facts.prose.record import actrows
from explorer.facts.prose.record import rows as rowsmodule
from explorer.facts.prose.record.actrows import ActRow, act_rows
from explorer.facts.prose.record.lexicon import acts_data
from explorer.facts.prose.record.readings import readings
from explorer.facts.prose.record.rows import Row, rows
from explorer.facts.prose.record.rowtable import table
from explorer.ontology.datafile import shipped_typed

DATA = {"rows": shipped_typed("rows.yaml", "explorer.facts.prose.record"), "acts": acts_data()}
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
    """Its example, the only one that tries it for certain, would be lost with it."""
    least = {"rows.yaml": 83, "acts.yaml": 47}
    found = {"rows.yaml": len(rows()), "acts.yaml": len(act_rows())}
    lost = [f"{name}: {found[name]} rows, {least[name]} before" for name in least if found[name] < least[name]]
    assert not lost, f"{'; '.join(lost)}. Put back what was lost, or lower the number here if it was meant."


def test_no_two_rules_have_one_name():
    """By its name a rule is told and tried."""
    names = Counter(row.row for row in (*rows(), *act_rows()))
    assert not [name for name, times in names.items() if times > 1]


@pytest.mark.parametrize("kind", [Row, ActRow])
def test_every_field_of_a_row_says_what_it_holds(kind):
    lines = {line.split(":")[0].strip(): line for line in inspect.getsource(kind).splitlines() if ": " in line}
    assert not [field.name for field in dataclasses.fields(kind) if "  # " not in lines[field.name]]


SANG = {"row": "sang", "means": "hosted", "example": "x", "counter": "y", "gives": []}
CHANTED = {"row": "chanted", "force": "noted", "by": ["party"], "verbs": ["chant"], "example": "x", "counter": "y", "gives": []}  # fmt: skip


@pytest.mark.parametrize(
    ("module", "wrong", "says"),
    [
        (rowsmodule, {"heards": ["choir"]}, "There is no field 'heards'. Did you mean heads?"),
        (rowsmodule, {"object_heads": "peaple"}, "no class of words for object_heads 'peaple'. Did you mean people?"),
        (rowsmodule, {"verbs": "chaire"}, "no class of words for verbs 'chaire'. Did you mean chair?"),
        (rowsmodule, {"party": "agent"}, "party is 'agent'. Expected a list of words"),
        (rowsmodule, {"particle": [True]}, r"particle is \[True\]. Expected a list of words, \[a, b\]; quote on"),
        (rowsmodule, {"voice": "pasive"}, "no voice 'pasive'. Did you mean passive?"),
        (rowsmodule, {"event": ["objekt"]}, "no event 'objekt'. Did you mean object?"),
        (rowsmodule, {"party": ["unter:chairmanship"]}, "no party 'unter'. Did you mean under?"),
        (rowsmodule, {"other": ["lead"]}, "no other 'lead'"),
        (rowsmodule, {"means": "host"}, "no means 'host'. Did you mean hosted?"),
        (rowsmodule, {"role": "gest"}, "no role 'gest'. Did you mean guest?"),
        (rowsmodule, {"strict": "yes"}, "strict is 'yes'. Expected true"),
        (rowsmodule, {"counter": None}, "counter is None. Expected a text"),
        (rowsmodule, {"nouns": ["choir"]}, "There is no field 'nouns'"),
        (actrows, {"forse": "noted"}, "There is no field 'forse'. Did you mean force?"),
        (actrows, {"force": "notted"}, "no force 'notted'. Did you mean noted?"),
        (actrows, {"by": ["parties"]}, "no by 'parties'. Did you mean party?"),
        (actrows, {"nouns": "thnks"}, "no class of words for nouns 'thnks'. Did you mean thanks?"),
        (actrows, {"verbs": "chant"}, "verbs is 'chant'. Expected a list of words"),
        (actrows, {"needs": ["fro"]}, "no needs 'fro'"),
    ],
)  # fmt: skip
def test_a_slip_in_a_row_is_told_with_its_place(module, wrong, says, monkeypatch):
    given, name = (SANG, "rows") if module is rowsmodule else (CHANTED, "acts")
    data = {**DATA[name], name: [{**given, **wrong}]}
    monkeypatch.setattr(module, "shipped_typed" if name == "rows" else "acts_data", lambda *_: data)
    with pytest.raises(FactsError, match=rf"{name}.yaml, row '{given['row']}': .*{says}"):
        (module.rows if name == "rows" else module.act_rows).__wrapped__()


def test_a_row_that_lacks_something_and_two_of_one_name_are_told():
    with pytest.raises(FactsError, match="row 'sang': counter, gives is missing. Every row has row, means, example"):
        table(Row, "rows.yaml", [{key: SANG[key] for key in ("row", "means", "example")}], {}, {})
    with pytest.raises(FactsError, match="row 2: row is missing"):
        table(Row, "rows.yaml", [SANG, {key: SANG[key] for key in SANG if key != "row"}], {}, {})
    with pytest.raises(FactsError, match="row 'sang': two rows are called so"):
        table(Row, "rows.yaml", [SANG, SANG], {}, {})


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
