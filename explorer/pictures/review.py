"""The page on which a person looks at what was read, and corrects it: one offline file under the picture's policy."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import Template
from markupsafe import Markup

from explorer.facts.agreement import marks_of
from explorer.facts.anchors import Anchors
from explorer.facts.decisions import COLUMNS
from explorer.facts.tables import Facts, rows
from explorer.ontology import vocabulary
from explorer.pictures.page import kit, template_of
from explorer.pictures.payload import for_script
from explorer.version import VERSION

NODE_CELLS = ("kind", "name", "start", "end", "force", "condition", "note")
RELATION_CELLS = ("relation", "source", "target", "role", "start", "end", "basis", "rule", "confidence")
LONGEST = 90  # letters of a name beyond which a mention is no name
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(rf"\b\d{{1,2}}(?:[–-]\d{{1,2}})? (?:{_MONTH}) \d{{4}}\b|\b(?:{_MONTH}) \d{{4}}\b")


def review_page(
    facts: Facts,
    *,
    sentences: Mapping[str, str],
    looks: Iterable[Mapping[str, Any]] = (),
    title: str = "Review",
    served: bool = False,
) -> str:
    """Return the page for reviewing facts.

    sentences: what each relation says, by its id
    looks: what deserves a look first, as `explorer.review()` lists it (`statement`, `why`, `ask`, `score`)
    served: the page hands each decision to the address it came from, instead of keeping it in the browser
    """
    assets = kit("review-order.txt", connect=served)
    return template().render(
        title=title,
        csp=assets.policy,
        css=Markup(assets.css),
        scripts=[Markup(script) for script in assets.scripts],
        payload=Markup(payload(facts, sentences, looks, title, served)),
        made_by=f"relationship-explorer {VERSION}",
    )


@lru_cache(maxsize=1)
def template() -> Template:
    """Return the template of the page."""
    return template_of("review.html")


def payload(
    facts: Facts, sentences: Mapping[str, str], looks: Iterable[Mapping[str, Any]], title: str, served: bool
) -> str:
    """Return the element that carries everything the page shows."""
    nodes, relations, citations = rows(facts.nodes), rows(facts.relations), rows(facts.citations)
    passages = rows(facts.passages)
    anchors = Anchors(nodes, relations, citations, passages)
    place = {row["id"]: at for at, row in enumerate(passages)}
    shelf = {row["id"]: at for at, row in enumerate(rows(facts.documents))}
    why = {str(row["statement"]): f"{row['why']}: {row['ask']}" for row in reversed(list(looks))}
    urgent = {statement: rank for rank, statement in enumerate(reversed(why))}
    statements = []
    for row in (*nodes, *relations):
        identity = row["id"]
        node = "kind" in row
        marks = [
            [place[c["passage"]], *_units(passages[place[c["passage"]]]["text"], c)]
            for c in anchors.said[identity] if c["passage"] in place
        ]  # fmt: skip
        told = _told(row) if node else sentences.get(identity, identity)
        statements.append(
            {
                "id": identity,
                "told": told,
                "marks": marks,
                "why": why.get(identity, ""),
                "urgent": urgent.get(identity, len(urgent)),
                "words": anchors.words_of(identity).columns(),
                "drawn": [[shelf[d], mark] for d, mark in marks_of(anchors, identity).items() if d in shelf],
                **{name: row[name] for name in (NODE_CELLS if node else RELATION_CELLS) if row[name]},
            }
        )
    whole = {
        "title": title,
        "served": served,
        "columns": COLUMNS,
        "documents": [{"id": row["id"], "title": row["title"] or row["id"]} for row in rows(facts.documents)],
        "passages": [
            {"id": p["id"], "document": p["document"], "kind": p["kind"], "text": p["text"]} for p in passages
        ],
        "depth": _depths(passages),
        "statements": statements,
        "loose": _loose(nodes, passages, citations, place),
        **_terms(),
    }
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return f'<script type="application/json" id="data">{for_script(text)}</script>'


def _told(node: Mapping[str, str]) -> str:
    more = [node[name] for name in ("force", "start", "condition") if node[name]]
    return node["name"] + (f" ({', '.join(more)})" if more else "")


def _units(text: str, citation: Mapping[str, str]) -> list[int]:
    """Return where a citation begins and ends as scripts count: signs beyond the first plane are two."""
    ends = [int(citation[column]) if citation[column].isdigit() else 0 for column in ("char_start", "char_end")]
    return [len(text[:end].encode("utf-16-le", "surrogatepass")) // 2 for end in ends]


def _depths(passages: list[dict[str, str]]) -> list[int]:
    """Return how deep each passage stands below others."""
    depth: dict[str, int] = {}
    for row in passages:
        depth[row["id"]] = min(6, depth[row["parent"]] + 1) if row["parent"] in depth else 0
    return [depth[row["id"]] for row in passages]


def _loose(
    nodes: list[dict[str, str]],
    passages: list[dict[str, str]],
    citations: list[dict[str, str]],
    place: Mapping[str, int],
) -> list[list[int]]:
    """Return passage, start and end of names and dates that no statement rests on."""
    parties = {"state", "organisation", "body", "place"}
    names = {
        name
        for row in nodes if row["kind"] in parties
        for name in (row["name"], row["acronym"], *row["aliases"].split("|")) if 2 < len(name) < LONGEST
    }  # fmt: skip
    covered: dict[str, list[tuple[int, int]]] = {}
    for row in citations:
        if row["char_start"].isdigit() and row["char_end"].isdigit():
            covered.setdefault(row["passage"], []).append((int(row["char_start"]), int(row["char_end"])))
    words = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    known = re.compile(rf"\b(?:{words})\b") if words else None
    found = []
    for row in passages:
        text, taken = row["text"], covered.get(row["id"], [])
        hits = [*_DATE.finditer(text), *(known.finditer(text) if known else ())]
        for hit in sorted(hits, key=lambda hit: hit.span()):
            if not any(start < hit.end() and hit.start() < end for start, end in taken):
                where = {"char_start": str(hit.start()), "char_end": str(hit.end())}
                found.append([place[row["id"]], *_units(text, where)])
    return found


def _terms() -> dict[str, Any]:
    known = vocabulary()
    relations = [
        {"name": name, "label": one.label, "roles": list(one.roles), "pairs": sorted(map(list, one.pairs))}
        for name, one in known.relations.items()
    ]
    return {"relations": relations, "kinds": list(known.kinds), "forces": list(known.forces),
            "events": sorted(known.events), "parties": sorted(known.parties)}  # fmt: skip
