"""The methods that follow from the declarations; `python tests/test_declarations.py` writes them."""

from collections.abc import Iterable
from typing import Any, Literal

from explorer.answers.answer import Answer

class Questions:
    index: Any
    def check(self) -> Answer:
        """Check the facts against the contract: a row for each fault, and for each contradiction of sources."""

    def describe(
        self,
        *,
        since: str = "",
        until: str = "",
        kinds: str | Iterable[str] = "",
        relations: str | Iterable[str] = "",
        around: str | Iterable[str] = "",
        depth: int = 1,
        limit: int = 0,
    ) -> Answer:
        """Count nodes by kind, relations by name, documents; with years and how much is cited."""

    def find(
        self,
        text: str,
        *,
        limit: int = 20,
        since: str = "",
        until: str = "",
        kinds: str | Iterable[str] = "",
        relations: str | Iterable[str] = "",
        around: str | Iterable[str] = "",
        depth: int = 1,
    ) -> Answer:
        """Find nodes by name, alias or acronym; close matches are said to be close."""

    def show(
        self,
        node: str,
        *,
        since: str = "",
        until: str = "",
        kinds: str | Iterable[str] = "",
        relations: str | Iterable[str] = "",
        limit: int = 0,
    ) -> Answer:
        """Show everything about one node, each line with its sources."""

    def neighbours(
        self,
        node: str,
        *,
        depth: int = 1,
        since: str = "",
        until: str = "",
        kinds: str | Iterable[str] = "",
        relations: str | Iterable[str] = "",
        limit: int = 0,
    ) -> Answer:
        """List the relations of a node and what stands at their other ends."""

    def sources(
        self,
        node: str,
        *,
        since: str = "",
        until: str = "",
        kinds: str | Iterable[str] = "",
        relations: str | Iterable[str] = "",
        limit: int = 0,
    ) -> Answer:
        """List where a node and its relations are said: document, passage, the very words."""

    def meetings(
        self,
        *,
        party: str = "",
        body: str = "",
        place: str = "",
        topic: str = "",
        since: str = "",
        until: str = "",
        kinds: str | Iterable[str] = "",
        relations: str | Iterable[str] = "",
        around: str | Iterable[str] = "",
        depth: int = 1,
        limit: int = 0,
    ) -> Answer:
        """List meetings and workshops in order of time, with who, where and what came of them."""

    def participants(
        self,
        event: str,
        *,
        role: str = "",
        since: str = "",
        until: str = "",
        kinds: str | Iterable[str] = "",
        relations: str | Iterable[str] = "",
        limit: int = 0,
    ) -> Answer:
        """List who took part in an event, with roles; who is not listed is not mentioned, which is not absent."""

    def commitments(
        self,
        *,
        party: str = "",
        topic: str = "",
        body: str = "",
        force: str = "",
        status: Literal["", "answered", "open", "declared", "decided", "done", "withdrawn", "on record"] = "",
        as_of: str = "",
        by: Literal["", "all", "assignee", "body", "topic", "force", "basis"] = "",
        since: str = "",
        until: str = "",
        kinds: str | Iterable[str] = "",
        relations: str | Iterable[str] = "",
        around: str | Iterable[str] = "",
        depth: int = 1,
        limit: int = 0,
    ) -> Answer:
        """List commitments: force, who, since when, what answered them and how long it took, or open."""

    def compliance(
        self,
        scores: str,
        *,
        by: Literal["", "commitment", "member"] = "",
        since: str = "",
        until: str = "",
        kinds: str | Iterable[str] = "",
        relations: str | Iterable[str] = "",
        around: str | Iterable[str] = "",
        depth: int = 1,
        limit: int = 0,
    ) -> Answer:
        """Show how members kept commitments as coders score it, beside what the record answers."""

    def attendance(
        self,
        *,
        by: Literal["party", "event", "matrix"] = "party",
        body: str = "",
        through: str = "",
        role: str = "",
        since: str = "",
        until: str = "",
        kinds: str | Iterable[str] = "",
        relations: str | Iterable[str] = "",
        around: str | Iterable[str] = "",
        depth: int = 1,
        limit: int = 0,
    ) -> Answer:
        """Show who was there when, in which role, how steadily; not mentioned is not called absent."""

    def participation(
        self,
        *,
        years: int = 1,
        effort: int = 0,
        body: str = "",
        role: str = "",
        seed: int = 0,
        since: str = "",
        until: str = "",
        kinds: str | Iterable[str] = "",
        relations: str | Iterable[str] = "",
        around: str | Iterable[str] = "",
        depth: int = 1,
        limit: int = 0,
    ) -> Answer:
        """Show how many parties came in each period, at equal effort, who was new and who was not seen again."""

    def ties(
        self,
        *,
        party: str = "",
        through: str = "",
        role: str = "",
        by: Literal["pair", "year", "event"] = "pair",
        at_least: int = 1,
        chance: Literal["", "sdsm", "fdsm"] = "",
        seed: int = 0,
        since: str = "",
        until: str = "",
        kinds: str | Iterable[str] = "",
        relations: str | Iterable[str] = "",
        around: str | Iterable[str] = "",
        depth: int = 1,
        limit: int = 0,
    ) -> Answer:
        """Show who met whom: pairs of parties, how often, from when to when, weighted by the size of the events."""

    def paths(
        self,
        a: str,
        b: str,
        *,
        count: int = 3,
        steps: int = 0,
        avoid: str | Iterable[str] = (),
        after: str = "",
        before: str = "",
        in_order: bool = False,
        weight: str = "",
        since: str = "",
        until: str = "",
        kinds: str | Iterable[str] = "",
        relations: str | Iterable[str] = "",
    ) -> Answer:
        """Tell how two nodes are linked: short, telling chains, a sentence for each step with its sources."""

    def rank(
        self,
        *,
        by: Literal[
            "degree",
            "strength",
            "betweenness",
            "pagerank",
            "eigenvector",
            "constraint",
            "brokerage",
            "core",
        ] = "degree",
        on: Literal["relations", "ties"] = "relations",
        through: str = "",
        weight: str = "",
        within: str = "",
        attribute: str = "kind",
        since: str = "",
        until: str = "",
        kinds: str | Iterable[str] = "",
        relations: str | Iterable[str] = "",
        around: str | Iterable[str] = "",
        depth: int = 1,
        limit: int = 0,
    ) -> Answer:
        """Rank nodes by a centrality, and say what that measure means and does not mean here."""

    def groups(
        self,
        *,
        on: Literal["relations", "ties"] = "ties",
        through: str = "",
        weight: str = "",
        resolution: float = 1.0,
        seed: int = 0,
        test: bool = False,
        since: str = "",
        until: str = "",
        kinds: str | Iterable[str] = "",
        relations: str | Iterable[str] = "",
        around: str | Iterable[str] = "",
        depth: int = 1,
        limit: int = 0,
    ) -> Answer:
        """Find communities, described by their leading members, topics and bodies."""

    def timeline(
        self,
        *,
        since: str = "",
        until: str = "",
        kinds: str | Iterable[str] = "",
        relations: str | Iterable[str] = "",
        around: str | Iterable[str] = "",
        depth: int = 1,
        limit: int = 0,
    ) -> Answer:
        """List events and commitments in order of time, with what each led to."""

    def sql(self, select: str) -> Answer:
        """Ask one read-only SELECT over the tables documents, passages, nodes, relations and citations."""

    def review(
        self,
        *,
        why: Literal[
            "",
            "fault",
            "contradiction",
            "weak inference",
            "may be the same",
            "no event",
            "no date",
            "no source",
            "vague date",
            "bare event",
            "nothing said",
            "agency as state",
            "two publishers",
            "conditional",
        ] = "",
        since: str = "",
        until: str = "",
        kinds: str | Iterable[str] = "",
        relations: str | Iterable[str] = "",
        around: str | Iterable[str] = "",
        depth: int = 1,
        limit: int = 0,
    ) -> Answer:
        """List what most deserves a person's look: contradictions, weak inferences, gaps, names that may be one."""
