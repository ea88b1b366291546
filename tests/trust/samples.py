"""Two versions of the same small world, of which every file differs: what is mixed of both is seen at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from explorer.facts.package import package_files, write_facts
from explorer.facts.tables import Facts

MEETINGS, STATES = 60, 12


@lru_cache(maxsize=4)
def facts(version: str) -> Facts:
    """Return the facts of one version; every row of every table names it."""
    documents, passages, nodes, relations, citations = [], [], [], [], []
    for n in range(STATES):
        nodes.append({"id": f"state:s{n:02}", "kind": "state", "name": f"State {n}", "note": version})
    for n in range(MEETINGS):
        day, at = f"20{n // 12 + 10}-{n % 12 + 1:02}-01", f"doc:d{n:03}"
        documents.append({"id": at, "title": f"Meeting {n}", "publisher": version, "path": f"{n}.txt"})
        passages.append(
            {"id": f"{at}#1", "document": at, "position": "1", "kind": "paragraph", "text": f"Met. {version}"}
        )
        nodes.append(
            {
                "id": f"meeting:m{n:03}",
                "kind": "meeting",
                "name": f"Meeting {n}",
                "start": day,
                "end": day,
                "note": version,
            }
        )
        for state in range(STATES):
            key = f"r{n:03}-{state:02}"
            relations.append({"id": key, "source": f"state:s{state:02}", "relation": "participated_in", "basis": "stated",
                              "target": f"meeting:m{n:03}", "role": "participant", "rule": version})  # fmt: skip
            citations.append(
                {"id": f"c-{key}", "statement": key, "document": at, "passage": f"{at}#1", "as_written": version}
            )
    return Facts.from_rows(
        documents=documents, passages=passages, nodes=nodes, relations=relations, citations=citations
    )


@dataclass(frozen=True)
class Writer:
    """One thing the program writes: how, and the bytes that must then be there (name → content)."""

    name: str
    write: Callable[[Path, str], object]
    expected: Callable[[str], dict[str, bytes]]
    result: str

    def found(self, place: Path) -> dict[str, bytes] | None:
        """Return what stands at `place`: name → bytes; None where nothing does."""
        if place.is_dir():
            return {path.name: path.read_bytes() for path in place.iterdir()}
        return {"": place.read_bytes()} if place.exists() else None


@lru_cache(maxsize=4)
def _picture(version: str) -> Any:
    from explorer.pictures import draw

    return draw(facts(version), title=version, limit=40)


@lru_cache(maxsize=4)
def _graphml(version: str) -> bytes:
    from explorer.graph.formats import FORMATS

    made, _ = FORMATS["graphml"].made(facts(version), version)
    assert isinstance(made, bytes)
    return made


@lru_cache(maxsize=4)
def _review(version: str) -> str:
    from explorer.facts.decisions import Decision, decisions_csv

    first = [Decision("reject", f"r{n:03}-00", who="A. Reader", why="the page says otherwise") for n in range(300)]
    last = [Decision("accept", "r001-01", who="B. Reader", why=version)] if version == "new" else []
    return decisions_csv([*first, *last])


def _write_export(place: Path, version: str) -> None:
    from explorer.graph.formats import write

    write(facts(version), place, title=version)


def _write_review(place: Path, version: str) -> None:
    from explorer.facts.decisions import Decision, add_decision
    from explorer.files import write_file

    if version == "old":
        write_file(place, _review("old"))
    else:
        add_decision(place, Decision("accept", "r001-01", who="B. Reader", why=version))


WRITERS = (
    Writer("facts", lambda place, v: write_facts(facts(v), place), lambda v: package_files(facts(v)), "facts"),
    Writer("page", lambda place, v: _picture(v).save(place), lambda v: {"": _picture(v).html.encode()}, "page.html"),
    Writer("export", _write_export, lambda v: {"": _graphml(v)}, "graph.graphml"),
    Writer("review", _write_review, lambda v: {"": _review(v).encode()}, "review.csv"),
)
