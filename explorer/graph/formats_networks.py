"""Files for those who analyse networks: statnet, RSiena, UCINET, Pajek, GML, matrices; as their readers take them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from explorer.errors import FactsError
from explorer.facts.edtf import first_day, last_day
from explorer.facts.tables import Facts
from explorer.graph.typed import Row, Typed, sorts, typed, written
from explorer.graph.values import no_formula
from explorer.ontology import vocabulary

Made = tuple[dict[str, bytes], list[str]]
UNKNOWN = ""  # a cell of which nothing is known: NA in R
ABSENT, BEFORE = "0", "10"
ONE_SORT = "Edges of both sorts: those without direction are written once in each direction."


def _csv(rows: Iterable[Sequence[Any]]) -> bytes:
    out = io.StringIO()
    safe = ([no_formula(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    csv.writer(out, lineterminator="\n").writerows(safe)
    return out.getvalue().encode()


def plain_ids(nodes: Sequence[Row]) -> dict[str, str]:
    """Return for each node an id that R and UCINET read right: no blank, comma, quote or `&`; never `NA`.

    >>> plain_ids([{"id": "state:aus"}, {"id": "body:aus"}, {"id": "a b"}, {"id": "NA"}])
    {'state:aus': 'state_aus', 'body:aus': 'body_aus', 'a b': 'a_b', 'NA': 'NA_'}
    """
    short = [re.sub(r"\W+", "_", row["id"].rpartition(":")[2]) for row in nodes]
    counts = Counter(short)
    made: dict[str, str] = {}
    taken: set[str] = set()
    for row, name in zip(nodes, short, strict=True):
        name = name if name and counts[name] == 1 else re.sub(r"\W+", "_", row["id"]) or "_"
        name = f"{name}_" if name.upper() in ("NA", "NAN", "NULL", "TRUE", "FALSE", "T", "F") else name
        wanted, number = name, 1
        while name in taken:
            number += 1
            name = f"{wanted}_{number}"
        taken.add(name)
        made[row["id"]] = name
    return made


def _actors(held: Typed, ids: dict[str, str], nodes: Iterable[Row]) -> bytes:
    """Return the node file: id, label, kind, ISO code of states, and what else is known; isolates are kept."""
    more = [name for name in sorts(held.nodes) if name not in ("id", "name", "kind", "sources")]
    more = [name for name in more if any(row.get(name) not in (None, "") for row in held.nodes)]
    rows = [["name", "label", "kind", "iso3", *more]]
    for row in nodes:
        iso = row["id"].removeprefix("state:").upper() if re.fullmatch("state:[a-z]{3}", row["id"]) else ""
        rows.append([ids[row["id"]], row["name"], row["kind"], iso, *(written(row.get(name, "")) for name in more)])
    return _csv(rows)


def _presence(facts: Facts, held: Typed) -> tuple[list[Row], list[Row], set[tuple[str, str]]]:
    """Return parties, events in order of time, and who was at which."""
    book = vocabulary()
    events = [row for row in held.nodes if row["kind"] in book.events]
    events.sort(key=lambda row: (row["start"], row["id"]))
    there = {row["id"] for row in events}
    table = facts.relations[facts.relations["relation"].isin(book.presence) & facts.relations["target"].isin(there)]
    was = set(zip(table["source"].tolist(), table["target"].tolist(), strict=True))
    return [row for row in held.nodes if row["kind"] in book.parties], events, was


def _joined(facts: Facts) -> dict[str, str]:
    """Return party → the day from which it was a member of anything, where that is known."""
    table = facts.relations[(facts.relations["relation"] == "member_of") & (facts.relations["start"] != "")]
    made: dict[str, str] = {}
    for party, start in zip(table["source"].tolist(), table["start"].tolist(), strict=True):
        day = first_day(start)
        made[party] = min(made.get(party, day), day)
    return made


def _cell(party: Row, event: Row, was: set[tuple[str, str]], joined: dict[str, str]) -> str:
    if (party["id"], event["id"]) in was:
        return "1"
    since = joined.get(party["id"], "")
    if since and event["start"] and (last_day(event["end"] or event["start"]) or "9") < since:
        return ABSENT
    return ABSENT if event["complete"] == "yes" else UNKNOWN


def _incidence(facts: Facts, held: Typed, ids: dict[str, str]) -> tuple[dict[str, bytes], list[str]]:
    parties, events, was = _presence(facts, held)
    if not parties or not events:
        return {}, []
    joined = _joined(facts)
    rows: list[list[str]] = [["", *(ids[event["id"]] for event in events)]]
    rows += [[ids[party["id"]], *(_cell(party, event, was, joined) for event in events)] for party in parties]
    whole = sum(event["complete"] == "yes" for event in events)
    note = (
        f"incidence.csv: 1 was there, 0 was not, empty not known: {whole:,} of {len(events):,} events have a list"
        " that is known to be whole; before a party joined it was not there."
    )
    return {"incidence.csv": _csv(rows)}, [note]


def _adjacency(held: Typed, ids: dict[str, str]) -> bytes:
    """Return the matrix of what relations weigh (1 each where nothing weighs), parallel ones summed."""
    cells: dict[tuple[str, str], float] = {}
    for row in held.edges:
        weight = row.get("weight", 1)
        weight = weight if isinstance(weight, (int, float)) else 1
        pair = row["source"], row["target"]
        cells[pair] = cells.get(pair, 0) + weight
        if (held.loose or row.get("undirected")) and pair[0] != pair[1]:
            cells[pair[::-1]] = cells.get(pair[::-1], 0) + weight
    names = [row["id"] for row in held.nodes]
    return _csv([["", *(ids[name] for name in names)],
                 *([ids[a], *(f"{cells.get((a, b), 0):.12g}" for b in names)] for a in names)])  # fmt: skip


MOST_CELLS = 4_000_000


def _fits(held: Typed) -> None:
    if len(held.nodes) ** 2 > MOST_CELLS:
        raise FactsError(
            f"A matrix of {len(held.nodes):,} nodes has more than {MOST_CELLS:,} cells. Select a part: --around."
        )


def matrix(facts: Facts, title: str) -> Made:
    """Return `adjacency.csv`, and `incidence.csv` (parties down, events across) where there are events."""
    del title
    held = typed(facts)
    _fits(held)
    ids = plain_ids(held.nodes)
    incidence, notes = _incidence(facts, held, ids)
    return {"adjacency.csv": _adjacency(held, ids), "nodes.csv": _actors(held, ids, held.nodes), **incidence}, notes


STATNET = """# R: statnet (network, sna) and igraph
nodes <- read.csv("nodes.csv", na.strings="", colClasses="character", check.names=FALSE)
edges <- read.csv("edges.csv", na.strings="", colClasses="character", check.names=FALSE)
{numbers}net <- network::network(edges, vertices=nodes, directed={directed}, multiple=TRUE, loops=TRUE)
# igraph: g <- igraph::graph_from_data_frame(edges, vertices=nodes, directed={directed})
{incidence}"""
INCIDENCE = """i <- as.matrix(read.csv("incidence.csv", row.names=1, check.names=FALSE, na.strings=""))
met <- network::network(i, bipartite=TRUE, directed=FALSE)  # unknown ties are kept as missing
# igraph counts NA as a tie: i[is.na(i)] <- 0 first
"""


def _r(text: str) -> str:
    """Return a text as R writes one; whatever it holds, none of it runs.

    >>> print(_r('a"]]; stop("b"); x[["c'))
    "a\\"]]; stop(\\"b\\"); x[[\\"c"
    """
    return json.dumps(no_formula(text), ensure_ascii=False)


def statnet(facts: Facts, title: str) -> Made:
    """Return `nodes.csv`, `edges.csv`, where there are events `incidence.csv`, and `read.R`, which reads them."""
    del title
    held = typed(facts)
    ids = plain_ids(held.nodes)
    more = [name for name in sorts(held.edges) if name not in ("source", "target", "undirected", "sources")]
    edges: list[list[str]] = [["from", "to", *more]]
    for row in held.edges:
        cells = [written(row.get(name, "")) for name in more]
        edges.append([ids[row["source"]], ids[row["target"]], *cells])
        if held.mixed and row.get("undirected") and row["source"] != row["target"]:
            edges.append([ids[row["target"]], ids[row["source"]], *cells])
    incidence, notes = _incidence(facts, held, ids)
    numbers = [
        f"{table}[[{_r(name)}]] <- as.numeric({table}[[{_r(name)}]])\n"
        for table, rows in (("edges", held.edges), ("nodes", held.nodes))
        for name, sort in sorts(rows).items()
        if sort in ("integer", "number")
    ]
    script = STATNET.format(numbers="".join(numbers), directed="FALSE" if held.loose else "TRUE",
                            incidence=INCIDENCE if incidence else "")  # fmt: skip
    files = {
        "nodes.csv": _actors(held, ids, held.nodes),
        "edges.csv": _csv(edges),
        "read.R": script.encode(),
        **incidence,
    }
    return files, [*notes, *([ONE_SORT] if held.mixed else [])]


RSIENA = """# R: RSiena; all waves have the same actors in the same order (actors.csv)
read <- function(name) as.matrix(read.csv(name, row.names=1, check.names=FALSE, na.strings=""))
waves <- c({waves})
ties <- sienaDependent(array(unlist(lapply(waves, read)), c({count}, {count}, {number})))
"""


def rsiena(facts: Facts, title: str) -> Made:
    """Return one adjacency matrix a year: 1 tied, 0 not, empty not known, 10 not there yet; `actors.csv`; `read.R`.

    Parties are tied in a year in which they were at the same event; where there are no events, nodes by the relations
    that are dated so. Raises FactsError where fewer than two years are known.
    """
    del title
    held = typed(facts)
    parties, events, was = _presence(facts, held)
    dated = [event for event in events if first_day(event["start"])]
    nodes = parties if dated else held.nodes
    ties, known = _waves(nodes, dated, was) if dated else _dated_waves(held)
    years = sorted(ties)
    if len(years) < 2:
        raise FactsError(f"RSiena needs at least two years; {len(years)} is known here from dated events or relations.")
    if len(nodes) ** 2 * len(years) > MOST_CELLS:
        raise FactsError(
            f"{len(nodes):,} actors in {len(years)} waves are more than {MOST_CELLS:,} cells. Select a part."
        )
    ids, joined = plain_ids(nodes), _joined(facts)
    files = {"actors.csv": _actors(held, ids, nodes)}
    for year in years:
        late = {row["id"] for row in nodes if joined.get(row["id"], "")[:4] > year}
        late -= {party for pair in ties[year] for party in pair}
        rows: list[list[str]] = [["", *ids.values()]]
        for a in ids:
            cells = [
                "0"
                if a == b
                else "1"
                if (a, b) in ties[year]
                else BEFORE
                if {a, b} & late
                else ABSENT
                if year in known
                else UNKNOWN
                for b in ids
            ]
            rows.append([ids[a], *cells])
        files[f"wave-{year}.csv"] = _csv(rows)
    named = ", ".join(f'"wave-{year}.csv"' for year in years)
    files["read.R"] = RSIENA.format(waves=named, count=len(nodes), number=len(years)).encode()
    note = (
        f"{len(years)} waves, {years[0]} to {years[-1]}; in {len(known)} of them every list is known to be whole,"
        " in the others what is not told is empty (unknown); 10 is a party before it joined."
    )
    return files, [note]


def _waves(
    parties: Sequence[Row], events: Sequence[Row], was: set[tuple[str, str]]
) -> tuple[dict[str, set[tuple[str, str]]], set[str]]:
    ties: dict[str, set[tuple[str, str]]] = {}
    open_lists = set()
    for event in events:
        year = first_day(event["start"])[:4]
        present = [party["id"] for party in parties if (party["id"], event["id"]) in was]
        ties.setdefault(year, set()).update((a, b) for a in present for b in present if a != b)
        if event["complete"] != "yes":
            open_lists.add(year)
    return ties, set(ties) - open_lists


def _dated_waves(held: Typed) -> tuple[dict[str, set[tuple[str, str]]], set[str]]:
    ties: dict[str, set[tuple[str, str]]] = {}
    for row in held.edges:
        year = (first_day(row["start"]) or "")[:4]
        if year:
            pair = row["source"], row["target"]
            ties.setdefault(year, set()).update([pair, pair[::-1]] if held.loose or row.get("undirected") else [pair])
    return ties, set(ties)


def ucinet(facts: Facts, title: str) -> Made:
    """Return `network.dl` (edgelist1, as igraph reads it), `nodes.csv`, and `incidence.csv` where there are events."""
    del title
    held = typed(facts)
    ids = plain_ids(held.nodes)
    number = {row["id"]: at for at, row in enumerate(held.nodes, 1)}
    lines = [f"DL n={len(ids)}", "format = edgelist1", "labels:", *ids.values(), "data:"]
    for source, target, weight in _lines(held, both=True):
        lines.append(f"{number[source]} {number[target]} {weight}")
    incidence, notes = _incidence(facts, held, ids)
    more = (
        ["UCINET's edgelist1 has a direction: edges without one are written once each way."]
        if held.loose or held.mixed
        else []
    )
    text = "\n".join(lines).encode() + b"\n"
    return {"network.dl": text, "nodes.csv": _actors(held, ids, held.nodes), **incidence}, [*notes, *more]


def _lines(held: Typed, *, both: bool) -> list[tuple[str, str, str]]:
    made = []
    for row in held.edges:
        weight = row.get("weight", 1)
        told = written(weight) if isinstance(weight, (int, float)) and not isinstance(weight, bool) else "1"
        made.append((row["source"], row["target"], told))
        if both and (held.loose or row.get("undirected")) and row["source"] != row["target"]:
            made.append((row["target"], row["source"], told))
    return made


PAJEK = "Pajek's file holds names, ties and weights alone; other attributes and kinds of relations are left out."


def pajek(facts: Facts, title: str) -> tuple[bytes, list[str]]:
    """Return a Pajek network: `*Arcs`, or `*Edges` where nothing has a direction, each with its weight."""
    del title
    held = typed(facts)
    number = {row["id"]: at for at, row in enumerate(held.nodes, 1)}
    names = [re.sub(r'[\s"]+', " ", row["name"] or row["id"]).strip() for row in held.nodes]
    twice = {name for name, count in Counter(names).items() if count > 1}
    lines = [f"*Vertices {len(names)}"]
    for row, name in zip(held.nodes, names, strict=True):
        name = f"{name} ({row['id']})" if name in twice or name == "NA" else name
        lines.append(f'{number[row["id"]]} "{name}"')
    lines.append("*Edges" if held.loose else "*Arcs")
    lines += [f"{number[a]} {number[b]} {weight}" for a, b, weight in _lines(held, both=held.mixed)]
    return "\n".join(lines).encode() + b"\n", [PAJEK, *([ONE_SORT] if held.mixed else [])]


def gml(facts: Facts, title: str) -> tuple[bytes, list[str]]:
    """Return GML, its label the id of a node; numbers as numbers, all other letters than ASCII as entities."""
    held = typed(facts)
    number = {row["id"]: at for at, row in enumerate(held.nodes)}
    lines = ['Creator "relationship-explorer"', "graph [", f"  directed {0 if held.loose else 1}", "  multigraph 1"]
    if title:
        lines.append(f"  title {_gml(title)}")
    odd: set[str] = set()
    for part, rows in (("node", held.nodes), ("edge", held.edges)):
        for row in rows:
            lines.append(f"  {part} [")
            if part == "node":
                lines += [f"    id {number[row['id']]}", f"    label {_gml(row['id'])}"]
            else:
                lines += [f"    source {number[row['source']]}", f"    target {number[row['target']]}",
                          f"    key {_gml(row['id'])}"]  # fmt: skip
            for name, value in row.items():
                if name in ("id", *(("source", "target") if part == "edge" else ())) or value == "":
                    continue
                key = re.sub(r"[^0-9A-Za-z]+", "", name) or "x"
                key = key if key[0].isalpha() else f"x{key}"
                key = f"own{key}" if key in ("id", "label", "key", "source", "target") else key
                if key != name:
                    odd.add(name)
                lines.append(f"    {key} {_gml(value)}")
            lines.append("  ]")
    notes = [f"GML has letters and digits in names alone; written otherwise: {', '.join(sorted(odd))}."] if odd else []
    notes += (
        ["GML has no edges of both sorts: those without direction have the attribute undirected."] if held.mixed else []
    )
    return "\n".join([*lines, "]", ""]).encode("ascii"), notes


def _gml(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        text = repr(value)
        return text if "." in text else re.sub("(e|$)", r".0\1", text, count=1)
    if isinstance(value, int) and -(2**31) <= value < 2**31:
        return str(value)
    text = "".join(c if c not in '&"' and (" " <= c <= "~" or c == "\n") else f"&#{ord(c)};" for c in str(value))
    return f'"{text}"'
