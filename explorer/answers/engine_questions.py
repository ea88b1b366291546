"""The questions of `Questions` for facts that stay on an engine.

`ties`, `describe` and `check` are computed there. The other answers bring back the rows that they read, and
nothing else, and are then worked out by the same code as for facts in memory. What walks a graph brings back the
neighbourhood it walks in, and refuses with advice where that does not fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from explorer.answers.questions import Questions

if TYPE_CHECKING:
    import pandas as pd

    from explorer.answers.meetings import Holders
    from explorer.facts.engines import EngineFacts, Frame
    from explorer.graph.engine_index import EngineIndex
    from explorer.graph.index import Index

EVENTS = ("meeting", "workshop")
PRESENCE = ("participated_in", "hosted", "chaired")
SELECTION = ("since", "until", "kinds", "relations", "around", "depth")
REACH = 2  # steps around both ends in which `paths` looks for chains


class EngineQuestions(Questions):
    """Answers over facts on an engine; the same rows as `Questions` gives for the same facts in memory."""

    facts: EngineFacts  # type: ignore[assignment]

    @cached_property
    def index(self) -> EngineIndex:  # type: ignore[override]
        """Names, and what answers ask of the engine."""
        from explorer.graph.engine_index import EngineIndex

        return EngineIndex(self.facts)

    def check(self) -> pd.DataFrame:
        from explorer.facts.check import table
        from explorer.facts.engine_check import check_on

        return table(check_on(self.facts.frames))

    def describe(self, **selection: Any) -> pd.DataFrame:
        from explorer.answers.engine_describe import describe_on

        return describe_on(self.index, **selection)

    def ties(self, **options: Any) -> pd.DataFrame:
        from explorer.answers.engine_ties import ties_on

        return self._present("ties", **options) if options.get("by") == "event" else ties_on(self.index, **options)

    def meetings(self, **options: Any) -> pd.DataFrame:
        from explorer.answers.meetings import HOLDERS

        events = self._listed(EVENTS, options, HOLDERS)
        counted = [("participated_in", "target"), ("agreed_at", "target"), ("fulfils", "source")]
        part = self.index.near(
            events, outward=["held_in", "session_of"], inward=["hosted", "chaired"], cited_kinds=EVENTS, counted=counted
        )
        return _over(part).meetings()

    def participants(self, event: str, **options: Any) -> pd.DataFrame:
        from explorer.graph.select import relations_named

        node = self.index.resolve(event)
        relations = list(dict.fromkeys([*relations_named(options.get("relations") or ""), *PRESENCE]))
        here = self.index.nodes_of((), {}, id=node)
        return _over(self.index.near(here, inward=relations, cited_relations=relations)).participants(node, **options)

    def attendance(self, **options: Any) -> pd.DataFrame:
        return self._present("attendance", cited=options.get("by") != "matrix", **options)

    def _present(self, answer: str, *, cited: bool = True, **options: Any) -> pd.DataFrame:
        from explorer.graph.select import relations_named

        counted = relations_named(options.get("relations") or "") or ["participated_in"]
        events = self.index.nodes_of(EVENTS, {key: options.get(key, "") for key in ("since", "until")})
        part = self.index.near(events, inward=counted, cited_relations=counted if cited else ())
        part.asked = None  # the answer chooses among these once more, by all of the selection
        made: pd.DataFrame = getattr(_over(part), answer)(**options)
        return made

    def commitments(self, **options: Any) -> pd.DataFrame:
        from explorer.answers.commitments import HOLDERS

        relations = ["agreed_at", "assigned_to", "proposed_by", "concerns", "about"]
        by = options.get("by", "")
        told = [*EVENTS, "commitment"], ["agreed_at", "fulfils"]
        promises = self._listed(["commitment"], options, HOLDERS, force=options.get("force", ""))
        part = self.index.near(
            promises, outward=relations if not by else ["agreed_at", "assigned_to", "about"], inward=["fulfils"],
            beyond=["session_of"] if by == "body" else (),
            cited_kinds=told[0] if not by else (), cited_relations=told[1] if not by else (),
        )  # fmt: skip
        return _over(part).commitments(**options)

    def timeline(self, **selection: Any) -> pd.DataFrame:
        led = ["follows", "mandated_by", "fulfils"]
        kinds = [*EVENTS, "commitment"]
        part = self.index.near(
            self._listed(kinds, selection), outward=["held_in", "session_of"], inward=led, beyond=["agreed_at"],
            cited_kinds=kinds, cited_relations=led, counted=[("agreed_at", "target")],
        )  # fmt: skip
        return _over(part).timeline()

    def _listed(self, kinds: Sequence[str], options: dict[str, Any], holders: Holders | None = None, **cells: str
                ) -> Frame:  # fmt: skip
        """Return the ids of the nodes that an answer lists, and take out of `options` what has decided it."""
        from explorer.answers.meetings import holding

        wanted = {name: options.pop(name, "") for name in holders or ()}
        selection = {name: options.pop(name) for name in SELECTION if name in options}
        held = holding(self.index, holders or {}, wanted)
        return self.index.nodes_of(kinds, selection, *held, **cells)

    def find(self, text: str, *, limit: int = 20, **selection: Any) -> pd.DataFrame:
        import narwhals as nw

        said = [nw.col(name).str.to_lowercase().str.contains(text.lower(), literal=True) for name in ("name", "id")]
        named = self.index.frames.nodes.filter((nw.col("kind") == "commitment") & (said[0] | said[1])).select("id")
        hits = self.index.fetch(named.sort("id").head(limit))["id"].tolist()
        others = (
            self._narrow(kinds=self._kinds_but("commitment"), relations=()).find(text, limit=5 * limit)["id"].tolist()
        )
        return self._around([*others, *hits], 1, selection).find(text, limit=limit) if others or hits else (
            self._narrow(kinds=("topic",), relations=()).find(text))  # fmt: skip

    def show(self, node: str, **filters: Any) -> pd.DataFrame:
        return self._around([node], 1, filters).show(self.index.resolve(node), **_lasting(filters))

    def sources(self, node: str, **filters: Any) -> pd.DataFrame:
        return self._around([node], 1, filters).sources(self.index.resolve(node), **_lasting(filters))

    def neighbours(self, node: str, *, depth: int = 1, **filters: Any) -> pd.DataFrame:
        return self._around([node], depth, filters).neighbours(
            self.index.resolve(node), depth=depth, **_lasting(filters)
        )

    def paths(self, a: str, b: str, *, avoid: Sequence[str] = (), **options: Any) -> pd.DataFrame:
        filters = {key: options.pop(key) for key in SELECTION if key in options}
        near = self._around([a, b], REACH, filters)
        known = set(near.index.ids)
        left_out = [node for name in avoid if (node := self.index.resolve(name)) in known]
        table = near.paths(self.index.resolve(a), self.index.resolve(b), avoid=left_out, **options)
        within = f"Chains are looked for within {REACH} steps of either end; select a part to look further."
        table.attrs["notes"] = [*table.attrs.get("notes", ()), within]
        return table

    def rank(self, **options: Any) -> pd.DataFrame:
        return self._selected(options).rank(**options)

    def groups(self, **options: Any) -> pd.DataFrame:
        return self._selected(options).groups(**options)

    def review(self, **options: Any) -> pd.DataFrame:
        return self._selected(options).review(**options)

    def _kinds_but(self, kind: str) -> list[str]:
        from explorer.ontology import vocabulary

        return [other for other in vocabulary().kinds if other != kind]

    def _narrow(self, **what: Any) -> Questions:
        return _over(self.index.narrow(**what))

    def _around(self, nodes: Sequence[str], depth: int, filters: dict[str, Any]) -> Questions:
        return Questions(self.index.part({**filters, "around": list(nodes), "depth": depth}, dated=True))

    def _selected(self, options: dict[str, Any]) -> Questions:
        """Bring back what the selection among `options` keeps, and take it out of them."""
        return Questions(self.index.part({key: options.pop(key) for key in SELECTION if key in options}))


def _over(index: Index) -> Questions:
    made = Questions(index.facts)
    made.__dict__["index"] = index  # in the place of the one that it would make for itself
    return made


def _lasting(filters: dict[str, Any]) -> dict[str, Any]:
    """Return the filters that mean the same in a part; what a period keeps is decided over all facts."""
    return {key: filters[key] for key in ("kinds", "relations") if key in filters}
