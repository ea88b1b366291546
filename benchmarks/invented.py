"""Invented worlds of any size: the shape of a meeting process, four relations a node, 200 characters of evidence each.

Seeded, so that the same size gives the same world on every machine.
"""

from __future__ import annotations

import random
import re

from explorer.facts.tables import Facts

EVIDENCE = 200
LANDS = ["Arvenia", "Belmora", "Caldria", "Dorvania", "Estoria", "Farland", "Galdova", "Heskia", "Ilmara", "Jorvik"]
SIDES = ["North", "South", "East", "West", "Upper", "Lower", "New", "Great", "Central", "Inner"]
SUBJECTS = [
    *("border health", "clean shipping", "fisheries control", "disaster relief", "digital trade", "air quality"),
    *("food reserves", "grid stability", "rare minerals", "satellite data", "flood warning", "soil carbon"),
]
TOWNS = ["Geneva", "Vienna", "Nairobi", "Lima", "Oslo", "Hanoi", "Accra", "Lisbon", "Jakarta", "Tallinn", "Rabat"]
FORCES = ["agreed", "tasked", "endorsed", "recommended", "welcomed", "noted"]
ROLES = ["member", "participant", "participant", "observer", "guest"]
TALE = (
    "as the summary note tells that was handed to every delegation when the closing session had ended, with a "
    "list of the parties, the dates, the sums that were promised and the office that keeps the signed record"
)
FILL = re.findall(r"\S+", TALE)


def world(size: int, seed: int = 7) -> Facts:
    """Return facts with `size` nodes."""
    chance = random.Random(f"{seed}/{size}")
    states, organisations = (60, 40) if size >= 500 else (max(2, size // 4), max(1, size * 15 // 100))
    rest = size - states - organisations
    meetings, workshops = rest * 30 // 100, rest * 15 // 100
    nodes: list[dict[str, str]] = []
    by_kind: dict[str, list[dict[str, str]]] = {}

    def add(kind: str, name: str, **more: str) -> None:
        row = {"id": f"{kind}:{len(by_kind.setdefault(kind, [])):05d}", "kind": kind, "name": name, **more}
        by_kind[kind].append(row)
        nodes.append(row)

    def day() -> str:
        return f"{chance.randrange(1995, 2026)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"

    for i in range(states):
        add("state", f"{SIDES[i % 10]} {LANDS[(i * 7 + i // 10) % 10]}")
    for i in range(organisations):
        add("organisation", f"Agency for {chance.choice(SUBJECTS)} {i + 1}")
    for i in range(meetings):
        when = day()
        add("meeting", f"Meeting {i + 1} on {chance.choice(SUBJECTS)}, {chance.choice(TOWNS)}", start=when, end=when)
    for i in range(workshops):
        when = day()
        add("workshop", f"Workshop {i + 1} on {chance.choice(SUBJECTS)}, {chance.choice(TOWNS)}", start=when, end=when)
    while len(nodes) < size:
        subject = chance.choice(SUBJECTS)
        add("commitment", f"Share data on {subject} by {chance.randrange(1997, 2030)}", force=chance.choice(FORCES))

    relations: list[dict[str, str]] = []
    passages: list[dict[str, str]] = []
    citations: list[dict[str, str]] = []
    documents = [
        {"id": f"doc:{i:05d}", "title": row["name"], "url": f"https://example.org/{i}", "retrieved": "2026-01-05"}
        for i, row in enumerate(by_kind["meeting"])
    ]

    def relate(source: dict[str, str], relation: str, target: dict[str, str], role: str = "") -> None:
        number = f"{len(relations):06d}"
        document = documents[chance.randrange(len(documents))]["id"]
        text = f"{source['name']} {relation.replace('_', ' ')} {target['name']}, doc. {chance.randrange(10**6)},"
        start = chance.randrange(len(FILL))
        while len(text) < EVIDENCE:
            text += " " + FILL[start % len(FILL)]
            start += 1
        text = text[: EVIDENCE - 1] + "."
        relations.append(
            {
                "id": f"rel:{number}",
                "source": source["id"],
                "relation": relation,
                "target": target["id"],
                "role": role,
                "basis": "stated",
            }
        )
        passage = f"{document}#{number}"
        passages.append(
            {"id": passage, "document": document, "position": str(len(passages) + 1), "kind": "item", "text": text}
        )
        citations.append(
            {
                "id": f"cite:{number}",
                "statement": f"rel:{number}",
                "document": document,
                "passage": passage,
                "char_start": "0",
                "char_end": str(len(text)),
                "quotation": text,
            }
        )

    events = [*by_kind["meeting"], *by_kind.get("workshop", [])]
    for commitment in by_kind.get("commitment", []):
        relate(commitment, "agreed_at", chance.choice(by_kind["meeting"]))
        relate(commitment, "assigned_to", chance.choice(by_kind["organisation"]), "lead")
        relate(commitment, "proposed_by", chance.choice(by_kind["state"]))
    while len(relations) < 4 * size:
        if chance.random() < 0.8:
            relate(chance.choice(by_kind["state"]), "participated_in", chance.choice(events), chance.choice(ROLES))
        else:
            relate(chance.choice(by_kind["organisation"]), "participated_in", chance.choice(events), "observer")
    return Facts.from_rows(
        documents=documents, passages=passages, nodes=nodes, relations=relations, citations=citations
    )
