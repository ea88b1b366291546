"""A small world for pictures: every kind, parallel relations, a chain from promise to workshop, odd letters."""

from explorer.facts.tables import Facts
from explorer.ontology import vocabulary

DOCUMENT = {
    "id": "doc:som-6",
    "title": "Sixth meeting of the group",
    "url": "https://example.org/som-6",
    "publisher": "The process",
    "retrieved": "2026-05-01",
    "path": "som-6.md",
}
PASSAGES = [
    ("1", "", "heading", "Attendance 😀 and apologies"),
    ("2", "1", "paragraph", "Present were Indonesia, Sri Lanka 😀 and, as an observer, UNHCR."),
    ("3", "", "paragraph", "The meeting was held in Bali on 1 June 2012 and asked Thailand for a workshop on visas."),
    ("4", "3", "item", "Thailand held the workshop from 23 to 26 July 2012 – with <b>no</b> mark-up & no harm."),
]
NODES = [
    ("state:idn", "state", "Indonesia", "", ""),
    ("state:lka", "state", "Sri Lanka", "", ""),
    ("state:tha", "state", "Thailand", "", ""),
    ("organisation:unhcr", "organisation", "United Nations High Commissioner for Refugees", "", ""),
    ("body:ad-hoc-group", "body", "Ad Hoc Group", "", ""),
    ("meeting:som-5", "meeting", "Fifth meeting", "2011-10-12", "2011-10-12"),
    ("meeting:som-6", "meeting", "Sixth meeting", "2012-06-01", "2012-06-01"),
    ("workshop:visa", "workshop", "Workshop on visas", "2012-07-23", "2012-07-26"),
    ("commitment:som-6/1", "commitment", "A workshop on visas", "", ""),
    ("commitment:som-6/1.1", "commitment", "Its papers are shared", "", ""),
    ("instrument:framework", "instrument", "Regional framework", "", ""),
    ("place:bali", "place", "Bali", "", ""),
    ("topic:visas", "topic", "Visas", "", ""),
]
RELATIONS = [
    ("state:idn", "participated_in", "meeting:som-6", "member", "2", "Indonesia"),
    ("state:idn", "chaired", "meeting:som-6", "co_chair", "2", "Indonesia"),
    ("state:idn", "hosted", "meeting:som-6", "", "3", "held in Bali"),
    ("state:lka", "participated_in", "meeting:som-6", "member", "2", "Sri Lanka 😀"),
    ("organisation:unhcr", "participated_in", "meeting:som-6", "observer", "2", "UNHCR"),
    ("meeting:som-6", "held_in", "place:bali", "", "3", "in Bali"),
    ("place:bali", "located_in", "state:idn", "", "3", "Bali"),
    ("meeting:som-6", "session_of", "body:ad-hoc-group", "", "3", "The meeting"),
    ("meeting:som-6", "follows", "meeting:som-5", "", "3", "The meeting"),
    ("commitment:som-6/1", "agreed_at", "meeting:som-6", "", "3", "asked Thailand for a workshop"),
    ("commitment:som-6/1", "assigned_to", "state:tha", "lead", "3", "asked Thailand"),
    ("commitment:som-6/1", "about", "topic:visas", "", "3", "visas"),
    ("commitment:som-6/1.1", "part_of", "commitment:som-6/1", "", "3", "workshop on visas"),
    ("commitment:som-6/1", "implements", "instrument:framework", "", "3", "workshop"),
    ("state:tha", "hosted", "workshop:visa", "", "4", "Thailand held the workshop"),
    ("state:tha", "participated_in", "workshop:visa", "participant", "4", "Thailand"),
    ("workshop:visa", "fulfils", "commitment:som-6/1", "", "4", "held the workshop"),
]


def small_world() -> Facts:
    """Return the world; `fulfils` is inferred, the rest stated."""
    texts = {number: text for number, _, _, text in PASSAGES}
    passages = [
        {
            "id": f"doc:som-6#{number}",
            "document": "doc:som-6",
            "parent": f"doc:som-6#{parent}" if parent else "",
            "position": number,
            "kind": kind,
            "text": text,
        }
        for number, parent, kind, text in PASSAGES
    ]
    nodes = [
        {
            "id": name,
            "kind": kind,
            "name": title,
            "start": start,
            "end": end,
            "acronym": "UNHCR" if "unhcr" in name else "",
            "aliases": "Ceylon|Śrī Laṅkā" if name == "state:lka" else "",
            "force": "agreed" if kind == "commitment" else "",
        }
        for name, kind, title, start, end in NODES
    ]
    relations, citations = [], []
    for number, (source, relation, target, role, passage, words) in enumerate(RELATIONS, 1):
        inferred = relation == "fulfils"
        relations.append(
            {
                "id": f"rel:{number:02}",
                "source": source,
                "relation": relation,
                "target": target,
                "role": role,
                "basis": "inferred" if inferred else "stated",
                "rule": "same topic and host, next date" if inferred else "",
                "confidence": "0.8" if inferred else "",
            }
        )
        citations.append(_citation(f"rel:{number:02}", passage, words, texts))
    citations += [_citation(name, "3", "The meeting", texts) for name, *_ in NODES]
    return Facts.from_rows(
        documents=[DOCUMENT], passages=passages, nodes=nodes, relations=relations, citations=citations
    )


def _citation(statement: str, passage: str, words: str, texts: dict[str, str]) -> dict[str, str]:
    start = texts[passage].index(words)
    return {
        "id": f"cite:{statement}",
        "statement": statement,
        "document": "doc:som-6",
        "passage": f"doc:som-6#{passage}",
        "char_start": str(start),
        "char_end": str(start + len(words)),
        "quotation": words,
        "as_written": words.split()[0],
    }


assert {kind for _, kind, *_ in NODES} == set(vocabulary().kinds) - {"person"}, (
    "one node of every kind that prose gives"
)
