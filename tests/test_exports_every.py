"""Every format of `FORMATS`, whichever it is: odd letters, every relation, nothing at all, the same bytes, its docs."""

import csv
import datetime
import inspect
import io
import json
import re
from pathlib import Path

import icalendar
import networkx as nx
import pytest
import rdflib
from factsmaker import facts
from hypothesis import given
from tinyworld import calm

from explorer.errors import FactsError
from explorer.explorer import Explorer, load
from explorer.facts.tables import Facts
from explorer.graph.formats import FORMATS, write
from explorer.ontology import vocabulary

BALI = load("example")
FILES = {name: f"x{form.endings[0]}" for name, form in FORMATS.items() if any(form.endings)}
FOLDERS = [name for name in FORMATS if name not in FILES]
DOCS = (Path(__file__).parents[1] / "docs" / "answers.md").read_text(encoding="utf-8")


def written(tmp_path, form, made, **options):
    """Write facts in a format; where RSiena has no two years to show, None."""
    try:
        return write(made, tmp_path / FILES.get(form, form), format=form, **options)[0]
    except FactsError as error:
        assert form == "rsiena" and "RSiena needs at least two years" in str(error)
        return None


def named(graph, attribute="name"):
    return [data.get(attribute, node) for node, data in graph.nodes(data=True)]


def cells_of(file, column):
    def read(folder):
        return [row[column] for row in csv.DictReader(io.StringIO((folder / file).read_bytes().decode(), newline=""))]

    return read


def facts_of(path):
    return load(path).facts.nodes["name"].tolist()


def linked(path):
    graph = rdflib.Graph().parse(path, format="json-ld")
    return [str(name) for name in graph.objects(None, rdflib.URIRef("https://schema.org/name"))]


# How the names of nodes are read from each, by the tool that it is for where there is one here.
READ = {
    "graphml": lambda path: named(nx.read_graphml(path)),
    "gexf": lambda path: named(nx.read_gexf(path)),
    "json": lambda path: named(nx.node_link_graph(json.loads(path.read_text("utf-8")), edges="edges")),
    "cyjs": lambda path: named(nx.cytoscape_graph(json.loads(path.read_text("utf-8")))),
    "jsonld": linked,
    "ics": lambda path: [str(entry["SUMMARY"]) for entry in icalendar.Calendar.from_ical(path.read_bytes()).events],
    "package": facts_of,
    "parquet": facts_of,
    "gephi": cells_of("nodes.csv", "Label"),
    "neo4j": cells_of("nodes.csv", "name"),
    "statnet": cells_of("nodes.csv", "label"),
    "rsiena": cells_of("actors.csv", "label"),
    "ucinet": cells_of("nodes.csv", "label"),
    "matrix": cells_of("nodes.csv", "label"),
    "pajek": lambda path: list(nx.read_pajek(path)),
    "gml": lambda path: named(nx.read_gml(path, label="id")),
}
ODD = [
    'say "no" \\ never',
    "<a & b> ]]> &amp;",
    "über Ω 漢 👋",
    "one; two, three | four",
    "'quoted' {and} [braced]",
    "two\nlines",
    "C:\\new",
]
SAID = {  # what a format, or who reads it, does not hold
    "pajek": lambda name: re.sub(r'[\s"]+', " ", name),
    "gml": lambda name: name.replace("\n", " "),  # so networkx reads a line end
}


@pytest.mark.parametrize("form", FORMATS)
def test_names_of_odd_letters_stand_in_every_format(tmp_path, form):
    """Escaped as the format wants it: a writer that escapes nothing gives other names, or a file that nobody reads."""
    events = [
        {"id": f"meeting:m{n}", "kind": "meeting", "name": name, "start": f"{2010 + n}-03-01"}
        for n, name in enumerate(ODD)
    ]
    states = [{"id": f"state:s{n}", "kind": "state", "name": f"{name} (state)"} for n, name in enumerate(ODD)]
    was = [
        {
            "id": f"r{event['id']}{state['id']}",
            "source": state["id"],
            "relation": "participated_in",
            "target": event["id"],
        }
        for event in events
        for state in states
    ]
    path = written(tmp_path, form, Facts.from_rows(nodes=[*events, *states], relations=was), title=ODD[0])
    names = ODD if form == "ics" else [f"{name} (state)" for name in ODD]
    assert set(map(SAID.get(form, str), names)) <= set(READ[form](path))


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"rsiena"}))
def test_every_format_holds_nothing_where_there_is_nothing(tmp_path, form):
    assert READ[form](written(tmp_path, form, Facts.from_rows())) == []


def test_the_docs_and_the_help_name_every_format():
    rows = re.findall(r"^\| `(\w+)` \|", DOCS.partition("| format | for |")[2].partition("\n\n")[0], re.MULTILINE)
    assert len(rows) == len(FORMATS) and set(rows) == set(FORMATS)
    folders = re.search(r"folders: (.*)", inspect.getdoc(Explorer.export))[1]
    assert folders.split(", ") == FOLDERS


@calm
@given(facts())
def test_any_facts_make_files_that_can_be_read(tmp_path, drawn):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.fsync", lambda handle: None)  # the disk need not hold them
        for form in FORMATS:
            written(tmp_path, form, drawn)
    nx.read_gexf(tmp_path / "x.gexf")
    json.loads((tmp_path / "x.cyjs").read_text("utf-8"))
    rdflib.Graph().parse(tmp_path / "x.jsonld", format="json-ld")
    calendar = icalendar.Calendar.from_ical((tmp_path / "x.ics").read_bytes())
    assert not calendar.errors and not any(entry.errors for entry in calendar.walk("VEVENT"))
    for table in ("nodes", "edges"):
        lines = list(csv.reader(io.StringIO((tmp_path / "gephi" / f"{table}.csv").read_bytes().decode(), newline="")))
        assert {len(line) for line in lines} == {len(lines[0])}


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_same_facts_same_bytes_and_no_clock(tmp_path, form, monkeypatch):
    one, _ = BALI.export(tmp_path / f"one{FILES.get(form, '')[1:]}", format=form)
    shuffled = Facts.from_frames(**{n: t.sample(frac=1, random_state=3) for n, t in BALI.facts.tables().items()})
    two, _ = write(shuffled, tmp_path / f"two{FILES.get(form, '')[1:]}", format=form)

    def contents(path):
        return {p.name: p.read_bytes() for p in path.iterdir()} if path.is_dir() else path.read_bytes()

    assert contents(one) == contents(two)
    today = datetime.date.today().isoformat().encode()
    assert today not in (b"".join(contents(one).values()) if one.is_dir() else contents(one))


def test_every_relation_of_the_vocabulary_can_be_exported(tmp_path):
    book = vocabulary()
    days = {"meeting": "2010-06-01", "workshop": "2011"}
    nodes = [{"id": f"{kind}:x", "kind": kind, "name": kind, "start": days.get(kind, "")} for kind in book.kinds]
    relations = [
        {"id": f"r{n:03}", "source": f"{s}:x", "relation": name, "target": f"{t}:x", "basis": "stated"}
        for n, (name, (s, t)) in enumerate(
            (name, pair) for name in book.relations for pair in sorted(book.relations[name].pairs)
        )
    ]
    made = Facts.from_rows(nodes=nodes, relations=relations)
    for form in FORMATS:
        assert READ[form](written(tmp_path, form, made))
    graph = rdflib.Graph().parse(tmp_path / "x.jsonld", format="json-ld")
    assert len(list(graph.subjects(rdflib.RDF.type, rdflib.RDF.Statement))) == len(relations)
