"""What a page opens with: the name of the data, what the graph has, layouts it allows, questions worth asking."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

import numpy as np

from explorer.pictures.content import Content
from explorer.pictures.encodings import Encodings
from explorer.pictures.layouts.lines import Lines, components
from explorer.pictures.positions import LAYOUTS, coordinates_of

QUESTIONS = 4


@dataclass(frozen=True)
class Question:
    """A question worth asking, and the address fragment that answers it."""

    text: str
    view: str


def heading_of(content: Content) -> str:
    """Return a name for data that bear none: of the body that most others are part of, else "Relationships"."""
    bodies = [row for row in range(content.size) if content.nodes["kind"][row] == "body"]
    if not bodies:
        return "Relationships"
    parts = Counter(
        target
        for kind, target in zip(content.relation, content.target, strict=True)
        if content.relation_kinds[kind].name == "part_of"
    )
    first = min(bodies, key=lambda row: (-parts[row], -content.degree[row], row))
    return content.nodes["name"][first] or "Relationships"


def citation_key(title: str, authors: Sequence[str], year: str) -> str:
    """Return a key for a citation, of letters and figures only.

    >>> citation_key("Karate club", ["Wayne W. Zachary"], "1977")
    'zachary1977karate'
    """
    surname = re.split(r"[\s,]+", authors[0])[0 if "," in authors[0] else -1] if authors else ""
    words = [word for word in re.findall(r"\w+", title) if word.casefold() not in ("the", "a", "an", "of")]
    key = f"{surname}{year}{words[0] if words else ''}".casefold()
    return "".join(letter for letter in key if letter.isalnum() and letter.isascii()) or "graph"


def has(content: Content, encodings: Encodings) -> dict[str, bool]:
    """Return what the graph has, so that no word speaks of what is absent."""
    kinds = {kind.is_a for kind in content.kinds} | {kind.name for kind in content.kinds}
    lines = Lines.between(content.source, content.target)
    few = 0 < len(lines.a) < content.size  # as a graph without rings has
    parts = len(np.unique(components(lines, content.size))) if few else 0
    latitude, longitude = coordinates_of(content)
    return {
        "events": "event" in kinds,
        "commitments": "commitment" in kinds,
        "dates": any(content.nodes["start"]) or any(content.relations["start"]),
        "directed": any(style.directed for style in content.relation_kinds),
        "sources": len(content.facts.citations) > 0,
        "kinds": len(content.kinds) > 1,
        "weights": "weight" in encodings.edges,
        "loops": bool((np.asarray(content.source) == np.asarray(content.target)).any()),
        "coordinates": bool(np.isfinite(latitude + longitude).any()),
        "tree": few and len(lines.a) == content.size - parts,
    }


def layouts_of(owned: dict[str, bool], opening: str) -> list[str]:
    """Return the layouts that the graph allows, the one of the opening first."""
    needed = {"kind": "kinds", "year": "dates", "map": "coordinates"}
    allowed = [name for name in LAYOUTS if owned.get(needed.get(name, ""), True)]
    return list(dict.fromkeys([opening, *allowed]))


def questions_of(
    content: Content, order: Sequence[int], encodings: Encodings, owned: dict[str, bool]
) -> list[Question]:
    """Return at most four questions that this graph answers, each with the view that answers it."""
    asked: list[Question] = []
    if owned["events"]:
        asked += _of_meetings(content, order)
    elif order and content.degree[order[0]]:
        first = order[0]
        asked.append(Question(f"Who is joined with {_name(content, first)}?", f"choose={_id(content, first)}"))
    pair = _far_pair(content, order)
    if pair:
        one, other = pair
        told = f"How are {_name(content, one)} and {_name(content, other)} connected?"
        asked.append(Question(told, f"from={_id(content, one)}&to={_id(content, other)}"))
    groups = len(set(encodings.community))
    if 1 < groups <= max(8.0, content.size**0.5):
        asked.append(Question(f"Which {groups} communities are there?", "color=community"))
    if owned["dates"]:
        years = Counter(start[:4] for start in content.nodes["start"] if start[:4].isdecimal())
        if len(years) > 2:
            year = min(years, key=lambda year: (-years[year], year))
            asked.append(Question(f"What was there in {year}?", f"years={year}-{year}"))
    return asked[:QUESTIONS]


def _of_meetings(content: Content, order: Sequence[int]) -> list[Question]:
    """Return questions about parties and promises, for a graph that has meetings."""
    asked = []
    party = next((row for row in order if content.kinds[content.kind[row]].is_a == "party"), None)
    if party is not None:
        asked.append(Question(f"What did {_name(content, party)} take part in?", f"choose={_id(content, party)}"))
    answered = Counter(
        target
        for kind, target in zip(content.relation, content.target, strict=True)
        if content.relation_kinds[kind].name == "fulfils"
    )
    if answered:
        promise = min(answered, key=lambda row: (-answered[row], row))
        told = " ".join(content.nodes["name"][promise].partition(" (")[0].rstrip(".…").split()[:12])
        asked.append(Question(f"What answered “{told}”?", f"choose={_id(content, promise)}"))
    return asked


def _far_pair(content: Content, order: Sequence[int]) -> tuple[int, int] | None:
    """Return the two most connected nodes of one kind and part that are not neighbours."""
    near = content.neighbours
    top = [row for row in order[:40] if near[row]]
    for i, one in enumerate(top[:12]):
        for other in top[i + 1 :]:
            alike = content.kind[one] == content.kind[other] and other not in near[one]
            if alike and any(row in near[other] for row in near[one]):
                return one, other
    return None


def _name(content: Content, row: int) -> str:
    nodes = content.nodes
    return nodes["acronym"][row] or nodes["name"][row] or nodes["id"][row]


def _id(content: Content, row: int) -> str:
    return quote(content.nodes["id"][row], safe=":/,")
