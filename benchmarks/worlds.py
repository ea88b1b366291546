"""Seeded worlds in the shape of the real data, from 1,000 to 1,000,000 nodes with four to five relations each.

States, organisations, bodies, meetings, workshops, commitments, instruments, places and topics; who takes part
is heavy-tailed on both sides (few parties are everywhere, few events are huge), as in the real records. Every
node and relation is cited. Made with numpy, so that a million nodes take seconds; rows come out sorted by id.

    python benchmarks/worlds.py 100000 --to world/            # a data package of CSV files
    python benchmarks/worlds.py 100000 --to world/ --parquet  # the same tables as Parquet
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

import numpy as np
import pandas as pd

from explorer.facts.tables import Facts
from explorer.ontology import vocabulary

SPAN = 8_000  # days between the first and the last event
FIRST_DAY = np.datetime64("2002-02-26")
FORCES = np.array(["agreed", "tasked", "endorsed", "recommended", "welcomed", "noted"])
ROLES = np.array(["member", "participant", "observer", "guest"])
VERBS = np.array(["Work towards", "Hold a workshop on", "Map", "Review", "Strengthen", "Exchange notes on"])


def world(nodes: int, seed: int = 1) -> Facts:
    """Return a world of about `nodes` nodes and four to five times as many relations.

    >>> facts = world(1000)
    >>> len(facts.nodes), 3.9 < len(facts.relations) / len(facts.nodes) < 5
    (1000, True)
    """
    chance = np.random.default_rng(seed)
    ids = _nodes(nodes)
    events, promises = ids["event"], ids["commitment"]
    day = np.sort(chance.integers(0, SPAN, len(events)))
    start = (FIRST_DAY + day).astype("datetime64[D]")
    end = start + chance.integers(0, 4, len(events)) * (chance.random(len(events)) < 0.4)
    home = np.sort(chance.integers(0, len(events), len(promises)))  # the event a commitment was made at
    force = chance.choice(FORCES, len(promises), p=[0.35, 0.15, 0.1, 0.15, 0.15, 0.1])
    relations = _Relations(len(events))
    _attendance(relations, ids, chance)
    _settings(relations, ids, chance)
    _promises(relations, ids, home, chance)
    table = relations.frame()
    node_table = _node_table(ids, start.astype(str), end.astype(str), force, chance)
    return _cited(node_table, table, relations, events, promises, home)


def _nodes(nodes: int) -> dict[str, np.ndarray]:
    counts = {
        "state": min(60, nodes // 20),
        "organisation": min(40, nodes // 40) + nodes // 2_000,
        "body": 5 + nodes // 1_000,
        "place": 10 + nodes // 500,
        "topic": min(30, nodes // 30),
        "instrument": 5 + nodes // 500,
    }
    rest = nodes - sum(counts.values())
    counts |= {"event": rest // 9}
    counts |= {"commitment": rest - counts["event"]}
    ids = {}
    for kind, count in counts.items():
        numbers = np.arange(count)
        prefix = np.where(numbers % 3 == 2, "workshop", "meeting") if kind == "event" else np.full(count, kind)
        ids[kind] = np.array([f"{p}:{n:07}" for p, n in zip(prefix.tolist(), numbers.tolist(), strict=True)], object)
    return ids


class _Relations:
    """Collects relations column-wise; `home` is the event whose page says it."""

    def __init__(self, events: int) -> None:
        self.parts: list[tuple[np.ndarray, str, np.ndarray, np.ndarray, np.ndarray]] = []
        self.events = events

    def add(
        self, source: np.ndarray, name: str, target: np.ndarray, home: np.ndarray, role: np.ndarray | str = ""
    ) -> None:
        roles = np.full(len(source), role, dtype=object) if isinstance(role, str) else role.astype(object)
        self.parts.append((source, name, target, roles, home))

    def frame(self) -> pd.DataFrame:
        source, target, role, home = (np.concatenate([part[at] for part in self.parts]) for at in (0, 2, 3, 4))
        names = np.concatenate([np.full(len(part[0]), part[1], dtype=object) for part in self.parts])
        inferred = names == "fulfils"
        self.home = home
        count = len(source)
        columns = {
            "id": [f"r{n:08}" for n in range(count)],
            "source": source,
            "relation": names,
            "target": target,
            "role": role,
            "start": [""] * count,
            "end": [""] * count,
            "basis": np.where(inferred, "inferred", "stated"),
            "rule": np.where(inferred, "same topic and place", ""),
            "confidence": np.where(inferred, "0.7", ""),
        }
        return pd.DataFrame({name: pd.array(list(cells), dtype="str") for name, cells in columns.items()})


def _few_often(chance: np.random.Generator, count: int, choices: int) -> np.ndarray:
    """Return `count` numbers below `choices`, the low ones far more often (Zipf, exponent 0.8)."""
    weight = np.arange(1, choices + 1) ** -0.8
    return np.searchsorted(np.cumsum(weight) / weight.sum(), chance.random(count)).clip(0, choices - 1)


def _attendance(relations: _Relations, ids: dict[str, np.ndarray], chance: np.random.Generator) -> None:
    events = ids["event"]
    parties = np.concatenate([ids["state"], ids["organisation"]])
    sizes = np.minimum(np.exp(chance.normal(2.5, 0.75, len(events))).astype(int) + 2, len(parties))
    home = np.repeat(np.arange(len(events)), sizes)
    who = _few_often(chance, len(home), len(parties))
    met = np.unique(np.stack([home, who]), axis=1)  # a party takes part once
    role = chance.choice(ROLES, met.shape[1], p=[0.45, 0.4, 0.1, 0.05])
    relations.add(parties[met[1]], "participated_in", events[met[0]], met[0], role)
    for name, share, role in (("hosted", 0.7, ""), ("chaired", 0.7, "co_chair")):
        which = np.flatnonzero(chance.random(len(events)) < share)
        relations.add(ids["state"][_few_often(chance, len(which), len(ids["state"]))], name, events[which], which, role)


def _settings(relations: _Relations, ids: dict[str, np.ndarray], chance: np.random.Generator) -> None:
    events, bodies, places, topics = (ids[kind] for kind in ("event", "body", "place", "topic"))
    every = np.arange(len(events))
    relations.add(events, "held_in", places[_few_often(chance, len(events), len(places))], every)
    body = _few_often(chance, len(events), len(bodies))
    relations.add(events, "session_of", bodies[body], every)
    order = np.lexsort((every, body))
    later, earlier = order[1:], order[:-1]
    series = body[later] == body[earlier]
    relations.add(events[later[series]], "follows", events[earlier[series]], later[series])
    which = np.flatnonzero(chance.random(len(events)) < 0.7)
    relations.add(events[which], "about", topics[_few_often(chance, len(which), len(topics))], which)
    some = _few_often(chance, len(places), len(ids["state"]))
    relations.add(places, "located_in", ids["state"][some], np.zeros(len(places), int))
    organs = np.arange(1, len(bodies))
    relations.add(bodies[organs], "part_of", bodies[organs // 8], np.zeros(len(organs), int))


def _promises(relations: _Relations, ids: dict[str, np.ndarray], home: np.ndarray, chance: np.random.Generator) -> None:
    events, promises, topics = ids["event"], ids["commitment"], ids["topic"]
    parties = np.concatenate([ids["state"], ids["organisation"]])
    relations.add(promises, "agreed_at", events[home], home)
    which = np.flatnonzero(chance.random(len(promises)) < 0.6)
    relations.add(
        promises[which], "assigned_to", parties[_few_often(chance, len(which), len(parties))], home[which], "lead"
    )
    which = np.flatnonzero(chance.random(len(promises)) < 0.8)
    relations.add(promises[which], "about", topics[_few_often(chance, len(which), len(topics))], home[which])
    which = np.flatnonzero(chance.random(len(promises)) < 0.25)
    bodies = ids["body"][_few_often(chance, len(which), len(ids["body"]))]
    relations.add(promises[which], "concerns", bodies, home[which])
    which = np.flatnonzero(chance.random(len(promises)) < 0.05)
    instruments = ids["instrument"]
    relations.add(promises[which], "endorsed_by", parties[_few_often(chance, len(which), len(parties))], home[which])
    relations.add(
        promises[which], "implements", instruments[_few_often(chance, len(which), len(instruments))], home[which]
    )
    which = np.flatnonzero((chance.random(len(promises)) < 0.1) & (home + 1 < len(events)))
    answer = np.minimum(home[which] + 1 + chance.integers(0, 40, len(which)), len(events) - 1)
    relations.add(events[answer], "fulfils", promises[which], answer)


def _node_table(
    ids: dict[str, np.ndarray], start: np.ndarray, end: np.ndarray, force: np.ndarray,
    chance: np.random.Generator,
) -> pd.DataFrame:  # fmt: skip
    parts = []
    for kind, own in ids.items():
        count = len(own)
        label = [f"{node.partition(':')[0].capitalize()} {node.partition(':')[2].lstrip('0') or '0'}" for node in own]
        columns = dict.fromkeys(vocabulary().tables["nodes"].column_names, [""] * count)
        columns |= {"id": own, "kind": [node.partition(":")[0] for node in own], "name": label}
        if kind == "event":
            columns |= {"start": start, "end": end}
        if kind == "commitment":
            verb = chance.choice(VERBS, count)
            name = [f"{v} matter {n}" for n, v in enumerate(verb.tolist())]
            columns |= {"name": name, "force": force, "wording": [f"Participants agreed to: {n}" for n in name]}
        parts.append(pd.DataFrame({name: pd.array(list(cells), dtype="str") for name, cells in columns.items()}))
    return pd.concat(parts, ignore_index=True).sort_values("id", kind="stable", ignore_index=True)


def _cited(
    nodes: pd.DataFrame, relations: pd.DataFrame, made: _Relations, events: np.ndarray, promises: np.ndarray,
    home: np.ndarray,
) -> Facts:  # fmt: skip
    """Give every event a document of three passages, and cite one of them for every statement."""
    documents = [f"doc:{n:07}" for n in range(len(events))]
    where = pd.Series(0, index=nodes["id"])
    where.loc[events] = np.arange(len(events))
    where.loc[promises] = home
    page = np.concatenate([where.to_numpy(), made.home])
    statements = nodes["id"].tolist() + relations["id"].tolist()
    place = np.arange(len(page)) % 3 + 1
    text = ["Meeting number", "Took part and agreed", "Was asked to report"]
    quotation = np.array(text, dtype=object)[place - 1]
    tables = {
        "documents": {
            "id": documents,
            "title": [f"Page {n}" for n in range(len(documents))],
            "url": [f"https://example.org/{n}" for n in range(len(documents))],
            "publisher": ["An invented process"] * len(documents),
            "path": [f"{n:07}.md" for n in range(len(documents))],
            "media_type": ["text/markdown"] * len(documents),
            "language": ["en"] * len(documents),
        },
        "passages": {
            "id": [f"{document}#{n}" for document in documents for n in (1, 2, 3)],
            "document": [document for document in documents for _ in text],
            "position": ["1", "2", "3"] * len(documents),
            "kind": ["paragraph"] * (3 * len(documents)),
            "text": [f"{said} {n}." for n in range(len(documents)) for said in text],
        },
        "citations": {
            "id": [f"c{n:08}" for n in range(len(page))],
            "statement": statements,
            "document": [documents[n] for n in page.tolist()],
            "passage": [f"{documents[n]}#{at}" for n, at in zip(page.tolist(), place.tolist(), strict=True)],
            "char_start": ["0"] * len(page),
            "char_end": [str(len(said)) for said in quotation],
            "quotation": quotation,
        },
    }
    frames = {"nodes": nodes, "relations": relations}
    for name, columns in tables.items():
        wanted = vocabulary().tables[name].column_names
        count = len(columns["id"])
        frames[name] = pd.DataFrame({c: pd.array(list(columns.get(c, [""] * count)), dtype="str") for c in wanted})
    return Facts(**frames)


def write(facts: Facts, folder: Path, parquet: bool = False) -> None:
    """Write a world as a data package of CSV files, or as five Parquet files."""
    if parquet:
        folder.mkdir(parents=True, exist_ok=True)
        for name, frame in facts.tables().items():
            frame.to_parquet(folder / f"{name}.parquet", index=False)
    else:
        from explorer.facts.package import write_facts

        write_facts(facts, folder)


def kept(nodes: int) -> Path:
    """Return the folder of a world as Parquet; it is made when first asked for and then kept in `build/`."""
    code = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:8]
    folder = Path(__file__).parents[1] / "build" / "worlds" / f"{nodes}-{code}"
    if not (folder / "ready").exists():
        write(world(nodes), folder, parquet=True)
        (folder / "ready").touch()
    return folder


def main() -> None:
    """Make a world of the size asked for and write it."""
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    options.add_argument("nodes", type=int)
    options.add_argument("--to", type=Path, required=True)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--parquet", action="store_true")
    given = options.parse_args()
    facts = world(given.nodes, given.seed)
    write(facts, given.to, given.parquet)
    print(f"{len(facts.nodes):,} nodes, {len(facts.relations):,} relations, {len(facts.citations):,} citations")


if __name__ == "__main__":
    sys.exit(main())
