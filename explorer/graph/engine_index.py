"""What answers ask of facts that stay on an engine: names, a selection, and small indexes of what they read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from explorer.errors import FactsError, OptionError
from explorer.facts.days import either, last_day
from explorer.facts.engines import EngineFacts, Frame, Frames
from explorer.facts.tables import TABLE_NAMES, Facts, tidy
from explorer.graph.engine_select import Part, among, chosen_on, none, together, touched
from explorer.graph.index import NOTHING, Index, Reads
from explorer.graph.names import NameBook
from explorer.graph.select import kinds_named, words
from explorer.ontology import vocabulary

NAMED = ["id", "kind", "name", "aliases", "acronym"]
Counts = dict[tuple[tuple[str, ...], str], dict[str, int]]
FITS = 500_000  # relations that are brought back into one graph
PIECE = 60_000  # nodes of which an answer reads at a time


class EngineIndex(Index):
    """Facts on an engine. `near` brings back what one answer reads, `part` a selection as facts of its own."""

    def __init__(self, facts: EngineFacts, as_read: Any = None) -> None:
        stands_for: Any = facts  # wherever facts stand
        super().__init__(stands_for, as_read=as_read)
        self.far = self
        self.frames: Frames = facts.frames
        self.fetch = self.frames.engine.fetch

    @cached_property
    def book(self) -> NameBook:
        """Names of all nodes but commitments, which are called by their ids or their full names."""
        nodes = self.fetch(self.frames.nodes.filter(nw.col("kind") != "commitment").select(NAMED))
        return _book(nodes.sort_values("id"))

    def resolve(self, text: str) -> str:
        """Return the id of the node that `text` names. Raises UnknownNode or AmbiguousNode."""
        text = text.strip()
        said = (nw.col("id") == text) | (nw.col("id") == text.casefold()) | (nw.col("name") == text)
        exact = self.fetch(self.frames.nodes.filter((nw.col("kind") == "commitment") & said).select(NAMED))
        return (_book(exact.sort_values("id")) if len(exact) and not self.book.exact(text) else self.book).resolve(text)

    def choose(self, selection: Any) -> Part:  # type: ignore[override]
        """Return what a selection keeps, as sets of ids on the engine."""
        if (depth := selection.get("depth", 1)) < 0:
            raise OptionError(f"depth {depth} is less than nothing. Expected 0, 1, 2 …")
        around = selection.get("around") or ()
        centres = [around] if isinstance(around, str) else list(around)
        return chosen_on(self.frames, selection, [self.resolve(name) for name in centres])

    def linked(  # type: ignore[override]
        self, relations: Sequence[str], nodes: Iterable[str] | Frame, by: str = "source", *, keep: bool = False,
        on: bool = False,
    ) -> Frame:  # fmt: skip
        """Return what relations join to any of `nodes`, as `Index.linked` does, as ids on the engine."""
        pin = self.frames.engine.pin
        rows = self.frames.relations.filter(nw.col("relation").is_in(list(relations)))
        other = "target" if by == "source" else "source"
        here = nodes if isinstance(nodes, nw.LazyFrame) else self._ids(nodes)

        def beside(ids: Any) -> Frame:
            near = rows.join(ids.rename({"id": by}), on=by, how="semi")
            return near.select(nw.col(other).alias("id")).unique("id")

        found = pin(together(here, beside(here)) if keep else beside(here))
        fresh = found
        while on and len(self.fetch(fresh.head(1))):
            fresh = pin(beside(fresh).join(found, on="id", how="anti"))
            found = pin(nw.concat([found, fresh], how="vertical"))
        return found

    def _ids(self, nodes: Iterable[str]) -> Frame:
        return self.frames.nodes.filter(nw.col("id").is_in(list(nodes))).select("id")

    def either(self, one: Frame, other: Frame) -> Frame:  # type: ignore[override]
        """Return the ids that stand in either set."""
        return together(one, other)

    def nodes_of(self, kinds: Sequence[str], selection: dict[str, Any], *among_these: Frame, **cells: str) -> Frame:
        """Return the ids of nodes of some kinds that a selection keeps, that stand in every set and hold `cells`."""
        found = self.frames.nodes.filter(nw.col("kind").is_in(list(kinds))) if kinds else self.frames.nodes
        for column, cell in cells.items():
            found = found.filter(nw.col(column) == cell) if cell else found
        if any(value for key, value in selection.items() if key != "depth"):
            found = among(found, self.choose(selection).nodes)
        for ids in among_these:
            found = among(found, ids)
        return self.frames.engine.pin(found.select("id"))

    def near(
        self, kinds: Sequence[str], selection: Any, held: Sequence[Frame] = (), reads: Reads = NOTHING, **cells: str
    ) -> tuple[Index, list[str]]:
        """Bring back what `Index.near` tells of: nodes, relations from and to them, what stands at the other ends."""
        return self._beside(self.nodes_of(kinds, selection, *held, **cells), reads)

    def pieces(
        self, kinds: Sequence[str], selection: Any, held: Sequence[Frame] = (), reads: Reads = NOTHING, **cells: str
    ) -> Iterator[tuple[Index, list[str]]]:
        """Yield what `near` returns, so many nodes at a time, in order of their ids; what was pinned for one goes."""
        ids = self.nodes_of(kinds, selection, *held, **cells)
        many = int(self.fetch(ids.select(nw.len().alias("rows")))["rows"].iloc[0])
        if many <= PIECE:
            yield self._beside(ids, reads)
            return
        numbered = self.frames.engine.pin(ids.with_row_index("place", order_by="id"))
        for begin in range(0, many, PIECE):
            place = nw.col("place")
            with self.frames.engine.passing():
                piece = numbered.filter((place >= begin) & (place < begin + PIECE)).select("id")
                yield self._beside(self.frames.engine.pin(piece), reads)

    def _beside(self, ids: Frame, reads: Reads) -> tuple[Index, list[str]]:
        pin, relations = self.frames.engine.pin, self.frames.relations
        parts = [
            relations.filter(nw.col("relation").is_in(list(named))).join(ids.rename({"id": end}), on=end, how="semi")
            for named, end in ((reads.outward, "source"), (reads.inward, "target"))
            if named
        ]
        rows = pin(nw.concat(parts, how="vertical"))
        nodes = pin(together(ids, touched(rows)))
        if reads.whole:
            nodes = pin(together(nodes, self.frames.nodes.filter(nw.col("kind").is_in(list(reads.whole)))))
        for end, named in (("source", reads.beyond), ("target", reads.behind)):
            if not named:
                continue
            more = relations.filter(nw.col("relation").is_in(list(named)))
            more = more.join(nodes.rename({"id": end}), on=end, how="semi")
            rows = pin(nw.concat([rows, more.join(rows.select("id"), on="id", how="anti")], how="vertical"))
            nodes = pin(together(nodes, touched(rows)))
        counts = {
            one: self._counted(relations.filter(nw.col("relation").is_in(list(one[0]))).join(
                ids.rename({"id": one[1]}), on=one[1], how="semi"), one[1])
            for one in reads.counted
        }  # fmt: skip
        made = self._brought(among(self.frames.nodes, nodes), rows, reads.cited_kinds, reads.cited_relations, counts)
        asked = set(self.fetch(ids)["id"].tolist())
        return made, [node for node in made.ids if node in asked]

    def reading(self, kinds: Sequence[str], selection: Any, reads: Reads, **cells: str) -> Index:
        """Bring back what an answer reads about the nodes that `near` would list."""
        return self.near(kinds, selection, (), reads, **cells)[0]

    def naming(self, text: str, limit: int) -> Index:
        """Bring back the nodes that may bear a name, and what is related to them."""
        said = [nw.col(name).str.to_lowercase().str.contains(text.lower(), literal=True) for name in ("name", "id")]
        named = self.frames.nodes.filter((nw.col("kind") == "commitment") & (said[0] | said[1])).select("id")
        hits = self.fetch(named.sort("id").head(limit))["id"].tolist()
        others = list(self.book.matching(text, 5 * limit))
        return Index(self.part({"around": [*others, *hits], "depth": 1 if others or hits else 0}, dated=True))

    def around(self, nodes: Sequence[str], depth: int, filters: Any) -> tuple[Index, Any]:
        """Bring back what lies around nodes. What a period keeps is decided over all facts, kinds mean the same."""
        lasting = {key: filters[key] for key in ("kinds", "relations") if key in filters}
        return Index(self.part({**filters, "around": list(nodes), "depth": depth}, dated=True)), lasting

    def selected(self, selection: Any, *, ties: bool = False) -> tuple[Index, Any]:
        """Bring back what a selection keeps; for ties one step more, and of all kinds and relations."""
        around, depth = selection.get("around") or (), selection.get("depth", 1)
        centres = [self.resolve(name) for name in ([around] if isinstance(around, str) else around)]
        rest = {key: selection.get(key, "") for key in ("kinds", "relations")} | {"around": centres, "depth": depth}
        crowd = {"kinds": "", "relations": "", "depth": depth + 1} if ties and depth >= 0 else {}
        return Index(self.part({**selection, **crowd})), rest

    def _counted(self, rows: Frame, by: str) -> dict[str, int]:
        other = "target" if by == "source" else "source"
        table = self.fetch(rows.group_by(by).agg(nw.col(other).n_unique().alias("many")))
        return dict(zip(table[by].tolist(), table["many"].astype(int).tolist(), strict=True))

    def narrow(self, *, kinds: Sequence[str], relations: Sequence[str], cited_relations: Sequence[str] = ()
               ) -> NarrowIndex:  # fmt: skip
        """Bring back all nodes of some kinds, all of some relations, and what some of these cite."""
        rows = self.frames.relations.filter(nw.col("relation").is_in([*relations, ""]))
        nodes = self.frames.nodes.filter(nw.col("kind").is_in([*kinds, ""]))
        return self._brought(nodes, rows, (), cited_relations, {})

    def brought(self, nodes: Frame, rows: Frame) -> NarrowIndex:
        """Bring back some nodes and some relations, without what is cited for them."""
        return self._brought(nodes, rows, (), (), {})

    def _brought(
        self, nodes: Frame, rows: Frame, kinds: Sequence[str], relations: Sequence[str], counts: Counts
    ) -> NarrowIndex:
        citing = []
        if kinds:
            citing.append(nodes.filter(nw.col("kind").is_in(list(kinds))).select("id"))
        if relations:
            citing.append(rows.filter(nw.col("relation").is_in(list(relations))).select("id"))
        cited = self.cited(nw.concat(citing, how="vertical")) if citing else none(self.frames.citations)
        facts = Facts(
            documents=_blank("documents"),
            passages=_blank("passages"),
            nodes=_sorted(self.fetch(nodes)),
            relations=_sorted(self.fetch(rows)),
            citations=_sorted(self.fetch(cited.select("id", "statement", "passage", "as_written"))),
        )
        return NarrowIndex(self, facts, counts)

    @cached_property
    def last_day(self) -> str:
        """The last day that any event of these facts is known to touch, "" when none is dated."""
        events = self.frames.nodes.filter(nw.col("kind").is_in(list(vocabulary().events)))
        day = last_day(either(nw.col("end"), nw.col("start")))
        days = self.fetch(events.select(day.alias("day")).select(nw.col("day").max()))["day"].tolist()
        return str(days[0]) if days and isinstance(days[0], str) else ""

    def cited(self, statements: Frame) -> Frame:
        """Return the citations of the statements whose ids are given."""
        return self.frames.citations.join(
            statements.select(nw.col("id").alias("statement")), on="statement", how="semi"
        )

    def part(self, selection: Any, *, dated: bool = False) -> Facts:
        """Bring a selection back as facts of their own. Raises FactsError with advice where it is too large.

        `dated` brings for every commitment the event that it was put on record at, too: it has its date from there.
        """
        kept = self.choose(selection)
        ids, rows = kept.nodes, kept.relations
        if dated:
            made = self.frames.relations.filter(nw.col("relation") == "agreed_at")
            made = made.join(ids.rename({"id": "source"}), on="source", how="semi")
            made = self.frames.engine.pin(made.select("id", nw.col("target").alias("event")))
            rows = together(rows, made)
            ids = together(ids, made.select(nw.col("event").alias("id")))
        relations = among(self.frames.relations, rows)
        nodes = among(self.frames.nodes, ids)
        count = int(self.fetch(relations.select(nw.len().alias("rows")))["rows"].iloc[0])
        if count > FITS:
            raise FactsError(
                f"That selection holds {count:,} relations, more than the {FITS:,} that are brought back into one "
                "graph. Narrow it down: a smaller depth, a period, some kinds or relations."
            )
        pin = self.frames.engine.pin
        cited = pin(self.cited(nw.concat([nodes.select("id"), relations.select("id")], how="vertical")))
        above = pin(cited.select(nw.col("passage").alias("id")).unique("id"))
        passages = self.frames.passages
        found = above
        while len(self.fetch(above.head(1))):  # passages, then those they are nested in
            above = among(passages, above).filter(nw.col("parent") != "").select(nw.col("parent").alias("id"))
            above = pin(above.unique("id").join(found, on="id", how="anti"))
            found = pin(nw.concat([found, above], how="vertical"))
        passages = pin(among(passages, found))
        documents = among(self.frames.documents, passages.select(nw.col("document").alias("id")).unique("id"))
        tables = dict(zip(TABLE_NAMES, (documents, passages, nodes, relations, cited), strict=True))
        return Facts(**{name: tidy(name, self.fetch(frame)) for name, frame in tables.items()})


class NarrowIndex(Index):
    """An index of the part of the facts that one answer reads; names and selections still mean all of them."""

    def __init__(self, whole: EngineIndex, facts: Facts, counts: Counts) -> None:
        super().__init__(facts)
        self.whole = whole
        self._counts = dict(counts)

    @property
    def last_day(self) -> str:  # type: ignore[override]
        """The last day of all facts."""
        return self.whole.last_day

    def linked(  # type: ignore[override]
        self, relations: Sequence[str], nodes: Iterable[str], by: str = "source", *, keep: bool = False,
        on: bool = False,
    ) -> set[str]:  # fmt: skip
        """Return what relations join to any of `nodes`, among all facts."""
        found = self.whole.linked(relations, nodes, by, keep=keep, on=on)
        return set(self.whole.fetch(found)["id"].tolist())

    def resolve(self, text: str) -> str:
        """Return the id of the node that `text` names, among all facts."""
        return self.whole.resolve(text)

    def choose(self, selection: dict[str, Any]) -> tuple[np.ndarray, np.ndarray]:
        """Return the masks of a selection over these rows, decided over all facts."""
        statements = self.column("id", "relations")
        deciding = ("since", "until", "around", "relations")
        if any(words(value) if isinstance(value, str) else value for value in map(selection.get, deciding)):
            kept = self.whole.choose(selection)
            wanted = (pd.Index(self.whole.fetch(ids)["id"]) for ids in (kept.nodes, kept.relations))
            nodes, rows = (pd.Index(have).isin(got) for have, got in zip((self.ids, statements), wanted, strict=True))
            return nodes, rows
        kinds = kinds_named(selection.get("kinds") or "")
        nodes = pd.Index(self.kinds).isin(kinds) if kinds else np.ones(len(self.ids), dtype=bool)
        inside = self.facts.nodes["id"][nodes]
        ends = (self.facts.relations[end].isin(inside).to_numpy(dtype=bool) for end in ("source", "target"))
        return nodes, np.logical_and(*ends)


def _book(nodes: pd.DataFrame) -> NameBook:
    ids, kinds, names, aliases, acronyms = (nodes[column].tolist() for column in NAMED)
    return NameBook(ids, kinds, [name or node for name, node in zip(names, ids, strict=True)], aliases, acronyms)


def _sorted(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sort_values("id", kind="stable", ignore_index=True)


def _blank(name: str) -> pd.DataFrame:
    return pd.DataFrame(columns=vocabulary().tables[name].column_names, dtype=str)
