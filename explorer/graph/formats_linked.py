"""Linked data: JSON-LD in the words of schema.org, SKOS and PROV, with our own where they have none."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from explorer.facts.tables import Facts, rows
from explorer.graph.formats_json import as_bytes

BASE = "urn:relationship-explorer:"
CONTEXT: dict[str, Any] = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rex": f"{BASE}vocabulary:",
    "id": "@id",
    "type": "@type",
    "name": "schema:name",
    "alternateName": "schema:alternateName",
    "startDate": {"@id": "schema:startDate", "@type": "http://id.loc.gov/datatypes/edtf/EDTF"},
    "endDate": {"@id": "schema:endDate", "@type": "http://id.loc.gov/datatypes/edtf/EDTF"},
    "url": {"@id": "schema:url", "@type": "@id"},
    "subject": {"@id": "rdf:subject", "@type": "@id"},
    "predicate": {"@id": "rdf:predicate", "@type": "@id"},
    "object": {"@id": "rdf:object", "@type": "@id"},
    "wasQuotedFrom": {"@id": "prov:wasQuotedFrom", "@type": "@id"},
    "hadPrimarySource": {"@id": "prov:hadPrimarySource", "@type": "@id"},
    "isPartOf": {"@id": "schema:isPartOf", "@type": "@id"},
}
TYPES = {
    "state": ["schema:Country"],
    "organisation": ["schema:Organization"],
    "body": ["schema:Organization", "rex:Body"],
    "meeting": ["schema:Event", "rex:Meeting"],
    "workshop": ["schema:EducationEvent", "rex:Workshop"],
    "commitment": ["rex:Commitment", "prov:Entity"],
    "instrument": ["schema:CreativeWork", "rex:Instrument"],
    "place": ["schema:Place"],
    "topic": ["skos:Concept"],
    "person": ["schema:Person"],
}
# Relations that schema.org has a word for; the second says that it reads from our target to our source.
SCHEMA = {
    "participated_in": ("schema:attendee", True),
    "hosted": ("schema:organizer", True),
    "held_in": ("schema:location", False),
    "member_of": ("schema:memberOf", False),
    "about": ("schema:about", False),
    "concerns": ("schema:about", False),
}


def jsonld(facts: Facts, title: str = "") -> bytes:
    """Return JSON-LD: each relation as a property and, with its role and sources, as a statement about it."""
    things: dict[str, dict[str, Any]] = {row["id"]: _thing(row) for row in rows(facts.nodes)}
    kinds = dict(zip(facts.nodes["id"].tolist(), facts.nodes["kind"].tolist(), strict=True))
    statements = []
    for row in rows(facts.relations):
        things[row["source"]].setdefault(f"rex:{quote(row['relation'])}", []).append({"id": iri(row["target"])})
        word, turned = SCHEMA.get(row["relation"], ("", False))
        if row["relation"] == "located_in" and kinds[row["source"]] == "place":
            word = "schema:containedInPlace"
        if word:
            here, there = (row["target"], row["source"]) if turned else (row["source"], row["target"])
            value = {"id": iri(there)}
            if value not in things[here].setdefault(word, []):
                things[here][word].append(value)
        statements.append(_statement(row))
    quoted: dict[str, list[dict[str, Any]]] = {}
    for row in rows(facts.citations):
        quoted.setdefault(row["statement"], []).append(row)
    for one in (*things.values(), *statements):
        cited = quoted.get(one.pop("_id"), [])
        if cited:
            one["wasQuotedFrom"] = sorted({iri(row["passage"]) for row in cited})
            one["hadPrimarySource"] = sorted({iri(row["document"]) for row in cited})
    graph = [
        *things.values(),
        *statements,
        *map(_document, rows(facts.documents)),
        *map(_passage, rows(facts.passages)),
    ]
    about: dict[str, Any] = {"id": f"{BASE}data", "type": "schema:Dataset", **({"name": title} if title else {})}
    return as_bytes({"@context": CONTEXT, "@graph": [about, *graph]})


def iri(text: str) -> str:
    """Return an id of ours as an IRI.

    >>> iri("doc:a b#2")
    'urn:relationship-explorer:doc:a%20b%232'
    """
    return BASE + quote(text.encode("utf-8", "replace"), safe=":/-._~")


def _thing(row: dict[str, str]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "_id": row["id"],
        "id": iri(row["id"]),
        "type": TYPES.get(row["kind"], [f"rex:{quote(row['kind'])}"]),
        "name": row["name"],
    }
    other = [name for name in (row["acronym"], *row["aliases"].split("|")) if name]
    made |= {"alternateName": other} if other else {}
    if row["kind"] == "topic":
        made["skos:prefLabel"] = row["name"]
        made |= {"skos:altLabel": other} if other else {}
    for column, word in (
        ("start", "startDate"), ("end", "endDate"), ("force", "rex:force"), ("condition", "rex:condition"),
        ("due", "rex:due"), ("status", "rex:status"), ("complete", "rex:complete"), ("wording", "schema:text"),
        ("note", "schema:description"),
    ):  # fmt: skip
        if row[column]:
            made[word] = row[column]
    if row["url"].startswith(("http://", "https://")):
        made["url"] = quote(row["url"].encode("utf-8", "replace"), safe=":/?#[]@!$&'()*+,;=-._~%")
    if row["kind"] == "state":
        made["schema:identifier"] = row["id"].partition(":")[2].upper()
    return made


def _statement(row: dict[str, str]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "_id": row["id"],
        "id": iri(f"relation:{row['id']}"),
        "type": ["rdf:Statement", "prov:Entity"],
        "subject": iri(row["source"]),
        "predicate": f"{BASE}vocabulary:{quote(row['relation'])}",
        "object": iri(row["target"]),
    }
    if row["role"]:
        made["schema:roleName"] = row["role"]
    for column, word in (
        ("start", "startDate"), ("end", "endDate"), ("basis", "rex:basis"), ("rule", "rex:rule"),
        ("confidence", "rex:confidence"),
    ):  # fmt: skip
        if row[column]:
            made[word] = row[column]
    return made


def _document(row: dict[str, str]) -> dict[str, Any]:
    made: dict[str, Any] = {"id": iri(row["id"]), "type": ["schema:CreativeWork", "prov:Entity"], "name": row["title"]}
    for column, word in (
        ("publisher", "schema:publisher"), ("published", "schema:datePublished"), ("retrieved", "rex:retrieved"),
        ("language", "schema:inLanguage"), ("media_type", "schema:encodingFormat"), ("sha256", "schema:sha256"),
    ):  # fmt: skip
        if row[column]:
            made[word] = row[column]
    if row["url"].startswith(("http://", "https://")):
        made["url"] = quote(row["url"].encode("utf-8", "replace"), safe=":/?#[]@!$&'()*+,;=-._~%")
    return made


def _passage(row: dict[str, str]) -> dict[str, Any]:
    return {
        "id": iri(row["id"]),
        "type": ["schema:Quotation", "prov:Entity"],
        "schema:text": row["text"],
        "schema:position": row["position"],
        "isPartOf": iri(row["parent"] or row["document"]),
        "prov:wasDerivedFrom": {"id": iri(row["document"])},
    }
