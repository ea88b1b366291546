"""What answers ask of facts that stay on an engine: names, a selection, and small indexes of what they read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from explorer.errors import FactsError
from explorer.facts.engines import EngineFacts, Frame, Frames
from explorer.facts.tables import TABLE_NAMES, Facts, tidy
from explorer.graph.engine_select import Part, among, chosen_on, none, together
from explorer.graph.index import Index
from explorer.graph.names import NameBook
from explorer.graph.select import kinds_named, words
from explorer.ontology import vocabulary

NAMED = ["id", "kind", "name", "aliases", "acronym"]
FITS = 500_000  # relations that are brought back into one graph


class EngineIndex:
    """Facts on an engine. `narrow` brings back what one answer reads, `part` a selection as facts of its own."""

    def __init__(self, facts: EngineFacts) -> None:
        self.facts = facts
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

    def choose(self, selection: Any) -> Part:
        """Return what a selection keeps, as sets of ids on the engine."""
        around = selection.get("around") or ()
        centres = [around] if isinstance(around, str) else list(around)
        return chosen_on(self.frames, selection, [self.resolve(name) for name in centres])

    def narrow(
        self,
        *,
        kinds: Sequence[str],
        relations: Sequence[str],
        cited_kinds: Sequence[str] = (),
        cited_relations: Sequence[str] = (),
        target: str = "",
    ) -> NarrowIndex:
        """Bring back nodes of some kinds, some relations (to one `target`), and what some of them cite."""
        of_relations = self.frames.relations.filter(nw.col("relation").is_in([*relations, ""]))
        of_nodes = self.frames.nodes.filter(nw.col("kind").is_in([*kinds, ""]))
        if target:
            of_relations = of_relations.filter(nw.col("target") == target)
            near = [of_relations.select(nw.col(end).alias("id")) for end in ("source", "target")]
            here = self.frames.nodes.filter(nw.col("id") == target).select("id")
            of_nodes = among(self.frames.nodes, nw.concat([*near, here], how="vertical").unique("id"))
        citing = []
        if cited_kinds:
            citing.append(of_nodes.filter(nw.col("kind").is_in(list(cited_kinds))).select("id"))
        if cited_relations:
            citing.append(of_relations.filter(nw.col("relation").is_in(list(cited_relations))).select("id"))
        cited = self.cited(nw.concat(citing, how="vertical")) if citing else none(self.frames.citations)
        return NarrowIndex(
            self,
            Facts(
                documents=_blank("documents"),
                passages=_blank("passages"),
                nodes=_sorted(self.fetch(of_nodes)),
                relations=_sorted(self.fetch(of_relations)),
                citations=_sorted(self.fetch(cited.select("id", "statement", "passage", "as_written"))),
            ),
        )

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

    def __init__(self, whole: EngineIndex, facts: Facts) -> None:
        super().__init__(facts)
        self.whole = whole

    def resolve(self, text: str) -> str:
        """Return the id of the node that `text` names, among all facts."""
        return self.whole.resolve(text)

    def choose(self, selection: dict[str, Any]) -> tuple[np.ndarray, np.ndarray]:
        """Return the masks of a selection over these rows, decided over all facts."""
        ids, rows = (np.array(self.column("id", table), dtype=object) for table in ("nodes", "relations"))
        deciding = ("since", "until", "around", "relations")
        if any(words(value) if isinstance(value, str) else value for value in map(selection.get, deciding)):
            kept = self.whole.choose(selection)
            fetch = self.whole.fetch
            return tuple(np.isin(have, fetch(got)["id"].to_numpy(dtype=object))  # type: ignore[return-value]
                         for have, got in ((ids, kept.nodes), (rows, kept.relations)))  # fmt: skip
        kinds = kinds_named(selection.get("kinds") or "")
        nodes = np.isin(np.array(self.kinds, dtype=object), kinds) if kinds else np.ones(len(ids), dtype=bool)
        ends = (self.facts.relations[end].isin(ids[nodes]).to_numpy(dtype=bool) for end in ("source", "target"))
        return nodes, np.logical_and(*ends)


def _book(nodes: pd.DataFrame) -> NameBook:
    ids, kinds, names, aliases, acronyms = (nodes[column].tolist() for column in NAMED)
    return NameBook(ids, kinds, [name or node for name, node in zip(names, ids, strict=True)], aliases, acronyms)


def _sorted(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sort_values("id", kind="stable", ignore_index=True)


def _blank(name: str) -> pd.DataFrame:
    return pd.DataFrame(columns=vocabulary().tables[name].column_names, dtype=str)
